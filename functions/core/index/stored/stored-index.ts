import type { FeedKey } from '../../feed/feed-key.ts';
import type { Instant } from '../../instant.ts';
import type { ArticleSummary } from '../article-summary.ts';
import type { DeltaEntry } from '../index-record.ts';
import type { SourceStatus } from '../records/source-record.ts';
import type { RememberedWindows } from '../remembered-windows.ts';
import type { DirectoryRecord } from '../segmented/name-directory.ts';
import type { MonthRecords } from './months.ts';
import type { FeedSegmentRecord, SegmentRecord } from './segments.ts';

/** Numbers of sources. */
export type Counts = Readonly<Record<SourceStatus, number>>;

/** Objects that lack the change that the delta has of an article, by the article's key; others lack none. */
export interface Unfolded {
  /** Segmented feeds whose records in segments do not have it. */
  readonly feeds: Readonly<Record<string, readonly FeedKey[]>>;
  /** Months whose objects may list an article that is in another by now, or in none. */
  readonly months: Readonly<Record<string, readonly string[]>>;
}

/** The index of the content, as far as it lies in the manifest, with the objects that hold the rest. */
export interface StoredIndex {
  /** Instant for which what is due was published. */
  readonly asOf: Instant;
  /** The latest date that is in effect. Before it, other files would be right. */
  readonly latestDate: Instant;
  readonly counts: Counts;
  readonly windows: RememberedWindows<ArticleSummary>;
  /** Titles of feeds that `site.yaml` does not list, by key; those that an article names. */
  readonly titles: Readonly<Record<string, string>>;
  /** The language of feeds that have articles in another than the site's, by key. */
  readonly languages: Readonly<Record<string, string>>;
  /** Keys that must be read again at an instant: articles that are due then, corrections, and articles that expire. */
  readonly timers: Readonly<Record<string, Instant>>;
  /**
   * The next instant at which the same content gives other files, whatever the reason; `null`: it never does. Absent
   * where it is not known.
   */
  readonly nextDue?: Instant | null;
  readonly segments: readonly SegmentRecord[];
  /** Records of segmented feeds, by hash of the feed's key. Absent where there are none, in the delta neither. */
  readonly feedSegments?: readonly FeedSegmentRecord[];
  /** The directory of authors and tags that have pages. Absent where there are none. */
  readonly directory?: DirectoryRecord;
  /** Segmented feeds that show less once an article is old, though none changes, and when that is. */
  readonly shrinking?: Readonly<Record<string, Instant>>;
  /** By key; `null` for what is gone. These take precedence over segments and months. */
  readonly delta: Readonly<Record<string, DeltaEntry | null>>;
  /** Objects that lack changes of the delta. Absent where that is not known: then the delta is folded as a whole. */
  readonly unfolded?: Unfolded;
  readonly months: MonthRecords;
}
