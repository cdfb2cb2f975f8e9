import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FileMetadata } from '../core/files/published-file.ts';
import { BROTLI_QUALITY, type Coding } from '../core/files/variants.ts';
import type { Instant } from '../core/instant.ts';
import { compareKeys, sortKeys } from '../core/text/key-order.ts';
import { assertSafeKey } from '../stores/object-key.ts';
import { type ObjectStore, PreconditionFailed, type PutOptions, type StoredObject } from '../stores/object-store.ts';
import { BodyFile, type StoredBody } from './body-file.ts';

const SECOND = 1000;

/** Object of the bucket under one key, until its bytes change. */
export class PublishedObject {
  readonly mediaType: string;
  readonly metadata: FileMetadata;
  /** As the publisher stores it: what may not be shown is a download. */
  readonly disposition: string | undefined;
  /** Strong, with its quotation marks. */
  readonly etag: string;
  /** Whole seconds, in milliseconds. */
  readonly lastModified: Instant;
  /** Content coding of the body. */
  readonly coding: Coding | undefined;
  readonly stored: StoredBody;
  readonly #bodies: BodyFile;
  readonly #options: PutOptions;
  #encoded: Map<Coding, Buffer> | undefined;

  constructor(bodies: BodyFile, bytes: Uint8Array, etag: string, lastModified: Instant, options: PutOptions) {
    this.#bodies = bodies;
    this.#options = options;
    this.stored = bodies.write(bytes);
    this.etag = etag;
    this.lastModified = lastModified;
    this.mediaType = options.contentType ?? 'application/octet-stream';
    this.metadata = options.metadata ?? {};
    this.disposition = options.contentDisposition;
    this.coding = codingOf(options);
  }

  /** Bytes, as they were given. */
  get size(): number {
    return this.stored.size;
  }

  get body(): Buffer {
    return this.coding === undefined ? this.#bodies.read(this.stored) : this.encoded(this.coding);
  }

