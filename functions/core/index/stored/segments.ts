import type { Digest } from '../../text/set-digest.ts';

/** A segment of the index: the object that holds it, without the delta, and the digest of all its records. */
export interface SegmentRecord {
  /** Generation of the object; absent if it was never written. */
  readonly generation?: string;
  readonly digest: Digest;
}

/** A segment of feeds: the object that holds their records, without the delta. */
export interface FeedSegmentRecord {
  /** Generation of the object; absent if it was never written. */
  readonly generation?: string;
  /** Number of feeds in it. Absent where there are none. */
  readonly feeds?: number;
  /** Files of its feeds are still to be made, or compared with what they are made of. */
  readonly isDue?: true;
}
