import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CacheFolder } from '../../../functions/build/incremental/cache-folder.ts';
import { temporaryDirectory } from '../../stores/temporary-directory.ts';

/** A cache folder with a lock, and what comes of taking that without waiting. */
async function locked(text: string, hoursAgo = 0) {
  const directory = temporaryDirectory();
  const path = join(directory, 'lock');
  writeFileSync(path, text);
  const at = new Date(Date.now() - hoursAgo * 3_600_000);
  utimesSync(path, at, at);
  const unlock = await new CacheFolder(directory).lock(0);
  return { unlock, path };
}

const { pid, ppid } = process;
/** The system tells when a process began. */
const tellsStart = existsSync('/proc/self/stat');

describe('the lock of a cache folder', () => {
  it.each([
    ['a number that no process has', `${2 ** 22 + 1}`],
    ['the number of this process, as of every build in a container', `${pid}`],
    ['no number', 'x'],
    ['nothing', ''],
  ])('is taken over where it has %s', async (_, text) => {
    const { unlock, path } = await locked(text);
    expect(readFileSync(path, 'utf8').split(' ')[0]).toBe(`${pid}`);
    unlock?.();
    expect(existsSync(path)).toBe(false);
  });

  it('is taken over where a process with its number began at another time', async () => {
    const { unlock } = await locked(`${ppid} 1`);
    expect(unlock !== undefined).toBe(tellsStart);
  });

  it('is left to a process that is there, and taken over once it is an hour old', async () => {
    const { unlock, path } = await locked(`${ppid}`);
    expect(unlock).toBeUndefined();
    expect(readFileSync(path, 'utf8')).toBe(`${ppid}`);
    expect((await locked(`${ppid}`, 0.9)).unlock).toBeUndefined();
    expect((await locked(`${ppid}`, 1.1)).unlock).toBeDefined();
  });

  it('is held by one build of a process at a time, and is not let go of once another has it', async () => {
    const directory = temporaryDirectory();
    const folder = new CacheFolder(directory);
    const unlock = await folder.lock(0);
    expect(await folder.lock(0)).toBeUndefined();
    expect(await new CacheFolder(`${directory}/.`).lock(0)).toBeUndefined();
    const path = join(directory, 'lock');
    if (tellsStart) expect(readFileSync(path, 'utf8')).toMatch(/^\d+ [1-9]\d*$/);
    writeFileSync(path, `${ppid}`);
    unlock?.();
    expect(readFileSync(path, 'utf8')).toBe(`${ppid}`);
  });
});
