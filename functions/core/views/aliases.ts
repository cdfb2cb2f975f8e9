import { categoryFeed, type FeedKey, type FeedKind, feedKey, folderOf } from '../feed/feed-key.ts';
import { listedFeeds } from '../feed/feed-kinds.ts';
import { FORMATS, type FormatId } from '../feed/formats.ts';
import { landingPath, landingUrl } from '../feed/make-feed.ts';
import { escapeText } from '../feed/xml.ts';
import type { PublishedFile } from '../files/published-file.ts';
import { formatsOf } from '../filing/formats-of.ts';
import { renderMovedPage } from '../pages/moved-page.ts';
import { RESERVED_SLUGS } from '../site/category-name.ts';
import type { Site } from '../site/site.ts';
import { slugOfName } from '../text/names.ts';

/** A feed that has or had other slugs. */
export interface Renamed {
  readonly feed: FeedKey;
  readonly title: string;
  readonly formers: readonly FeedKey[];
}

/**
 * Makes the files at former names of categories, editions and rules: in the folder of each alias, addresses that lead
 * to the feeds and their page.
 */
export function* aliasFiles(site: Site): Generator<PublishedFile> {
  for (const [from, renamed] of formerFeeds(site)) yield* redirects(from, renamed, site);
}

/**
 * Returns the feeds that each alias of a site leads to, with what it leads from. The folder of a listed feed stays its
 * own. No category that is not listed can have an alias as its slug: articles that name it go to the category of the
 * alias, or to one with another slug.
 */
export function* formerFeeds(site: Site): Generator<readonly [from: FeedKey, renamed: Renamed]> {
  const taken = new Set([...RESERVED_SLUGS.map(categoryFeed), ...listedFeeds(site)].map(folderOf));
  for (const renamed of renamedFeeds(site)) {
    for (const from of renamed.formers) {
      if (taken.has(folderOf(from))) continue;
      taken.add(folderOf(from));
      yield [from, renamed];
    }
  }
}

/** Feeds with other slugs. Categories come first: no edition is given an address of theirs. */
function renamedFeeds({ categories, feeds }: Site): readonly Renamed[] {
  const renamed = (kind: FeedKind, slug: string, title: string, aliases: readonly string[] = []): Renamed => ({
    feed: feedKey(kind, slug),
    title,
    formers: [...new Set(aliases)].filter(alias => alias !== '').map(alias => feedKey(kind, alias)),
  });
  return [
    ...categories.map(({ slug, title, aliases }) => renamed('category', slug, title, aliases.map(slugOfName))),
    ...(feeds?.editions ?? []).map(({ slug, title, aliases }) => renamed('edition', slug, title, aliases)),
    ...(feeds?.rules ?? []).map(({ slug, title, aliases }) => renamed('rule', slug, title, aliases)),
  ];
}

function* redirects(alias: FeedKey, { feed, title }: Renamed, site: Site): Generator<PublishedFile> {
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
  const body = renderMovedPage({ site, title, url: landingUrl(site, feed) });
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
