import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../lib/samples.ts';

const PAGE = readFileSync(join(ROOT, 'docs/threat-model.md'), 'utf8');

interface NamedTest {
  readonly file: string;
  readonly title: string;
}

/** Returns the tests that a text names: a path in code, a colon, and the title in italics, which may be wrapped. */
function testsIn(text: string): readonly NamedTest[] {
  const matches = text.matchAll(/`(tests\/[\w./-]+\.ts)`:\s+\*([^*]+)\*/g);
  return [...matches].map(([, file = '', title = '']) => ({ file, title: title.replace(/\s+/g, ' ') }));
}

/** Returns whether a file has a test or a group with this title: `it('…'`, `describe('…'`, or after a table. */
function hasTest({ file, title }: NamedTest): boolean {
  const source = readFileSync(join(ROOT, file), 'utf8');
  return ["'", '"', '`'].some(quote => new RegExp(`\\(\\s*${quote}${escaped(title)}${quote}`).test(source));
}

/** `RegExp.escape`, which Node 20 lacks. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

describe('docs/threat-model.md', () => {
  it('names tests that exist', () => {
    const named = testsIn(PAGE);
    expect(named.length).toBeGreaterThan(40);
    const missing = named.filter(test => !existsSync(join(ROOT, test.file)) || !hasTest(test));
    expect(missing).toEqual([]);
  });

  it('would miss a test that is gone', () => {
    const file = 'tests/docs/threat-model.test.ts';
    expect(hasTest({ file, title: 'names tests that exist' })).toBe(true);
    expect(hasTest({ file, title: 'names tests that exi' })).toBe(false);
  });

  it('names a test for each threat, and no test in a way that this one would not see', () => {
    const threats = PAGE.split('\n## ').flatMap(section => {
      const rows = section.split('\n').filter(line => line.startsWith('| '));
      return rows[0]?.startsWith('| threat') ? rows.slice(2) : [];
    });
    expect(threats.length).toBeGreaterThan(25);
    for (const threat of threats) expect(testsIn(threat), threat).not.toEqual([]);
    const paths = PAGE.match(/`tests\/[^`]+`/g) ?? [];
    // The first link is to this test.
    expect(testsIn(PAGE)).toHaveLength(paths.length - 1);
  });

  it('is where SECURITY.md and docs/deploy.md lead', () => {
    for (const page of ['SECURITY.md', 'docs/deploy.md'])
      expect(readFileSync(join(ROOT, page), 'utf8')).toContain('threat-model.md');
  });
});
