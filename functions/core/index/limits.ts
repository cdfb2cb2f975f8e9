/** Limits of what is kept, shown and rewritten. Tests narrow them, so that a small newsroom meets every one. */
export interface Limits {
  /** No feed shows more, however much a newsroom publishes in `minimumHours`. */
  readonly entries: number;
  /** No Google News sitemap has more (Google, "News sitemap"). */
  readonly news: number;
  /** Authors, and tags, that have a page and perhaps a feed: more are of no use to anybody. */
  readonly names: number;
  /** Number of newest articles among which a window looks for those it shows: enough, unless most were withdrawn. */
  readonly considered: number;
  /**
   * Articles that a window keeps beyond what it shows, so that a few withdrawals do not send it back to the archive.
   */
  readonly slack: number;
  /** Number of changes in the delta above which some are folded into segments and months. */
  readonly delta: number;
  /** Segments into which one commit folds changes. */
  readonly foldsPerCommit: number;
  /** Maximum number of changes in the delta, but for those of the run itself: with more, a commit folds on. */
  readonly backlog: number;
  /** Records in one segment, on average. */
  readonly perSegment: number;
  /** Sources that one commit takes in. */
  readonly perCommit: number;
  /** Articles that one commit looks at again, since something that they name came or went. */
  readonly againPerCommit: number;
  /** Sources that a rebuild reads before it lets go of those that no window holds. */
  readonly perRead: number;
  /** Keys of a bucket that a sweep lists one page after the other; of more it lists ranges side by side. */
  readonly perRange: number;
  /** Sources that a build reads into one part. Each part remembers its windows, so there are few. */
  readonly perPart: number;
  /** Records that a rebuild holds before it stores them as a part of what it read. */
  readonly perStoredPart: number;
  /** Parts of what a fleet has read that one function merges: it holds their records, compressed. */
  readonly perMerge: number;
  /** Records, or sitemap entries of a month, that a rebuild collects before it compresses them. */
  readonly perCompression: number;
  /** Articles in one page of a month; its newest has less than twice as many. */
  readonly perPage: number;
  /** Articles of which one archive document tells, at most. */
  readonly perArchive: number;
  /**
   * Archive documents that one commit makes: each may have to be rendered from all its sources, and is held in memory
   * in three formats.
   */
  readonly archivesPerCommit: number;
  /** Segmented feeds in one segment, on average. Each has a window of its own. */
  readonly perFeedSegment: number;
  /** Segments whose feeds' files one commit makes after a rebuild. */
  readonly feedSegmentsPerCommit: number;
}

export const LIMITS: Limits = {
  entries: 500,
  news: 1000,
  names: 20_000,
  considered: 2000,
  slack: 12,
  delta: 400,
  foldsPerCommit: 3,
  backlog: 2000,
  perSegment: 1000,
  perCommit: 1000,
  againPerCommit: 400,
  perRead: 100,
  perRange: 25_000,
  perPart: 20_000,
  perStoredPart: 150_000,
  perMerge: 100,
  perCompression: 64,
  perPage: 50,
  perArchive: 50,
  archivesPerCommit: 20,
  perFeedSegment: 16,
  feedSegmentsPerCommit: 4,
};
