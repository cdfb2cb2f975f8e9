import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { BUGS } from '../../scripts/planted-bugs.mjs';

const ROOT = join(import.meta.dirname, '..', '..');

/** Returns a source as it is once a bug is planted; `undefined` where its place does not stand there, or not once. */
function planted({ file, from, to }: (typeof BUGS)[number]): string | undefined {
  const [before, after, ...more] = readFileSync(join(ROOT, file), 'utf8').split(from);
  return after === undefined || more.length > 0 ? undefined : `${before}${to}${after}`;
}

describe('the bugs that are planted for the simulation', () => {
  it('have places that stand in the sources once', () => {
    const stale = BUGS.filter(bug => planted(bug) === undefined);
    expect(stale.map(({ name, file, from }) => `${name}: ${file} does not say once: ${from}`)).toEqual([]);
  });

  it('leave sources that can be read', () => {
    for (const bug of BUGS) expect(() => transformSync(planted(bug) ?? '', { loader: 'ts' }), bug.name).not.toThrow();
  });

  it('have names of their own, and another text each', () => {
    expect(new Set(BUGS.map(({ name }) => name)).size).toBe(BUGS.length);
    expect(BUGS.filter(({ from, to }) => from === to)).toEqual([]);
  });
});
