import type { Audit } from '../files/audit.ts';
import type { FileRecord } from '../files/file-record.ts';
import type { Instant } from '../instant.ts';
import type { NoticeBatch } from '../notices/notice.ts';
import type { Problem } from '../problem.ts';
import type { Purges } from '../purge/purge.ts';
import { type Digest, EMPTY_DIGEST } from '../text/set-digest.ts';
import type { ArticleSummary } from './article-summary.ts';
import type { DeltaEntry, SourceRecord, SourceStatus } from './index-record.ts';
import type { RememberedWindows } from './remembered-windows.ts';
import type { DirectoryRecord } from './segmented/name-directory.ts';
import type { SitemapEntry } from './sitemap-entry.ts';

/** The form of what is stored. What was stored in another is not read but made again. */
export const STATE_VERSION = 8;

/** `site.yaml` as it was last seen, and the last text of it that was valid: that one is active. */
export interface StoredSite {
  readonly etag: string;
  readonly text: string;
  readonly problems: readonly Problem[];
  /** The authors file as it was last seen, if there is one. */
  readonly authors?: { readonly key: string; readonly etag: string; readonly text: string };
  /** Data files of folders as they were last seen, by key; the text of one that says nothing of articles is empty. */
  readonly data?: readonly { readonly key: string; readonly etag: string; readonly text?: string }[];
  /** True if there are data files of single articles. */
  readonly hasSidecars?: true;
}

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

