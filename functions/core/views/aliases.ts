import type { PublishedFile, Section } from '../feed/feed.ts';
import { categoryFeed, type FeedKey, folderOf } from '../feed/feed-key.ts';
import { listedFeeds } from '../feed/feed-kinds.ts';
import { FORMATS, type FormatId, formatsOf } from '../feed/formats.ts';
import { landingPath, landingUrl } from '../feed/make-feed.ts';
import { escapeText } from '../feed/xml.ts';
import { renderMovedPage } from '../pages/moved-page.ts';
import { RESERVED_SLUGS } from '../site/category-name.ts';
import type { ListedCategory, Site } from '../site/site.ts';
import { slugify } from '../text/slug.ts';

/**
 * What lies where a category was, or where people look for it: in the folder of each of its aliases, addresses that
 * lead to its feeds and its page. A category that is there by that name keeps its folder.
 */
export function* aliasFiles(sections: readonly Section[], site: Site): Generator<PublishedFile> {
  const keys = [...RESERVED_SLUGS.map(categoryFeed), ...listedFeeds(site), ...sections.map(({ key }) => key)];
  const taken = new Set(keys.map(folderOf));
  for (const category of site.categories) {
    for (const slug of new Set(category.aliases.map(alias => slugify(alias)))) {
      const from = categoryFeed(slug);
      if (slug === '' || taken.has(folderOf(from))) continue;
      taken.add(folderOf(from));
      yield* redirects(from, category, site);
    }
  }
}

/**
 * Whether a file means something where it is stored without its metadata, as in a directory: a feed's address that only
 * leads elsewhere does not.
 */
export function standsAlone({ path, metadata }: PublishedFile): boolean {
  return metadata?.redirect === undefined || path.endsWith('.html');
}

function* redirects(alias: FeedKey, category: ListedCategory, site: Site): Generator<PublishedFile> {
  const feed = categoryFeed(category.slug);
  const [from, to] = [folderOf(alias), folderOf(feed)];
  for (const format of formatsOf(feed, site)) {
    const { file } = FORMATS[format];
    // Bytes that change with the target: whoever compares bytes alone sees that it moved again.
    yield {
      path: from + file,
      body: movedFeed(format, site.feedsUrl + to + file),
      metadata: { redirect: `/${to}${file}` },
    };
  }
  const body = renderMovedPage({ site, title: category.title, url: landingUrl(site, feed) });
  yield { path: landingPath(alias), body, metadata: { redirect: `/${to}` } };
}

/**
 * For a reader that sees the body after all: what the RSS Advisory Board writes for a feed that moved where the server
 * can't say so.
 */
function movedFeed(format: FormatId, url: string): string {
  if (FORMATS[format].syntax === 'json') return `${JSON.stringify({ feed_url: url })}\n`;
  return `<?xml version="1.0" encoding="utf-8"?>\n<redirect><newLocation>${escapeText(url)}</newLocation></redirect>\n`;
}
