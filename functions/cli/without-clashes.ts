import type { PublishedFile } from '../core/files/published-file.ts';
import { lostPathProblem } from '../core/index/owners.ts';
import type { Problem } from '../core/problem.ts';
import { DIRECTORY_MARK } from '../stores/directory/made-files.ts';

/**
 * Files that a directory can hold: in a bucket, `media/a` and `media/a/b` may both be there, on a disk one of them is a
 * folder. The first has it, and before all the mark by which Bantin knows its directories; `report` is told of the
 * other.
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
