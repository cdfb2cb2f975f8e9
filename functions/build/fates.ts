import type { FateOf } from '../core/check/article-links.ts';
import type { HeldArticle } from '../core/index/held.ts';
import { typedForms } from '../core/index/keys/record-keys.ts';
import { rejectedKeys, type Scan } from './scan.ts';

/** Facts of the sources of a folder. */
export interface KnownFates {
  /** Returns true for a source that is there, by its key. */
  readonly isThere: (key: string) => boolean;
  /** Articles that are not public, by key. */
  readonly held: Pick<ReadonlyMap<string, HeldArticle>, 'get'>;
  /** Keys of sources that are rejected. */
  readonly rejected: Pick<ReadonlySet<string>, 'has'>;
}

/** Returns what became of sources. One that was withdrawn counts as public, since its page says so. */
export function fatesOf({ isThere, held, rejected }: KnownFates): FateOf {
  return name => {
    const key = typedForms(name).find(isThere);
    if (key === undefined) return undefined;
    return rejected.has(key) ? 'rejected' : (held.get(key) ?? 'public');
  };
}

/** Returns what became of the sources of a scan. */
export function fatesIn({ published, withdrawn, held, nextState }: Scan): FateOf {
  const rejected = rejectedKeys(nextState);
  const heldByName = new Map(held.map(each => [each.key.normalize('NFC'), each]));
  const open = [...published, ...withdrawn.keys()].map(key => key.normalize('NFC'));
  const there = new Set([...open, ...rejected, ...heldByName.keys()]);
  return fatesOf({ isThere: key => there.has(key), held: heldByName, rejected });
}
