import { randomBytes } from 'node:crypto';
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Prefix of the names of files that are still being written. */
export const TEMPORARY_PREFIX = '.bantin-';

/**
 * Writes a file so that a reader sees the old bytes or the new ones: it writes a temporary file beside it and renames
 * that. `exclusive` writes only if there is no file; if several writers try at once, one succeeds and the others get
 * `EEXIST`.
 */
export function writeAtomically(path: string, bytes: Uint8Array | string, { exclusive = false } = {}): void {
  const temporary = join(dirname(path), `${TEMPORARY_PREFIX}${randomBytes(8).toString('hex')}`);
  try {
    writeFileSync(temporary, bytes, { flag: 'wx' });
    if (exclusive) linkSync(temporary, path);
    else renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
