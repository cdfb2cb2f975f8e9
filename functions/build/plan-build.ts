import type { Feed } from '../core/feed/feed.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import { indexOf } from '../core/index/index-view.ts';
import { type FilePlan, filePaths } from '../core/plan/file-plan.ts';
import { planFromScratch, type ScratchRequest } from '../core/plan/scratch/plan-from-scratch.ts';
import { formerPathsIn, settleFormer } from '../core/plan/settle-former.ts';
import type { Problem } from '../core/problem.ts';
import { sortKeys } from '../core/text/key-order.ts';
import { fillFeed, shownKeys, withFeed } from '../core/views/feeds.ts';
import { formerPage } from '../core/views/former-page.ts';
import type { Entries } from '../core/views/view.ts';

/** Every file of feeds, lists, sitemaps and archives, and the feeds among them. */
export interface BuildPlan {
  readonly files: FilePlan;
  readonly former: FormerPages;
  /** Keys of the articles that feeds show. */
  readonly shown: ReadonlySet<string>;
  readonly feedCount: number;
  /** Returns all feeds with their entries. */
  feedsOf(entries: Entries): readonly Feed[];
}

/** Plans a build. */
export function planBuild(request: ScratchRequest): BuildPlan {
  const { site, now } = request;
  const files = planFromScratch(request);
  return {
    files,
    former: formerPagesOf(request, files),
    shown: shownKeys(files.feeds),
    feedCount: withFeed(files.feeds).length,
    feedsOf: entries =>
      withFeed(files.feeds).map(feed => fillFeed(feed, site, now, entries, files.archives.newest(feed.key))),
  };
}

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
