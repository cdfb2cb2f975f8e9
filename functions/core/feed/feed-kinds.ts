import type { Article } from '../article/article.ts';
import type { Category, Site } from '../site/site.ts';
import type { Section } from './feed.ts';
import { ALL, FEED_KINDS, type FeedKey, type FeedKind, feedKey, parseFeedKey, type SpelledName } from './feed-key.ts';

/** The fields of an article that decide which feeds show it. */
export type Filed = Pick<Article, 'categories'>;

/** Fields that decide the language of an article. */
type Spoken = Filed & Pick<Article, 'language'>;

/** A name by which an article stands in a feed, as the article spells it. */
interface FeedName {
  readonly slug: string;
  readonly title: string;
}

/** Properties of a kind of feeds beside its folder (see `feed-key.ts`). */
interface Kind {
  /** Returns the names by which an article stands in feeds of this kind. */
  namesOf(article: Filed, site: Site): readonly FeedName[];
  /** Returns the slugs of feeds that are published even when empty, in their order. */
  listed(site: Site): readonly string[];
  /** Returns the slugs of feeds whose language the site declares. */
  heard(site: Site): readonly string[];
  /** Returns the section of a slug. `found` are the traits found in its articles. */
  sectionOf(slug: string, site: Site, found: FoundTraits): Omit<Section, 'key'>;
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
    namesOf: ({ categories }) => categories,
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

/**
 * Returns the language of an article (BCP 47): its own, else that of its first category in `site.yaml`, else the
 * site's.
 */
export function articleLanguage(article: Spoken, site: Site): string {
  return saidLanguage(article, site) ?? site.language;
}

function saidLanguage({ language, categories }: Spoken, site: Site): string | undefined {
  const slug = categories[0]?.slug;
  return language ?? site.categories.find(category => category.slug === slug)?.language;
}

/** Returns an article's spelling of the name of a feed that it stands in. */
export function titleIn(article: Filed, key: FeedKey, site: Site): string | undefined {
  const parsed = parseFeedKey(key);
  return parsed && KINDS[parsed.kind].namesOf(article, site).find(({ slug }) => slug === parsed.slug)?.title;
}

/** Traits that an article contributes to its feeds. Each feed takes the most frequent ones. */
interface SaidOfFeeds {
  /** Names, as the article spells them, of feeds that the site does not list. */
  readonly spelled?: readonly SpelledName[];
  /** Feeds whose language the site does not declare. */
  readonly heard?: readonly FeedKey[];
  /** The language that the article declares (BCP 47), where it counts. */
  readonly language?: string;
}

/**
 * Returns the traits that an article contributes to its feeds. A folder whose name is an address, such as `tin-tuc/`,
 * contributes no name.
 */
export function saidOfFeeds(article: Saying, site: Site): SaidOfFeeds {
  const { categories, isFiledByFolder, language } = article;
  const [category] = categories;
  if (!category || categories.length > 1 || isFiledByFolder || language !== undefined) return findSaid(article, site);
  // Most articles have one category and no language of their own, and contribute what all others in it do.
  const { ofCategory } = setByOf(site);
  const known = ofCategory.get(category) ?? findSaid(article, site);
  ofCategory.set(category, known);
  return known;
}

/** Properties of an article that decide its traits. */
type Saying = Filed & Pick<Article, 'isFiledByFolder' | 'language'>;

function findSaid(article: Saying, site: Site): SaidOfFeeds {
  const { isFiledByFolder } = article;
  const { titled, heard: known } = setByOf(site);
  const spelled: SpelledName[] = [];
  const heard: FeedKey[] = [];
  for (const kind of FEED_KINDS)
    for (const { slug, title } of KINDS[kind].namesOf(article, site)) {
      const key = feedKey(kind, slug);
      if (!titled.has(key) && !(isFiledByFolder && title === slug)) spelled.push(`${kind}:${title}`);
      if (!known.has(key) && !heard.includes(key)) heard.push(key);
    }
  const language = heard.length > 0 ? saidLanguage(article, site) : undefined;
  return {
    ...(spelled.length > 0 && { spelled }),
    ...(heard.length > 0 && { heard }),
    ...(language !== undefined && { language }),
  };
}

/** Feeds whose name and language `site.yaml` sets. */
interface SetBySite {
  readonly titled: ReadonlySet<FeedKey>;
  readonly heard: ReadonlySet<FeedKey>;
  /** Traits that articles contribute which say no more than their one category. */
  readonly ofCategory: WeakMap<Category, SaidOfFeeds>;
}

/** Returns true if a site lists a feed, and so names it. */
export function isListedFeed(key: FeedKey, site: Site): boolean {
  return setByOf(site).titled.has(key);
}

const setBySites = new WeakMap<Site, SetBySite>();

/** Indexes the feeds of a site. It may list many categories, and the result is used for each article. */
function setByOf(site: Site): SetBySite {
  const known = setBySites.get(site);
  if (known) return known;
  const heard = FEED_KINDS.flatMap(kind => KINDS[kind].heard(site).map(slug => feedKey(kind, slug)));
  const found = {
    titled: new Set(listedFeeds(site)),
    heard: new Set(heard),
    ofCategory: new WeakMap<Category, SaidOfFeeds>(),
  };
  setBySites.set(site, found);
  return found;
}
