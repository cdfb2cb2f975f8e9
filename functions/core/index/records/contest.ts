import type { Problem } from '../../problem.ts';

/**
 * Problems of an id and a path that a source shares with others, an error where it lost it to one, and of pictures that
 * are not there.
 */
export interface Contest {
  /** One for all, in a state of before each had one. */
  readonly missing?: readonly Problem[] | Problem;
  /** By the original that it is said to be a translation of. */
  readonly translation?: Problem;
  readonly id?: Problem;
  readonly path?: Problem;
  /** By its former addresses. */
  readonly former?: Readonly<Record<string, Problem>>;
}

/** Returns problems of media that are not there. */
export function missingProblemsIn({ missing = [] }: Pick<Contest, 'missing'>): readonly Problem[] {
  return [missing].flat();
}

/** Returns what is to be reported of what an object shares with others. */
export function contestProblems(contest: Contest): readonly Problem[] {
  const { id, path, translation, former = {} } = contest;
  const all = [id, path, ...missingProblemsIn(contest), translation, ...Object.values(former)];
  return all.filter(problem => problem !== undefined);
}
