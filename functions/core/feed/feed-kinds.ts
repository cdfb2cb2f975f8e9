import type { Article } from '../article/article.ts';
import { type Filed, type Filing, filingOf, isMain, slugOfTerm } from '../filing/filing.ts';
import { type FiledAs, isInRange } from '../filing/rule.ts';
import type { Edition, FeedRule, NamedFeeds } from '../filing/site-feeds.ts';
import { matchersOf, titlesOf } from '../filing/site-index.ts';
import type { Site } from '../site/site.ts';
import type { Section } from './feed.ts';
import { ALL, FEED_KINDS, type FeedKey, type FeedKind, feedKey, parseFeedKey } from './feed-key.ts';

/** A name by which an article stands in a feed, as the article spells it. */
interface FeedName {
  readonly slug: string;
  readonly title: string;
}

/** Properties of a kind of feeds beside its folder (see `feed-key.ts`). */
interface Kind {
  /** Returns the slugs of feeds of this kind in which an article stands, each once. */
  slugsOf(filed: FiledAs, site: Site): readonly string[];
  /** Returns the names by which an article stands in feeds of this kind. None where feeds have names of their own. */
  namesOf(article: Filed, site: Site): readonly FeedName[];
  /** Returns whether a site has a feed, as soon as an article stands in it. */
  has(slug: string, site: Site): boolean;
  /** Returns the slugs of feeds that are published even when empty, in their order. */
  listed(site: Site): readonly string[];
  /** Returns the slugs of feeds whose language the site declares. */
  heard(site: Site): readonly string[];
  /** Returns the section of a slug. `found` are the traits found in its articles. */
  sectionOf(slug: string, site: Site, found: FoundTraits): Omit<Section, 'key'>;
  /** Returns whether a feed has archives, where the site has. */
  hasArchives(slug: string, site: Site): boolean;
}

/** Traits of a feed, found in its articles. */
export interface FoundTraits {
  /** The most frequent spelling of its name, if any. */
  readonly title: string | undefined;
  /** The most frequent language (BCP 47). */
  readonly language: string;
}

/** Every kind of feeds. A kind without a row here does not compile. */
const KINDS: Readonly<Record<FeedKind, Kind>> = {
  category: {
    slugsOf: ({ categories }) => categories,
    namesOf: ({ categories }) => categories,
    has: () => true,
    listed: site => site.categories.map(({ slug }) => slug),
    heard: site => site.categories.flatMap(({ slug, language }) => (language === undefined ? [] : slug)),
    sectionOf(slug, site, found) {
      const listed = site.categories.find(category => category.slug === slug);
      const description = listed?.description;
      return {
        id: `categories/${listed?.id ?? slug}`,
        title: listed?.title ?? found.title ?? slug,
        language: listed?.language ?? found.language,
        ...(description !== undefined && { description }),
      };
    },
    hasArchives: () => true,
  },
  edition: {
    slugsOf: ({ language }, site) =>
      (site.feeds?.editions ?? []).flatMap(edition =>
        isInRange(language ?? site.language, edition.language) ? edition.slug : [],
      ),
    namesOf: () => [],
    has: (slug, site) => editionOf(slug, site) !== undefined,
    listed: site => site.feeds?.editions?.map(({ slug }) => slug) ?? [],
    heard: site => site.feeds?.editions?.map(({ slug }) => slug) ?? [],
    sectionOf(slug, site) {
      const { title = slug, language = site.language, description }: Partial<Edition> = editionOf(slug, site) ?? {};
      return {
        id: `editions/${slug}`,
        title,
        language: isInRange(site.language, language) ? site.language : language,
        ...(description !== undefined && { description }),
      };
    },
    hasArchives: () => true,
  },
  author: namedKind('authors', ({ authors = [] }) => authors.map(({ name }) => name)),
  tag: namedKind('tags', ({ tags = [] }) => tags),
  rule: {
    slugsOf: (filed, site) => matchersOf(site).flatMap(({ rule: { slug }, matches }) => (matches(filed) ? slug : [])),
    namesOf: () => [],
    has: (slug, site) => ruleOf(slug, site) !== undefined,
    listed: site => site.feeds?.rules.map(({ slug }) => slug) ?? [],
    heard: site => site.feeds?.rules.map(({ slug }) => slug) ?? [],
    sectionOf(slug, site) {
      const rule = ruleOf(slug, site);
      const { title = slug, description, include, content, image, podcast }: Partial<FeedRule> = rule ?? {};
      const [language, another] = include?.languages ?? [];
      const isOther = language !== undefined && another === undefined && !isInRange(site.language, language);
      return {
        id: `feeds/${slug}`,
        title,
        language: isOther ? language : site.language,
        ...(description !== undefined && { description }),
        ...(content !== undefined && { content }),
        ...(image !== undefined && { image }),
        ...(podcast && { podcast }),
        ...(rule && { formats: rule.formats }),
      };
    },
    hasArchives: (slug, site) => ruleOf(slug, site)?.archives === true,
  },
};

