import { isPageMedia } from '../../article/page-media.ts';
import { ARTICLES_PREFIX, isIgnored, MEDIA_PREFIX } from '../../bucket-layout.ts';
import { shortHash } from '../../text/hash.ts';

/** Returns whether a key is a source's: under `articles/`, neither ignored nor media beside an article. */
export function isSource(key: string): boolean {
  return key.startsWith(ARTICLES_PREFIX) && !isIgnored(key) && !isPageMedia(key);
}

/** Returns whether an object of the content bucket is published as it is: a file under `media/`, or page media. */
export function isMedia(key: string): boolean {
  return key.startsWith(MEDIA_PREFIX) || isPageMedia(key);
}

/** Returns the keys by which a source is looked for that is one key in NFC: that itself first. */
export function typedForms(key: string): readonly string[] {
  return [...new Set([key, key.normalize('NFD')])];
}

/** Returns whether links find a source: not one whose folder is typed in NFC and whose name in NFD. */
export function isFoundByName(key: string): boolean {
  return typedForms(key.normalize('NFC')).includes(key);
}

/** Returns the hash of a key, however it is typed: part of its reading page's path, and what its segment depends on. */
export function hashOf(key: string): string {
  return key.startsWith(CLAIM) ? key.slice(CLAIM.length, CLAIM.length + HASH_LENGTH) : shortHash(key.normalize('NFC'));
}

/** Beginning of the keys of claims' records, with which no object's key begins. A hash of eight digits follows. */
const CLAIM = 'claim:';
const HASH_LENGTH = 8;

/** Returns the key of a claim's record. Records of one hash lie in one segment. */
export function claimKey(hash: string, id: string, key: string): string {
  return `${CLAIM}${hash}:${id}\n${key}`;
}

/** Returns the segment of the keys that have a hash. */
export function segmentOfHash(hash: string, segments: number): number {
  return Number.parseInt(hash, 16) % segments;
}

/** Returns the segment of a key. Keys of one name, however typed, and those whose pages might meet, have the same. */
export function segmentOf(key: string, segments: number): number {
  if (segments === 1) return 0;
  return segmentOfHash(hashOf(key), segments);
}

/** The folder of a page, and of the media beside its article, has the hash of the source's key in it. */
const IN_PAGE_FOLDER = /^articles\/[^/]+-([\da-f]{8})\/(index\.html$)?/;

/** Returns the hash that keys have whose object may be published at a path; `undefined` for every other path. */
export function hashInPath(path: string): string | undefined {
  if (path.startsWith(MEDIA_PREFIX)) return hashOf(path);
  const [, hash, page] = IN_PAGE_FOLDER.exec(path) ?? [];
  return page !== undefined || isPageMedia(path) ? hash : undefined;
}

/** Returns the hash that claims on a former address lie under: that of a page which may have the path, else its own. */
export function hashOfFormer(path: string): string {
  return hashInPath(path) ?? shortHash(path);
}

/** Returns the key of the claim of an article on a former address. */
export function formerClaimKey(path: string, key: string): string {
  return claimKey(hashOfFormer(path), path, key);
}

/** Returns whether a path is one of pages or media, which lie apart from everything else. */
export function isOwnPath(path: string): boolean {
  return path.startsWith(ARTICLES_PREFIX) || path.startsWith(MEDIA_PREFIX);
}
