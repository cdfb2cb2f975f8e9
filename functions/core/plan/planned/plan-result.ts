import type { FileRecords } from '../../files/file-record.ts';
import type { ReadObject } from '../../index/found.ts';
import type { NextState } from '../../index/next-state.ts';
import type { State } from '../../index/state.ts';
import type { Pending } from '../../index/stored/pending.ts';
import type { PurgePlan } from '../../purge/plan-purge.ts';
import type { PlanReport } from './plan-report.ts';
import type { PublicFiles } from './public-files.ts';

/** All that a run is about to write. Files are rendered when they are written, so that no plan holds their bytes. */
export interface Plan extends PublicFiles {
  readonly kind: 'plan';
  /** As it will be once everything is written, but for what is known only then of stale files. */
  readonly next: State;
  /** Files that are pending while it is applied. */
  readonly pending: Pick<Pending, 'paths' | 'keys'>;
  /** Objects that changed the state. */
  readonly changes: ReadonlyMap<string, ReadObject>;
  readonly report: PlanReport;
  /** Windows of the next state. */
  readonly windows: NextState['windows'];
  /** Records of what was written before, as far as the plan depends on them. */
  readonly filesBefore: FileRecords;
  /** Reason for which caches at the edge are to forget what is written. Absent where none is asked. */
  readonly purge?: PurgePlan;
  /** True if the state says all this already, and there is nothing to write. */
  readonly isIdle: boolean;
}
