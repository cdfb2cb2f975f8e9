import type { Feed, PublishedFile } from '../feed/feed.ts';
import { feedPaths, landingUrl } from '../feed/make-feed.ts';
import { escapeText } from '../feed/xml.ts';
import { renderMovedPage } from '../pages/moved-page.ts';
import { RESERVED_SLUGS } from '../site/category-name.ts';
import type { Category, ListedCategory, Site } from '../site/site.ts';
import { slugify } from '../text/slug.ts';

/**
 * What lies where a category was, or where people look for it: in the folder of each of its aliases, addresses that lead to its feeds and its page. A category
 * that is there by that name keeps its folder.
 */
export function* aliasFiles(feeds: readonly Pick<Feed, 'category'>[], site: Site): Generator<PublishedFile> {
  const taken = new Set([...RESERVED_SLUGS, ...site.categories.map(({ slug }) => slug)]);
  for (const { category } of feeds) if (category) taken.add(category.slug);
  for (const category of site.categories) {
    for (const slug of new Set(category.aliases.map(alias => slugify(alias)))) {
      if (slug === '' || taken.has(slug)) continue;
      taken.add(slug);
      yield* redirects(slug, category, site);
    }
  }
}

/** Whether a file means something where it is stored without its metadata, as in a directory: a feed's address that only leads elsewhere does not. */
export function standsAlone({ path, metadata }: PublishedFile): boolean {
  return metadata?.redirect === undefined || path.endsWith('.html');
}

function* redirects(slug: string, category: ListedCategory, site: Site): Generator<PublishedFile> {
  const from = feedPaths({ ...category, slug });
  const to = feedPaths(category);
  for (const format of ['rss', 'atom', 'json'] as const) {
    // Bytes that change with the target: whoever compares bytes alone sees that it moved again.
    const body = movedFeed(format, site.feedsUrl + to[format]);
    yield { path: from[format], body, metadata: { redirect: `/${to[format]}` } };
  }
  yield { path: from.landing, body: movedTo(category, site), metadata: { redirect: `/${category.slug}/` } };
}

/** For a reader that sees the body after all: what the RSS Advisory Board writes for a feed that moved where the server can't say so. */
function movedFeed(format: 'rss' | 'atom' | 'json', url: string): string {
  if (format === 'json') return `${JSON.stringify({ feed_url: url })}\n`;
  return `<?xml version="1.0" encoding="utf-8"?>\n<redirect><newLocation>${escapeText(url)}</newLocation></redirect>\n`;
}

function movedTo(category: Category, site: Site): string {
  return renderMovedPage({ site, title: category.title, url: landingUrl(site, category) });
}
