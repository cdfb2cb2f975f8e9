import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { CACHE_TAG } from '../core/files/cache-tag.ts';
import type { Instant } from '../core/instant.ts';
import { compareKeys, sortKeys } from '../core/text/key-order.ts';
import { assertSafeKey } from './object-key.ts';
import { type ObjectStore, PreconditionFailed, type PutOptions, type StoredObject } from './object-store.ts';

export interface MemoryStoreOptions {
  /** Clock of `lastModified`. Default: the present moment. */
  readonly now?: () => Instant;
  /** Paths beside the objects that can't be objects, as in a bucket, with the reason. May change at any time. */
  readonly skipped?: ReadonlyMap<string, string>;
}

/** Limits of S3, in bytes of UTF-8: of a key, and of user metadata, names and values. */
const [MAX_KEY, MAX_METADATA] = [1024, 2048];

/**
 * Objects in memory, for tests and previews; bytes are copied in and out. It refuses what S3
 * would, for keys and metadata are limited there. `initial` is what it holds at first, by key.
 */
export function createMemoryStore(
  initial: Readonly<Record<string, string | Uint8Array>> = {},
  { now = Date.now, skipped = new Map() }: MemoryStoreOptions = {},
): ObjectStore {
  const objects = new Map<string, StoredObject>();
  const write = (key: string, bytes: Uint8Array, options: PutOptions = {}): string => {
    assertFits(key, { ...options.metadata, ...(options.cacheTag !== undefined && { [CACHE_TAG]: options.cacheTag }) });
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    objects.set(key, {
      key,
      etag,
      size: bytes.length,
      lastModified: now(),
      // Not slice: that of a Buffer shares its memory.
      bytes: new Uint8Array(bytes),
      ...headersOf(options),
      metadata: lowerCaseNames(options.metadata ?? {}),
    });
    return etag;
  };
  for (const [key, content] of Object.entries(initial))
    write(key, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return {
    async *list(prefix = '', { after = '', upTo, onSkipped } = {}) {
      const isListed = (key: string): boolean =>
        key.startsWith(prefix) && compareKeys(key, after) > 0 && (upTo === undefined || compareKeys(key, upTo) <= 0);
      for (const [path, reason] of skipped) if (isListed(path)) onSkipped?.(path, reason);
      for (const key of sortKeys([...objects.keys()].filter(isListed))) {
        const object = objects.get(key);
        if (object) yield { key, etag: object.etag, size: object.size, lastModified: object.lastModified };
      }
    },
    async get(key, { most = Number.POSITIVE_INFINITY, first = Number.POSITIVE_INFINITY, from = 0 } = {}) {
      assertFits(key);
      const object = objects.get(key);
      return (
        object && {
          ...object,
          bytes: new Uint8Array(object.size > most ? [] : object.bytes.subarray(from, from + first)),
        }
      );
    },
    async put(key, bytes, options = {}) {
      assertFits(key);
      const etag = objects.get(key)?.etag;
      if (options.ifMatch !== undefined && options.ifMatch !== etag) throw new PreconditionFailed(key);
      if (options.ifNoneMatch !== undefined && etag !== undefined) throw new PreconditionFailed(key);
      return { etag: write(key, bytes, options) };
    },
    async delete(key) {
      assertFits(key);
      objects.delete(key);
    },
  };
}

function assertFits(key: string, metadata: Readonly<Record<string, string>> = {}): void {
  assertSafeKey(key);
  if (Buffer.byteLength(key) > MAX_KEY)
    throw new Error(`${key}: the key is too long; S3 takes 1,024 bytes, so name it shorter`);
  const bytes = Object.entries(metadata).reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0);
  if (bytes > MAX_METADATA)
    throw new Error(`${key}: metadata has ${bytes} bytes; S3 takes 2,048, so leave some of it out`);
}

function headersOf(options: PutOptions): Partial<StoredObject> {
  const { contentType, contentEncoding, cacheControl, contentDisposition } = options;
  return {
    ...(contentType !== undefined && { contentType }),
    ...(contentEncoding !== undefined && { contentEncoding }),
    ...(cacheControl !== undefined && { cacheControl }),
    ...(contentDisposition !== undefined && { contentDisposition }),
  };
}

function lowerCaseNames(metadata: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]));
}
