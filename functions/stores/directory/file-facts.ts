import type { Stats } from 'node:fs';

/**
 * Returns what tells a file from any other that was, or will be, under its name. All that a program may set of a file
 * without changing it is left out but the time of its change.
 */
export function fileFactsOf({ ino, size, mtimeMs }: Stats): string {
  return `${ino} ${size} ${mtimeMs}`;
}
