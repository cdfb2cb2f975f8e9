import type { Mark, Marks } from '../core/index/stored/marks.ts';
import type { Instant } from '../core/instant.ts';

/**
 * Care with which a source is handled; after a run that died, each source that it was at work on is handled with more
 * care than before. `together`: in the process, with others. `apart`: in a thread, by itself. `alone`: the same, and
 * recorded before, since a thread does not limit memory outside of the heap.
 */
export type Care = 'together' | 'apart' | 'alone';

/**
 * Sources that one run is at work on. A run that finds this knows that the other died, or is still at work: then its
 * sources are handled with more care than they need, which does no harm.
 */
export interface RunSuspects {
  /** Instant at which the run wrote this. */
  readonly since: Instant;
  readonly keys: Readonly<Record<string, Care>>;
  /** The source that is handled alone right now. */
  readonly trying?: { readonly key: string; readonly version: string };
}

/**
 * Record that runs write before they handle sources that they may die of: `state/suspects.br`. It exists only while
 * something is wrong, or might be.
 */
export interface Suspects {
  readonly runs: Readonly<Record<string, RunSuspects>>;
  /** Number of times that sources failed alone, by key. */
  readonly failures: Readonly<Record<string, Omit<Mark, 'reason'> & { readonly count: number }>>;
  /** Sources that were given up, until a state that says so is committed. */
  readonly marks: Marks;
}

export const NO_SUSPECTS: Suspects = { runs: {}, failures: {}, marks: {} };

const MORE: Readonly<Record<Care, Care>> = { together: 'apart', apart: 'alone', alone: 'alone' };
const CARES: readonly Care[] = ['together', 'apart', 'alone'];

/** The care that each source needs that a run other than `own` was at work on. */
export function careAfter({ runs }: Suspects, own: string): ReadonlyMap<string, Care> {
  const cares = new Map<string, Care>();
  for (const [run, { keys }] of Object.entries(runs)) {
    if (run === own) continue;
    for (const [key, care] of Object.entries(keys)) cares.set(key, mostCare(cares.get(key), MORE[care]));
  }
  return cares;
}

/** The run that counts the deaths of others. */
export interface DeathCount {
  readonly own: string;
  readonly revision: string;
  /** A run that began to try a source before this instant has died of it, or it would have said that it is done. */
  readonly before: Instant;
}

/**
 * Counts the death of each run that was at work on one source alone as that source's failure. A run that may still be
 * at work on it counts as nothing: several runs that begin at once would make each other's sources fail.
 */
export function countDeaths(suspects: Suspects, { own, revision, before }: DeathCount): Suspects {
  let counted = suspects;
  for (const [run, { trying, ...rest }] of Object.entries(suspects.runs)) {
    if (run === own || !trying || rest.since >= before) continue;
    counted = addFailure(counted, trying.key, { version: trying.version, revision });
    counted = { ...counted, runs: { ...counted.runs, [run]: rest } };
  }
  return counted;
}

export function failuresOf({ failures }: Suspects, key: string, { version, revision }: Omit<Mark, 'reason'>): number {
  const known = Object.hasOwn(failures, key) ? failures[key] : undefined;
  return known?.version === version && known.revision === revision ? known.count : 0;
}

export function addFailure(suspects: Suspects, key: string, of: Omit<Mark, 'reason'>): Suspects {
  const count = failuresOf(suspects, key, of) + 1;
  return { ...suspects, failures: { ...suspects.failures, [key]: { ...of, count } } };
}

/** Without a source that is given up, or that came through after all. */
export function withoutFailures(suspects: Suspects, key: string): Suspects {
  const { [key]: _, ...failures } = suspects.failures;
  return { ...suspects, failures };
}

/** Without a run, and without what it has handled of the sources that others died on, or are at work on. */
export function withoutRun({ runs, ...suspects }: Suspects, own: string, handled: ReadonlySet<string>): Suspects {
  const left = Object.entries(runs).flatMap(([run, { trying, ...rest }]): [string, RunSuspects][] => {
    const keys = Object.entries(rest.keys).filter(([key]) => !handled.has(key));
    const isDone = keys.length === 0 && Object.keys(rest.keys).length > 0;
    const kept = trying && !handled.has(trying.key) ? { ...rest, trying } : rest;
    return run === own || isDone ? [] : [[run, { ...kept, keys: Object.fromEntries(keys) }]];
  });
  return { ...suspects, runs: Object.fromEntries(left) };
}

export function isEmpty({ runs, failures, marks }: Suspects): boolean {
  return [runs, failures, marks].every(part => Object.keys(part).length === 0);
}

function mostCare(one: Care | undefined, other: Care): Care {
  return one === undefined || CARES.indexOf(one) < CARES.indexOf(other) ? other : one;
}
