import type { Limits } from '../../index/limits.ts';
import type { State } from '../../index/state.ts';
import type { Pending } from '../../index/stored/pending.ts';
import type { StoredSite } from '../../index/stored/stored-site.ts';
import type { NoticeBatch } from '../../notices/notice.ts';
import type { ViewContext } from '../../views/view.ts';

/** Settings of notices to editors. */
export interface Telling {
  /** The run that tells them when it ends. */
  readonly run: string;
  /** Delay after which an article is late, in milliseconds. */
  readonly lateAfter: number;
  /** Returns whether what a batch holds won't be sent by its run any more, or is this run's own. */
  readonly isLeft: (batch: NoticeBatch) => boolean;
}

/** Input of a publish: the state, and what is to be looked at again. Everything else is in what was loaded. */
export interface PlanRequest extends ViewContext {
  readonly state: State;
  readonly limits: Limits;
  /** Origin of the run. */
  readonly by: string;
  /** Keys of objects that are taken in though they are as they were. */
  readonly forcedKeys: ReadonlySet<string>;
  readonly storedSite: StoredSite;
  /** Paths that may be stale, whatever the state says. */
  readonly forcedPaths: ReadonlySet<string>;
  /** Work of other runs that is still pending once this plan is applied. */
  readonly stillPending: readonly Pending[];
  /** Files that others left to be made are made, too. */
  readonly includeBacklog: boolean;
  /** Set where editors are notified about their articles; else notices of other runs stay as they are. */
  readonly telling?: Telling | undefined;
  /** Set where caches at the edge can be asked to forget what was published. */
  readonly isPurging?: boolean;
}
