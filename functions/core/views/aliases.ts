import { categoryFeed, type FeedKey, folderOf } from '../feed/feed-key.ts';
import { listedFeeds } from '../feed/feed-kinds.ts';
import { FORMATS, type FormatId, formatsOf } from '../feed/formats.ts';
import { landingPath, landingUrl } from '../feed/make-feed.ts';
import { escapeText } from '../feed/xml.ts';
import type { PublishedFile } from '../files/published-file.ts';
import { renderMovedPage } from '../pages/moved-page.ts';
import { RESERVED_SLUGS } from '../site/category-name.ts';
import type { ListedCategory, Site } from '../site/site.ts';
import { slugOfName } from '../text/names.ts';

/**
 * Makes the files at former names of categories: in the folder of each alias, addresses that lead to the category's
 * feeds and its page. The folder of a listed category stays its own. No other category can have an alias for its slug:
 * whatever an article names by it goes to the category that the alias is of.
 */
export function* aliasFiles(site: Site): Generator<PublishedFile> {
  const taken = new Set([...RESERVED_SLUGS.map(categoryFeed), ...listedFeeds(site)].map(folderOf));
  for (const category of site.categories) {
    for (const slug of new Set(category.aliases.map(slugOfName))) {
      const from = categoryFeed(slug);
      if (slug === '' || taken.has(folderOf(from))) continue;
      taken.add(folderOf(from));
      yield* redirects(from, category, site);
    }
  }
}

/**
 * Returns whether a file means something where it is stored without its metadata, as in a directory: a feed's address
 * that only leads elsewhere does not.
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
