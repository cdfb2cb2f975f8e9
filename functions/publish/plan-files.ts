import { createHash } from 'node:crypto';
import type { PublishedFile } from '../core/feed/feed.ts';
import { feedPaths } from '../core/feed/make-feed.ts';
import { SMARTNEWS_PATH } from '../core/feed/smartnews.ts';
import type { Instant } from '../core/instant.ts';
import { monthPath, renderMonth, sitemapIndex } from '../core/publish/month.ts';
import {
  feedFiles,
  fillFeed,
  hasSmartNewsFeed,
  inputsOf,
  newsFile,
  type PlannedFeed,
  planFeeds,
  sectionsOf,
} from '../core/publish/planned-files.ts';
import type { Reference } from '../core/publish/reference.ts';
import { siteFiles } from '../core/publish/site-files.ts';
import type { FileMemory, MonthMemory, State } from '../core/publish/state.ts';
import type { Category } from '../core/site/site.ts';
import { Again, type Desk } from './desk.ts';
import { gatherEntries, packEntries } from './gather-entries.ts';
import { inParallel } from './in-parallel.ts';
import { linesByMonth } from './library.ts';
import type { EntryPack } from './memory.ts';
import { digestOf } from './public-files.ts';
import { AT_ONCE } from './run.ts';

/** The files of feeds, lists and sitemaps that are to be written, and what to remember of all of them. */
export interface FilePlan {
  readonly writes: readonly PublishedFile[];
  /** Paths of what was there and belongs no more. */
  readonly removals: readonly string[];
  readonly files: State['files'];
  readonly months: State['months'];
  /** By the slug of the category; `undefined` for the feed of all. */
  readonly packs: ReadonlyMap<string | undefined, EntryPack>;
}

/** Renders what hangs on something that changed, and compares it with what was written before. */
export async function planFiles(desk: Desk, months: State['months']): Promise<FilePlan | Again> {
  const planned = planFeeds(desk.draft.archive, desk.site);
  const sections = sectionsOf(planned);
  const feeds = planned.map(feed => ({ feed, inputs: feedInputs(desk, feed, sections) }));
  const stale = feeds.filter(({ inputs }) =>
    [...inputs].some(([path, input]) => desk.forced.has(path) || desk.files[path]?.inputs !== input),
  );
  const entries = await gatherEntries(
    desk,
    stale.map(({ feed }) => feed),
  );
  if (entries instanceof Again) return entries;
  const book = new Book(desk);
  for (const { inputs } of feeds) book.keep(inputs.keys());
  for (const { feed, inputs } of stale) {
    for (const file of feedFiles(fillFeed(feed, desk.site, entries, desk.now), sections, desk.site)) {
      book.add(file, inputs.get(file.path));
    }
  }
  for (const file of siteFiles(planned, desk.site)) book.add(file);
  book.add(newsFile(desk.draft.archive, desk.site));
  const nextMonths = await planMonths(desk, months, book);
  const packs = new Map(
    stale.map(({ feed }) => [feed.category?.slug, packEntries(feed, entries, desk.fingerprint)] as const),
  );
  return { writes: book.writes, removals: book.removals(), files: inOrder(book.files), months: nextMonths, packs };
}

/** By path, so that the same files are the same state however they came about. */
function inOrder(files: State['files']): State['files'] {
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is written, what is kept, and what goes. */
class Book {
  readonly writes: PublishedFile[] = [];
  readonly files: Record<string, FileMemory> = {};
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  keep(paths: Iterable<string>): void {
    for (const path of paths) {
      const known = this.#desk.files[path];
      if (known) this.files[path] = known;
    }
  }

  add(file: PublishedFile, inputs?: string): void {
    const bytes = digestOf(file);
    const known = this.#desk.files[file.path];
    const same = known?.bytes === bytes;
    if (!same || this.#desk.forced.has(file.path)) this.writes.push(file);
    const etag = same ? known.etag : undefined;
    this.files[file.path] = { bytes, ...(inputs !== undefined && { inputs }), ...(etag !== undefined && { etag }) };
  }

  removals(): readonly string[] {
    const gone = Object.keys(this.#desk.files).filter(path => !Object.hasOwn(this.files, path));
    const forced = [...this.#desk.forced].filter(path => !Object.hasOwn(this.files, path));
    return [...new Set([...gone, ...forced])];
  }
}

/** A digest for each file of a feed. That of the landing page hangs on the other feeds, too, which it names. */
function feedInputs(
  { fingerprint, now, site }: Desk,
  feed: PlannedFeed<Reference>,
  sections: readonly Category[],
): ReadonlyMap<string, string> {
  const inputs = digest([fingerprint, inputsOf(feed, now)]);
  const { rss, atom, json, landing } = feedPaths(feed.category);
  return new Map([
    [rss, inputs],
    [atom, inputs],
    [json, inputs],
    ...(hasSmartNewsFeed(feed, site) ? [[SMARTNEWS_PATH, inputs] as const] : []),
    [landing, digest([inputs, JSON.stringify(sections)])],
  ]);
}

/** The sitemaps of months that changed, and the index of all. */
async function planMonths(desk: Desk, months: State['months'], book: Book): Promise<State['months']> {
  const { draft, library, forced, site } = desk;
  const next: Record<string, MonthMemory> = { ...months };
  // A month that has no file was read by an earlier run of a rebuild, or everything in it was withdrawn.
  const unmade = Object.keys(months).filter(month => months[month]?.lastModified.length === 0);
  const touched = new Set([...draft.touched, ...monthsOf(forced), ...unmade]);
  for (const [month, { lastModified }] of Object.entries(months)) {
    if (!touched.has(month)) book.keep(lastModified.map((_, part) => monthPath(month, part)));
  }
  const added = linesByMonth(draft.recent);
  await inParallel([...touched].sort(), AT_ONCE, async month => {
    const lines = await library.lines(month, draft.recent, added);
    const { files, lastModified } = renderMonth(month, lines);
    for (const file of files) book.add(file);
    // A month of which everything was withdrawn has lines, though no sitemap.
    if (lines.length > 0) next[month] = { ...next[month], lastModified };
    else delete next[month];
  });
  const index = Object.entries(next).map(([month, { lastModified }]): [string, readonly Instant[]] => [
    month,
    lastModified,
  ]);
  book.add(sitemapIndex(index, site));
  return next;
}

function monthsOf(paths: Iterable<string>): readonly string[] {
  return [...paths].flatMap(path => /^sitemaps\/([+-]?\d+-\d\d)(?:-\d+)?\.xml$/.exec(path)?.[1] ?? []);
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 16);
}
