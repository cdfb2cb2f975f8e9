import { articleUrl, readingUrl } from '../article/article-url.ts';
import { landingUrl } from '../feed/make-feed.ts';
import { articleLanguage } from '../filing/article-language.ts';
import { chunks } from '../groups.ts';
import type { Listed } from '../index/article-summary.ts';
import type { FeedWindows } from '../index/feed-windows.ts';
import type { SitemapEntry } from '../index/sitemap-entry.ts';
import { compareRanks } from '../index/window.ts';
import type { Instant } from '../instant.ts';
import {
  isListable,
  MAX_SITEMAP_URLS,
  type NewsArticle,
  renderNewsSitemap,
  renderSitemap,
  renderSitemapIndex,
  type SitemapUrl,
} from '../lists/sitemap.ts';
import type { Site } from '../site/site.ts';
import { digest } from '../text/digest.ts';
import { type FileGroup, fileGroup, type ViewContext } from './view.ts';

/** The sitemaps of one month: more than one where it has more addresses than a sitemap may contain. */
export interface MonthSitemaps extends FileGroup {
  /** Time of the last change of each. */
  readonly lastModified: readonly Instant[];
}

/**
 * Returns the sitemaps of a month. `again` gives its entries once more, for rendering, so that they need not be kept.
 */
export function monthSitemaps(
  month: string,
  entries: readonly SitemapEntry[],
  again: () => readonly SitemapEntry[],
  { site, fingerprint }: ViewContext,
): MonthSitemaps {
  const parts = partsOf(entries, site);
  const files = parts.map((part, at) => ({
    path: monthPath(month, at),
    inputs: digest([
      fingerprint,
      JSON.stringify(part.map(({ loc, lastModified, alternates }) => [loc, lastModified, alternates])),
    ]),
    render: (rendered: typeof parts) => ({ body: renderSitemap(rendered[at] ?? []) }),
  }));
  return {
    ...fileGroup([], () => partsOf(again(), site), files),
    lastModified: parts.map(part => part.reduce((latest, url) => Math.max(latest, url.lastModified), 0)),
  };
}

/** Returns the path of a month's sitemap; `part` counts from 0. */
export function monthPath(month: string, part: number): string {
  return `sitemaps/${month}${part === 0 ? '' : `-${part + 1}`}.xml`;
}

/** Returns the month of a sitemap by its path; `undefined` for every other path. */
export function sitemapMonthOf(path: string): string | undefined {
  return /^sitemaps\/([+-]?\d+-\d\d)(?:-\d+)?\.xml$/.exec(path)?.[1];
}

const INDEX_PATH = 'sitemap.xml';

/** Returns the index of all sitemaps. `months` has the time of the last change of each sitemap of a month. */
export function sitemapIndex(
  months: Iterable<readonly [string, readonly Instant[]]>,
  { site, fingerprint }: ViewContext,
): FileGroup {
  const sorted = [...months].sort(([a], [b]) => (a < b ? -1 : 1));
  const index = sorted.flatMap(([month, parts]) =>
    parts.map((lastModified, at) => ({ loc: site.feedsUrl + monthPath(month, at), lastModified })),
  );
  const inputs = digest([fingerprint, JSON.stringify(index)]);
  const render = () => ({ body: renderSitemapIndex(index, site.feedsUrl) });
  return fileGroup([], () => index, [{ path: INDEX_PATH, inputs, render }]);
}

export const NEWS_PATH = 'news-sitemap.xml';

/** Paths of the sitemaps that are announced to search engines. */
export const SITEMAP_PATHS: readonly string[] = [INDEX_PATH, NEWS_PATH];

/** Returns the sitemap of the last two days, for Google News. */
export function newsSitemap(windows: FeedWindows<Listed>, { site, fingerprint }: ViewContext): FileGroup {
  const articles = new Map<string, NewsArticle>();
  const listable = isListable(site);
  for (const article of windows.news()) {
    const loc = articleUrl(article, site);
    const { title, published } = article;
    const language = articleLanguage(article, site);
    if (listable(loc) && !articles.has(loc)) articles.set(loc, { loc, title, published, language });
  }
  const publication = { name: site.title, language: site.language };
  const list = [...articles.values()];
  const inputs = digest([fingerprint, JSON.stringify(list)]);
  const render = () => ({ body: renderNewsSitemap({ home: landingUrl(site), publication, articles: list }) });
  return fileGroup([], () => list, [{ path: NEWS_PATH, inputs, render }]);
}

/**
 * Returns the addresses of each sitemap. An address of several articles is listed once, with the newest of them.
 * Addresses on other hosts are left out.
 */
function partsOf(entries: readonly SitemapEntry[], site: Site): readonly (readonly SitemapUrl[])[] {
  const urls = new Map<string, SitemapUrl>();
  const listable = isListable(site);
  for (const entry of [...entries].sort(compareEntries))
    if (!entry.withdrawn && listable(entry.loc) && !urls.has(entry.loc)) urls.set(entry.loc, urlOf(entry, site));
  return chunks([...urls.values()], MAX_SITEMAP_URLS);
}

function urlOf({ loc, lastModified, translations = [] }: SitemapEntry, site: Site): SitemapUrl {
  const alternates = translations.map(({ language, slug }) => [language, readingUrl(slug, site)] as const);
  const original = translations.find(({ isOriginal }) => isOriginal);
  return {
    loc,
    lastModified,
    ...(alternates.length > 0 && {
      alternates: [...alternates, ...(original ? [['x-default', readingUrl(original.slug, site)] as const] : [])],
    }),
  };
}

/** Compares by a total order, so that the same articles give the same sitemap in any order. */
function compareEntries(a: SitemapEntry, b: SitemapEntry): number {
  return b.published - a.published || (a.loc < b.loc ? -1 : a.loc > b.loc ? 1 : compareRanks(a, b));
}
