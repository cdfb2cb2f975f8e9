import { browseMonthOf } from '../core/files/browse-path.ts';
import type { FileRecord, FileRecords } from '../core/files/file-record.ts';
import { addTo } from '../core/groups.ts';
import { type DeltaEntry, type DeltaRecord, monthIn, type StoredRecord } from '../core/index/index-record.ts';
import { type Delta, type IndexParts, IndexView } from '../core/index/index-view.ts';
import { segmentOf } from '../core/index/keys/record-keys.ts';
import { feedsIn } from '../core/index/segmented/recent-articles.ts';
import { isSegmented } from '../core/index/segmented/segmented-feed.ts';
import type { State } from '../core/index/state.ts';
import type { MonthRecord } from '../core/index/stored/months.ts';
import type { SegmentRecord } from '../core/index/stored/segments.ts';
import type { StoredIndex } from '../core/index/stored/stored-index.ts';
import { addFeedRecords, asFeedRecord, feedOfRecord } from '../core/index/traits/feed-record.ts';
import { EMPTY_DIGEST } from '../core/text/set-digest.ts';
import { monthPagePaths } from '../core/views/browse.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { compactFeeds, type WindowContext } from './compact-feeds.ts';
import type { ContentIndex } from './content-index.ts';
import type { PartGroup, RebuildPart } from './manifest/rebuild-progress.ts';
import type { StateStore } from './state-store.ts';
import { archiveKey, directoryKey, feedSegmentKey, monthKey, segmentKey } from './stores/index-store.ts';
import { partKey } from './stores/progress-store.ts';

/** Segments, or months, of a rebuild that are made at once: all that was read of each is held, and written anew. */
const REBUILT_AT_ONCE = 8;

/**
 * Destination of records of segmented feeds.
 * `apart`: into their own segments, in which the windows are cut by a context.
 * `written`: they are there already, whole.
 */
export type SegmentedDestination = WindowContext | 'written';

/**
 * Merges the delta, and the buffer of `index`, into the segments and months. Each object that changes is written under
 * a new name, so that a run that still uses the older state finds the objects which that state names. Returns the state
 * that names the new objects; its delta is empty. `index` must be the index of `state`.
 */
export async function compact(
  state: State,
  index: ContentIndex,
  store: StateStore,
  generation: string,
  segmented: SegmentedDestination,
): Promise<State> {
  const delta = new Map(Object.entries(state.delta));
  const segments: SegmentRecord[] = [...state.segments];
  const months: Record<string, MonthRecord> = { ...state.months };
  const files = filesByMonth(state.files);
  const touched = new Set<string>([...(index.buffer?.months ?? []), ...files.keys()]);
  const feeds = new Set([...delta.keys()].flatMap(key => (isOfSegmentedFeed(key) ? (feedOfRecord(key) ?? []) : [])));
  const own = new Map([...delta].filter(([key]) => !isOfSegmentedFeed(key)));
  const atOnce = index.buffer ? REBUILT_AT_ONCE : CONCURRENCY;
  await inParallel(changesBySegment(own, segments.length, index), atOnce, async ([at, changes]) => {
    const stored = await index.segment(at);
    const records: Record<string, StoredRecord> = withoutSegmentedFeeds(stored);
    for (const [key, record] of changes) {
      for (const month of monthsOf(records[key], record)) touched.add(month);
      for (const feed of [...feedsIn(records[key]), ...feedsIn(record)]) feeds.add(feed);
      const next = merged(records[key], record);
      if (next) records[key] = next;
      else delete records[key];
    }
    await store.index.writeSegment(at, generation, records);
    segments[at] = { digest: state.segments[at]?.digest ?? EMPTY_DIGEST, generation };
  });
  await inParallel(touched, atOnce, async month => {
    // The state no longer names a month that lost its last article.
    const known = months[month];
    if (!known) return;
    const entries = await index.month(month);
    const parts: IndexParts = { segmentCount: segments.length, segment: () => ({}), month: entries };
    await store.index.writeMonth(month, generation, {
      entries: new IndexView(parts, delta).month(month),
      files: mergeFiles(await index.pageFiles(month), files.get(month), month, known),
    });
    months[month] = { ...known, generation };
  });
  const target = { store, generation };
  const folded = segmented === 'written' ? {} : await compactFeeds(state, feeds, delta, index, target, segmented);
  return { ...state, ...folded, segments, months, delta: {}, files: withoutMonths(state.files) };
}

function isOfSegmentedFeed(key: string): boolean {
  const feed = feedOfRecord(key);
  return feed !== undefined && isSegmented(feed);
}

