import type { Article } from '../article/article.ts';
import type { Site } from '../site/site.ts';
import type { Section } from './feed.ts';
import { ALL, FEED_KINDS, type FeedKey, type FeedKind, feedKey, parseFeedKey, type SpelledName } from './feed-key.ts';

/** The fields of an article that decide which feeds show it. */
export type Filed = Pick<Article, 'categories'>;

/** A name by which an article stands in a feed, as the article spells it. */
interface FeedName {
  readonly slug: string;
  readonly title: string;
}

/** Properties of a kind of feeds beside its folder (see `feed-key.ts`). */
interface Kind {
  /** Returns the names by which an article stands in feeds of this kind. */
  namesOf(article: Filed, site: Site): readonly FeedName[];
  /** Returns the slugs of feeds that are published though nothing stands in them, in their order. */
  listed(site: Site): readonly string[];
  /** Returns what the feed of a slug is of. `title` is how its articles spell its name, where one does. */
  sectionOf(slug: string, site: Site, title: string | undefined): Omit<Section, 'key'>;
}

/** Every kind of feeds. One that has no row here does not compile. */
const KINDS: Readonly<Record<FeedKind, Kind>> = {
  category: {
    namesOf: ({ categories }) => categories,
    listed: site => site.categories.map(({ slug }) => slug),
    sectionOf(slug, site, title) {
      const listed = site.categories.find(category => category.slug === slug);
      const description = listed?.description;
      return {
        id: `categories/${listed?.id ?? slug}`,
        title: listed?.title ?? title ?? slug,
        ...(description !== undefined && { description }),
      };
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
    for (const { slug } of KINDS[kind].namesOf(article, site)) {
      const key = feedKey(kind, slug);
      if (!keys.includes(key)) keys.push(key);
    }
  return keys;
}

/** Returns the keys of feeds that are published though nothing stands in them, that of all first. */
export function listedFeeds(site: Site): readonly FeedKey[] {
  return [ALL, ...FEED_KINDS.flatMap(kind => KINDS[kind].listed(site).map(slug => feedKey(kind, slug)))];
}

/**
 * Returns what a feed is of; `undefined` for that of all. `title` is how its articles spell its name, where one does
 * and the site does not list it.
 */
export function sectionOf(key: FeedKey, site: Site, title: string | undefined): Section | undefined {
  const parsed = parseFeedKey(key);
  return parsed && { key, ...KINDS[parsed.kind].sectionOf(parsed.slug, site, title) };
}

/** Returns how an article spells the name of a feed that it stands in. */
export function titleIn(article: Filed, key: FeedKey, site: Site): string | undefined {
  const parsed = parseFeedKey(key);
  return parsed && KINDS[parsed.kind].namesOf(article, site).find(({ slug }) => slug === parsed.slug)?.title;
}

/**
 * Returns the names that an article spells of feeds that the site does not list. A folder whose name is an address, as
 * `tin-tuc/`, spells none.
 */
export function spelledNames(article: Filed & Pick<Article, 'isFiledByFolder'>, site: Site): readonly SpelledName[] {
  const listed = setOfListed(site);
  const isSpelled = ({ slug, title }: FeedName): boolean => !article.isFiledByFolder || title !== slug;
  return FEED_KINDS.flatMap(kind =>
    KINDS[kind]
      .namesOf(article, site)
      .filter(name => isSpelled(name) && !listed.has(feedKey(kind, name.slug)))
      .map(({ title }): SpelledName => `${kind}:${title}`),
  );
}

const listedOf = new WeakMap<Site, ReadonlySet<FeedKey>>();

/** A site may list many categories, and is asked for each article. */
function setOfListed(site: Site): ReadonlySet<FeedKey> {
  const known = listedOf.get(site) ?? new Set(listedFeeds(site));
  listedOf.set(site, known);
  return known;
}
