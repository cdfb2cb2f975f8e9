import type { Feed } from '../feed/feed.ts';
import { ALL, type FeedKey, folderOf } from '../feed/feed-key.ts';
import { hasArchives, ruleOfFeed, sectionOf, titleIn } from '../feed/feed-kinds.ts';
import { addressesIn, FORMATS } from '../feed/formats.ts';
import { makeFeed } from '../feed/make-feed.ts';
import { RENDERERS } from '../feed/renderers.ts';
import { archiveFormatsOf } from '../filing/formats-of.ts';
import type { Limits } from '../index/limits.ts';
import { feedsOfEntry, type SitemapEntry, tombstoneIn } from '../index/sitemap-entry.ts';
import type { ArchiveCounts } from '../index/stored/months.ts';
import { traitsAmong } from '../index/traits/traits-among.ts';
import { compareRanks } from '../index/window.ts';
import type { Site } from '../site/site.ts';
import { digest } from '../text/digest.ts';
import { type Entries, type FileGroup, fileGroup, type ViewContext } from './view.ts';

/** One document of a feed's archive: articles of a month, up to the maximum, in three formats. */
export interface ArchiveDocument {
  readonly feed: FeedKey;
  /** Such as `2026-11`. */
  readonly month: string;
  /** From 0. */
  readonly part: number;
  /** Under `public/`, such as `doi-song/archives/2026-11-2/`. */
  readonly folder: string;
  /** Folder of the next older document. */
  readonly previous?: string;
  /** Folder of the next newer one. */
  readonly next?: string;
}

/**
 * Maximum number of articles in a document: at most as many as the feed shows, so that a feed shows everything that is
 * not archived yet.
 */
export function archiveSize(site: Site, limits: Limits): number {
  return Math.min(limits.perArchive, site.entries);
}

/**
 * Counts the articles of one month. A withdrawn article keeps its place, so that the documents stay divided as readers
 * know them, and show where it stood that it is gone.
 */
export function countArticles(lines: readonly SitemapEntry[], site: Site): ArchiveCounts {
  const counts = new Map<string, number>([[ALL, 0]]);
  const living = new Set<string>([ALL]);
  for (const line of lines) {
    for (const feed of feedsOfEntry(line, site)) {
      if (!hasArchives(feed, site)) continue;
      counts.set(feed, (counts.get(feed) ?? 0) + 1);
      if (!line.withdrawn) living.add(feed);
    }
  }
  const gone = [...counts.keys()].filter(feed => !living.has(feed)).sort();
  const articles = Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  return gone.length > 0 ? { articles, withdrawn: gone } : { articles };
}

/**
 * The archives of all feeds: the documents, and the links between them. A month is split from its beginning, so that a
 * new article affects only its end. A feed's newest document exists once it is full, or a later month has begun:
 * readers take a document for final, and do not request it again (RFC 5005, section 4). Until then the feed itself
 * shows its articles.
 */
export class Archives {
  readonly #counts: ReadonlyMap<string, FeedCounts>;
  readonly #newestFirst: readonly (readonly [string, FeedCounts])[];
  readonly #size: number;
  readonly #chains = new Map<FeedKey, readonly ArchiveDocument[]>();

  /** `counts` are those of every month that has articles; `size` is the number of articles in one document. */
  constructor(counts: Iterable<readonly [string, ArchiveCounts]>, size: number) {
    this.#counts = withoutDeadFeeds([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    this.#newestFirst = [...this.#counts].reverse();
    this.#size = size;
  }

  /** Returns all documents of one feed, oldest first. */
  chain(feed: FeedKey): readonly ArchiveDocument[] {
    const known = this.#chains.get(feed);
    if (known) return known;
    const chain = this.#link(feed);
    this.#chains.set(feed, chain);
    return chain;
  }

