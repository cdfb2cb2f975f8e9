import type { State } from '../../core/index/state.ts';
import { lostFeedsBetween, type StateOfFeeds } from '../lost-feeds-between.ts';
import type { RunContext } from '../run.ts';

/** Takes note of the state that a run has committed, for what it tells editors, and reports, when it ends. */
export function noteCommitted({ notices, report }: RunContext, before: StateOfFeeds | undefined, next: State): void {
  notices.committed(next);
  report.lostFeeds.push(...lostFeedsBetween(before, next));
}
