import { type FeedKey, folderOf } from '../feed/feed-key.ts';
import { FORMATS } from '../feed/formats.ts';
import { landingPath } from '../feed/make-feed.ts';
import { formatsOf } from '../filing/formats-of.ts';
import type { Site } from '../site/site.ts';
import { monthPagePaths } from './browse.ts';
import { NEWS_PATH } from './sitemaps.ts';

/** Yields the paths of the files that may show a new article of some feeds, besides its own page. */
export function* pathsShowing(feeds: readonly FeedKey[], site: Site): Generator<string> {
  for (const feed of feeds) {
    for (const id of formatsOf(feed, site)) yield folderOf(feed) + FORMATS[id].file;
    yield landingPath(feed);
  }
  yield NEWS_PATH;
}

/** Returns the paths of the pages of some feeds that list a month. `pages` has the number of these, by feed. */
export function pagesListing(
  feeds: readonly FeedKey[],
  month: string,
  pages: Readonly<Record<string, number>> = {},
): readonly string[] {
  const ofFeeds = Object.entries(pages).filter(([feed]) => feeds.includes(feed as FeedKey));
  return monthPagePaths(month, Object.fromEntries(ofFeeds));
}
