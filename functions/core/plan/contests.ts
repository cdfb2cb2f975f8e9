import { isOfObject } from '../index/index-record.ts';
import type { Delta } from '../index/index-view.ts';
import { lostTo } from '../index/owners.ts';
import { contestProblems } from '../index/records/contest.ts';
import type { Problem } from '../problem.ts';

/** Problems of an object that shares an id or a path with others. */
export interface Contested {
  readonly problems: readonly Problem[];
  /** It is not published, since another owns it. */
  readonly isLost: boolean;
}

/** Returns what is to be reported of objects that share an id or a path with others, of those given. */
export function contestsOf(
  { delta }: { readonly delta: Delta },
  keys: Iterable<string>,
): ReadonlyMap<string, Contested> {
  const contests = new Map<string, Contested>();
  for (const key of keys) {
    const entry = delta.get(key);
    if (!isOfObject(entry) || !entry.contest) continue;
    contests.set(key, { problems: contestProblems(entry.contest), isLost: lostTo(entry) !== undefined });
  }
  return contests;
}
