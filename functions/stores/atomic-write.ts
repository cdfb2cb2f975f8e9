import { randomBytes } from 'node:crypto';
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How the names of files begin that are still being written. */
export const TEMPORARY_PREFIX = '.bantin-';

/**
 * Writes a file so that whoever reads it sees the old bytes or the new ones: a temporary file beside it, then one
 * rename. `exclusive` writes only where no file is there, and of several that try at once one succeeds; the others get
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
