import type { Feed } from '../core/feed/feed.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import { LIMITS } from '../core/index/limits.ts';
import type { FilePlan, FileRequest } from '../core/plan/file-plan.ts';
import { NeedsCollector } from '../core/plan/needs.ts';
import { planFiles } from '../core/plan/plan-files.ts';
import { filePaths } from '../core/plan/plan-former.ts';
import { formerPathsIn, settleFormer } from '../core/plan/settle-former.ts';
import type { Problem } from '../core/problem.ts';
import { sortKeys } from '../core/text/key-order.ts';
import { fillFeed, shownKeys, withFeed } from '../core/views/feeds.ts';
import { formerPage } from '../core/views/former-page.ts';
import type { Entries } from '../core/views/view.ts';
import { indexOf, type Scan, type ScanOptions } from './scan.ts';

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
export function planBuild(options: ScanOptions, scanned: Scan): BuildPlan {
  const { site, now } = options;
  const files = planFromScratch(options, scanned);
  return {
    files,
    former: formerPagesOf(options, scanned, files),
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

/** Returns the pages of former addresses of a scan. */
export function formerPagesOf(options: ScanOptions, scanned: Scan, files?: FilePlan): FormerPages {
  const index = indexOf(scanned.nextState);
  const paths = formerPathsIn(index, 0);
  if (paths.size === 0) return { files: [], problems: [] };
  const taken = filePaths(files ?? planFromScratch(options, scanned));
  // In an order of their own, whoever read what.
  const settled = sortKeys([...paths]).map(path => settleFormer(path, index, taken));
  return {
    files: settled.flatMap(({ owner }) => (owner ? [formerPage(owner[1], options.site)] : [])),
    problems: settled.flatMap(({ problems }) => [...problems.values()]),
  };
}

/** All files are stale where nothing was written before. */
function planFromScratch({ site, now, limits = LIMITS, fingerprint = '' }: ScanOptions, { nextState }: Scan): FilePlan {
  const request: FileRequest = {
    site,
    now,
    fingerprint,
    nextState,
    limits: { ...limits, archivesPerCommit: Number.POSITIVE_INFINITY },
    before: { files: {}, months: {} },
    forced: new Set(),
    includeBacklog: true,
    isRebuild: true,
  };
  const nothing = new Map<never, never>();
  const months = new Map([...nextState.months()].map(month => [month, () => []]));
  const loaded = {
    segments: nothing,
    months,
    feedSegments: nothing,
    pageFiles: nothing,
    archiveFiles: nothing,
    objects: nothing,
    entries: nothing,
  };
  const plan = planFiles(request, { ...loaded, archivedEntries: nothing }, new NeedsCollector());
  if (!plan) throw new Error('a build from scratch has all that it is planned from; please report this');
  return plan;
}
