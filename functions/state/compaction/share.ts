import type { FeedKey } from '../../core/feed/feed-key.ts';
import { addTo } from '../../core/groups.ts';
import type { DeltaEntry } from '../../core/index/index-record.ts';
import type { Delta } from '../../core/index/index-view.ts';
import { segmentOf } from '../../core/index/keys/record-keys.ts';
import type { Limits } from '../../core/index/limits.ts';
import { feedSegmentOf } from '../../core/index/segmented/feed-segments.ts';
import { feedsIn } from '../../core/index/segmented/recent-articles.ts';
import { isSegmented } from '../../core/index/segmented/segmented-feed.ts';
import type { StoredIndex } from '../../core/index/stored/stored-index.ts';
import { feedOfRecord, feedRecordKey } from '../../core/index/traits/feed-record.ts';

/** Share of a delta that one compaction folds. */
export interface CompactionShare {
  /** Changes that leave the delta for segments of the index, and for months. */
  readonly leaving: Delta;
  /** Segmented feeds to fold, each with all that `windows` has of it. */
  readonly feeds: ReadonlySet<FeedKey>;
  /** Changes with which the windows of these feeds are folded. */
  readonly windows: Delta;
  /** Also folds the feeds that the stored records of what leaves stand in, and the pages of all months. */
  readonly isWhole: boolean;
}

/** Keys whose records get the versions of files that are about to be written. */
export interface Waiting {
  /** Those of objects and claims: they can't leave the delta yet. */
  readonly records: ReadonlySet<string>;
  /** Segmented feeds whose records would be back in the delta at once. */
  readonly feeds: ReadonlySet<FeedKey>;
}

/** Limits of one share. */
interface ShareLimits extends Pick<Limits, 'delta' | 'backlog'> {
  /** Number of objects that are written, unless the delta would be too long. */
  readonly folds: number;
}

type Folded = Pick<StoredIndex, 'delta' | 'unfolded' | 'segments' | 'feedSegments'>;

/** Returns the segmented feed that a key of a delta is the record of; `undefined` for every other key. */
export function segmentedFeedOf(key: string): FeedKey | undefined {
  const feed = feedOfRecord(key);
  return feed !== undefined && isSegmented(feed) ? feed : undefined;
}

/** Returns the share that is all of a delta, but for records that wait. */
export function wholeShare({ delta, unfolded }: Folded, waiting?: ReadonlySet<string>): CompactionShare {
  const others = Object.entries(delta).filter(([key]) => !waiting?.has(key));
  const leaving = new Map(others.filter(([key]) => segmentedFeedOf(key) === undefined));
  const feeds = others.flatMap(([key, entry]) => {
    const own = segmentedFeedOf(key);
    return own === undefined ? [...feedsIn(entry), ...(unfolded?.feeds[key] ?? [])] : [own];
  });
  return { leaving, feeds: new Set(feeds), windows: new Map(others), isWhole: true };
}

/**
 * Chooses the objects into which a part of a delta is folded: one after the other that which frees most of it, until
 * `delta` changes are left, or `folds` objects are chosen; more only where the delta would be above `backlog`. The
 * change of an article stays until it is folded into every feed that it came to or left.
 */
export function chooseShare(state: Folded, waiting: Waiting, limits: ShareLimits): CompactionShare {
  const folding = new Folding(state, waiting);
  for (let count = 0; folding.left > limits.delta; count++) {
    if (count >= limits.folds && folding.left <= limits.backlog) break;
    if (!folding.foldFullest()) break;
  }
  return folding.share();
}

/** Names an object that changes are folded into: a segment of the index, or one of feeds. */
type Target = `records ${number}` | `feeds ${number}`;

/** A choice of objects while it is made. */
class Folding {
  readonly #delta: Map<string, DeltaEntry | null>;
  readonly #waiting: Waiting;
  readonly #segments: number;
  readonly #feedSegments: number;
  readonly #records = new Map<Target, string[]>();
  readonly #feeds = new Map<Target, FeedKey[]>();
  /** Feeds that lack the change of an article, by its key. */
  readonly #lacking = new Map<string, Set<FeedKey>>();
  /** Articles whose change a feed lacks. */
  readonly #lackedBy = new Map<FeedKey, string[]>();
  /** Number of changes that leave with each object. */
  readonly #gains = new Map<Target, number>();
  readonly #leaving = new Map<string, DeltaEntry | null>();
  readonly #folded = new Set<FeedKey>();
  #freed = 0;

