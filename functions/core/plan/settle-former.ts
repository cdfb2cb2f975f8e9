import { formerAt } from '../index/claims/former-at.ts';
import type { IndexView } from '../index/index-view.ts';
import { lostFormerProblem } from '../index/owners.ts';
import type { FormerClaim } from '../index/records/claim-record.ts';
import type { Problem } from '../problem.ts';

/** The articles that former addresses lead to, and what is reported to the others that claim one. */
export interface SettledFormer {
  /** The claim that owns the address, with its key; `undefined` where the path is something else, or nobody's. */
  readonly owner: readonly [string, FormerClaim] | undefined;
  readonly claims: readonly (readonly [string, FormerClaim])[];
  /** Another file lies at the path. */
  readonly isTaken: boolean;
  /** By the key of the article. */
  readonly problems: ReadonlyMap<string, Problem>;
}

/** Returns the paths of all former addresses that are claimed in a segment. */
export function formerPathsIn(index: IndexView, at: number): ReadonlySet<string> {
  return new Set(index.claims(at).flatMap(claim => ('former' in claim ? claim.former : [])));
}

/**
 * Finds who owns a former address. Whatever else is published there comes first: feeds with their pages and aliases,
 * which `taken` has, then articles; of articles that were read there the first key.
 */
export function settleFormer(path: string, index: IndexView, taken: ReadonlySet<string>): SettledFormer {
  const claims = formerAt(index, path);
  const taker = taken.has(path) ? 'a feed' : index.ownerOfPath(path);
  const owner = taker === undefined ? claims[0] : undefined;
  const holder = taker ?? owner?.[1].key;
  const problems = new Map<string, Problem>();
  for (const [, { key }] of claims)
    if (holder !== undefined && holder !== key) problems.set(key, lostFormerProblem(key, path, holder));
  return { owner, claims, isTaken: taker !== undefined, problems };
}
