import type { State } from '../core/index/state.ts';
import type { Pending } from '../core/index/stored/pending.ts';
import type { Instant } from '../core/instant.ts';

/** A run can't live longer than this; what it has not said to be done by then it never will. Milliseconds. */
export const LIFETIME = 15 * 60_000;
/**
 * Clocks of different machines differ; so far back the time of the last commit is taken for the present. Milliseconds.
 */
const CLOCK_SKEW = 60_000;

/** Returns the present, unless the clock lies a little behind that of the run before. */
export function presentOf(state: State, now: Instant): Instant {
  return now < state.asOf && state.asOf - now <= CLOCK_SKEW ? state.asOf : now;
}

/** Returns whether what a run left pending will not be done by it any more. */
export function isOver({ run, since }: Pick<Pending, 'run' | 'since'>, runId: string, now: Instant): boolean {
  return run === runId || since + LIFETIME < now;
}