  constructor({ delta, unfolded, segments, feedSegments }: Folded, waiting: Waiting) {
    this.#delta = new Map(Object.entries(delta));
    this.#waiting = waiting;
    this.#segments = segments.length;
    this.#feedSegments = feedSegments?.length ?? 1;
    for (const [article, lacking] of Object.entries(unfolded?.feeds ?? {})) {
      this.#lacking.set(article, new Set(lacking));
      for (const feed of lacking) addTo(this.#lackedBy, feed, article);
    }
    const touched = new Set(this.#lackedBy.keys());
    for (const key of this.#delta.keys()) {
      const feed = segmentedFeedOf(key);
      if (feed === undefined) addTo(this.#records, this.#targetOfRecord(key), key);
      else touched.add(feed);
    }
    for (const feed of touched) addTo(this.#feeds, this.#targetOfFeed(feed), feed);
    for (const target of [...this.#feeds.keys(), ...this.#records.keys()]) this.#weigh(target);
  }

  /** Number of changes that the delta has left. */
  get left(): number {
    return this.#delta.size - this.#freed;
  }

  /** Folds into the object that frees most of the delta, the first of those alike. Returns `false` where none does. */
  foldFullest(): boolean {
    let [best, most]: [Target | undefined, number] = [undefined, 0];
    for (const [target, gain] of this.#gains) if (gain > most) [best, most] = [target, gain];
    if (best === undefined) return false;
    const changed = new Set<Target>([best]);
    for (const feed of this.#feeds.get(best) ?? []) this.#foldFeed(feed, changed);
    this.#feeds.delete(best);
    for (const key of this.#records.get(best) ?? []) if (this.#canLeave(key)) this.#leave(key);
    for (const target of changed) this.#weigh(target);
    return true;
  }

  share(): CompactionShare {
    return { leaving: this.#leaving, feeds: this.#folded, windows: this.#delta, isWhole: false };
  }

  /** Counts the changes that leave. A feed has its part of an article that can leave once others are folded, too. */
  #weigh(target: Target): void {
    let gain = 0;
    for (const key of this.#records.get(target) ?? []) if (this.#canLeave(key)) gain += 1;
    for (const feed of this.#feeds.get(target) ?? []) {
      if (this.#isFreedWith(feed)) gain += 1;
      for (const article of this.#lackedBy.get(feed) ?? [])
        if (!this.#waiting.records.has(article)) gain += 1 / (this.#lacking.get(article)?.size ?? 1);
    }
    this.#gains.set(target, gain);
  }

  /** Takes note of the objects that are worth more or less by then. */
  #foldFeed(feed: FeedKey, changed: Set<Target>): void {
    this.#folded.add(feed);
    if (this.#isFreedWith(feed)) this.#freed += 1;
    for (const article of this.#lackedBy.get(feed) ?? []) {
      const lacking = this.#lacking.get(article);
      lacking?.delete(feed);
      for (const other of lacking ?? []) changed.add(this.#targetOfFeed(other));
      changed.add(this.#targetOfRecord(article));
    }
  }

  #leave(key: string): void {
    this.#leaving.set(key, this.#delta.get(key) ?? null);
    this.#freed += 1;
  }

  #canLeave(key: string): boolean {
    return !this.#waiting.records.has(key) && !this.#leaving.has(key) && (this.#lacking.get(key)?.size ?? 0) === 0;
  }

  #isFreedWith(feed: FeedKey): boolean {
    return this.#delta.has(feedRecordKey(feed)) && !this.#waiting.feeds.has(feed);
  }

  #targetOfRecord(key: string): Target {
    return `records ${segmentOf(key, this.#segments)}`;
  }

  #targetOfFeed(feed: FeedKey): Target {
    return `feeds ${feedSegmentOf(feed, this.#feedSegments)}`;
  }
}
