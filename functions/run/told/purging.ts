import type { State } from '../../core/index/state.ts';
import type { Instant } from '../../core/instant.ts';
import type { PurgePlan } from '../../core/purge/plan-purge.ts';

/** Outcome of a request to forget what a run touched. */
export interface SentPurge {
  readonly state: State;
  /** True where nothing is left of it, or nothing was to be sent. */
  readonly isSent: boolean;
  /** Instant at which the edge took what this run touched. Absent where it did not, or was not asked. */
  readonly at?: Instant;
}

/**
 * Has caches at the edge forget what one run touches. What it is about to touch is committed before the first file is
 * written; what it touched is sent after the last, and stays in the state where it was not taken.
 */
export interface Purging {
  /** Returns whether somebody can ask the edge, now or later. */
  isOn(state: Pick<State, 'purges'>): boolean;
  /** Returns whether the state has something to send that its run has not sent. */
  hasLeft(state: Pick<State, 'purges'>): boolean;
  /** Returns whether the state has something to send that its run has not sent, or can not, before this run began. */
  isDue(state: Pick<State, 'purges'>): boolean;
  /**
   * Takes note of runs that left their work to this one, or died over it. What they were about to have forgotten is
   * sent after what they began to write is written again, whether they had sent it or not: who wrote last is not known.
   */
  follow(runs: Iterable<string>): void;
  /** Takes note of a file under `public/` that was written or taken away. Of many only that they are many is kept. */
  touch(path: string, isGone?: boolean): void;
  /** Takes note of why a plan is to be forgotten, and of what else is. */
  note(plan: PurgePlan): void;
  /** Takes note that a commit says what became of all that was touched. What the next touches has its own reason. */
  settle(): void;
  /**
   * Takes note of whether nothing lay under `public/` before this run, and no state is active yet: then no
   * cache has anything to forget.
   */
  touchFirst(isFirst: boolean): void;
  /** Takes note that files were touched of which this run does not know which. */
  touchMany(): void;
  /**
   * Takes note that this run does not know what articles were before it. Where it touches anything, everything is to be
   * forgotten: what it takes back may have stood in files, too, that a publish of a minute ago has rewritten.
   */
  touchBlindly(): void;
  /** Returns a state that says what is to be forgotten, if this run touches some paths. */
  begin(state: State, paths: Iterable<string>): State;
  /**
   * Sends what was touched, with what dead runs left, and returns what becomes of it. Without an edge all of it is left
   * to a run that has one, and its budget. Never throws.
   */
  send(state: State): Promise<SentPurge>;
}
