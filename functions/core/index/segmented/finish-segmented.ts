import type { FeedKey } from '../../feed/feed-key.ts';
import type { Instant } from '../../instant.ts';
import type { ArticleSummary } from '../article-summary.ts';
import type { FeedWindows } from '../feed-windows.ts';
import type { DeltaEntry } from '../index-record.ts';
import type { StoredIndex } from '../stored/stored-index.ts';
import { asFeedRecord, feedRecordKey } from '../traits/feed-record.ts';
import { storedWindow } from './stored-window.ts';

type Windows = Pick<FeedWindows<ArticleSummary>, 'openSegmented' | 'shrinksAt' | 'rememberedOf'>;

/** Returns when segmented feeds show less though no article changes, with what is found of those that are open. */
export function shrinkingAfter(
  windows: Windows,
  { shrinking = {} }: Pick<StoredIndex, 'shrinking'>,
): Pick<StoredIndex, 'shrinking'> {
  const next = new Map<string, Instant>(Object.entries(shrinking));
  for (const feed of windows.openSegmented()) {
    const at = windows.shrinksAt(feed);
    if (at === undefined) next.delete(feed);
    else next.set(feed, at);
  }
  return next.size === 0 ? {} : { shrinking: Object.fromEntries([...next].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Keeps whole windows in a delta, which reach further down than the stored ones that they take the place of. */
export function keepWindows(feeds: Iterable<FeedKey>, windows: Windows, delta: Map<string, DeltaEntry | null>): void {
  for (const feed of feeds) {
    const key = feedRecordKey(feed);
    const window = storedWindow(windows.rememberedOf(feed));
    delta.set(key, { status: 'feed', ...asFeedRecord(delta.get(key)), window });
  }
}
