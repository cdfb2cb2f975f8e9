import type { Problem } from '../../problem.ts';

/**
 * Problems of an id and a path that a source shares with others, an error where it lost it to one, and of pictures that
 * are not there.
 */
export interface Contest {
  /** One problem of all, in a state of 0.1.0 that was written before each had one. */
  readonly missing?: readonly Problem[] | Problem;
  /** By the original that it is said to be a translation of. */
  readonly translation?: Problem;
  readonly id?: Problem;
  readonly path?: Problem;
  /** By its former addresses. */
  readonly former?: Readonly<Record<string, Problem>>;
}

/** Returns what is to be reported of what an object shares with others. */
export function contestProblems({ id, path, missing = [], translation, former = {} }: Contest): readonly Problem[] {
  const all = [id, path, missing, translation, ...Object.values(former)].flat();
  return all.filter(problem => problem !== undefined);
}