  /** Returns the same object with a copy of its bytes elsewhere: another version of it frees the space of this one. */
  copyTo(bodies: BodyFile): PublishedObject {
    return new PublishedObject(bodies, this.#bodies.read(this.stored), this.etag, this.lastModified, this.#options);
  }

  /** Value of `Cache-Control` as the publisher stores it. */
  get cacheControl(): string | undefined {
    return this.#options.cacheControl;
  }

  /** Tag by which a cache forgets it. */
  get cacheTag(): string | undefined {
    return this.#options.cacheTag;
  }

  /** Returns the bytes compressed, which they are when that is first asked for. */
  encoded(coding: Coding): Buffer {
    this.#encoded ??= new Map();
    const known = this.#encoded.get(coding);
    if (known) return known;
    const bytes = compress(this.#bodies.read(this.stored), coding);
    this.#encoded.set(coding, bytes);
    return bytes;
  }
}

/**
 * The part of the feeds bucket that the world may read, `public/`, with validators that move exactly when bytes do: an
 * unchanged file stays the object that it was, a changed one gets a later Last-Modified, even within the same second,
 * since readers discard a change that has the old one. What is written to `store` is shown once `show` is called, all
 * of it at once.
 */
export class Origin {
  /** The store to write to, without `public/` before its keys. It reads what was written, shown or not. */
  readonly store: ObjectStore;
  readonly #now: () => Instant;
  readonly #bodies = new BodyFile();
  readonly #shown = new Map<string, PublishedObject>();
  /** Objects to show next; `undefined` for those that are gone. */
  readonly #next = new Map<string, PublishedObject | undefined>();
  /** Instants of the last change of objects that are gone. One that comes back must not be older. */
  readonly #gone = new Map<string, Instant>();

  constructor(now: () => Instant) {
    this.#now = now;
    this.store = {
      // Most are never asked for, and to compress them is half of what a publish takes.
      compresses: true,
      list: (prefix = '', { after = '' } = {}) => this.#list(prefix, after),
      get: async (key, { most = Number.POSITIVE_INFINITY } = {}) => {
        const object = this.#written(key);
        return object && storedObject(key, object, most);
      },
      put: async (key, bytes, options = {}) => ({ etag: this.#put(key, bytes, options) }),
      delete: async key => this.#delete(key),
    };
  }

  /** Returns what is shown under a key. */
  get(key: string): PublishedObject | undefined {
    return this.#shown.get(key);
  }

  /** Shows what was written: a request sees all of it or nothing. */
  show(): void {
    for (const [key, object] of this.#next) {
      const before = this.#shown.get(key);
      if (before) this.#bodies.free(before.stored);
      if (object) {
        this.#shown.set(key, object);
        this.#gone.delete(key);
      } else if (before) {
        this.#shown.delete(key);
        this.#gone.set(key, before.lastModified);
      }
    }
    this.#next.clear();
  }

  /** Gives back the space that its bytes take on the disk. */
  close(): void {
    this.#bodies.close();
  }

  #written(key: string): PublishedObject | undefined {
    return this.#next.has(key) ? this.#next.get(key) : this.#shown.get(key);
  }

  #put(key: string, bytes: Uint8Array, options: PutOptions): string {
    assertSafeKey(key);
    const written = this.#written(key);
    if (options.ifMatch !== undefined && options.ifMatch !== written?.etag) throw new PreconditionFailed(key);
    if (options.ifNoneMatch !== undefined && written) throw new PreconditionFailed(key);
    const etag = `"${hash(bytes, options)}"`;
    if (written?.etag === etag) return etag;
    this.#forget(key);
    const shown = this.#shown.get(key);
    if (shown?.etag === etag) return etag;
    const last = shown?.lastModified ?? this.#gone.get(key);
    this.#next.set(key, new PublishedObject(this.#bodies, bytes, etag, laterThan(last, this.#now()), options));
    return etag;
  }

  #delete(key: string): void {
    assertSafeKey(key);
    this.#forget(key);
    if (this.#shown.has(key)) this.#next.set(key, undefined);
  }

  /** Lets go of what was written and not shown. */
  #forget(key: string): void {
    const next = this.#next.get(key);
    if (next) this.#bodies.free(next.stored);
    this.#next.delete(key);
  }

  async *#list(prefix: string, after: string): ReturnType<ObjectStore['list']> {
    const keys = new Set([...this.#shown.keys(), ...this.#next.keys()]);
    for (const key of sortKeys([...keys].filter(key => key.startsWith(prefix)))) {
      const object = compareKeys(key, after) > 0 ? this.#written(key) : undefined;
      if (object) yield { key, etag: object.etag, size: object.size, lastModified: object.lastModified };
    }
  }
}

function storedObject(key: string, object: PublishedObject, most: number): StoredObject {
  const { etag, size, lastModified, mediaType, metadata, coding, disposition } = object;
  return {
    key,
    etag,
    size,
    lastModified,
    bytes: size > most ? new Uint8Array() : object.body,
    contentType: mediaType,
    ...(coding !== undefined && { contentEncoding: coding }),
    ...(disposition !== undefined && { contentDisposition: disposition }),
    metadata: { ...metadata },
  };
}

function laterThan(last: Instant | undefined, now: Instant): Instant {
  const second = Math.floor(now / SECOND) * SECOND;
  return last === undefined ? second : Math.max(second, last + SECOND);
}

function codingOf({ contentEncoding }: PutOptions): Coding | undefined {
  return contentEncoding === 'br' || contentEncoding === 'gzip' ? contentEncoding : undefined;
}

function hash(bytes: Uint8Array, options: PutOptions): string {
  const { metadata = {}, contentDisposition = '', contentEncoding = '' } = options;
  const digest = createHash('sha256').update(bytes);
  // The headers of an address are part of what its readers get.
  const said = [...Object.entries(metadata), contentDisposition, contentEncoding];
  if (said.some(part => part !== '')) digest.update(JSON.stringify(said));
  return digest.digest('base64url').slice(0, 22);
}

function compress(bytes: Buffer, coding: Coding): Buffer {
  return coding === 'gzip'
    ? gzipSync(bytes)
    : brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
}
