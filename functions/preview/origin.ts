import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { MEDIA_PREFIX } from '../core/entry/reference.ts';
import type { FileMetadata, PublishedFile } from '../core/feed/feed.ts';
import { storedMediaType } from '../core/files/media-type.ts';
import { BROTLI_QUALITY, type Coding, variantOf } from '../core/files/variants.ts';
import type { Instant } from '../core/instant.ts';
import { MAX_SEARCHED_BYTES, mediaDisposition } from '../core/media/active-media.ts';

const SECOND = 1000;

/** What the bucket holds under one key, until its bytes change. */
export class PublishedObject {
  readonly body: Buffer;
  readonly mediaType: string;
  readonly metadata: FileMetadata;
  /** As the publisher stores it: what may not be shown is a download. */
  readonly disposition?: string;
  /** Strong, with its quotation marks. */
  readonly etag: string;
  /** Whole seconds, in milliseconds. */
  readonly lastModified: Instant;
  /** Where the bytes are stored compressed. */
  readonly coding?: Coding;
  readonly #encoded = new Map<Coding, Buffer>();

  constructor(object: Omit<PublishedObject, 'encoded' | 'variant'>) {
    this.body = object.body;
    this.mediaType = object.mediaType;
    this.metadata = object.metadata;
    this.etag = object.etag;
    this.lastModified = object.lastModified;
    if (object.disposition) this.disposition = object.disposition;
    if (object.coding) this.coding = object.coding;
  }

  /** The bytes, compressed when they are first asked for. */
  encoded(coding: Coding): Buffer {
    const known = this.#encoded.get(coding);
    if (known) return known;
    const bytes = compress(this.body, coding);
    this.#encoded.set(coding, bytes);
    return bytes;
  }

  /** The object that the publisher puts beside this one: its compressed form. */
  variant(coding: Coding): PublishedObject {
    const { mediaType, metadata, lastModified } = this;
    const etag = this.etag.replace(/"$/, `-${coding}"`);
    return new PublishedObject({ body: this.encoded(coding), mediaType, metadata, etag, lastModified, coding });
  }
}

/**
 * The bucket's objects by key, with validators that move exactly when bytes do: an unchanged file stays the object that
 * it was, a changed one gets a later Last-Modified, even within the same second, since readers discard a change that
 * has the old one.
 */
export class Origin {
  #current: ReadonlyMap<string, PublishedObject> = new Map();
  /** What is gone may come back, and must not come back older. */
  readonly #lastModified = new Map<string, Instant>();

  replace(files: Iterable<PublishedFile>, now: Instant): void {
    const next = new Map<string, PublishedObject>();
    for (const { path, body, metadata = {} } of files) {
      const bytes = Buffer.from(body);
      const etag = `"${hash(bytes, metadata)}"`;
      const known = this.#current.get(path);
      next.set(path, known?.etag === etag ? known : this.#changed(path, { body: bytes, metadata, etag }, now));
    }
    this.#current = next;
  }

  get(key: string): PublishedObject | undefined {
    const object = this.#current.get(key);
    const variant = object ? undefined : variantOf(key);
    return variant ? this.#current.get(variant.path)?.variant(variant.coding) : object;
  }

  #changed(path: string, object: Pick<PublishedObject, 'body' | 'metadata' | 'etag'>, now: Instant): PublishedObject {
    const last = this.#lastModified.get(path);
    const second = Math.floor(now / SECOND) * SECOND;
    const lastModified = last === undefined ? second : Math.max(second, last + SECOND);
    this.#lastModified.set(path, lastModified);
    return new PublishedObject({
      ...object,
      mediaType: storedMediaType(path),
      lastModified,
      ...dispositionOf(path, object),
    });
  }
}

function dispositionOf(path: string, { body }: Pick<PublishedObject, 'body'>): Pick<PublishedObject, 'disposition'> {
  if (!path.startsWith(MEDIA_PREFIX)) return {};
  const disposition = mediaDisposition(path, body.length <= MAX_SEARCHED_BYTES ? body : undefined);
  return disposition === undefined ? {} : { disposition };
}

function hash(bytes: Buffer, metadata: FileMetadata): string {
  const digest = createHash('sha256').update(bytes);
  // What an address says of itself is part of what readers get there.
  if (Object.keys(metadata).length > 0) digest.update(JSON.stringify(metadata));
  return digest.digest('base64url').slice(0, 22);
}

function compress(bytes: Buffer, coding: Coding): Buffer {
  return coding === 'gzip'
    ? gzipSync(bytes)
    : brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
}
