import { Buffer } from 'node:buffer';
import type { Previewed, Withdrawal } from '../article/article.ts';
import { updatedAt } from '../article/article.ts';
import { articleUrl } from '../article/article-url.ts';
import { atomId } from '../article/key.ts';
import type { Tombstone } from '../feed/feed.ts';
import { ALL, type FeedKey } from '../feed/feed-key.ts';
import { categoryFeedsOf, otherFeedsOf, titleIn } from '../feed/feed-kinds.ts';
import { articleLanguage } from '../filing/article-language.ts';
import { type Filing, filingOf, isMain } from '../filing/filing.ts';
import { isListedFeed } from '../filing/said-of-feeds.ts';
import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';
import { excerpt } from '../text/excerpt.ts';
import { wallClockAt, zoneNamed } from '../time/zone.ts';
import type { Translations } from '../translations/translation.ts';
import { type Listed, withdrawnAt } from './article-summary.ts';
import type { Rank } from './window.ts';

/**
 * Entry of an article that is out, however old, in the sitemap of its month. A withdrawn article keeps its entry,
 * though no sitemap shows it: windows that look for older articles must find the withdrawn ones among them.
 */
export interface SitemapEntry extends Rank {
  readonly loc: string;
  /** As seen at the time of the run: a correction announced for later is not there yet. */
  readonly lastModified: Instant;
  /** Those of its categories. All that it stands in are told by `feedsOfEntry`. */
  readonly feeds: readonly FeedKey[];
  /** It does not stand in the feed of all. */
  readonly main?: false;
  /** Other fields that decide its feeds; only if the site has feeds that use them. */
  readonly filing?: Filing;
  /** Cut where it is long; absent where the article was withdrawn, and on sites without pages by month. */
  readonly title?: string;
  /** BCP 47, where it is not the site's. */
  readonly language?: string;
  /** Names of those of its feeds that the site does not list, as the article spells them, by feed. */
  readonly names?: Readonly<Record<string, string>>;
  /** Set where only a preview shows the article. */
  readonly preview?: Previewed;
  /** Itself and its translations, where there are some. */
  readonly translations?: Translations;
  /** Notice of an article that was withdrawn. */
  readonly withdrawn?: Omit<Tombstone, 'url'>;
  /** ETag of the source; only with archives, whose documents depend on it. */
  readonly etag?: string;
}

export function sitemapEntryOf(article: Listed, site: Site, now: Instant, etag?: string): SitemapEntry {
  return {
    key: article.key,
    loc: articleUrl(article, site),
    published: article.published,
    lastModified: updatedAt(article, now),
    feeds: categoryFeedsOf(article),
    ...(!isMain(article, site) && { main: false }),
    ...(site.feeds && { filing: filingOf(article, site) }),
    ...(site.browse && !article.withdrawn && headlineOf(article, site)),
    ...(article.withdrawn && { withdrawn: tombstoneOf(article, article.withdrawn, site, now) }),
    ...(site.archives && etag !== undefined && { etag }),
  };
}

/**
 * Returns the keys of all feeds that an article stands in, by its entry, that of all first: for windows that look for
 * older articles, and for archives.
 */
export function feedsOfEntry({ feeds, main, filing }: SitemapEntry, site: Site): readonly FeedKey[] {
  const sections = site.feeds ? [...feeds, ...otherFeedsOf(feeds, filing, site)] : feeds;
  return main === false ? sections : [ALL, ...sections];
}

/** In UTF-16 code units; longer titles are cut at a word. */
const MAX_TITLE = 200;

/** Returns what lists say of an article that is out. */
function headlineOf(article: Listed, site: Site): Pick<SitemapEntry, 'title' | 'language' | 'names' | 'preview'> {
  const { title, preview } = article;
  const language = articleLanguage(article, site);
  const names = categoryFeedsOf(article).flatMap((feed): (readonly [string, string])[] => {
    const name = isListedFeed(feed, site) ? undefined : titleIn(article, feed, site);
    return name === undefined ? [] : [[feed, name]];
  });
  return {
    // A copy: a part of a text would keep the whole source in memory, and a build has the titles of all.
    title: Buffer.from(excerpt(title, MAX_TITLE), 'utf16le').toString('utf16le'),
    ...(language !== site.language && { language }),
    ...(preview && { preview }),
    ...(names.length > 0 && { names: Object.fromEntries(names) }),
  };
}

function tombstoneOf(article: Listed, { reason }: Withdrawal, site: Site, now: Instant): Omit<Tombstone, 'url'> {
  const { id } = article;
  const iri = atomId(id, site);
  return { id, ...(iri !== id && { iri }), when: withdrawnAt(article, now), ...(reason !== undefined && { reason }) };
}

/** Returns the notice of an article that was withdrawn, from its line; `undefined` of every other. */
export function tombstoneIn({ loc, withdrawn }: SitemapEntry): Tombstone | undefined {
  return withdrawn && { ...withdrawn, url: loc };
}

/** The month of publication in the site's zone, such as `2018-12`. */
export function monthOf(published: Instant, site: Site): string {
  return wallClockAt(published, zoneNamed(site.timeZone)).toISOString().slice(0, -17);
}
