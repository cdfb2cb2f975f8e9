import type { FeedKey } from '../../feed/feed-key.ts';
import type { StoredIndex } from '../stored/stored-index.ts';
import { feedOfRecord } from '../traits/feed-record.ts';
import { feedsIn } from './recent-articles.ts';
import { isSegmented } from './segmented-feed.ts';

/** Returns the segmented feeds of which a delta says something. */
export function feedsOfDelta({ delta }: Pick<StoredIndex, 'delta'>): ReadonlySet<FeedKey> {
  const feeds = new Set<FeedKey>();
  for (const [key, entry] of Object.entries(delta)) {
    const feed = feedOfRecord(key);
    if (feed !== undefined && isSegmented(feed)) feeds.add(feed);
    for (const other of feedsIn(entry)) feeds.add(other);
  }
  return feeds;
}

/**
 * Returns a state that has a segment where its delta has segmented feeds, though nothing was folded into it yet: so
 * what goes by segments, such as which files are to be made, comes to these feeds, too.
 */
export function withFeedSegments<Stored extends Pick<StoredIndex, 'delta' | 'feedSegments'>>(stored: Stored): Stored {
  return stored.feedSegments || feedsOfDelta(stored).size === 0 ? stored : { ...stored, feedSegments: [{}] };
}
