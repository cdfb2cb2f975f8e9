import { SITE_KEY } from '../bucket-layout.ts';
import { ALL, type FeedKey, folderOf } from '../feed/feed-key.ts';
import type { Listed } from '../index/article-summary.ts';
import type { FeedWindows } from '../index/feed-windows.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';

/**
 * Returns a warning for each feed that leaves out articles younger than `minimumHours`, because it would exceed the
 * maximum number of entries.
 */
export function cutFeedProblems(archive: FeedWindows<Listed>, site: Site): readonly Problem[] {
  return archive.cuts().map(({ feed, most }) => ({
    path: SITE_KEY,
    severity: 'warning',
    message:
      `minimumHours: ${nameOf(feed)} has more than ${most} articles of the last ${site.minimumHours} hours ` +
      `and shows the newest ${most}, so readers may miss some; ${remedyOf(site)}`,
  }));
}

function nameOf(feed: FeedKey): string {
  return feed === ALL ? 'the feed of all' : `the feed ${folderOf(feed)}`;
}

function remedyOf({ archives }: Site): string {
  if (archives) return 'those that follow its archives find the rest there; for the others lower minimumHours';
  return 'set archives: true, so that they find the rest, or lower minimumHours';
}
