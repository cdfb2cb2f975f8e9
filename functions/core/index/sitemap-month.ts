import type { Withdrawal } from '../article/article.ts';
import { articleUrl } from '../article/article-url.ts';
import { atomId } from '../article/key.ts';
import { updatedAt } from '../entry/render-entry.ts';
import type { PublishedFile, Tombstone } from '../feed/feed.ts';
import { isListable, MOST_SITEMAP_URLS, renderSitemap, renderSitemapIndex, type SitemapUrl } from '../feed/sitemap.ts';
import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';
import { wallClockAt, zoneNamed } from '../time/zone.ts';
import { type Listed, withdrawnAt } from './article-summary.ts';
import { compareRanks, type Rank } from './window.ts';

/**
 * What is kept of every article that is out, however old: its line in the sitemap of its month. Of one that was withdrawn it is kept, too, though no
 * sitemap shows it: windows that look for older articles must find what was withdrawn among them.
 */
export interface SitemapEntry extends Rank {
  readonly loc: string;
  /** As seen at the time of the run: a correction announced for later is not there yet. */
  readonly lastModified: Instant;
  /** Slugs, for windows that look for older articles. */
  readonly categories: readonly string[];
  /** What is left to tell of an article that was withdrawn. */
  readonly withdrawn?: Omit<Tombstone, 'url'>;
  /** Of the source; only where there are archives, whose documents hang on it. */
  readonly etag?: string;
}

export function sitemapEntryOf(article: Listed, site: Site, now: Instant, etag?: string): SitemapEntry {
  return {
    key: article.key,
    loc: articleUrl(article, site),
    published: article.published,
    lastModified: updatedAt(article, now),
    categories: article.categories.map(({ slug }) => slug),
    ...(article.withdrawn && { withdrawn: tombstoneOf(article, article.withdrawn, site, now) }),
    ...(site.archives && etag !== undefined && { etag }),
  };
}

function tombstoneOf(article: Listed, { reason }: Withdrawal, site: Site, now: Instant): Omit<Tombstone, 'url'> {
  const { id } = article;
  const iri = atomId(id, site);
  return { id, ...(iri !== id && { iri }), when: withdrawnAt(article, now), ...(reason !== undefined && { reason }) };
}

/** What is told of an article that was withdrawn, from its line; `undefined` of every other. */
export function tombstoneIn({ loc, withdrawn }: SitemapEntry): Tombstone | undefined {
  return withdrawn && { ...withdrawn, url: loc };
}

/** The month of publication in the site's zone, such as `2018-12`. */
export function monthOf(published: Instant, site: Site): string {
  return wallClockAt(published, zoneNamed(site.timeZone)).toISOString().slice(0, -17);
}

/** The sitemaps of one month: one, or more where it has more addresses than one may hold. */
export interface MonthFiles {
  readonly files: readonly PublishedFile[];
  /** When each of them last changed. */
  readonly lastModified: readonly Instant[];
}

/** An address that several articles have stands once, as the newest of them has it; one that is not the newsroom's does not. */
export function renderMonth(month: string, lines: Iterable<SitemapEntry>, site: Site): MonthFiles {
  const urls = new Map<string, SitemapUrl>();
  const listable = isListable(site);
  for (const line of [...lines].sort(compareLines))
    if (!line.withdrawn && listable(line.loc) && !urls.has(line.loc)) urls.set(line.loc, line);
  const parts = chunk([...urls.values()], MOST_SITEMAP_URLS);
  return {
    files: parts.map((part, at) => ({ path: monthPath(month, at), body: renderSitemap(part) })),
    lastModified: parts.map(part => part.reduce((latest, url) => Math.max(latest, url.lastModified), 0)),
  };
}

/** A total order, so that the same articles give the same sitemap however they were found. */
function compareLines(a: SitemapEntry, b: SitemapEntry): number {
  return b.published - a.published || (a.loc < b.loc ? -1 : a.loc > b.loc ? 1 : compareRanks(a, b));
}

/** The path of a month's sitemap; `part` counts from 0. */
export function monthPath(month: string, part: number): string {
  return `sitemaps/${month}${part === 0 ? '' : `-${part + 1}`}.xml`;
}

/** The index of all sitemaps, by month: when each of its files last changed. */
export function sitemapIndex(months: Iterable<readonly [string, readonly Instant[]]>, site: Site): PublishedFile {
  const sorted = [...months].sort(([a], [b]) => (a < b ? -1 : 1));
  const index = sorted.flatMap(([month, parts]) =>
    parts.map((lastModified, at) => ({ loc: site.feedsUrl + monthPath(month, at), lastModified })),
  );
  return { path: 'sitemap.xml', body: renderSitemapIndex(index, site.feedsUrl) };
}

function chunk<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