  /**
   * Returns the folder of the document that the feed itself links to. The search begins at the end, since every feed
   * needs it each time.
   */
  newest(feed: FeedKey): string | undefined {
    let isNewest = true;
    for (const [month, { [feed]: articles = 0 }] of this.#newestFirst) {
      const parts = (isNewest ? Math.floor : Math.ceil)(articles / this.#size);
      if (parts > 0) return archiveFolder(feed, month, parts - 1);
      if (articles > 0) isNewest = false;
    }
    return undefined;
  }

  /** Returns the documents of one month, of all feeds, those with the oldest articles first. */
  documentsOf(month: string): readonly ArchiveDocument[] {
    const feeds = Object.keys(this.#counts.get(month) ?? {}) as FeedKey[];
    return feeds
      .flatMap(feed => this.chain(feed).filter(document => document.month === month))
      .sort((a, b) => a.part - b.part);
  }

  /** Returns the entries of a document, newest first, out of those of its month. */
  articlesOf({ feed, part }: ArchiveDocument, lines: readonly SitemapEntry[], site: Site): readonly SitemapEntry[] {
    const own = lines.filter(line => feedsOfEntry(line, site).includes(feed));
    const inOrder = own.sort((a, b) => compareRanks(b, a));
    return inOrder.slice(part * this.#size, (part + 1) * this.#size).reverse();
  }

  /**
   * Returns months whose documents were added, removed, or got other neighbours. Feeds with the same number of articles
   * in every month as before are skipped.
   */
  monthsUnlike(before: Archives): ReadonlySet<string> {
    const months = new Set<string>();
    for (const feed of this.#feedsUnlike(before)) {
      const [old, now] = [keyed(before.chain(feed)), keyed(this.chain(feed))];
      for (const [key, { month }] of [...old, ...now]) if (!old.has(key) || !now.has(key)) months.add(month);
    }
    return months;
  }

  /** Yields the paths of all documents. */
  *paths(site: Site): Generator<string> {
    for (const feed of this.#feeds()) for (const document of this.chain(feed)) yield* archivePaths(document, site);
  }

  #feedsUnlike(before: Archives): ReadonlySet<FeedKey> {
    const feeds = new Set<string>();
    for (const month of new Set([...before.#counts.keys(), ...this.#counts.keys()])) {
      const [old = {}, now = {}] = [before.#counts.get(month), this.#counts.get(month)];
      if (old === now) continue;
      for (const feed of [...Object.keys(old), ...Object.keys(now)]) if (old[feed] !== now[feed]) feeds.add(feed);
    }
    return feeds as ReadonlySet<FeedKey>;
  }

  #feeds(): ReadonlySet<FeedKey> {
    return new Set([...this.#counts.values()].flatMap(counts => Object.keys(counts) as FeedKey[]));
  }

  #link(feed: FeedKey): readonly ArchiveDocument[] {
    const places: Pick<ArchiveDocument, 'month' | 'part'>[] = [];
    let isFull = true;
    for (const [month, { [feed]: articles = 0 }] of this.#counts) {
      for (let part = 0; part * this.#size < articles; part++) places.push({ month, part });
      if (articles > 0) isFull = articles % this.#size === 0;
    }
    if (!isFull) places.pop();
    const folders = places.map(({ month, part }) => archiveFolder(feed, month, part));
    return places.map((place, at) => {
      const [previous, folder = '', next] = [folders[at - 1], folders[at], folders[at + 1]];
      return {
        feed,
        ...place,
        folder,
        ...(previous !== undefined && { previous }),
        ...(next !== undefined && { next }),
      };
    });
  }
}

type FeedCounts = ArchiveCounts['articles'];

/**
 * Removes sections of which every article in every month was withdrawn: no feed is left that could link to their
 * documents.
 */
function withoutDeadFeeds(months: readonly (readonly [string, ArchiveCounts])[]): ReadonlyMap<string, FeedCounts> {
  const suspects = new Set(months.flatMap(([, { withdrawn = [] }]) => withdrawn));
  for (const [, { articles, withdrawn = [] }] of months)
    for (const feed of suspects) if (Object.hasOwn(articles, feed) && !withdrawn.includes(feed)) suspects.delete(feed);
  const living = ({ articles, withdrawn }: ArchiveCounts): FeedCounts =>
    withdrawn ? Object.fromEntries(Object.entries(articles).filter(([feed]) => !suspects.has(feed))) : articles;
  return new Map(months.map(([month, counts]) => [month, living(counts)]));
}

/** Returns a document as a feed. */
export function archiveFeed(
  document: ArchiveDocument,
  articles: readonly SitemapEntry[],
  entries: Entries,
  site: Site,
): Feed {
  const shown = articles.flatMap(({ key }) => entries.get(key) ?? []);
  const withdrawn = articles.flatMap(line => tombstoneIn(line) ?? []);
  const { folder, previous, next } = document;
  // They depend on the document's own articles alone.
  const titles = shown.flatMap(entry => titleIn(entry, document.feed, site) ?? []);
  const languages = shown.map(({ language }) => language);
  const section = sectionOf(document.feed, site, traitsAmong(document.feed, titles, languages, site));
  // Archives are not announced to hubs.
  const { hub: _, ...feed } = makeFeed(site, section, shown, withdrawn);
  return {
    ...feed,
    self: addressesIn(folder, site),
    history: {
      current: feed.self,
      ...(previous !== undefined && { previous: addressesIn(previous, site) }),
      ...(next !== undefined && { next: addressesIn(next, site) }),
    },
  };
}

/** Returns the files of a document, each format. `articles` are those that it has, newest first. */
export function archiveGroup(
  document: ArchiveDocument,
  articles: readonly SitemapEntry[],
  { site, fingerprint }: ViewContext,
): FileGroup {
  const rule = ruleOfFeed(document.feed, site);
  // What a rule asks for is no part of the fingerprint.
  const more = rule ? [JSON.stringify(rule)] : [];
  const inputs = digest([fingerprint, JSON.stringify(document), JSON.stringify(articles.map(inputsOf)), ...more]);
  const files = archiveFormatsOf(document.feed, site).map(id => ({
    path: document.folder + FORMATS[id].file,
    inputs,
    render: (feed: Feed) => ({ body: RENDERERS[id](feed) }),
  }));
  return fileGroup([], entries => archiveFeed(document, articles, entries, site), files);
}

/**
 * Returns everything about one article that a document depends on. The length of a file under `media/` is written in
 * feeds alone, or it would change old documents.
 */
function inputsOf({ key, etag, lastModified, withdrawn }: SitemapEntry): readonly unknown[] {
  return [key, etag, lastModified, withdrawn?.when];
}

/** Returns the paths of a document in each format. */
export function archivePaths({ feed, folder }: ArchiveDocument, site: Site): readonly string[] {
  return archiveFormatsOf(feed, site).map(id => folder + FORMATS[id].file);
}

/** Articles by which one may have moved on since a cache took its copy of a document. */
const MAX_MOVED = 50;

/**
 * Returns the paths of the documents that show an article in some feeds, or have done so lately: others that came or
 * went beside it move it from one to the next. `lines` are those of its month.
 */
export function archivesShowing(
  entry: SitemapEntry,
  { month, lines, size }: { readonly month: string; readonly lines: readonly SitemapEntry[]; readonly size: number },
  site: Site,
): readonly string[] {
  const feeds = feedsOfEntry(entry, site).filter(feed => hasArchives(feed, site));
  return feeds.flatMap(feed => {
    const own = lines.filter(line => feedsOfEntry(line, site).includes(feed));
    const at = own.filter(line => compareRanks(line, entry) > 0).length;
    const [first, last] = [at - MAX_MOVED, Math.min(at + MAX_MOVED, own.length)].map(place => Math.floor(place / size));
    const paths: string[] = [];
    for (let part = Math.max(first ?? 0, 0); part <= (last ?? 0); part++)
      for (const id of archiveFormatsOf(feed, site)) paths.push(archiveFolder(feed, month, part) + FORMATS[id].file);
    return paths;
  });
}

/** Returns the month of a document by its path; `undefined` for every other path. Media may have any name. */
export function archiveMonthOf(path: string): string | undefined {
  return /^(?!media\/)(?:[^/]+\/)*archives\/([+-]?\d+-\d\d)(?:-\d+)?\/[^/]+$/.exec(path)?.[1];
}

function archiveFolder(feed: FeedKey, month: string, part: number): string {
  return `${folderOf(feed)}archives/${month}${part === 0 ? '' : `-${part + 1}`}/`;
}

function keyed(chain: readonly ArchiveDocument[]): ReadonlyMap<string, ArchiveDocument> {
  return new Map(chain.map(document => [`${document.folder} ${document.previous} ${document.next}`, document]));
}
