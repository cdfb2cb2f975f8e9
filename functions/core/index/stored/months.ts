/** Numbers of articles of one month in each feed. */

import type { Instant } from '../../instant.ts';

export interface ArchiveCounts {
  /** Numbers of articles, withdrawn ones included, by `FeedKey`. */
  readonly articles: Readonly<Record<string, number>>;
  /** Feeds of which all articles were withdrawn. Absent where there are none. */
  readonly withdrawn?: readonly string[];
}

/**
 * The archive documents of one month: how many articles each feed has there, which tells what documents there are, and
 * which object tells of their files.
 */
export interface ArchiveRecord {
  readonly counts: ArchiveCounts;
  /** Absent where nothing was written. */
  readonly generation?: string;
  /** Documents are still to be made. */
  readonly isDue?: boolean;
}

/** A month: the object that holds its sitemap entries and the records of its pages, without the delta. */
export interface MonthRecord {
  readonly generation?: string;
  /**
   * Instants of the last change of each of its sitemaps; empty if all its articles are read elsewhere, or were
   * withdrawn. Absent until they are made.
   */
  readonly lastModified?: readonly Instant[];
  /** Number of the pages that list its articles, by `FeedKey`; absent until they are made, or where there are none. */
  readonly pages?: Readonly<Record<string, number>>;
  /** Only where there are archives. */
  readonly archive?: ArchiveRecord;
}

/** Months that have articles, such as `2026-11`. */
export type MonthRecords = Readonly<Record<string, MonthRecord>>;
