import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { cacheControlOf } from '../core/files/cache-control.ts';
import { cacheTagOf } from '../core/files/cache-tag.ts';
import { encodeBody } from '../core/files/encode-body.ts';
import { versionOfFile } from '../core/files/file-version.ts';
import { storedMediaType } from '../core/files/media-type.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import {
  BROTLI_QUALITY,
  CODING_ENDINGS,
  CODINGS,
  type Coding,
  hasVariants,
  pathsOfFile,
} from '../core/files/variants.ts';
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
  return { ...file, body: encodeBody(file.body) };
}

/** Digest that distinguishes what two files hold: bytes and metadata. */
export function digestOf({ body, metadata, beside = [] }: PublishedFile): string {
  const hash = createHash('sha256').update(encodeBody(body));
  for (const file of beside) hash.update(`\0${file.path}\0${digestOf(file)}`);
  if (metadata) hash.update(`\0${JSON.stringify(metadata)}`);
  return hash.digest('base64url').slice(0, 16);
}

/** A file under `public/` as it was written. */
export interface WrittenFile {
  /** ETag of the file itself. */
  readonly etag: string;
  /** Version of the file and its compressed forms: see `versionOfFile`. */
  readonly version: string;
}

/**
 * Writes a file under `public/`, its compressed forms and the files beside it first, so that whoever learns of a change
 * finds it in each.
 */
export async function writeFile(
  feeds: ObjectStore,
  { path, body, metadata = {}, beside = [] }: PublishedFile,
): Promise<WrittenFile> {
  const bytes = encodeBody(body);
  const options = {
    contentType: storedMediaType(path),
    cacheControl: cacheControlOf(path),
    cacheTag: cacheTagOf(path),
    metadata: { ...metadata },
  };
  const write = async (coding: Coding): Promise<string> => {
    const compressed = { ...options, contentEncoding: coding };
    return (
      await feeds.put(path + CODING_ENDINGS[coding], feeds.compresses ? bytes : COMPRESS[coding](bytes), compressed)
    ).etag;
  };
  const variants = hasVariants(path) ? await Promise.all(CODINGS.map(write)) : [];
  for (const file of beside) variants.push((await writeFile(feeds, file)).etag);
  const { etag } = await feeds.put(path, bytes, options);
  return { etag, version: versionOfFile([etag, ...variants]) };
}

/**
 * Publishes a file of `media/`, and returns the version that was written; `undefined` where it is gone. What has to be
 * searched for scripts passes through here.
 */
export async function copyMedia(
  content: ObjectStore,
  key: string,
  feeds: ObjectStore,
  path: string,
): Promise<string | undefined> {
  const searched = isSearched(path) ? await content.get(key, { most: MAX_SEARCHED_BYTES }) : undefined;
  const isWhole = searched !== undefined && searched.bytes.length === searched.size;
  const contentDisposition = mediaDisposition(path, isWhole ? searched.bytes : undefined);
  const options: PutOptions = {
    contentType: storedMediaType(path),
    cacheControl: cacheControlOf(path),
    cacheTag: cacheTagOf(path),
    ...(contentDisposition !== undefined && { contentDisposition }),
  };
  const written = isWhole
    ? await feeds.put(path, searched.bytes, options)
    : await copyObject(content, key, feeds, path, options);
  return written && versionOfFile([written.etag]);
}

/** Takes a file away, and its compressed forms; `paths` are those of all its parts, the file itself first. */
export async function deleteFile(
  feeds: ObjectStore,
  path: string,
  paths: readonly string[] = pathsOfFile(path),
): Promise<void> {
  for (const each of paths.toReversed()) await feeds.delete(each);
}
