import type { PublishedFile } from '../core/feed/feed.ts';
import { feedPaths } from '../core/feed/make-feed.ts';
import { SMARTNEWS_PATH } from '../core/feed/smartnews.ts';
import type { ArticleSummary } from '../core/index/article-summary.ts';
import { monthPath, renderMonth, sitemapIndex } from '../core/index/sitemap-month.ts';
import type { FileRecord, MonthRecord, State } from '../core/index/state.ts';
import { digest } from '../core/text/digest.ts';
import {
  ALL,
  type ArchiveCounts,
  Archives,
  archiveMonthOf,
  archiveSize,
  countArticles,
} from '../core/views/archives.ts';
import {
  type Entries,
  feedFiles,
  fillFeed,
  hasSmartNewsFeed,
  inputsOf,
  newsFile,
  type PlannedFeed,
  planFeeds,
  sectionsOf,
} from '../core/views/feeds.ts';
import { siteFiles } from '../core/views/lists.ts';
import { CONCURRENCY } from '../publish/run.ts';
import { entriesByMonth } from '../state/content-index.ts';
import { areFew, type CompressedEntryCache, compressEntryCache } from '../state/entry-cache.ts';
import { inParallel } from '../stores/in-parallel.ts';
import { FileDiff, type PlannedWrite } from './file-diff.ts';
import { entryCacheOf, gatherEntries } from './gather-entries.ts';
import { planArchives } from './plan-archives.ts';
import { type PlanContext, StaleSources } from './plan-context.ts';

/** The files of feeds, lists and sitemaps that are to be written, and what to remember of all of them. */
export interface FilePlan {
  readonly writes: readonly PlannedWrite[];
  /** Paths of what was there and belongs no more. */
  readonly removals: readonly string[];
  readonly files: State['files'];
  readonly months: State['months'];
  /** By the slug of the category; `undefined` for the feed of all. */
  readonly packs: ReadonlyMap<string | undefined, CompressedEntryCache>;
  /** By month: files of archive documents, where they are other than they were. */
  readonly shelves: ReadonlyMap<string, State['files']>;
  readonly archives: Archives;
}

/** Renders what hangs on something that changed, and compares it with what was written before. */
export async function planFiles(desk: PlanContext, months: State['months']): Promise<FilePlan | StaleSources> {
  const planned = planFeeds(desk.nextState.windows, desk.site);
  const book = new FileRecords(desk);
  const sitemaps = await planSitemaps(desk, months, book);
  const archives = archivesOf(sitemaps.months, desk);
  const made = await planFeedFiles(desk, planned, archives, book);
  if (made instanceof StaleSources) return made;
  const before = archivesOf(months, desk);
  const archived = await planArchives(desk, { before, archives, ...sitemaps, feeds: planned, entries: made.entries });
  if (archived instanceof StaleSources) return archived;
  for (const file of siteFiles(planned, desk.site)) book.add(file);
  book.add(newsFile(desk.nextState.windows, desk.site));
  return {
    // What feeds lead to comes before them.
    writes: [...archived.writes, ...book.writes],
    removals: [...archived.removals, ...book.removals()],
    files: inOrder(book.files),
    months: archived.months,
    packs: made.packs,
    shelves: archived.shelves,
    archives,
  };
}

/** The files of feeds that are other than they were, and the entries that these show. */
async function planFeedFiles(
  desk: PlanContext,
  planned: readonly PlannedFeed<ArticleSummary>[],
  archives: Archives,
  book: FileRecords,
): Promise<{ readonly entries: Entries; readonly packs: FilePlan['packs'] } | StaleSources> {
  const sections = sectionsOf(planned);
  const navigation = digest([JSON.stringify(sections)]);
  const feeds = planned.map(feed => {
    const newest = archives.newest(feed.category?.slug ?? ALL);
    return { feed, newest, inputs: feedInputs(desk, feed, newest, navigation) };
  });
  const stale = feeds.filter(({ inputs }) =>
    [...inputs].some(([path, input]) => desk.forced.has(path) || desk.files[path]?.inputs !== input),
  );
  const entries = await gatherEntries(
    desk,
    stale.map(({ feed }) => feed),
  );
  if (entries instanceof StaleSources) return entries;
  for (const { inputs } of feeds) book.keep(inputs.keys());
  const packs = new Map<string | undefined, CompressedEntryCache>();
  const leaving = desk.site.archives ? [] : lastShown(stale.map(({ feed }) => feed));
  for (const [at, { feed, newest, inputs }] of stale.entries()) {
    for (const file of feedFiles(fillFeed(feed, desk.site, desk.now, entries, newest), sections, desk.site)) {
      book.add(file, inputs.get(file.path));
    }
    packs.set(
      feed.category?.slug,
      compressEntryCache(entryCacheOf(feed, entries, desk.fingerprint), areFew(stale.length)),
    );
    for (const key of leaving[at] ?? []) entries.delete(key);
  }
  return { entries, packs };
}

