import type { Limits } from '../core/index/limits.ts';
import type { Instant } from '../core/instant.ts';
import type { SourceGuard } from '../guard/source-guard.ts';
import type { StateStore } from '../state/state-store.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import type { LeaseView } from './lease-view.ts';
import type { RunReport } from './run-report.ts';
import type { EditorNotices } from './told/editor-notices.ts';
import type { HubTopics } from './told/hub-topics.ts';
import type { Purging } from './told/purging.ts';

/** Context of one run: what it works with, and what it has done so far. `openRun` makes it. */
export interface RunContext {
  /** Unlike that of any other run. */
  readonly runId: string;
  /** Distinguishes this code from any that might render otherwise. */
  readonly revision: string;
  /** In place of `feedsUrl` of `site.yaml`. */
  readonly feedsUrl: string | undefined;
  /** A listing without a single source empties what is published; else that is an error. */
  readonly allowEmpty: boolean;
  readonly limits: Limits;
  readonly now: () => Instant;
  /** The run has to write what it has, and leave the rest to the next. */
  readonly isShortOfTime: boolean;
  readonly content: ObjectStore;
  /** Store of what lies under `public/`. */
  readonly public: ObjectStore;
  readonly state: StateStore;
  /** Reads and renders sources. */
  readonly guard: SourceGuard;
  /** Keeps runs from racing with each other. */
  readonly lease: LeaseView;
  /** Has caches at the edge forget what the run touches. */
  readonly purging: Purging;
  readonly hubs: HubTopics;
  readonly notices: EditorNotices;
  readonly report: RunReport;
  /** Reports progress: sources read, and of how many where that is known. */
  readonly onProgress: ((read: number, of?: number) => void) | undefined;
  /** Takes note of a file under `public/` that was written or taken away. */
  touch(path: string, isGone?: boolean): void;
  /** Returns a name for objects that no other run, and no other commit of this one, gives. */
  nextGeneration(): string;
}
