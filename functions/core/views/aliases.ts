import { categoryFeed, type FeedKey, folderOf } from '../feed/feed-key.ts';
import { listedFeeds } from '../feed/feed-kinds.ts';
import { FORMATS, type FormatId } from '../feed/formats.ts';
import { landingPath, landingUrl } from '../feed/make-feed.ts';
import { escapeText } from '../feed/xml.ts';
import type { PublishedFile } from '../files/published-file.ts';
import { formatsOf } from '../filing/formats-of.ts';
import { renderMovedPage } from '../pages/moved-page.ts';
import { RESERVED_SLUGS } from '../site/category-name.ts';
import type { ListedCategory, Site } from '../site/site.ts';
import { slugOfName } from '../text/names.ts';

/**
 * Makes the files at former names of categories: in the folder of each alias, addresses that lead to the category's
 * feeds and its page. The folder of a listed category stays its own. No other category can have an alias as its slug:
 * articles that name it go to the category of the alias.
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
 * Returns true for a file that works without its metadata, as in a directory. A feed's address that only redirects does
 * not.
 */
export function standsAlone({ path, metadata }: PublishedFile): boolean {
  return metadata?.redirect === undefined || path.endsWith('.html');
}

function* redirects(alias: FeedKey, category: ListedCategory, site: Site): Generator<PublishedFile> {
  const feed = categoryFeed(category.slug);
  const [from, to] = [folderOf(alias), folderOf(feed)];
  for (const format of formatsOf(feed, site)) {
    const { file } = FORMATS[format];
    // Bytes that change with the target, so that a comparison of bytes shows another move.
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
 * Returns a body for readers that do not follow the redirect: the RSS Advisory Board's form for a moved feed whose
 * server can't redirect.
 */
function movedFeed(format: FormatId, url: string): string {
  if (FORMATS[format].syntax === 'json') return `${JSON.stringify({ feed_url: url })}\n`;
  return `<?xml version="1.0" encoding="utf-8"?>\n<redirect><newLocation>${escapeText(url)}</newLocation></redirect>\n`;
}
