import { isFormerPath } from '../article/former-addresses.ts';
import { hashInPath, hashOfFormer, segmentOfHash } from '../index/keys/record-keys.ts';
import { feedSegmentOf } from '../index/segmented/feed-segments.ts';
import { segmentedFeedAt } from '../index/segmented/segmented-feed.ts';
import type { StoredIndex } from '../index/stored/stored-index.ts';
import { archiveMonthOf } from '../views/archives.ts';
import { browseMonthOf } from './browse-path.ts';
import { mainPathOf } from './variants.ts';

/**
 * Part of the index that holds the record of a file under `public/`: a segment, a month's archives, a month, or the
 * state itself.
 */
export type PathPart = `segment ${number}` | `feeds ${number}` | `archives ${string}` | `browse ${string}` | 'state';

/** Numbers of segments that parts depend on. */
export interface SegmentCounts {
  readonly segments: number;
  /** Number of segments of feeds; at least one, which the delta alone may have. */
  readonly feedSegments: number;
}

/** Returns the numbers of segments of a state. */
export function segmentCounts({
  segments,
  feedSegments = [],
}: Pick<StoredIndex, 'segments' | 'feedSegments'>): SegmentCounts {
  return { segments: segments.length, feedSegments: Math.max(1, feedSegments.length) };
}

/** Returns what a file, or a compressed form of one, is remembered with, if it is remembered at all. */
export function partOfPath(path: string, { segments, feedSegments }: SegmentCounts): PathPart {
  const plain = mainPathOf(path);
  const hash = isFormerPath(plain) ? hashOfFormer(plain) : hashInPath(plain);
  if (hash !== undefined) return `segment ${segmentOfHash(hash, segments)}`;
  const browsed = browseMonthOf(plain);
  if (browsed !== undefined) return `browse ${browsed}`;
  const month = archiveMonthOf(plain);
  if (month !== undefined) return `archives ${month}`;
  const feed = segmentedFeedAt(plain);
  return feed === undefined ? 'state' : `feeds ${feedSegmentOf(feed, feedSegments)}`;
}
