import { Buffer } from 'node:buffer';
import type { Article } from '../article/article.ts';
import { pageMediaKey } from '../article/page-media.ts';
import { shortHash } from '../text/hash.ts';

/**
 * The part of what an article names that is not there: a bit for each, in the order of `namedKeys`, behind a hash of
 * these, in base64. However many it names, windows and records remember a hundred characters at most.
 */
export type Missing = string;

/** Names in an article, as it was read, or as its record has them. */
type Naming = Pick<Article, 'media' | 'mayMean'> & {
  readonly pageMedia?: Article['pageMedia'] | Readonly<Record<string, string | null>>;
};

/**
 * Returns the keys, in NFC, of what an article names and what is left out where it is not there: media beside it and
 * under `media/`, and articles that its links by file may mean. Sorted.
 */
export function namedKeys(key: string, { pageMedia = [], media = [], mayMean = [] }: Naming): readonly string[] {
  return [...new Set([...namedMediaKeys(key, { pageMedia, media }), ...mayMean.flat()])].sort();
}

/** Returns the keys, in NFC, of the media that an article names, beside it and under `media/`. */
export function namedMediaKeys(key: string, { pageMedia = [], media = [] }: Naming): readonly string[] {
  const names: readonly string[] = Array.isArray(pageMedia) ? pageMedia : Object.keys(pageMedia);
  return [...names.map(name => pageMediaKey(key, name)), ...media];
}

/** Returns what is remembered of some keys that are missing, of those that an article names; `undefined` for none. */
export function packMissing(named: readonly string[], missing: ReadonlySet<string>): Missing | undefined {
  const bits = Buffer.alloc(Math.ceil(named.length / 8));
  for (const [at, key] of named.entries())
    if (missing.has(key)) bits.writeUInt8(bits.readUInt8(at >> 3) | (1 << (at & 7)), at >> 3);
  let end = bits.length;
  while (end > 0 && bits.readUInt8(end - 1) === 0) end -= 1;
  return end === 0 ? undefined : Buffer.concat([hashOfNames(named), bits.subarray(0, end)]).toString('base64');
}

/**
 * Returns the keys that are missing, of those that an article names. None where it named others when that was found:
 * another version of the code may find more, or fewer, in the same source, until everything is read once more.
 */
export function unpackMissing(named: readonly string[], missing: Missing | undefined): readonly string[] {
  if (missing === undefined) return [];
  const bytes = Buffer.from(missing, 'base64');
  const hash = hashOfNames(named);
  if (!bytes.subarray(0, hash.length).equals(hash)) return [];
  const bits = bytes.subarray(hash.length);
  return named.filter((_, at) => ((bits[at >> 3] ?? 0) & (1 << (at & 7))) !== 0);
}

function hashOfNames(named: readonly string[]): Buffer {
  return Buffer.from(shortHash(named.join('\n')), 'hex');
}

const NONE: ReadonlySet<string> = new Set();

/** Returns the keys of what an article names and that is not there; `missing` is by the key of the article. */
export function missingFrom(
  article: Naming & Pick<Article, 'key'>,
  missing: ReadonlyMap<string, Missing> | undefined,
): ReadonlySet<string> {
  const bits = missing?.get(article.key);
  return bits === undefined ? NONE : new Set(unpackMissing(namedKeys(article.key, article), bits));
}
