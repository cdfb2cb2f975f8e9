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
  /** S3 user metadata, names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface PutOptions {
  readonly contentType?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Write only where the object's ETag is this one; `undefined`: whatever is there. */
  readonly ifMatch?: string;
  /** Write only where no object is there. */
  readonly ifNoneMatch?: '*';
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
  /** Every object whose key begins with `prefix` (all by default), ordered by the key's UTF-8 bytes, as S3 does. */
  list(prefix?: string): AsyncIterable<ObjectSummary>;
  /** `undefined` where there is no such object. */
  get(key: string): Promise<StoredObject | undefined>;
  /**
   * Whole or not at all: a reader sees the old bytes or the new ones.
   * @throws PreconditionFailed where `ifMatch` or `ifNoneMatch` does not hold.
   */
  put(key: string, bytes: Uint8Array, options?: PutOptions): Promise<{ readonly etag: string }>;
  /** Idempotent: an object that is not there is no error. */
  delete(key: string): Promise<void>;
}
