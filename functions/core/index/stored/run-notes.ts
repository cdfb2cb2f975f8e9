import type { Audit } from '../../files/audit.ts';
import type { Instant } from '../../instant.ts';
import type { NoticeBatch } from '../../notices/notice.ts';
import type { Purges } from '../../purge/purge.ts';
import type { Marks } from './marks.ts';
import type { Pending } from './pending.ts';

/** Notes of runs: their work that others may have to finish, and what is to be sent. */
export interface RunNotes {
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
}