/** Numbers of articles of one month in each feed. */
export interface ArchiveCounts {
  /** Numbers of articles, withdrawn ones included, by `FeedKey`. */
  readonly articles: Readonly<Record<string, number>>;
  /** Feeds of which all articles were withdrawn. Absent where there are none. */
  readonly withdrawn?: readonly string[];
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

/** Content of the object of a month. */
export interface StoredMonth {
  readonly entries: readonly SitemapEntry[];
  /** Records of the pages that list its articles, by path. The manifest has those that were written since. */
  readonly files: State['files'];
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

/** Files that a run has committed to write; until it has, they may be stale. */
export interface Pending {
  readonly run: string;
  readonly since: Instant;
  /** Paths of feeds, lists and sitemaps. */
  readonly paths: readonly string[];
  /** Keys of sources and media whose own files are meant. */
  readonly keys: readonly string[];
  /** Those of them whose handling may have ended a run. */
  readonly retried?: readonly string[];
}

/** A source that the guard gave up: its reading took too much time or memory, or ended the process. */
export interface Mark {
  /** Version of the source that failed; another one is tried again. */
  readonly version: string;
  /** Revision of the code; another one tries again. */
  readonly revision: string;
  /** The reason, as a problem reports it. */
  readonly reason: string;
}

export type Marks = Readonly<Record<string, Mark>>;

export type Counts = Readonly<Record<SourceStatus, number>>;

/** The manifest: all that is kept between runs, but for the index, whose objects it names. */
export interface State {
  /** Revision of the code that rendered; another one renders everything anew. */
  readonly revision: string;
  readonly site: StoredSite;
  readonly feedsUrl?: string;
  /** Instant for which what is due was published. */
  readonly asOf: Instant;
  /** The latest date that is in effect. Before it, other files would be right. */
  readonly latestDate: Instant;
  /** Kind of the run that committed last: `events`, `due`, `sweep`, `full`. */
  readonly by: string;
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
  /** Records of segmented feeds, by hash of the feed's key. Absent in a newsroom that has none. */
  readonly feedSegments?: readonly FeedSegmentRecord[];
  /** The directory of authors and tags that have pages. Absent where there are none. */
  readonly directory?: DirectoryRecord;
  /** Segmented feeds that show less once an article is old, though none changes, and when that is. */
  readonly shrinking?: Readonly<Record<string, Instant>>;
  /** By key; `null` for what is gone. These take precedence over segments and months. */
  readonly delta: Readonly<Record<string, DeltaEntry | null>>;
  readonly months: Readonly<Record<string, MonthRecord>>;
  readonly files: Readonly<Record<string, FileRecord>>;
  readonly pending: readonly Pending[];
  /**
   * Keys of articles that name something that came or went, and that are still to be looked at, some with each commit.
   * Absent where there are none.
   */
  readonly again?: readonly string[];
  /**
   * Rebuilds that have begun, by run, and when: they may have written pages and media that nothing else tells of. 0:
   * that run has ended.
   */
  readonly rebuilding: Readonly<Record<string, Instant>>;
  /** Run whose rebuild was activated last. What a rebuild read before that is out of date. Absent where none was. */
  readonly rebuilt?: string;
  /** Sources that were given up, by key. */
  readonly marks: Marks;
  /** Notices to editors that may not have been sent. Absent if there are none. */
  readonly outbox?: readonly NoticeBatch[];
  /** Files that caches at the edge are to forget. Absent where none is asked to. */
  readonly purges?: Purges;
  /** Absent until everything was made once. */
  readonly audit?: Audit;
  /** Nothing was read yet; there are only marks of runs. */
  readonly isBlank?: true;
  /** Only where nothing was read yet since an upgrade. */
  readonly older?: OlderState;
}

/**
 * Notices that an older version of Bantin sent to editors and hubs, as far as its state says. Only the state has them;
 * everything else is made again from the content.
 */
export interface OlderState {
  /** Records of sources that were rejected, and of which editors were told, by key. */
  readonly rejected: Readonly<Record<string, SourceRecord>>;
  /** Versions of feeds that were written, and of which hubs were told, by path. */
  readonly feeds: Readonly<Record<string, string>>;
  /** `site.yaml` as it was last seen, without its text. */
  readonly site?: StoredSite;
}

/** Returns whether archive documents are left to be made. */
export function hasArchiveBacklog({ months }: Pick<State, 'months'>): boolean {
  return Object.values(months).some(({ archive }) => archive?.isDue);
}

/** Returns whether files of segmented feeds are left to be made. */
function hasFeedBacklog({ feedSegments = [] }: Pick<State, 'feedSegments'>): boolean {
  return feedSegments.some(({ isDue }) => isDue);
}

/** Returns the articles that are to be looked at again. A rebuild that is under way looks at all of them. */
export function articlesAgain({ again = [], rebuilding }: Pick<State, 'again' | 'rebuilding'>): readonly string[] {
  return Object.keys(rebuilding).length > 0 ? [] : again;
}

/** Returns whether files are left to be made, or articles to be looked at, some with each commit. */
export function hasBacklog(state: Pick<State, 'months' | 'feedSegments' | 'again' | 'rebuilding'>): boolean {
  return hasArchiveBacklog(state) || hasFeedBacklog(state) || articlesAgain(state).length > 0;
}

/** Returns the state before anything was read. */
export function emptyState(of: Pick<State, 'revision' | 'site' | 'feedsUrl' | 'by'>, segments: number): State {
  return {
    ...of,
    asOf: 0,
    latestDate: 0,
    counts: { published: 0, withdrawn: 0, waiting: 0, draft: 0, expired: 0, rejected: 0 },
    windows: { articles: [], horizons: {} },
    titles: {},
    languages: {},
    timers: {},
    segments: Array.from({ length: segments }, () => ({ digest: EMPTY_DIGEST })),
    delta: {},
    months: {},
    files: {},
    pending: [],
    rebuilding: {},
    marks: {},
    isBlank: true,
  };
}

/**
 * Returns the number of objects that can't be used: rejected sources, and `site.yaml` if an earlier one is active in
 * its place.
 */
export function rejectedIn({ counts, site }: Pick<State, 'counts' | 'site'>): number {
  return counts.rejected + (site.problems.some(({ severity }) => severity === 'error') ? 1 : 0);
}
