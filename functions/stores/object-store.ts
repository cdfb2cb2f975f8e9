import type { Instant } from '../core/instant.ts';

/** Object as a listing reports it. */
export interface ObjectSummary {
  readonly key: string;
  /** Opaque value that changes when the bytes change. */
  readonly etag: string;
  /** Size in bytes. */
  readonly size: number;
  readonly lastModified: Instant;
}

export interface StoredObject extends ObjectSummary {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly contentEncoding?: string;
  readonly cacheControl?: string;
  readonly contentDisposition?: string;
  /** S3 user metadata, names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface GetOptions {
  /** Maximum size in bytes. A larger object is not read: `bytes` is empty, and `size` is its size. */
  readonly most?: number;
  /** Reads so many bytes from the beginning, in place of all. `size` is that of the whole object. */
  readonly first?: number;
  /** Begins to read there, in bytes; behind the end there are none. Default: 0. */
  readonly from?: number;
}

export interface ListOptions {
  /** Lists only keys after this one, in the order of UTF-8 bytes. The key need not exist. S3's StartAfter. */
  readonly after?: string;
  /** Lists only keys up to this one, in the same order. The key need not exist. */
  readonly upTo?: string | undefined;
  /** Called for each thing among the objects that can't be one, with its path, what it is, and the remedy. */
  readonly onSkipped?: OnSkipped;
}

/** Reason for reporting an empty folder, under its key with a slash: it may be meant as something else. */
export const EMPTY_FOLDER = 'is a folder without a file';

export type OnSkipped = (path: string, reason: string) => void;

export interface PutOptions {
  readonly contentType?: string;
  /** Compression of the given bytes: `gzip`, `br`. */
  readonly contentEncoding?: string;
  readonly cacheControl?: string;
  readonly contentDisposition?: string;
  /** Tag by which a CDN invalidates the object. S3 stores it as the metadata `cache-tag`, other stores do not. */
  readonly cacheTag?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Writes only if the object has this ETag; `undefined` sets no condition. */
  readonly ifMatch?: string;
  /** Writes only if there is no such object. */
  readonly ifNoneMatch?: '*';
}

/** Location of an object in a service that copies objects by itself. */
export interface ObjectLocation {
  /** Service that copies. A copy is possible between two locations of the same service. */
  readonly service: object;
  readonly bucket: string;
  readonly key: string;
}

/** Error for a conditional write whose condition does not hold, or no longer holds. S3 answers 412. */
export class PreconditionFailed extends Error {
  override readonly name = 'PreconditionFailed';
  readonly key: string;
  constructor(key: string) {
    super(`${key}: the object changed since it was read; read it again and retry`);
    this.key = key;
  }
}

/**
 * Objects by key: the part of S3 that Bantin needs. Keys are `/`-separated, without a leading slash; a key that could
 * leave its store (`..`, `.`, an empty segment, NUL, a backslash) is refused with an error before anything is touched.
 */
export interface ObjectStore {
  /**
   * Every object whose key begins with `prefix` (all by default), ordered by the key's UTF-8 bytes, as S3 does. What is
   * left out is reported to `onSkipped`, so that nothing vanishes in silence.
   */
  list(prefix?: string, options?: ListOptions): AsyncIterable<ObjectSummary>;
  /** The keys of a listing, in a store where they cost less than summaries do. Asked by `listKeys`. */
  keys?(prefix: string, options: ListOptions): AsyncIterable<string> | Iterable<string>;
  /**
   * It takes bytes as they are where `contentEncoding` says how they are to be compressed, and compresses them when
   * they are asked for.
   */
  readonly compresses?: boolean;
  /** Its listings come page by page over a network, so ranges of keys are listed sooner side by side. */
  readonly listsInPages?: boolean;
  /**
   * Announces objects that are asked for next, in this order, with `most` among the options of `get`. Some stores fetch
   * them meanwhile.
   */
  expect?(keys: readonly string[], most: number): void;
  /** Reads an object; returns `undefined` if there is none. */
  get(key: string, options?: GetOptions): Promise<StoredObject | undefined>;
  /**
   * Writes an object, whole or not at all: a reader sees the old bytes or the new ones.
   * @throws PreconditionFailed if `ifMatch` or `ifNoneMatch` does not hold.
   */
  put(key: string, bytes: Uint8Array, options?: PutOptions): Promise<{ readonly etag: string }>;
  /** Deletes an object. Idempotent: a missing object is no error. */
  delete(key: string): Promise<void>;
  /** Deletes objects as `delete` does, in one request for many. Only stores over a network have it: `deleteAll`. */
  deleteMany?(keys: readonly string[]): Promise<void>;
  /**
   * Returns the location of a key, whether or not the object exists. Only stores whose service copies by itself have
   * this method. Called by `copyObject`.
   */
  locate?(key: string): ObjectLocation;
  /**
   * Writes the bytes of an object of the same service, as `put` does; they do not pass through this process. Returns
   * `undefined` if the source is gone. Called by `copyObject`, without conditions.
   */
  copyFrom?(source: ObjectLocation, key: string, options: PutOptions): Promise<{ readonly etag: string } | undefined>;
}

/** Deletes objects, in as few requests as the store takes for it. */
export async function deleteAll(store: ObjectStore, keys: readonly string[]): Promise<void> {
  if (store.deleteMany && keys.length > 1) await store.deleteMany(keys);
  else for (const key of keys) await store.delete(key);
}

/** Lists keys alone, in their order. */
export function listKeys(
  store: ObjectStore,
  prefix: string,
  options: ListOptions,
): AsyncIterable<string> | Iterable<string> {
  return store.keys?.(prefix, options) ?? keysOf(store.list(prefix, options));
}

async function* keysOf(listing: AsyncIterable<ObjectSummary>): AsyncGenerator<string> {
  for await (const { key } of listing) yield key;
}

/** Maximum number of keys that one question takes; a listing of S3 has ten times as many in one answer. */
const MAX_KEYS = 100;

/**
 * Returns keys that consist of a stem, a dot and one of some endings, in any case, and perhaps others that begin so.
 * One listing finds them, unless very many keys begin with the stem (`2024.txt` beside `2024.1.txt`, `2024.2.txt` …).
 * Then what the endings begin with is listed, letter by letter, so that what is listed has a bound. `endings` are in
 * lower case.
 */
export function keysBeside(content: ObjectStore, stem: string, endings: readonly string[]): Promise<readonly string[]> {
  return keysFrom(content, `${stem}.`, '', endings);
}

async function keysFrom(
  content: ObjectStore,
  before: string,
  begun: string,
  endings: readonly string[],
): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const key of listKeys(content, before + begun, {})) {
    keys.push(key);
    if (keys.length > MAX_KEYS) break;
  }
  if (keys.length <= MAX_KEYS) return keys;
  // A key that ends here comes first in the order of keys.
  const found = keys.slice(0, 1).filter(key => key === before + begun);
  const longer = endings.filter(ending => ending.length > begun.length && ending.startsWith(begun.toLowerCase()));
  const next = longer.map(ending => ending.charAt(begun.length));
  for (const letter of new Set(next.flatMap(one => [one, one.toUpperCase()])))
    found.push(...(await keysFrom(content, before, begun + letter, endings)));
  return found;
}
