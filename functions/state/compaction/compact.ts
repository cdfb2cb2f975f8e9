import { browseMonthOf } from '../../core/files/browse-path.ts';
import type { FileRecord, FileRecords } from '../../core/files/file-record.ts';
import { addTo } from '../../core/groups.ts';
import { type DeltaEntry, type DeltaRecord, monthIn, type StoredRecord } from '../../core/index/index-record.ts';
import { type Delta, type IndexParts, IndexView } from '../../core/index/index-view.ts';
import { segmentOf } from '../../core/index/keys/record-keys.ts';
import { feedsIn } from '../../core/index/segmented/recent-articles.ts';
import type { State } from '../../core/index/state.ts';
import type { MonthRecord } from '../../core/index/stored/months.ts';
import type { SegmentRecord } from '../../core/index/stored/segments.ts';
import { addFeedRecords, asFeedRecord } from '../../core/index/traits/feed-record.ts';
import { EMPTY_DIGEST } from '../../core/text/set-digest.ts';
import { monthPagePaths } from '../../core/views/browse.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import type { ContentIndex } from '../content-index.ts';
import type { PartGroup, RebuildPart } from '../manifest/rebuild-progress.ts';
import type { StateStore } from '../state-store.ts';
import { partKey } from '../stores/progress-store.ts';
import { compactFeeds, type WindowContext } from './compact-feeds.ts';
import { type CompactionShare, segmentedFeedOf, wholeShare } from './share.ts';

/** Segments, or months, of a rebuild that are made at once: all that was read of each is held, and written anew. */
const REBUILT_AT_ONCE = 8;

/**
 * Destination of records of segmented feeds.
 * `apart`: into their own segments, in which the windows are cut by a context.
 * `written`: they are there already, whole.
 */
export type SegmentedDestination = WindowContext | 'written';

/**
 * Merges a share of the delta, by default all of it, and the buffer of `index`, into the segments and months. Each
 * object that changes is written under a new name, so that a run that still uses the older state finds the objects
 * which that state names. Returns the state that names the new objects, whose delta has the rest. `index` must be the
 * index of `state`.
 */
export async function compact(
  state: State,
  index: ContentIndex,
  store: StateStore,
  generation: string,
  segmented: SegmentedDestination,
  share: CompactionShare = wholeShare(state),
): Promise<State> {
  const segments: SegmentRecord[] = [...state.segments];
  const feeds = new Set(share.feeds);
  const touched = new Set<string>(index.buffer?.months);
  await inParallel(changesBySegment(share.leaving, segments.length, index), atOnce(index), async ([at, changes]) => {
    const stored = await index.segment(at);
    const records: Record<string, StoredRecord> = withoutSegmentedFeeds(stored);
    for (const [key, record] of changes) {
      const lacking = [...monthsLacking(records[key], record), ...(state.unfolded?.months[key] ?? [])];
      for (const month of lacking) touched.add(month);
      if (share.isWhole) for (const feed of feedsIn(records[key])) feeds.add(feed);
      const next = merged(records[key], record);
      if (next) records[key] = next;
      else delete records[key];
    }
    await store.index.writeSegment(at, generation, records);
    segments[at] = { digest: state.segments[at]?.digest ?? EMPTY_DIGEST, generation };
  });
  const target = { store, generation };
  const folded = { ...state, segments, ...(await compactMonths(state, touched, share, index, target)) };
  const ofFeeds =
    segmented === 'written' ? {} : await compactFeeds(state, feeds, share.windows, index, target, segmented);
  const isLeft = ([key]: readonly [string, unknown]): boolean => {
    const feed = segmentedFeedOf(key);
    return feed === undefined ? !share.leaving.has(key) : !feeds.has(feed);
  };
  return { ...folded, ...ofFeeds, delta: Object.fromEntries(Object.entries(folded.delta).filter(isLeft)) };
}

/** Returns how many segments, or months, are made at once. */
function atOnce({ buffer }: ContentIndex): number {
  return buffer ? REBUILT_AT_ONCE : CONCURRENCY;
}

/**
 * Merges the entries that the delta has of months, and the records of their pages, into the objects of these months.
 * What is folded no more than in part keeps its records in the delta, without the entries that its months have by then.
 */
async function compactMonths(
  state: State,
  touched: ReadonlySet<string>,
  { leaving, isWhole }: CompactionShare,
  index: ContentIndex,
  { store, generation }: { readonly store: StateStore; readonly generation: string },
): Promise<Pick<State, 'months' | 'delta' | 'files'>> {
  const months: Record<string, MonthRecord> = { ...state.months };
  const files = filesByMonth(state.files);
  const own = new Set([...touched, ...(isWhole ? files.keys() : [])]);
  const delta: Delta = isWhole ? leaving : new Map(Object.entries(state.delta));
  await inParallel(own, atOnce(index), async month => {
    // The state no longer names a month that lost its last article.
    const known = months[month];
    if (!known) return;
    const entries = await index.month(month);
    const parts: IndexParts = { segmentCount: state.segments.length, segment: () => ({}), month: entries };
    await store.index.writeMonth(month, generation, {
      entries: new IndexView(parts, delta).month(month),
      files: mergeFiles(await index.pageFiles(month), files.get(month), month, known),
    });
    months[month] = { ...known, generation };
  });
  if (isWhole) return { months, delta: state.delta, files: withoutMonths(state.files) };
  return { months, delta: withoutLines(state.delta, own), files: withoutMonths(state.files, own) };
}

/** Returns a delta without the entries of some months, which their objects have. */
function withoutLines(delta: State['delta'], months: ReadonlySet<string>): State['delta'] {
  const entries = Object.entries(delta).map(([key, record]): [string, DeltaEntry | null] => {
    const month = monthIn(record);
    if (month === undefined || !months.has(month) || !record || !('line' in record)) return [key, record];
    const { line: _, ...rest } = record;
    return [key, rest];
  });
  return Object.fromEntries(entries);
}

function withoutSegmentedFeeds(records: Readonly<Record<string, StoredRecord>>): Record<string, StoredRecord> {
  return Object.fromEntries(Object.entries(records).filter(([key]) => segmentedFeedOf(key) === undefined));
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

/** Returns records of files without those of the pages of some months; by default, of any. */
function withoutMonths(files: FileRecords, months?: ReadonlySet<string>): FileRecords {
  const isKept = (month: string | undefined) => month === undefined || (months !== undefined && !months.has(month));
  return Object.fromEntries(Object.entries(files).filter(([path]) => isKept(browseMonthOf(path))));
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

/** Returns the months whose objects do not say yet what a change says of an article that leaves the delta. */
function monthsLacking(stored: StoredRecord | undefined, change: DeltaEntry | null): readonly string[] {
  const [before, after] = [monthIn(stored), monthIn(change)];
  const isInMonth = change === null || !('line' in change);
  return [before === after ? undefined : before, isInMonth ? undefined : after].flatMap(month => month ?? []);
}

/** Returns the keys of the objects of a part of what a rebuild read. */
export function keysOfPart({ generation, segments, months, hasKnown }: RebuildPart): readonly string[] {
  const keys = (of: PartGroup[0], groups: readonly number[]) => groups.map(at => partKey(generation, [of, at]));
  return [...keys('s', segments), ...keys('m', months), ...keys('k', hasKnown ? [0] : [])];
}
