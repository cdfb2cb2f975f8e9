import type { FeedKey } from '../../feed/feed-key.ts';
import { shortHash } from '../../text/hash.ts';
import { segmentOfHash } from '../keys/record-keys.ts';
import type { FeedRecord } from '../traits/feed-record.ts';

/** Records of the feeds of one segment. */
export type FeedRecords = Readonly<Record<string, FeedRecord>>;

/** Returns the segment of a feed; there are `segments`. */
export function feedSegmentOf(feed: FeedKey, segments: number): number {
  return segmentOfHash(shortHash(feed), segments);
}
