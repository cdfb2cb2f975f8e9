import type { Article } from '../article/article.ts';
import type { Category, Site } from '../site/site.ts';
import type { Section } from './feed.ts';
import { ALL, FEED_KINDS, type FeedKey, type FeedKind, feedKey, parseFeedKey } from './feed-key.ts';

/** What decides in which feeds an article stands. */
export type Filed = Pick<Article, 'categories'>;

/** What is to be known of a kind of feeds beside its folder (see `feed-key.ts`). */
interface Kind {
  /** Returns the slugs of the feeds of this kind that an article stands in. */
  slugsOf(article: Filed, site: Site): readonly string[];
  /** Returns the slugs of feeds that are published though nothing stands in them, in their order. */
  listed(site: Site): readonly string[];
  /** Returns what the feed of a slug is of. `articles` stand in it, the newest first; there may be none. */
  sectionOf(slug: string, site: Site, articles: readonly Filed[]): Omit<Section, 'key'>;
}

/** Every kind of feeds. One that has no row here does not compile. */
const KINDS: Readonly<Record<FeedKind, Kind>> = {
  category: {
    slugsOf: ({ categories }) => categories.map(({ slug }) => slug),
    listed: site => site.categories.map(({ slug }) => slug),
    sectionOf(slug, site, articles) {
      const { id, title, description } = categoryOf(slug, site, articles);
      return { id: `categories/${id}`, title, ...(description !== undefined && { description }) };
    },
  },
};

/** Returns the keys of all feeds that an article stands in, each once, that of all first. */
export function feedsOf(article: Filed, site: Site): ReadonlySet<FeedKey> {
  return new Set<FeedKey>([ALL, ...sectionFeedsOf(article, site)]);
}

/** Returns the keys of the feeds beside that of all that an article stands in, each once. */
export function sectionFeedsOf(article: Filed, site: Site): readonly FeedKey[] {
  const keys: FeedKey[] = [];
  for (const kind of FEED_KINDS)
    for (const slug of KINDS[kind].slugsOf(article, site)) {
      const key = feedKey(kind, slug);
      if (!keys.includes(key)) keys.push(key);
    }
  return keys;
}

/** Returns the keys of feeds that are published though nothing stands in them, that of all first. */
export function listedFeeds(site: Site): readonly FeedKey[] {
  return [ALL, ...FEED_KINDS.flatMap(kind => KINDS[kind].listed(site).map(slug => feedKey(kind, slug)))];
}

/** Returns what a feed is of; `undefined` for that of all. `articles` stand in it, the newest first. */
export function sectionOf(key: FeedKey, site: Site, articles: readonly Filed[]): Section | undefined {
  const parsed = parseFeedKey(key);
  return parsed && { key, ...KINDS[parsed.kind].sectionOf(parsed.slug, site, articles) };
}

/**
 * Returns the category of a slug: as `site.yaml` lists it, else as the newest of its articles spells it, where one
 * spells it at all (a folder's name is a slug, not a spelling).
 */
function categoryOf(slug: string, site: Site, articles: readonly Filed[]): Category {
  const listed = site.categories.find(category => category.slug === slug);
  if (listed) return listed;
  const spellings = articles.flatMap(({ categories }) => categories.filter(category => category.slug === slug));
  return spellings.find(({ title }) => title !== slug) ?? spellings[0] ?? { id: slug, title: slug, slug };
}
