import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { PublishedFile } from '../core/feed/feed.ts';
import { cacheControlOf } from '../core/files/cache-control.ts';
import { storedMediaType } from '../core/files/media-type.ts';
import { BROTLI_QUALITY, CODING_ENDINGS, type Coding, hasVariants } from '../core/files/variants.ts';
import { isSearched, MAX_SEARCHED_BYTES, mediaDisposition } from '../core/media/active-media.ts';
import { copyObject } from './copy-object.ts';
import type { ObjectStore, PutOptions } from './object-store.ts';

/** Time doubles with each step up from here, for a thirtieth of the size. */
const COMPRESS: Readonly<Record<Coding, (bytes: Uint8Array) => Buffer>> = {
  br: bytes => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: bytes => gzipSync(bytes, { level: 4 }),
};

/** A file with its text as bytes, so that it is encoded once however often it is looked at. */
export function encoded(file: PublishedFile): PublishedFile {
  return typeof file.body === 'string' ? { ...file, body: Buffer.from(file.body) } : file;
}

/** Tells apart what two files hold: bytes and metadata. */
export function digestOf({ body, metadata }: PublishedFile): string {
  const hash = createHash('sha256').update(body);
  if (metadata) hash.update(`\0${JSON.stringify(metadata)}`);
  return hash.digest('base64url').slice(0, 16);
}

/**
 * Writes a file under `public/`, its compressed forms first, so that whoever learns of a change finds it in each. Gives
 * the ETag of the file itself.
 */
export async function writeFile(feeds: ObjectStore, { path, body, metadata = {} }: PublishedFile): Promise<string> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const options = { contentType: storedMediaType(path), cacheControl: cacheControlOf(path), metadata: { ...metadata } };
  if (hasVariants(path)) {
    const write = async (coding: Coding): Promise<void> => {
      await feeds.put(path + CODING_ENDINGS[coding], COMPRESS[coding](bytes), {
        ...options,
        contentEncoding: coding,
      });
    };
    await Promise.all([write('br'), write('gzip')]);
  }
  const { etag } = await feeds.put(path, bytes, options);
  return etag;
}

/** Publishes a file of `media/`; `false` where it is gone. What has to be searched for scripts passes through here. */
export async function copyMedia(content: ObjectStore, key: string, feeds: ObjectStore, path: string): Promise<boolean> {
  const searched = isSearched(path) ? await content.get(key, { most: MAX_SEARCHED_BYTES }) : undefined;
  const isWhole = searched !== undefined && searched.bytes.length === searched.size;
  const contentDisposition = mediaDisposition(path, isWhole ? searched.bytes : undefined);
  const options: PutOptions = {
    contentType: storedMediaType(path),
    cacheControl: cacheControlOf(path),
    ...(contentDisposition !== undefined && { contentDisposition }),
  };
  if (!isWhole) return copyObject(content, key, feeds, path, options);
  await feeds.put(path, searched.bytes, options);
  return true;
}

/** Takes a file away, and its compressed forms. */
export async function deleteFile(feeds: ObjectStore, path: string): Promise<void> {
  if (hasVariants(path)) for (const ending of Object.values(CODING_ENDINGS)) await feeds.delete(path + ending);
  await feeds.delete(path);
}
