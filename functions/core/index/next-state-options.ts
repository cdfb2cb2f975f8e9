import type { FeedKey } from '../feed/feed-key.ts';
import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';
import type { MeasuredMedia } from './article-summary.ts';
import type { Limits } from './limits.ts';
import type { State } from './state.ts';
import type { FeedRecord } from './traits/feed-record.ts';

/** Inputs of a next state. */
export interface NextStateOptions {
  readonly state: State;
  /** Active from now on. */
  readonly site: Site;
  readonly now: Instant;
  readonly limits: Limits;
  /** Bytes of files under `media/`, by key in NFC; those that enclosures may name. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Sides of pictures, by key in NFC; those that articles may name. Default: none are known. */
  readonly pictures?: NonNullable<MeasuredMedia['pictures']>;
  /**
   * Returns the record of a segmented feed as it is stored, with the delta. Absent where all windows are in the state:
   * in a build, and in a rebuild until it is active.
   */
  readonly feedRecord?: (feed: FeedKey) => FeedRecord | undefined;
}
