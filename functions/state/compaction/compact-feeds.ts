import type { FeedKey } from '../../core/feed/feed-key.ts';
import { addTo } from '../../core/groups.ts';
import type { ArticleSummary } from '../../core/index/article-summary.ts';
import { FeedWindows } from '../../core/index/feed-windows.ts';
import type { Delta } from '../../core/index/index-view.ts';
import type { Limits } from '../../core/index/limits.ts';
import { type FeedRecords, feedSegmentOf } from '../../core/index/segmented/feed-segments.ts';
import { RecentArticles } from '../../core/index/segmented/recent-articles.ts';
import { storedWindow } from '../../core/index/segmented/stored-window.ts';
import type { FeedSegmentRecord } from '../../core/index/stored/segments.ts';
import type { StoredIndex } from '../../core/index/stored/stored-index.ts';
import { addFeedRecords, asFeedRecord, type FeedRecord, feedRecordKey } from '../../core/index/traits/feed-record.ts';
import type { Remembered } from '../../core/index/window.ts';
import type { Instant } from '../../core/instant.ts';
import type { Site } from '../../core/site/site.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import type { ContentIndex } from '../content-index.ts';
import type { StateStore } from '../state-store.ts';

/** Settings by which windows of feeds are cut. */
export interface WindowContext {
  readonly site: Site;
  readonly now: Instant;
  readonly limits: Limits;
}

/** Target of segments of feeds. */
interface Target {
  readonly store: StateStore;
  readonly generation: string;
}

/** Merges a delta into the records of the segmented feeds that it touches. Returns the segments as they are then. */
export async function compactFeeds(
  state: Pick<StoredIndex, 'feedSegments'>,
  touched: Iterable<FeedKey>,
  delta: Delta,
  index: ContentIndex,
  { store, generation }: Target,
  context: WindowContext,
): Promise<Pick<StoredIndex, 'feedSegments'>> {
  const before = state.feedSegments ?? [{}];
  const segments: FeedSegmentRecord[] = [...before];
  const bySegment = new Map<number, FeedKey[]>();
  for (const feed of new Set(touched)) addTo(bySegment, feedSegmentOf(feed, segments.length), feed);
  if (bySegment.size === 0) return state.feedSegments ? { feedSegments: before } : {};
  const recent = new RecentArticles(delta);
  await inParallel(bySegment, CONCURRENCY, async ([at, feeds]) => {
    const stored = await index.feedSegment(at);
    const changed = feeds.map(feed => [feed, addFeedRecords(stored[feed], changeOf(delta, feed))] as const);
    const records = new Map<string, FeedRecord>(Object.entries(stored));
    const recordOf = new Map(changed);
    const windows = openWindows(context, feed => recent.windowOf(feed, recordOf.get(feed)));
    for (const [feed, record] of changed) {
      const next = folded(record, windows.rememberedOf(feed));
      if (next) records.set(feed, next);
      else records.delete(feed);
    }
    segments[at] = await written(at, records, before[at], { store, generation });
  });
  return { feedSegments: segments };
}

/**
 * Writes the records of all segmented feeds of a rebuild, each of which `recordOf` is asked for as its segment is made.
 * Their files are still to be made, or compared with what they are made of. Returns no segments where there are no
 * feeds.
 */
export async function writeFeeds(
  feeds: ReadonlySet<FeedKey>,
  recordOf: (feed: FeedKey) => WholeFeed,
  { perFeedSegment }: Limits,
  target: Target,
): Promise<Pick<StoredIndex, 'feedSegments'>> {
  if (feeds.size === 0) return {};
  const count = Math.ceil(feeds.size / perFeedSegment);
  const bySegment = new Map<number, FeedKey[]>();
  for (const feed of feeds) addTo(bySegment, feedSegmentOf(feed, count), feed);
  const segments: FeedSegmentRecord[] = Array.from({ length: count }, () => ({}));
  await inParallel(bySegment, CONCURRENCY, async ([at, own]) => {
    const records = own.flatMap((feed): [string, FeedRecord][] => {
      const { record, window } = recordOf(feed);
      const next = folded(record, window);
      return next ? [[feed, next]] : [];
    });
    segments[at] = await written(at, new Map(records), { isDue: true }, target);
  });
  return { feedSegments: segments };
}

/** All that is known of a segmented feed. */
export interface WholeFeed {
  /** Without its window. */
  readonly record: FeedRecord;
  readonly window: Remembered<ArticleSummary>;
}

/** Returns the change to a feed's record that a delta has. */
function changeOf(delta: Delta, feed: FeedKey): FeedRecord | undefined {
  return asFeedRecord(delta.get(feedRecordKey(feed)));
}

function openWindows(
  { site, now, limits }: WindowContext,
  open: (feed: FeedKey) => Remembered<ArticleSummary>,
): FeedWindows<ArticleSummary> {
  return new FeedWindows(site, now, limits, undefined, open);
}

/** Returns what a segment holds of a feed; `undefined` where nothing is left. */
function folded(record: FeedRecord | undefined, window: Remembered<ArticleSummary>): FeedRecord | undefined {
  const { spellings, languages, files = {}, listed } = record ?? {};
  const there = Object.entries(files).filter(([, file]) => file !== null);
  const isEmpty = window.articles.length === 0 && !window.horizon;
  if (isEmpty && !spellings && !languages && there.length === 0 && !listed) return undefined;
  return {
    status: 'feed',
    ...(spellings && { spellings }),
    ...(languages && { languages }),
    ...(!isEmpty && { window: storedWindow(window) }),
    ...(there.length > 0 && { files: Object.fromEntries(there) }),
    ...(listed && { listed }),
  };
}

async function written(
  at: number,
  records: ReadonlyMap<string, FeedRecord>,
  { isDue }: FeedSegmentRecord = {},
  { store, generation }: Target,
): Promise<FeedSegmentRecord> {
  if (records.size === 0) return {};
  const inOrder = [...records].sort(([a], [b]) => (a < b ? -1 : 1));
  const stored: FeedRecords = Object.fromEntries(inOrder);
  await store.index.writeFeedSegment(at, generation, stored);
  return { generation, feeds: records.size, ...(isDue && { isDue }) };
}
