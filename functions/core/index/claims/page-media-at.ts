import { type NamedMedia, nameAtPath, type PageMediaCopy, pageMediaKey } from '../../article/page-media.ts';
import { compareKeys } from '../../text/key-order.ts';
import { slugOf } from '../index-record.ts';
import type { IndexView } from '../index-view.ts';
import { hashInPath, hashOf } from '../keys/record-keys.ts';

/** Returns the articles that name page media, by the key of the media. */
export function namersOf(index: IndexView, mediaKey: string): readonly string[] {
  const name = mediaKey.normalize('NFC');
  return index
    .claimsUnder(hashOf(name))
    .flatMap(([, claim]) => ('media' in claim && claim.media === name ? [claim.key] : []));
}

/** Returns what articles have page media at a path, whether the media are there or not. */
export function namedAt(index: IndexView, path: string): readonly NamedMedia[] {
  const hash = hashInPath(path);
  if (hash === undefined) return [];
  return index.keysUnder(hash).flatMap((key): NamedMedia | readonly [] => {
    const record = index.record(key);
    const name = nameAtPath(path, slugOf(key, record));
    if (name === undefined || !record || record.status === 'media') return [];
    const version = Object.hasOwn(record.pageMedia ?? {}, name) ? record.pageMedia?.[name] : undefined;
    return version === undefined ? [] : { article: key, name, version };
  });
}

/** Returns the copy that belongs at a path: of media that are there, as the article with the first key has them. */
export function pageMediaAt(index: IndexView, path: string): PageMediaCopy | undefined {
  const copies = namedAt(index, path).flatMap((named): PageMediaCopy | readonly [] => {
    const media = index.ownerOfNameOf(pageMediaKey(named.article, named.name));
    return media === undefined ? [] : { ...named, media };
  });
  return copies.reduce<PageMediaCopy | undefined>(
    (first, copy) => (first && compareKeys(first.article, copy.article) < 0 ? first : copy),
    undefined,
  );
}
