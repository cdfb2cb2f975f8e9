import type { FeedKey } from '../../feed/feed-key.ts';
import { addTo } from '../../groups.ts';
import type { ArticleSummary } from '../article-summary.ts';
import { type DeltaEntry, isOfObject } from '../index-record.ts';
import type { Delta } from '../index-view.ts';
import type { FeedRecord } from '../traits/feed-record.ts';
import type { Remembered } from '../window.ts';

/** Returns the segmented feeds that an object stands in, from what is remembered of it. */
export function feedsIn(entry: DeltaEntry | null | undefined): readonly FeedKey[] {
  return isOfObject(entry) && entry.status !== 'media' ? (entry.feeds ?? []) : [];
}

/**
 * Returns a function that opens the window of a segmented feed, with the articles of a delta. `recordOf` returns the
 * record of a feed, as it is stored or as the delta has it.
 */
export function windowsOf(
  delta: Delta,
  recordOf: (feed: FeedKey) => FeedRecord | undefined,
): (feed: FeedKey) => Remembered<ArticleSummary> {
  const recent = new RecentArticles(delta);
  return feed => recent.windowOf(feed, recordOf(feed));
}

/** Articles of a delta, by segmented feed: what windows in segments do not know yet. */
export class RecentArticles {
  readonly #delta: Delta;
  readonly #byFeed = new Map<FeedKey, ArticleSummary[]>();

  constructor(delta: Delta) {
    this.#delta = delta;
    for (const entry of delta.values()) {
      const summary = isOfObject(entry) ? entry.summary : undefined;
      if (summary) for (const feed of feedsIn(entry)) addTo(this.#byFeed, feed, summary);
    }
  }

  /** Returns the window of a feed with the delta. `record` is the feed's, as it is stored or as the delta has it. */
  windowOf(feed: FeedKey, record: FeedRecord | undefined): Remembered<ArticleSummary> {
    const { articles = [], horizon = null } = record?.window ?? {};
    return {
      articles: [...articles.filter(({ key }) => this.#isAsStored(feed, key)), ...(this.#byFeed.get(feed) ?? [])],
      ...(horizon && { horizon }),
    };
  }

  /** Returns whether the delta leaves an article of a window as it was. */
  #isAsStored(feed: FeedKey, key: string): boolean {
    const entry = this.#delta.get(key);
    if (entry === undefined) return true;
    return feedsIn(entry).includes(feed) && isOfObject(entry) && !entry.summary;
  }
}
