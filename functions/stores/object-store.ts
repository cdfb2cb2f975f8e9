import type { Instant } from '../core/instant.ts';

/** What a listing tells of an object. */
export interface ObjectSummary {
  readonly key: string;
  /** Changes when the bytes change. Opaque. */
  readonly etag: string;
  /** Bytes. */
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
  /** Of an object that has more bytes than this none are read: `bytes` is empty then, `size` tells. */
  readonly most?: number;
}

export interface ListOptions {
  /** Only keys after this one, in the order of UTF-8 bytes; it need not be there. S3's StartAfter. */
  readonly after?: string;
  /** Told of what stands among the objects and can't be one: where it is, what it is, and what to do. */
  readonly onSkipped?: OnSkipped;
}

/** Why a folder is reported that holds nothing, under its key with a slash: it may be meant as something else. */
export const EMPTY_FOLDER = 'is a folder without a file';

export type OnSkipped = (path: string, reason: string) => void;

export interface PutOptions {
  readonly contentType?: string;
  /** How the bytes given are compressed: `gzip`, `br`. */
  readonly contentEncoding?: string;
  readonly cacheControl?: string;
  readonly contentDisposition?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Write only where the object's ETag is this one; `undefined`: whatever is there. */
  readonly ifMatch?: string;
  /** Write only where no object is there. */
  readonly ifNoneMatch?: '*';
}

/** Where an object lies in a service that copies objects by itself. */
export interface ObjectLocation {
  /** What copies; a copy is possible between two locations for which it is the same. */
  readonly service: object;
  readonly bucket: string;
  readonly key: string;
}

/** A conditional write lost its race: the object is not, or no longer, what the condition says. S3 answers 412. */
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
  keys?(prefix: string, options: ListOptions): AsyncIterable<string>;
  /**
   * It takes bytes as they are where `contentEncoding` says how they are to be compressed, and compresses them when
   * they are asked for.
   */
  readonly compresses?: boolean;
  /** `undefined` where there is no such object. */
  get(key: string, options?: GetOptions): Promise<StoredObject | undefined>;
  /**
   * Whole or not at all: a reader sees the old bytes or the new ones.
   * @throws PreconditionFailed where `ifMatch` or `ifNoneMatch` does not hold.
   */
  put(key: string, bytes: Uint8Array, options?: PutOptions): Promise<{ readonly etag: string }>;
  /** Idempotent: an object that is not there is no error. */
  delete(key: string): Promise<void>;
  /**
   * In a store whose service copies by itself: where an object of this key lies, whether or not it is there. Asked by
   * `copyObject`.
   */
  locate?(key: string): ObjectLocation;
  /**
   * As `put`, with the bytes of an object of the same service, which do not pass through here. `undefined` where that
   * is gone. Asked by `copyObject`, without conditions.
   */
  copyFrom?(source: ObjectLocation, key: string, options: PutOptions): Promise<{ readonly etag: string } | undefined>;
}

/** Lists keys alone, in their order. */
export async function* listKeys(store: ObjectStore, prefix: string, options: ListOptions): AsyncGenerator<string> {
  if (store.keys) yield* store.keys(prefix, options);
  else for await (const { key } of store.list(prefix, options)) yield key;
}
