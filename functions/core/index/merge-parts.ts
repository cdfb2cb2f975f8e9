import { addDigests, EMPTY_DIGEST } from '../text/set-digest.ts';
import type { ArticleSummary } from './article-summary.ts';
import type { SourceStatus } from './records/source-record.ts';
import type { RememberedWindows } from './remembered-windows.ts';
import type { State } from './state.ts';
import type { Counts, StoredIndex } from './stored/stored-index.ts';
import { addFeedRecords, asFeedRecord } from './traits/feed-record.ts';
import { compareRanks, type Rank } from './window.ts';

/**
 * Merges the states of two parts of an archive, each read on an empty state. Associative and commutative in all that is
 * published once owners are found, windows filled and feeds called as most articles call them; before that, windows
 * reach as far as those of both parts do, and no feed has a title.
 */
export function mergeParts(one: State, other: State): State {
  return {
    ...one,
    latestDate: Math.max(one.latestDate, other.latestDate),
    counts: addCounts(one.counts, other.counts),
    windows: mergeWindows(one.windows, other.windows),
    timers: { ...one.timers, ...other.timers },
    segments: one.segments.map(({ digest }, at) => ({
      digest: addDigests(digest, other.segments[at]?.digest ?? EMPTY_DIGEST),
    })),
    titles: {},
    languages: {},
    delta: mergeDeltas(one.delta, other.delta),
    months: { ...one.months, ...other.months },
  };
}

/** Each object is in one part; sums may be in both. */
function mergeDeltas(one: StoredIndex['delta'], other: StoredIndex['delta']): StoredIndex['delta'] {
  const merged: Record<string, StoredIndex['delta'][string]> = { ...one, ...other };
  for (const key of Object.keys(other)) {
    const [known, more] = [asFeedRecord(one[key]), asFeedRecord(other[key])];
    if (!known || !more) continue;
    const sum = addFeedRecords(known, more);
    if (sum) merged[key] = sum;
    else delete merged[key];
  }
  return merged;
}

function mergeWindows(
  one: RememberedWindows<ArticleSummary>,
  other: RememberedWindows<ArticleSummary>,
): RememberedWindows<ArticleSummary> {
  const names = new Set([...Object.keys(one.horizons), ...Object.keys(other.horizons)]);
  const horizons = [...names].map(name => [name, higher(one.horizons[name], other.horizons[name])] as const);
  return {
    articles: [...one.articles, ...other.articles].sort(compareRanks),
    horizons: Object.fromEntries(horizons),
  };
}

/** Returns the horizon above which both are known; `null` where both are known to the end. */
function higher(one: Rank | null = null, other: Rank | null = null): Rank | null {
  if (!one || !other) return one ?? other;
  return compareRanks(one, other) <= 0 ? one : other;
}

function addCounts(one: Counts, other: Counts): Counts {
  const statuses = Object.keys(one) as SourceStatus[];
  return Object.fromEntries(statuses.map(status => [status, one[status] + other[status]])) as unknown as Counts;
}