/** Makes the kind of feeds that each have a name which articles spell. */
function namedKind(field: 'authors' | 'tags', namesIn: (article: Filed) => readonly string[]): Kind {
  const hasFeed = (slug: string, site: Site): boolean => {
    const named = site.feeds?.[field];
    return named !== undefined && (!named.listed || titlesOf(site)[field].has(slug));
  };
  return {
    slugsOf: (filed, site) => (site.feeds?.[field] ? (filed[field] ?? []).filter(slug => hasFeed(slug, site)) : []),
    namesOf(article, site) {
      if (!site.feeds?.[field]) return [];
      const names = namesIn(article).map(title => ({ slug: slugOfTerm(title), title }));
      return names.filter(({ slug }) => slug !== '' && hasFeed(slug, site));
    },
    has: hasFeed,
    listed: site => site.feeds?.[field]?.listed?.map(({ slug }) => slug) ?? [],
    heard: () => [],
    sectionOf(slug, site, found) {
      const formats = site.feeds?.[field]?.formats;
      return {
        id: `${field}/${slug}`,
        title: titlesOf(site)[field].get(slug) ?? found.title ?? slug,
        language: found.language,
        ...(formats && { formats }),
      };
    },
    hasArchives: () => false,
  };
}

function editionOf(slug: string, site: Pick<Site, 'feeds'>): Edition | undefined {
  return site.feeds?.editions?.find(edition => edition.slug === slug);
}

/** Returns the rule of a slug; `undefined` where the site has none. */
function ruleOf(slug: string, site: Pick<Site, 'feeds'>): FeedRule | undefined {
  return site.feeds?.rules.find(rule => rule.slug === slug);
}

/** Returns the rule of a feed; `undefined` for a feed of another kind. */
export function ruleOfFeed(key: FeedKey, site: Pick<Site, 'feeds'>): FeedRule | undefined {
  const parsed = site.feeds && parseFeedKey(key);
  return parsed?.kind === 'rule' ? ruleOf(parsed.slug, site) : undefined;
}

/**
 * Returns whether people may want to follow a feed: one that a rule makes for an aggregator is for that alone, unless
 * it is a podcast.
 */
export function isForReaders(key: FeedKey, site: Pick<Site, 'feeds'>): boolean {
  const partner = ruleOfFeed(key, site)?.for;
  return partner === undefined || partner === 'podcast';
}

/** Returns what a site says of the feeds of authors or tags, if a feed is one of these. */
export function namedFeedsOf(key: FeedKey, site: Pick<Site, 'feeds'>): NamedFeeds | undefined {
  const kind = site.feeds && parseFeedKey(key)?.kind;
  return kind === 'author' ? site.feeds?.authors : kind === 'tag' ? site.feeds?.tags : undefined;
}

/** Returns whether a site has a feed, as soon as an article stands in it. */
export function hasFeed(key: FeedKey, site: Site): boolean {
  const parsed = parseFeedKey(key);
  return !parsed || KINDS[parsed.kind].has(parsed.slug, site);
}

/** Returns whether a feed has archives, where the site has. */
export function hasArchives(key: FeedKey, site: Site): boolean {
  const parsed = parseFeedKey(key);
  return !parsed || KINDS[parsed.kind].hasArchives(parsed.slug, site);
}

/** Returns the keys of all feeds that an article stands in, each once, that of all first. */
export function feedsOf(article: Filed, site: Site): ReadonlySet<FeedKey> {
  const sections = sectionFeedsOf(article, site);
  return new Set<FeedKey>(isMain(article, site) ? [ALL, ...sections] : sections);
}

