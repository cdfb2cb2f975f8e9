import type { FeedKey } from '../../core/feed/feed-key.ts';
import { addTo } from '../../core/groups.ts';
import { type DeltaEntry, type DeltaRecord, isOfObject } from '../../core/index/index-record.ts';
import type { Delta } from '../../core/index/index-view.ts';
import { isSource, segmentOf } from '../../core/index/keys/record-keys.ts';
import { feedSegmentOf } from '../../core/index/segmented/feed-segments.ts';
import { feedsIn } from '../../core/index/segmented/recent-articles.ts';
import { isSegmented } from '../../core/index/segmented/segmented-feed.ts';
import type { State } from '../../core/index/state.ts';
import type { StoredIndex } from '../../core/index/stored/stored-index.ts';
import { asFeedRecord, feedOfRecord, feedRecordKey } from '../../core/index/traits/feed-record.ts';
import type { ContentIndex } from '../content-index.ts';

/** Share of a delta that one compaction folds. */
export interface CompactionShare {
  /** Changes that leave the delta for segments of the index, and for months. */
  readonly records: Delta;
  /** Segmented feeds to fold, each with all that the delta has of it. */
  readonly feeds: ReadonlySet<FeedKey>;
  /** The whole delta, with which windows of these feeds are folded. */
  readonly delta: Delta;
  /** The records of all months' pages are folded, too. */
  readonly isWhole: boolean;
}

/** Returns the share that is all of a delta, but for records that wait. */
export function wholeShare(changes: StoredIndex['delta'], waiting?: ReadonlySet<string>): CompactionShare {
  const delta: Delta = new Map(Object.entries(changes));
  const records = new Map([...delta].filter(([key]) => !waiting?.has(key) && segmentedFeedOf(key) === undefined));
  const feeds = new Set([...delta.keys()].flatMap(key => segmentedFeedOf(key) ?? []));
  return { records, feeds, delta, isWhole: true };
}

/** Returns the segmented feed that a key of a delta is the record of; `undefined` for every other key. */
export function segmentedFeedOf(key: string): FeedKey | undefined {
  const feed = feedOfRecord(key);
  return feed !== undefined && isSegmented(feed) ? feed : undefined;
}

/** Objects into which changes of a delta go, by a name, with the keys of these. */
type Groups = ReadonlyMap<string, readonly string[]>;

/**
 * Chooses the objects that free most of a delta, until `excess` changes are. The change of an article stays until every
 * feed that the article came to or left is folded. `waiting` are keys that would be back after this run.
 */
export function chooseShare(state: State, waiting: ReadonlySet<string>, excess: number): CompactionShare {
  const delta: Delta = new Map(Object.entries(state.delta));
  const groups = new Map(groupsOf(delta, state));
  const lacking = lackingOf(delta);
  const [records, feeds] = [new Map<string, DeltaEntry | null>(), new Set<FeedKey>()];
  const leaves = (key: string) => !waiting.has(key) && (lacking.get(key) ?? 0) === 0;
  for (let freed = 0; freed < excess; ) {
    const name = fullest(groups, leaves);
    if (name === undefined) break;
    const keys = groups.get(name) ?? [];
    groups.delete(name);
    freed += keys.filter(leaves).length;
    for (const key of keys) {
      const feed = segmentedFeedOf(key);
      if (feed === undefined) {
        if (leaves(key)) records.set(key, delta.get(key) ?? null);
        continue;
      }
      feeds.add(feed);
      for (const article of changedIn(delta.get(key))) lacking.set(article, (lacking.get(article) ?? 0) - 1);
    }
  }
  return { records, feeds, delta, isWhole: false };
}

/** Returns how many feeds lack the change of an article in their segments, by the article's key. */
function lackingOf(delta: Delta): Map<string, number> {
  const lacking = new Map<string, number>();
  for (const entry of delta.values())
    for (const article of changedIn(entry)) lacking.set(article, (lacking.get(article) ?? 0) + 1);
  return lacking;
}

function changedIn(entry: DeltaEntry | null | undefined): readonly string[] {
  return asFeedRecord(entry)?.changed ?? [];
}

/** Returns the name of the group of which most changes leave the delta: the older of two alike. */
function fullest(groups: Groups, leaves: (key: string) => boolean): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const [name, keys] of groups) {
    if (keys.length <= most) continue;
    const count = keys.filter(leaves).length;
    if (count > most) [best, most] = [name, count];
  }
  return best;
}

function groupsOf(delta: Delta, { segments, feedSegments }: StoredIndex): Groups {
  const groups = new Map<string, string[]>();
  for (const key of delta.keys()) {
    const feed = segmentedFeedOf(key);
    const name =
      feed === undefined
        ? `records ${segmentOf(key, segments.length)}`
        : `feeds ${feedSegmentOf(feed, feedSegments?.length ?? 1)}`;
    addTo(groups, name, key);
  }
  return groups;
}

/**
 * Returns a state whose delta says of each segmented feed which articles changed in its window and its segment does not
 * know yet. `index` is that of the state `before`.
 */
export async function withChangedFeeds(next: State, before: State | undefined, index: ContentIndex): Promise<State> {
  const known = new Map(Object.entries(before?.delta ?? {}));
  const changes = new Map<FeedKey, string[]>();
  for (const [key, entry] of Object.entries(next.delta)) {
    const former = known.get(key);
    if (!isSource(key) || entry === former || isAsInWindows(entry, former)) continue;
    const stored = await index.record(key, new Map());
    if (former === undefined && isAsStored(entry, stored)) continue;
    for (const feed of new Set([stored, former, entry].flatMap(feedsIn))) addTo(changes, feed, key);
  }
  const delta: Record<string, DeltaEntry | null> = { ...next.delta };
  for (const [feed, keys] of changes) {
    const record = asFeedRecord(delta[feedRecordKey(feed)]);
    const changed = [...new Set([...(record?.changed ?? []), ...keys])];
    delta[feedRecordKey(feed)] = { ...record, status: 'feed', changed };
  }
  return { ...next, delta };
}

/** Returns whether a change is one of what windows do not show. */
function isAsStored(entry: DeltaEntry | null, stored: DeltaRecord | undefined): boolean {
  const showsNew = isOfObject(entry) && entry.summary !== undefined;
  return !showsNew && feedsIn(entry).join('\n') === feedsIn(stored).join('\n');
}

/** Returns whether windows show the same of two changes of one source. */
function isAsInWindows(entry: DeltaEntry | null, former: DeltaEntry | null | undefined): boolean {
  if (former === undefined || !isOfObject(entry) || !isOfObject(former)) return entry === former;
  return shown(entry) === shown(former);
}

function shown({ feeds, summary }: { readonly feeds?: unknown; readonly summary?: unknown }): string {
  return JSON.stringify([feeds, summary]);
}
