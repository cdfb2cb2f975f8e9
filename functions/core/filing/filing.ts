import type { Article } from '../article/article.ts';
import { detachedText } from '../detached-text.ts';
import { LIMITS } from '../index/limits.ts';
import type { Category, Site } from '../site/site.ts';
import { slugOfName } from '../text/names.ts';
import { articleLanguage } from './article-language.ts';
import type { PartnerName } from './partner.ts';

/**
 * Fields of an article, besides its categories, that decide which feeds have it. Each is absent if the article has
 * none.
 */
export interface Filing {
  /** Slugs, each once. */
  readonly authors?: readonly string[];
  /** Slugs, each once. */
  readonly tags?: readonly string[];
  /** BCP 47, where it is not the site's. */
  readonly language?: string;
  readonly republishable?: true;
  /** Aggregators that would refuse the article. */
  readonly refusedBy?: readonly PartnerName[];
}

/**
 * The fields of an article that decide which feeds show it: the names that it has, or what is remembered of them in
 * their place.
 */
export interface Filed
  extends Pick<Article, 'categories'>,
    Partial<Pick<Article, 'tags' | 'authors' | 'language' | 'main' | 'republishable' | 'refusedBy'>> {
  /** Only of what is remembered of an article, and only where the site has feeds that go by it. */
  readonly filing?: Filing;
}

/**
 * Slugs of names that were spelled lately. Articles have few tags and authors, many times, and what is remembered of
 * them then shares the slugs: as many are kept as feeds of authors and tags may be.
 */
const slugs = new Map<string, string>();
const MAX_KEPT = 2 * LIMITS.names;

/** Returns the slug of the name of a tag, an author or a category; empty where no address can be made of it. */
export function slugOfTerm(name: string): string {
  const known = slugs.get(name);
  if (known !== undefined) return known;
  const slug = detachedText(slugOfName(name));
  if (slugs.size < MAX_KEPT) slugs.set(detachedText(name), slug);
  return slug;
}

/** Returns what an article is filed by, besides its categories. */
export function filingOf(article: Filed, site: Site): Filing {
  if (article.filing) return article.filing;
  const authors = slugsOf((article.authors ?? []).map(({ name }) => name));
  const tags = slugsOf(article.tags ?? []);
  const language = articleLanguage(article, site);
  // Set one by one: V8 gives each object that is spread together a hidden class of its own, thrice as large as itself.
  const filing: { -readonly [Name in keyof Filing]: Filing[Name] } = {};
  if (authors.length > 0) filing.authors = authors;
  if (tags.length > 0) filing.tags = tags;
  if (language !== site.language) filing.language = language;
  if (article.republishable) filing.republishable = true;
  if (article.refusedBy) filing.refusedBy = article.refusedBy;
  return filing;
}

function slugsOf(names: readonly string[]): readonly string[] {
  const slugs = [...new Set(names.map(slugOfTerm))];
  // What `filter` returns has room for more, which windows would keep for each article.
  return slugs.includes('') ? slugs.filter(slug => slug !== '') : slugs;
}

const asides = new WeakMap<Site, ReadonlySet<string>>();

/**
 * Returns whether an article stands in the feed of all: not if it says `main: false`, or if all its categories do in
 * `site.yaml`.
 */
export function isMain({ main, categories }: Filed, site: Site): boolean {
  if (main === false) return false;
  const aside = asides.get(site) ?? new Set(site.categories.flatMap(({ main, slug }) => (main === false ? slug : [])));
  asides.set(site, aside);
  return aside.size === 0 || categories.length === 0 || !categories.every(({ slug }: Category) => aside.has(slug));
}
