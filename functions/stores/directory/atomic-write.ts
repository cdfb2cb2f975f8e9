import { randomBytes } from 'node:crypto';
import { linkSync, lstatSync, renameSync, rmSync, type Stats, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Prefix of the names of files that are still being written. */
export const TEMPORARY_PREFIX = '.bantin-';

export interface AtomicWriteOptions {
  /** Writes only if there is no file; if several writers try at once, one succeeds and the others get `EEXIST`. */
  readonly exclusive?: boolean;
  /** Permissions of the file. Default: those of the process. */
  readonly mode?: number;
  /** Takes the system's facts about the file before anybody else can reach it. */
  readonly onWritten?: (stats: Stats) => void;
}

/**
 * Writes a file so that a reader sees the old bytes or the new ones: it writes a temporary file beside it and renames
 * that.
 */
export function writeAtomically(
  path: string,
  bytes: Uint8Array | string,
  { exclusive = false, mode, onWritten }: AtomicWriteOptions = {},
): void {
  const temporary = join(dirname(path), `${TEMPORARY_PREFIX}${OURS}${(++written).toString(36)}`);
  try {
    writeFileSync(temporary, bytes, { flag: 'wx', ...(mode !== undefined && { mode }) });
    onWritten?.(lstatSync(temporary));
    if (!exclusive) {
      renameSync(temporary, path);
      return;
    }
    linkSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  rmSync(temporary, { force: true });
}

/** In the names of this process's files: no other process writes them. */
const OURS = randomBytes(8).toString('hex');
let written = 0;
