import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** File system of Linux in memory, where directories are made and cleared in a fraction of the time. */
const MEMORY = '/dev/shm';
/** Bytes that are to be free there: containers often have 64 MB. */
const ENOUGH = 2 ** 30;
/** Tests that count what they cover, as before each landing, keep to the disk that newsrooms are on. */
const PARENT = process.env.BANTIN_COVERAGE === 'true' || freeIn(MEMORY) < ENOUGH ? tmpdir() : MEMORY;

/** A directory that goes when the test ends. Only within tests. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(PARENT, 'bantin-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

function freeIn(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
