import { compareKeys } from '../../text/key-order.ts';
import { nameOf } from '../index-record.ts';
import type { IndexView } from '../index-view.ts';
import { hashOfFormer } from '../keys/record-keys.ts';
import type { FormerClaim } from '../records/claim-record.ts';

/** Returns the claims on a former address, with their keys: first that of whose key makes it, then the first key. */
export function formerAt(index: IndexView, path: string): readonly (readonly [string, FormerClaim])[] {
  const claims = index
    .claimsUnder(hashOfFormer(path))
    .flatMap(([key, claim]): [string, FormerClaim][] =>
      'former' in claim && claim.former === path ? [[key, claim]] : [],
    );
  const isOwn = ({ key }: FormerClaim): boolean => nameOf(key, undefined) === path;
  return claims.sort(([, a], [, b]) => Number(isOwn(b)) - Number(isOwn(a)) || compareKeys(a.key, b.key));
}