/** Returns the keys of the feeds beside that of all that an article stands in, each once. */
export function sectionFeedsOf(article: Filed, site: Site): readonly FeedKey[] {
  const categories = categoryFeedsOf(article);
  if (!site.feeds) return categories;
  return [...categories, ...filedFeedsOf({ ...filingOf(article, site), categories: slugsIn(categories) }, site)];
}

/** Returns the keys of the feeds of an article's categories, each once. */
export function categoryFeedsOf({ categories }: Pick<Article, 'categories'>): readonly FeedKey[] {
  const keys: FeedKey[] = [];
  for (const { slug } of categories) {
    const key = feedKey('category', slug);
    if (!keys.includes(key)) keys.push(key);
  }
  return keys;
}

/** Returns the keys of the podcasts in which an article is an episode. */
export function podcastsOf(article: Filed, site: Site): readonly FeedKey[] {
  const podcasts = matchersOf(site).filter(({ rule }) => rule.podcast);
  if (podcasts.length === 0) return [];
  const filed = { ...filingOf(article, site), categories: article.categories.map(({ slug }) => slug) };
  return podcasts.flatMap(({ rule: { slug }, matches }) => (matches(filed) ? feedKey('rule', slug) : []));
}

/** Returns the keys of an article's feeds besides those of all and of categories, by what is remembered of it. */
export function otherFeedsOf(
  categories: readonly FeedKey[],
  filing: Filing | undefined,
  site: Site,
): readonly FeedKey[] {
  return site.feeds ? filedFeedsOf({ ...filing, categories: slugsIn(categories) }, site) : [];
}

function filedFeedsOf(filed: FiledAs, site: Site): readonly FeedKey[] {
  return OTHER_KINDS.flatMap(kind => KINDS[kind].slugsOf(filed, site).map(slug => feedKey(kind, slug)));
}

const OTHER_KINDS = FEED_KINDS.filter(kind => kind !== 'category');

function slugsIn(keys: readonly FeedKey[]): readonly string[] {
  return keys.map(key => parseFeedKey(key)?.slug ?? '');
}

/** Returns the kinds of feeds whose names articles spell. */
function spelledKinds({ feeds }: Site): readonly FeedKind[] {
  return feeds ? FEED_KINDS : JUST_CATEGORIES;
}

const JUST_CATEGORIES: readonly FeedKind[] = ['category'];

/** Returns the keys of feeds that are published even when empty, that of all articles first. */
export function listedFeeds(site: Site): readonly FeedKey[] {
  return [ALL, ...FEED_KINDS.flatMap(kind => KINDS[kind].listed(site).map(slug => feedKey(kind, slug)))];
}

/**
 * Returns the section of a feed; `undefined` for that of all articles. `found` are the traits found in its articles,
 * for those that the site does not declare.
 */
export function sectionOf(key: FeedKey, site: Site, found: FoundTraits): Section | undefined {
  const parsed = parseFeedKey(key);
  return parsed && { key, ...KINDS[parsed.kind].sectionOf(parsed.slug, site, found) };
}

/** Returns an article's spelling of the name of a feed that it stands in. */
export function titleIn(article: Filed, key: FeedKey, site: Site): string | undefined {
  const parsed = parseFeedKey(key);
  return parsed && KINDS[parsed.kind].namesOf(article, site).find(({ slug }) => slug === parsed.slug)?.title;
}

/** A name by which an article stands in a feed of a kind whose names articles spell. */
export interface SpelledFeed extends FeedName {
  readonly kind: FeedKind;
}

/** Returns the names by which an article stands in feeds. */
export function namesOf(article: Filed, site: Site): readonly SpelledFeed[] {
  return spelledKinds(site).flatMap(kind =>
    KINDS[kind].namesOf(article, site).map(({ slug, title }) => ({ kind, slug, title })),
  );
}

/** Returns the keys of feeds whose language the site declares. */
export function heardFeeds(site: Site): readonly FeedKey[] {
  return FEED_KINDS.flatMap(kind => KINDS[kind].heard(site).map(slug => feedKey(kind, slug)));
}
