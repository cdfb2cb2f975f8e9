import type { AuditReport } from '../core/files/audit.ts';
import { hasBacklog, rejectedIn, type State } from '../core/index/state.ts';
import type { Instant } from '../core/instant.ts';
import type { PlanReport } from '../core/plan/planned/plan-report.ts';
import { groupProblems, type Problem } from '../core/problem.ts';
import type { Outcome } from './outcome.ts';

/** Counts and problems of one run, so far. */
export class RunReport {
  read = 0;
  published = 0;
  rejected = 0;
  written = 0;
  feedsWritten = 0;
  rejectedSources = 0;
  audit: AuditReport | undefined;
  handedOver = 0;
  /** A fleet is at work on a rebuild, which looks at everything that this run would. */
  waitsForFleet = false;
  /** Work is left that is done some at a time, by this run or a later one. */
  hasBacklog = false;
  readonly problems: Problem[] = [];
  /** Problems of what stands in the bucket and can't be asked for, where the run has listed it. */
  skipped: readonly Problem[] = [];
  /** Warnings of feeds that are too short for all that is young, as they are by the end of the run. */
  cutFeeds: readonly Problem[] = [];
  /** Warnings of feeds that another `site.yaml` took from their addresses, or gave other ids. */
  readonly lostFeeds: Problem[] = [];
  readonly uploaded: Instant[] = [];

  /** Takes note of what is left to do, and of what can't be used, in the state that a run leaves. */
  takeState(state: State): void {
    this.rejectedSources = rejectedIn(state);
    this.hasBacklog = hasBacklog(state);
  }

  /** Adds the effects of a plan that was applied. */
  add({ read, published, rejected, problems, cutFeeds, uploaded }: PlanReport): void {
    this.read += read;
    this.published += published;
    this.rejected += rejected;
    this.problems.push(...problems);
    this.cutFeeds = cutFeeds;
    this.uploaded.push(...uploaded);
  }

  outcome(complete: boolean): Outcome {
    const { read, published, written, feedsWritten, uploaded, skipped, audit, handedOver, lostFeeds } = this;
    const rejected = this.rejected + skipped.length;
    const rejectedSources = this.rejectedSources + skipped.length;
    const problems = groupProblems([...this.problems, ...skipped, ...this.cutFeeds, ...this.lostFeeds]);
    const counts = { complete, read, published, rejected, written, feedsWritten, problems, uploaded, rejectedSources };
    const isBeside = this.waitsForFleet && !complete;
    return {
      ...counts,
      ...(audit && { audit }),
      ...(lostFeeds.length > 0 && { lostFeeds }),
      ...(handedOver > 0 && { handedOver }),
      ...(isBeside && { waitsForFleet: true as const }),
    };
  }
}
