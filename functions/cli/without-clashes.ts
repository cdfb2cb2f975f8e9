import type { PublishedFile } from '../core/files/published-file.ts';
import { lostPathProblem } from '../core/index/owners.ts';
import type { Problem } from '../core/problem.ts';
import { DIRECTORY_MARK } from '../stores/directory/made-files.ts';

/**
 * Yields the files that a directory can hold. A bucket may have both `media/a` and `media/a/b`; on a disk `media/a` is
 * either a file or a folder. The first file wins, and the mark of Bantin's directories wins over all. `report` is
 * called with each file that is left out.
 */
export async function* withoutClashes(
  files: AsyncIterable<PublishedFile>,
  report: (problem: Problem) => void,
): AsyncGenerator<PublishedFile> {
  const paths = new Set([DIRECTORY_MARK]);
  const folders = new Map([[DIRECTORY_MARK, DIRECTORY_MARK]]);
  for await (const file of files) {
    const above = foldersOf(file.path);
    const other = folders.get(file.path) ?? above.find(folder => paths.has(folder));
    if (other !== undefined) {
      report(lostPathProblem(file.path, file.path, other));
      continue;
    }
    paths.add(file.path);
    for (const folder of above) if (!folders.has(folder)) folders.set(folder, file.path);
    yield file;
  }
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
}
