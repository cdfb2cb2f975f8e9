import { isOut, toBeOutAt } from '../../article/is-out.ts';
import type { ReadObject } from '../../index/found.ts';
import { problemsOf } from '../../index/held.ts';
import type { Instant } from '../../instant.ts';
import type { Problem } from '../../problem.ts';
import { windowProblems } from '../../views/cut-feeds.ts';
import { contestsOf } from '../contests.ts';
import type { Ingested } from '../ingest.ts';
import { spellingProblems } from '../spelling-problems.ts';
import type { PlanRequest } from './plan-request.ts';

/** Effects of a plan, as a run reports them once it is applied. */
export interface PlanReport {
  /** Number of objects that changed the state, or were looked at again. */
  readonly read: number;
  /** Number of articles that come out, or change. */
  readonly published: number;
  /** Number of sources that can't be published. */
  readonly rejected: number;
  readonly problems: readonly Problem[];
  /** Warnings of feeds that are too short for all that is young. */
  readonly cutFeeds: readonly Problem[];
  /** Upload times of the sources of articles that come out. */
  readonly uploaded: readonly Instant[];
}

/** Returns the report of a plan. `others` are keys of objects of which files under `public/` tell something else. */
export function reportPlan(
  { site, now, forcedKeys }: PlanRequest,
  { nextState, changes, forcedKeys: recovered, reported }: Ingested,
  others: Iterable<string>,
): PlanReport {
  const { delta, windows, traits } = nextState;
  const contests = contestsOf(nextState, [...changes.keys(), ...reported, ...others]);
  const isLost = (key: string): boolean => contests.get(key)?.isLost ?? false;
  const taken = [...changes.keys()].map(key => [key, delta.get(key) ?? null] as const);
  const found = [...changes.values()].map(object => object.found);
  const out = [...changes].filter(([key, object]) => isOutBy(object, now) && !isLost(key));
  return {
    read: changes.size,
    // An article of which only the page may be stale was neither published nor changed.
    published: out.filter(([key]) => !recovered.has(key) || forcedKeys.has(key)).length,
    rejected:
      found.filter(({ kind }) => kind === 'rejected').length + [...contests.values()].filter(one => one.isLost).length,
    problems: [
      ...found.flatMap(one => problemsOf(one, now, site)),
      ...spellingProblems(taken, traits),
      ...[...contests.values()].flatMap(({ problems }) => problems),
    ],
    cutFeeds: windowProblems(windows, site),
    // Nobody put anything where an article fell due, or what a crash left is mended.
    uploaded: out.flatMap(([key, object]) => (recovered.has(key) ? [] : dueOf(object))),
  };
}

function isOutBy({ found }: ReadObject, now: Instant): boolean {
  return found.kind === 'article' && isOut(found.article, now);
}

/** Returns when what was read was to be out, where it is an article. */
function dueOf({ found, source }: ReadObject): readonly Instant[] {
  return source ? [toBeOutAt(found.article, source)] : [];
}