function withoutSegmentedFeeds(records: Readonly<Record<string, StoredRecord>>): Record<string, StoredRecord> {
  return Object.fromEntries(Object.entries(records).filter(([key]) => !isOfSegmentedFeed(key)));
}

/**
 * Merges the records of months' pages that the manifest has into the objects of their months. Returns the state that
 * names the new objects.
 */
export async function compactPages(state: State, store: StateStore, generation: string): Promise<State> {
  const months: Record<string, MonthRecord> = { ...state.months };
  await inParallel(filesByMonth(state.files), CONCURRENCY, async ([month, files]) => {
    const known = months[month];
    if (!known) return;
    const stored = known.generation === undefined ? undefined : await store.index.readMonth(month, known.generation);
    const merged = mergeFiles(stored?.files ?? {}, files, month, known);
    await store.index.writeMonth(month, generation, { entries: stored?.entries ?? [], files: merged });
    months[month] = { ...known, generation };
  });
  return { ...state, months, files: withoutMonths(state.files) };
}

/** Returns how many records of months' pages the manifest has. */
export function countPageFiles(files: FileRecords): number {
  return Object.keys(files).filter(path => browseMonthOf(path) !== undefined).length;
}

function filesByMonth(files: FileRecords): ReadonlyMap<string, readonly (readonly [string, FileRecord])[]> {
  const byMonth = new Map<string, (readonly [string, FileRecord])[]>();
  for (const entry of Object.entries(files)) {
    const month = browseMonthOf(entry[0]);
    if (month !== undefined) addTo(byMonth, month, entry);
  }
  return byMonth;
}

function withoutMonths(files: FileRecords): FileRecords {
  return Object.fromEntries(Object.entries(files).filter(([path]) => browseMonthOf(path) === undefined));
}

/** Returns the records of the pages that a month has, newer before older. */
function mergeFiles(
  stored: FileRecords,
  newer: readonly (readonly [string, FileRecord])[] = [],
  month: string,
  { pages }: MonthRecord,
): FileRecords {
  const all: FileRecords = { ...stored, ...Object.fromEntries(newer) };
  const there = monthPagePaths(month, pages);
  return Object.fromEntries(there.flatMap(path => (all[path] ? [[path, all[path]]] : [])));
}

/** Returns the keys of the objects that a state names. */
export function partsOf({
  segments,
  feedSegments = [],
  directory,
  months,
}: Pick<StoredIndex, 'segments' | 'feedSegments' | 'directory' | 'months'>): ReadonlySet<string> {
  const parts = new Set<string>();
  if (directory) parts.add(directoryKey(directory.generation));
  for (const [at, { generation }] of segments.entries())
    if (generation !== undefined) parts.add(segmentKey(at, generation));
  for (const [at, { generation }] of feedSegments.entries())
    if (generation !== undefined) parts.add(feedSegmentKey(at, generation));
  for (const [month, { generation, archive }] of Object.entries(months)) {
    if (generation !== undefined) parts.add(monthKey(month, generation));
    if (archive?.generation !== undefined) parts.add(archiveKey(month, archive.generation));
  }
  return parts;
}

/** Returns the segments to write, each with its changes from the delta. Buffered records are not included. */
function changesBySegment(
  delta: Delta,
  segments: number,
  { buffer }: ContentIndex,
): ReadonlyMap<number, [string, DeltaEntry | null][]> {
  const groups = new Map<number, [string, DeltaEntry | null][]>(buffer?.segments.map(at => [at, []]));
  for (const change of delta) addTo(groups, segmentOf(change[0], segments), change);
  return groups;
}

/** Returns what a segment holds after a change; `undefined` where nothing is left. */
export function merged(known: StoredRecord | undefined, change: DeltaEntry | null): StoredRecord | undefined {
  const counts = asFeedRecord(change);
  if (counts) return addFeedRecords(asFeedRecord(known), counts);
  return change ? withoutLine(change) : undefined;
}

function withoutLine({
  line: _,
  summary: __,
  ...record
}: DeltaEntry & Pick<DeltaRecord, 'line' | 'summary'>): StoredRecord {
  return record;
}

function monthsOf(...records: readonly (StoredRecord | null | undefined)[]): readonly string[] {
  return records.flatMap(record => monthIn(record) ?? []);
}

/** Returns the keys of the objects of a part of what a rebuild read. */
export function keysOfPart({ generation, segments, months, hasKnown }: RebuildPart): readonly string[] {
  const keys = (of: PartGroup[0], groups: readonly number[]) => groups.map(at => partKey(generation, [of, at]));
  return [...keys('s', segments), ...keys('m', months), ...keys('k', hasKnown ? [0] : [])];
}
