import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { PublishedFile } from '../core/feed/feed.ts';
import { mediaTypeOf, publishedMediaType } from '../core/feed/media-type.ts';
import type { Instant } from '../core/instant.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Below this many bytes compressing saves nothing; CloudFront leaves them alone, too. */
const LEAST_COMPRESSED = 1000;
const SECOND = 1000;

/** What stands at one address, until its bytes change. */
export class Resource {
  readonly body: Buffer;
  readonly mediaType: string;
  /** Whole seconds, in milliseconds. */
  readonly lastModified: Instant;
  readonly #tag: string;
  readonly #encoded = new Map<Encoding, Buffer>();

  constructor(path: string, body: Buffer, tag: string, lastModified: Instant) {
    this.body = body;
    this.mediaType = publishedMediaType(path) ?? otherMediaType(path);
    this.lastModified = lastModified;
    this.#tag = tag;
  }

  /** Text can be compressed; pictures and sound are already, and can be asked for in parts instead. */
  get isText(): boolean {
    return /^text\/|[/+](?:xml|json)\b/.test(this.mediaType);
  }

  get isCompressible(): boolean {
    return this.isText && this.body.length >= LEAST_COMPRESSED;
  }

  /** A strong ETag; each encoding is a representation of its own (RFC 9110, section 8.8.3.3). */
  etag(encoding: Encoding): string {
    return encoding === 'identity' ? `"${this.#tag}"` : `"${this.#tag}-${encoding}"`;
  }

  /** The bytes, compressed when they are first asked for. */
  encoded(encoding: Encoding): Buffer {
    if (encoding === 'identity') return this.body;
    const known = this.#encoded.get(encoding);
    if (known) return known;
    const bytes = compress(this.body, encoding);
    this.#encoded.set(encoding, bytes);
    return bytes;
  }

  isSame(tag: string): boolean {
    return this.#tag === tag;
  }
}

/**
 * Files by path, with validators that move exactly when bytes do: an unchanged file stays the resource that it was, a changed one gets a later
 * Last-Modified, even within the same second, since readers discard a change that has the old one.
 */
export class Resources {
  #current: ReadonlyMap<string, Resource> = new Map();
  /** What is gone may come back, and must not come back older. */
  readonly #lastModified = new Map<string, Instant>();

  replace(files: Iterable<PublishedFile>, now: Instant): void {
    const next = new Map<string, Resource>();
    for (const { path, body } of files) {
      const bytes = Buffer.from(body);
      const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
      const known = this.#current.get(path);
      next.set(path, known?.isSame(tag) ? known : new Resource(path, bytes, tag, this.#nextModified(path, now)));
    }
    this.#current = next;
  }

  get(path: string): Resource | undefined {
    return this.#current.get(path);
  }

  #nextModified(path: string, now: Instant): Instant {
    const last = this.#lastModified.get(path);
    const second = Math.floor(now / SECOND) * SECOND;
    const modified = last === undefined ? second : Math.max(second, last + SECOND);
    this.#lastModified.set(path, modified);
    return modified;
  }
}

function otherMediaType(path: string): string {
  const type = mediaTypeOf(path) ?? 'application/octet-stream';
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}

function compress(bytes: Buffer, encoding: 'br' | 'gzip'): Buffer {
  return encoding === 'gzip'
    ? gzipSync(bytes)
    : brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
