import type { PublishedFile } from '../../core/files/published-file.ts';
import { indexOf } from '../../core/index/index-view.ts';
import { type FilePlan, filePaths } from '../../core/plan/file-plan.ts';
import { planFromScratch, type ScratchRequest } from '../../core/plan/scratch/plan-from-scratch.ts';
import { formerPathsIn, settleFormer } from '../../core/plan/settle-former.ts';
import type { Problem } from '../../core/problem.ts';
import { sortKeys } from '../../core/text/key-order.ts';
import { formerPage } from '../../core/views/former-page.ts';

/** Pages of former addresses, and what is to be reported of addresses that several articles claim. */
export interface FormerPages {
  readonly files: readonly PublishedFile[];
  readonly problems: readonly Problem[];
}

/** Returns the pages of former addresses. `files` are planned where that was not done, and some article has one. */
export function formerPagesOf(request: ScratchRequest, files?: FilePlan): FormerPages {
  const index = indexOf(request.nextState);
  const paths = formerPathsIn(index, 0);
  if (paths.size === 0) return { files: [], problems: [] };
  const taken = filePaths(files ?? planFromScratch(request));
  // In an order of their own, whoever read what.
  const settled = sortKeys([...paths]).map(path => settleFormer(path, index, taken));
  return {
    files: settled.flatMap(({ owner }) => (owner ? [formerPage(owner[1], request.site)] : [])),
    problems: settled.flatMap(({ problems }) => [...problems.values()]),
  };
}
