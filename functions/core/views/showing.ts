import { type FeedKey, folderOf } from '../feed/feed-key.ts';
import { FORMATS } from '../feed/formats.ts';
import { landingPath } from '../feed/make-feed.ts';
import { formatsOf } from '../filing/formats-of.ts';
import type { SitemapEntry } from '../index/sitemap-entry.ts';
import type { Site } from '../site/site.ts';
import { feedsListing, monthPagePaths } from './browse.ts';
import { NEWS_PATH } from './sitemaps.ts';

/** Yields the paths of the files that may show a new article of some feeds, besides its own page. */
export function* pathsShowing(feeds: readonly FeedKey[], site: Site): Generator<string> {
  for (const feed of feeds) {
    for (const id of formatsOf(feed, site)) yield folderOf(feed) + FORMATS[id].file;
    yield landingPath(feed);
  }
  yield NEWS_PATH;
}

/** Returns the paths of the pages that may list an article of a month. `pages` has the number of these, by feed. */
export function pagesListing(
  entry: SitemapEntry,
  month: string,
  pages: Readonly<Record<string, number>> = {},
): readonly string[] {
  const ofFeeds = feedsListing(entry).flatMap(feed => (Object.hasOwn(pages, feed) ? [[feed, pages[feed] ?? 0]] : []));
  return monthPagePaths(month, Object.fromEntries(ofFeeds));
}
