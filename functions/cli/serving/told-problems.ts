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
  const isOtherwise = (one: Problem): boolean =>
    fresh.some(other => (isError(one) && isError(other)) || (one.line !== undefined && one.line === other.line));
  const mended = gone.filter(problem => !hidden.includes(problem) && !isOtherwise(problem));
  return { fresh, mended, told: [...after, ...hidden] };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** Returns problems without as many of each message as others have: those in the same place first, then any. */
function without(problems: Problems, others: Problems): Problems {
  const left = [...others];
  const take = (isSame: (other: Problem) => boolean): boolean => {
    const at = left.findIndex(isSame);
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  };
  const reads = (one: Problem) => (other: Problem) => one.severity === other.severity && one.message === other.message;
  return problems
    .filter(one => !take(other => one.line === other.line && one.column === other.column && reads(one)(other)))
    .filter(one => !take(reads(one)));
}
