import { defaultId } from '../../article/key.ts';
import { addTo } from '../../groups.ts';
import type { Site } from '../../site/site.ts';
import { hasOwnFile, isOfObject, nameOf } from '../index-record.ts';
import type { IndexView } from '../index-view.ts';
import { hashOf } from '../keys/record-keys.ts';
import { type Claimant, claimHash, claimsAs, lostTo } from '../owners.ts';

/** Returns every source that claims an id. */
export function claimantsOfId(index: IndexView, id: string, site: Site): readonly Claimant[] {
  const hash = claimHash(id, site);
  return index.keysUnder(hash).flatMap((key): Claimant | readonly [] => {
    const entry = index.entry(key);
    if (entry?.status === 'claim') {
      if (!('id' in entry)) return [];
      const { isByPath = false, isWithdrawn = false, lostTo } = entry;
      const lost = lostTo !== undefined && { lostTo };
      return entry.id === id ? { key: entry.key, isByPath, isWithdrawn, ...lost } : [];
    }
    if (!isOfObject(entry) || entry.status === 'media' || entry.id !== undefined || defaultId(key, site) !== id)
      return [];
    const as = claimsAs(entry);
    return as === undefined || as === 'media' ? [] : { key, isByPath: true, isWithdrawn: as === 'withdrawn' };
  });
}

/**
 * Returns who claims each name, most often a path, that `key` has, may have, or had: of articles, those that own
 * their ids.
 */
export function claimantsOfNames(index: IndexView, key: string): ReadonlyMap<string, readonly Claimant[]> {
  const names = new Map<string, Claimant[]>();
  for (const [other, record] of index.recordsUnder(hashOf(key))) {
    const claimant = { key: other, isByPath: true, isWithdrawn: claimsAs(record) === 'withdrawn' };
    if (hasOwnFile(record) || lostTo(record) === 'path') addTo(names, nameOf(other, record), claimant);
  }
  return names;
}
