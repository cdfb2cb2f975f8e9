import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { COMPILE_LESS, compileLess } from '../../../functions/build/threads/compile-less.ts';

/** Returns the flags that are set with a version of V8. */
function flagsWith(version: string): readonly string[] {
  const flags: string[] = [];
  compileLess(version, flag => flags.push(flag));
  return flags;
}

describe('a build', () => {
  it('has the V8 of Node 20 compile less, and leaves others as they are', () => {
    expect(flagsWith('11.3.244.8-node.30')).toEqual(COMPILE_LESS);
    expect(flagsWith('13.6.233.10-node.28')).toEqual([]);
  });

  it('sets no flag that the V8 of this Node does not know', () => {
    const flags = flagsWith(process.versions.v8);
    expect(spawnSync(process.execPath, [...flags, '-e', '0']).status).toBe(0);
    expect(spawnSync(process.execPath, ['--no-such-flag', '-e', '0']).status).not.toBe(0);
  });
});
