import type { Section } from '../feed/feed.ts';
import { ALL, type FeedKey, folderOf } from '../feed/feed-key.ts';
import { sectionOf } from '../feed/feed-kinds.ts';
import { BROWSE } from '../files/browse-path.ts';
import { addTo } from '../groups.ts';
import type { Limits } from '../index/limits.ts';
import type { SitemapEntry } from '../index/sitemap-entry.ts';
import type { MonthRecords } from '../index/stored/months.ts';
import { traitsAmong } from '../index/traits/traits-among.ts';
import { compareRanks } from '../index/window.ts';
import { type MonthView, renderBrowseIndex, renderMonthPage } from '../pages/browse-page.ts';
import type { Site } from '../site/site.ts';
import { digest } from '../text/digest.ts';
import { type FileGroup, fileGroup, type ViewContext } from './view.ts';

/** Number of the pages of one month, by feed. */
export type PageCounts = Readonly<Record<string, number>>;

/** A page that lists articles of one month and one feed. Only the newest page of the feed of all has sections. */
export interface MonthPage extends Omit<MonthView, 'site' | 'month' | 'entries'> {
  /** Digest of all inputs of the page, besides the site and the code. */
  readonly facts: string;
  /** Newest first. */
  readonly entries: readonly SitemapEntry[];
}

/** Maximum number of sections that a month's page links to. */
const MAX_SECTIONS = 100;

/**
 * Returns the pages that list the articles of a month, of all feeds. A month is split from its beginning, and its
 * newest page, which is never short, has the address without a number. So a new article affects only that page, and the
 * page of an article knows the address of its month without its neighbours.
 */
export function monthPages(
  month: string,
  entries: readonly SitemapEntry[],
  site: Site,
  limits: Limits,
): readonly MonthPage[] {
  if (!site.browse) return [];
  const byFeed = groupByFeed(entries);
  const sections = [...byFeed].flatMap(([feed, own]) => sectionAmong(feed, own, site) ?? []);
  return [...byFeed].flatMap(([feed, own]) => {
    const parts = split(
      [...own].sort((a, b) => compareRanks(b, a)),
      limits.perPage,
    );
    const section = sections.find(({ key }) => key === feed);
    const folderAt = (at: number): string | undefined =>
      at < 0 || at >= parts.length ? undefined : monthFolder(feed, month, at === parts.length - 1 ? undefined : at);
    return parts.map((part, at): MonthPage => {
      const [older, newer, isNewest] = [folderAt(at - 1), folderAt(at + 1), at === parts.length - 1];
      const page = {
        ...(section && { section }),
        entries: [...part].reverse(),
        ...(older !== undefined && { older }),
        ...(newer !== undefined && { newer }),
        sections: feed === ALL && isNewest ? sections.slice(0, MAX_SECTIONS) : [],
      };
      return { path: `${folderAt(at)}index.html`, facts: digest([JSON.stringify(factsOf(page))]), ...page };
    });
  });
}

/** Returns the number of pages of each feed. */
export function countPages(pages: readonly MonthPage[]): PageCounts {
  const counts = new Map<string, number>();
  for (const { section } of pages) counts.set(section?.key ?? ALL, (counts.get(section?.key ?? ALL) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns the paths of the pages of a month. */
export function monthPagePaths(month: string, counts: PageCounts = {}): readonly string[] {
  return Object.entries(counts).flatMap(([feed, count]) =>
    Array.from({ length: count }, (_, at) => {
      const part = at === count - 1 ? undefined : at;
      return `${monthFolder(feed as FeedKey, month, part)}index.html`;
    }),
  );
}

/** Returns the inputs of a page, besides the articles. */
export function monthPageInputs({ facts }: MonthPage, { fingerprint }: ViewContext): string {
  return digest([fingerprint, facts]);
}

/**
 * Makes a group of some pages of a month. `again` gives the entries of the month once more, for rendering, so that they
 * need not be kept.
 */
export function monthPageGroup(
  month: string,
  inputs: ReadonlyMap<string, string>,
  again: () => readonly SitemapEntry[],
  limits: Limits,
  { site }: ViewContext,
): FileGroup {
  const files = [...inputs].map(([path, input]) => ({
    path,
    inputs: input,
    render: (pages: ReadonlyMap<string, MonthPage>) => {
      const page = pages.get(path);
      return { body: page ? renderMonthPage({ ...page, month, site }) : '' };
    },
  }));
  const prepare = () => new Map(monthPages(month, again(), site, limits).map(page => [page.path, page]));
  return fileGroup([], prepare, files);
}

/** Returns the pages that list the months of each feed: of all, and of every section. */
export function browseGroups(
  sections: readonly Section[],
  months: MonthRecords,
  { site, fingerprint }: ViewContext,
): readonly FileGroup[] {
  if (!site.browse) return [];
  const newestFirst = Object.entries(months).sort(([a], [b]) => (a < b ? 1 : -1));
  return [undefined, ...sections].map(section => {
    const feed = section?.key ?? ALL;
    const own = newestFirst.flatMap(([month, { pages = {} }]) => (Object.hasOwn(pages, feed) ? [month] : []));
    const others = section ? [] : sections.slice(0, MAX_SECTIONS);
    const inputs = digest([fingerprint, JSON.stringify([section, own, others])]);
    const render = () => ({ body: renderBrowseIndex({ section, months: own, sections: others, site }) });
    return fileGroup([], () => own, [{ path: `${folderOf(feed)}${BROWSE}/index.html`, inputs, render }]);
  });
}

/** Returns the folder of a month's page; `part` counts from 0, and is absent for the newest. */
export function monthFolder(feed: FeedKey, month: string, part?: number): string {
  return `${folderOf(feed)}${BROWSE}/${month}${part === undefined ? '' : `-${part + 1}`}/`;
}

/** Returns the feeds whose pages of a month list an article: that of all, whether it shows the article or not. */
export function feedsListing({ feeds, withdrawn }: SitemapEntry): readonly FeedKey[] {
  return withdrawn ? [] : [ALL, ...feeds];
}

function groupByFeed(entries: readonly SitemapEntry[]): ReadonlyMap<FeedKey, readonly SitemapEntry[]> {
  const byFeed = new Map<FeedKey, SitemapEntry[]>();
  for (const entry of entries) for (const feed of feedsListing(entry)) addTo(byFeed, feed, entry);
  return new Map([...byFeed].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Splits a list from its beginning into parts of one size; the last has at least as many, if there are any before. */
function split<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const full = Math.max(0, Math.floor(items.length / size) - 1);
  const parts = Array.from({ length: full }, (_, at) => items.slice(at * size, (at + 1) * size));
  return [...parts, items.slice(full * size)];
}

/** Returns a section with the most frequent traits of the month's articles: the page depends on these alone. */
function sectionAmong(feed: FeedKey, entries: readonly SitemapEntry[], site: Site): Section | undefined {
  const titles = entries.flatMap(({ names = {} }) => (Object.hasOwn(names, feed) ? (names[feed] ?? []) : []));
  const languages = entries.map(({ language = site.language }) => language);
  return sectionOf(feed, site, traitsAmong(feed, titles, languages, site));
}

function factsOf({ entries, ...page }: Omit<MonthPage, 'path' | 'facts'>): readonly unknown[] {
  return [page, entries.map(({ loc, title, language, published }) => [loc, title, language, published])];
}
