import { join } from 'node:path';
import { assertNotEmptied, EmptyListing } from '../../content/empty-listing.ts';
import type { Problem } from '../../core/problem.ts';
import { NotOurDirectory } from '../../stores/directory/claim.ts';
import { sourcesOf } from '../../stores/sync-files.ts';
import { printProblems } from '../content.ts';
import { CouldNotRun } from '../output/exit-status.ts';
import type { BuildContext } from './build-context.ts';

/** @throws CouldNotRun where there is no article, but the output was made of several, and may not be emptied. */
export function assertNotEmpty(
  { directory, options: { out, allowEmpty } }: BuildContext,
  read: number,
  problems: readonly Problem[],
): void {
  if (allowEmpty) return;
  try {
    const remedy = 'put them back, or give --allow-empty to take all of it away';
    assertNotEmptied(read, sourcesOf(out), `${join(directory, 'articles')}, for ${out}`, remedy);
  } catch (error) {
    if (!(error instanceof EmptyListing)) throw error;
    printProblems(problems, directory);
    throw new CouldNotRun(error.message);
  }
}

/** @throws CouldNotRun where the output belongs to somebody else. */
export async function refusing<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof NotOurDirectory) throw new CouldNotRun(error.message);
    throw error;
  }
}
