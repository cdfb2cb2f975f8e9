import type { FeedKey } from '../core/feed/feed-key.ts';
import type { FileRecord, FileRecords } from '../core/files/file-record.ts';
import { type IndexParts, IndexView } from '../core/index/index-view.ts';
import { listedAs } from '../core/index/segmented/name-directory.ts';
import { isSegmented } from '../core/index/segmented/segmented-feed.ts';
import type { State } from '../core/index/state.ts';
import type { StoredIndex } from '../core/index/stored/stored-index.ts';
import { type FeedRecord, feedOfRecord } from '../core/index/traits/feed-record.ts';
import { settleSummaries } from '../core/plan/segmented/open-feeds.ts';
import { feedPaths, planFeed } from '../core/views/feeds.ts';
import { type WholeFeed, writeFeeds } from '../state/compaction/compact-feeds.ts';
import { ContentIndex } from '../state/content-index.ts';
import { StateLost } from '../state/state-lost.ts';
import type { Rebuild } from './rebuild-context.ts';

/** Parts of a view that has a delta alone. */
const NOTHING: IndexParts = { segmentCount: 1, segment: () => ({}), month: () => [] };

/** Segmented feeds of a rebuild, once their records are written. */
export interface WrittenSegments {
  /** Paths of their files. */
  readonly paths: ReadonlySet<string>;
  /** Segments that hold their records; none where there are no feeds. */
  readonly segments: Pick<StoredIndex, 'feedSegments'>;
}

/**
 * Writes the records of all segmented feeds of a rebuild. What is known of their files is taken over from `state`,
 * which is active until then: the commits that follow compare it with what the files are made of. `isThere` returns
 * whether a file is there as it was written.
 */
export async function segmentedFeeds(
  rebuild: Rebuild,
  state: State | undefined,
  isThere: (path: string, file: FileRecord) => boolean,
): Promise<WrittenSegments> {
  const { run, nextState, site } = rebuild;
  const { windows } = nextState;
  settleSummaries(nextState, new IndexView(NOTHING, nextState.delta));
  const paths = new Set<string>();
  const listed = new Map<FeedKey, string>();
  // One after the other: together they hold each window once more.
  for (const feed of windows.feeds().filter(isSegmented)) {
    const planned = planFeed(feed, windows, nextState.traits, site);
    for (const path of feedPaths(planned, site)) paths.add(path);
    listed.set(feed, listedAs(planned.section));
  }
  const known = await filesBefore(rebuild, state, (path, file) => paths.has(path) && isThere(path, file));
  const sums = await sumsOf(rebuild);
  const feeds = new Set([...windows.openSegmented(), ...sums.keys()]);
  const recordOf = (feed: FeedKey): WholeFeed => {
    const files = known.get(feed) ?? {};
    const record: FeedRecord = { status: 'feed', ...sums.get(feed), files, listed: listed.get(feed) ?? '' };
    return { record, window: windows.rememberedOf(feed) };
  };
  const target = { store: run.state, generation: run.nextGeneration() };
  const segments = await writeFeeds(feeds, recordOf, run.limits, target);
  return { paths, segments };
}

/** Returns a delta without what was counted of segmented feeds, which their records have already. */
export function withoutSegmentedFeeds(delta: StoredIndex['delta']): StoredIndex['delta'] {
  const others = Object.entries(delta).filter(([key]) => {
    const feed = feedOfRecord(key);
    return feed === undefined || !isSegmented(feed);
  });
  return Object.fromEntries(others);
}

/** Returns what was counted of segmented feeds. */
async function sumsOf({ base, index, nextState }: Rebuild): Promise<ReadonlyMap<FeedKey, FeedRecord>> {
  const sums = new Map<FeedKey, FeedRecord>();
  if (nextState.windows.openSegmented().length === 0) return sums;
  for (const at of base.segments.keys()) {
    const view = await index.viewOf(at, nextState.delta);
    for (const feed of view.countedFeeds(at)) {
      const record = isSegmented(feed) ? view.feedRecord(feed) : undefined;
      if (record) sums.set(feed, record);
    }
  }
  return sums;
}

/** Returns records of the files of segmented feeds in the active state that `isMeant`. What is lost is made again. */
async function filesBefore(
  { run }: Rebuild,
  state: State | undefined,
  isMeant: (path: string, file: FileRecord) => boolean,
): Promise<ReadonlyMap<FeedKey, FileRecords>> {
  const known = new Map<FeedKey, Record<string, FileRecord>>();
  const take = (feed: FeedKey, { files = {} }: FeedRecord): void => {
    const own = known.get(feed) ?? {};
    for (const [path, file] of Object.entries(files)) {
      if (file && isMeant(path, file)) own[path] = file;
      else delete own[path];
    }
    known.set(feed, own);
  };
  const index = state && new ContentIndex(run.state, state);
  for (const at of state?.feedSegments?.keys() ?? []) {
    try {
      for (const [feed, record] of Object.entries((await index?.feedSegment(at)) ?? {})) take(feed as FeedKey, record);
    } catch (error) {
      if (!(error instanceof StateLost)) throw error;
    }
  }
  for (const [key, entry] of Object.entries(state?.delta ?? {})) {
    const feed = feedOfRecord(key);
    if (feed !== undefined && isSegmented(feed) && entry?.status === 'feed') take(feed, entry);
  }
  return known;
}
