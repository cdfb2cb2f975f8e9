import type { Article } from '../article/article.ts';
import { type FeedKey, feedKey, type SpelledName } from '../feed/feed-key.ts';
import { heardFeeds, listedFeeds, namesOf, type SpelledFeed } from '../feed/feed-kinds.ts';
import type { Category, Site } from '../site/site.ts';
import { declaredLanguage } from './article-language.ts';
import { type Filed, slugOfTerm } from './filing.ts';

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
  const isPlain = !isFiledByFolder && language === undefined && !site.feeds;
  if (!category || categories.length > 1 || !isPlain) return findSaid(article, site);
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
  for (const { kind, slug, title } of namesOf(article, site)) {
    const key = feedKey(kind, slug);
    const isAddress = kind === 'category' && isFiledByFolder && title === slug;
    if (!titled.has(key) && !isAddress) spelled.push(spelledName({ kind, title, slug }));
    if (!known.has(key) && !heard.includes(key)) heard.push(key);
  }
  const language = heard.length > 0 ? declaredLanguage(article, site) : undefined;
  return {
    ...(spelled.length > 0 && { spelled }),
    ...(heard.length > 0 && { heard }),
    ...(language !== undefined && { language }),
  };
}

function spelledName({ kind, title, slug }: SpelledFeed): SpelledName {
  // Only a category may have another slug than its name gives: that of a folder which is kept for something else.
  const isOwn = kind !== 'category' || slug === slugOfTerm(title);
  return isOwn ? `${kind}:${title}` : `${kind}:${title}\t${slug}`;
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
  const found = {
    titled: new Set(listedFeeds(site)),
    heard: new Set(heardFeeds(site)),
    ofCategory: new WeakMap<Category, SaidOfFeeds>(),
  };
  setBySites.set(site, found);
  return found;
}