/** For each feed the articles that no later one shows. Their entries are not kept: a rebuild makes all feeds, and has them all. */
function lastShown(feeds: readonly PlannedFeed<ArticleSummary>[]): readonly (readonly string[])[] {
  const last = new Map(feeds.flatMap(({ shown }, at) => shown.map(({ key }) => [key, at] as const)));
  return feeds.map(({ shown }, at) => shown.flatMap(({ key }) => (last.get(key) === at ? [key] : [])));
}

/** The archives of months of which it is known how many articles each feed has there; none where the site has none. */
function archivesOf(months: State['months'], { site, run }: PlanContext): Archives {
  const counts = Object.entries(months).flatMap(([month, { archive }]): [string, ArchiveCounts][] =>
    site.archives && archive ? [[month, archive.counts]] : [],
  );
  return new Archives(counts, archiveSize(site, run.limits));
}

/** By path, so that the same files are the same state however they came about. */
function inOrder(files: State['files']): State['files'] {
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is written, what is kept, and what goes. */
class FileRecords {
  readonly files: Record<string, FileRecord> = {};
  readonly #desk: PlanContext;
  readonly #proof: FileDiff;

  constructor(desk: PlanContext) {
    this.#desk = desk;
    this.#proof = new FileDiff(desk.forced);
  }

  get writes(): readonly PlannedWrite[] {
    return this.#proof.writes;
  }

  keep(paths: Iterable<string>): void {
    for (const path of paths) {
      const known = this.#desk.files[path];
      if (known) this.files[path] = known;
    }
  }

  add(file: PublishedFile, inputs?: string): void {
    this.files[file.path] = this.#proof.compare(file, this.#desk.files[file.path], inputs);
  }

  removals(): readonly string[] {
    const gone = Object.keys(this.#desk.files).filter(path => !Object.hasOwn(this.files, path));
    const { forced: all, site } = this.#desk;
    // Archive documents are planned apart.
    const others = [...all].filter(path => !site.archives || archiveMonthOf(path) === undefined);
    const forced = others.filter(path => !Object.hasOwn(this.files, path));
    return [...new Set([...gone, ...forced])];
  }
}

/** A digest for each file of a feed. That of the landing page hangs on the other feeds, too, which its navigation names. */
function feedInputs(
  { fingerprint, now, site }: PlanContext,
  feed: PlannedFeed<ArticleSummary>,
  newest: string | undefined,
  navigation: string,
): ReadonlyMap<string, string> {
  const inputs = digest([fingerprint, inputsOf(feed, now), newest ?? '']);
  const { rss, atom, json, landing } = feedPaths(feed.category);
  return new Map([
    [rss, inputs],
    [atom, inputs],
    [json, inputs],
    ...(hasSmartNewsFeed(feed, site) ? [[SMARTNEWS_PATH, inputs] as const] : []),
    [landing, digest([inputs, navigation])],
  ]);
}

/** What is known once the sitemaps of months that changed, and the index of all, are in the book. */
interface SitemapPlan {
  readonly months: State['months'];
  /** Months in which articles changed. */
  readonly touched: ReadonlySet<string>;
}

async function planSitemaps(desk: PlanContext, months: State['months'], book: FileRecords): Promise<SitemapPlan> {
  const { nextState, index, forced, site } = desk;
  const next: Record<string, MonthRecord> = { ...months };
  // Read by an earlier run of a rebuild.
  const unmade = Object.keys(months).filter(month => !months[month]?.lastModified);
  const touched = new Set([...nextState.touched, ...monthsOf(forced), ...unmade]);
  for (const [month, { lastModified = [] }] of Object.entries(months))
    if (!touched.has(month)) book.keep(lastModified.map((_, part) => monthPath(month, part)));
  const added = entriesByMonth(nextState.delta);
  await inParallel([...touched].sort(), CONCURRENCY, async month => {
    const lines = await index.sitemapEntries(month, nextState.delta, added);
    const { files, lastModified } = renderMonth(month, lines, site);
    const archive = site.archives && { archive: { ...next[month]?.archive, counts: countArticles(lines) } };
    // A month may have articles and no sitemap, where all of them are read elsewhere, or were withdrawn.
    if (lines.length > 0) next[month] = { ...next[month], lastModified, ...archive };
    else delete next[month];
    for (const file of files) book.add(file);
  });
  const dates = Object.entries(next).map(([month, { lastModified = [] }]) => [month, lastModified] as const);
  book.add(sitemapIndex(dates, site));
  return { months: next, touched };
}

function monthsOf(paths: Iterable<string>): readonly string[] {
  return [...paths].flatMap(path => /^sitemaps\/([+-]?\d+-\d\d)(?:-\d+)?\.xml$/.exec(path)?.[1] ?? []);
}
