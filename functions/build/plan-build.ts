import type { Feed } from '../core/feed/feed.ts';
import type { FilePlan } from '../core/plan/file-plan.ts';
import { planFromScratch, type ScratchRequest } from '../core/plan/scratch/plan-from-scratch.ts';
import { fillFeed, shownKeys, withFeed } from '../core/views/feeds.ts';
import type { Entries } from '../core/views/view.ts';
import { type FormerPages, formerPagesOf } from './files/former-pages.ts';

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
