import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { fileFactsOf } from '../../stores/directory/file-facts.ts';

/** Returns the paths of files that are gone from a directory, or others than they were. */
export function damagedFiles(directory: string, files: ReadonlyMap<string, string>): readonly string[] {
  const differing: string[] = [];
  for (const [path, facts] of files) {
    const stats = lstatSync(join(directory, path), { throwIfNoEntry: false });
    if (!stats?.isFile() || fileFactsOf(stats) !== facts) differing.push(path);
  }
  return differing;
}

/** Returns whether a file of these paths would be in the place of a folder of one of them, or the other way round. */
export function doClash(added: Iterable<string>, paths: Iterable<string>): boolean {
  const all = new Set([...added, ...paths]);
  const folders = new Set<string>();
  for (const path of all)
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) folders.add(path.slice(0, end));
  for (const path of all) if (folders.has(path)) return true;
  return false;
}
