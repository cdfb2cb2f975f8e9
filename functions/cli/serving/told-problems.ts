import { addTo } from '../../core/groups.ts';
import type { Problem } from '../../core/problem.ts';

/** Changes since problems were told last. */
export interface ToldChanges {
  /** Those that were not there before. */
  readonly fresh: readonly Problem[];
  /** Those that are there no more, as they were told. */
  readonly mended: readonly Problem[];
}

type Problems = readonly Problem[];

/** The problems that were told and are there, or hidden by an error of the same file, by file. */
export class ToldProblems {
  #told: ReadonlyMap<string, Problems> = new Map();

  /**
   * Takes in all problems that there are now. One that only moved to another line is neither fresh nor mended. A
   * warning is not mended while its file has an error, which may hide it, nor anything that is wrong in another way.
   */
  update(problems: Problems): ToldChanges {
    const now = new Map<string, Problem[]>();
    for (const problem of problems) addTo(now, problem.path, problem);
    const [fresh, mended]: [Problem[], Problem[]] = [[], []];
    const told = new Map<string, Problems>();
    for (const path of new Set([...this.#told.keys(), ...now.keys()])) {
      const changes = compare(this.#told.get(path) ?? [], now.get(path) ?? []);
      fresh.push(...changes.fresh);
      mended.push(...changes.mended);
      if (changes.told.length > 0) told.set(path, changes.told);
    }
    this.#told = told;
    return { fresh, mended };
  }
}

/** Compares the problems of one file. */
function compare(before: Problems, after: Problems): ToldChanges & { readonly told: Problems } {
  const fresh = without(after, before);
  const gone = without(before, after);
  const hidden = after.some(isError) ? gone.filter(problem => !isError(problem)) : [];
  const kept = new Set(hidden);
  const lines = new Set(fresh.flatMap(({ line }) => line ?? []));
  const hasFreshError = fresh.some(isError);
  const isOtherwise = (one: Problem): boolean =>
    (hasFreshError && isError(one)) || (one.line !== undefined && lines.has(one.line));
  const mended = gone.filter(problem => !kept.has(problem) && !isOtherwise(problem));
  return { fresh, mended, told: [...after, ...hidden] };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** Returns problems without as many of each message as others have: those in the same place first, then any. */
function without(problems: Problems, others: Problems): Problems {
  const apart = lessEach(problems, others, placeOf);
  return lessEach(apart, lessEach(others, problems, placeOf), readingOf);
}

/** Returns problems without as many of each name as others have, the first of them. */
function lessEach(problems: Problems, others: Problems, nameOf: (problem: Problem) => string): Problems {
  const left = new Map<string, number>();
  const leftOf = (name: string): number => left.get(name) ?? 0;
  for (const name of others.map(nameOf)) left.set(name, leftOf(name) + 1);
  return problems.filter(problem => {
    const name = nameOf(problem);
    const count = leftOf(name);
    left.set(name, count - 1);
    return count <= 0;
  });
}

function placeOf(problem: Problem): string {
  return `${problem.line}:${problem.column} ${readingOf(problem)}`;
}

function readingOf({ severity, message }: Problem): string {
  return `${severity} ${message}`;
}
