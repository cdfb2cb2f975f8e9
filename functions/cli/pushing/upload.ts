import { createHash } from 'node:crypto';
import { userInfo } from 'node:os';
import { isContent, isSiteKey, MEDIA_PREFIX } from '../../core/bucket-layout.ts';
import { storedMediaType } from '../../core/files/media-type.ts';
import { sortKeys } from '../../core/text/key-order.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import {
  type ObjectStore,
  type ObjectSummary,
  type OnSkipped,
  PreconditionFailed,
  type StoredObject,
} from '../../stores/object-store.ts';
import type { Digests, Upload } from './differences.ts';

/** User metadata that an upload has: the MD5 of its bytes, and who uploaded them. */
const [DIGEST, UPLOADED_BY] = ['bantin-md5', 'uploaded-by'];
/** Characters that a header may hold (RFC 9110, section 5.5), without those beyond ASCII. */
const NOT_IN_HEADERS = /[^ -~]+/g;

/** Lists what of a folder, or of a bucket, is content. */
export async function listFiles(store: ObjectStore, onSkipped: OnSkipped): Promise<readonly ObjectSummary[]> {
  const found: ObjectSummary[] = [];
  for await (const summary of store.list('', { onSkipped }))
    if (isContent(summary.key) || isSiteKey(summary.key)) found.push(summary);
  return found;
}

/** User metadata of an object. */
export type Metadata = StoredObject['metadata'];
/** Asks for the metadata of an object of the bucket; there is none where there is no object. */
export type AskMetadata = (key: string) => Promise<Metadata>;

/** Each object is asked for once. */
export function metadataIn(bucket: ObjectStore): AskMetadata {
  const known = new Map<string, Promise<Metadata>>();
  return key => {
    const found = known.get(key) ?? bucket.get(key, { most: 0 }).then(object => object?.metadata ?? {});
    known.set(key, found);
    return found;
  };
}

/** Returns the digests of files and of objects, each worked out once. */
export function digestsOf(folder: ObjectStore, ask: AskMetadata): Digests {
  const known = new Map<string, string>();
  return {
    async of(key) {
      const digest = known.get(key) ?? md5((await folder.get(key))?.bytes ?? new Uint8Array());
      known.set(key, digest);
      return digest;
    },
    noted: async key => (await ask(key))[DIGEST],
  };
}

/**
 * Uploads files: `site.yaml` and what else may hold articles back first, then media, then the articles that name them.
 * Notes the ETag of each by its key in the bucket. A file that is gone meanwhile is left out. What an object's metadata
 * said of it stays with it. Returns the keys of objects that others wrote or deleted meanwhile, which are left alone.
 */
export async function uploadAll(uploads: readonly Upload[], options: UploadOptions): Promise<readonly string[]> {
  const conflicts: string[] = [];
  for (const part of partsOf(uploads, ({ to }) => to))
    await inParallel(part, CONCURRENCY, async upload => {
      try {
        await uploadOne(upload, options);
      } catch (error) {
        if (!(error instanceof PreconditionFailed)) throw error;
        conflicts.push(upload.to);
      }
    });
  return sortKeys(conflicts);
}

async function uploadOne(
  { from, to }: Upload,
  { folder, bucket, by, carried, listed, written, onUploaded }: UploadOptions,
): Promise<void> {
  const file = await folder.get(from);
  if (!file) return;
  const { [DIGEST]: _digest, [UPLOADED_BY]: _by, ...kept } = carried.get(from) ?? {};
  const metadata = { ...kept, [DIGEST]: md5(file.bytes), ...(by !== '' && { [UPLOADED_BY]: by }) };
  const there = listed?.get(to);
  const condition = listed && (there === undefined ? { ifNoneMatch: '*' as const } : { ifMatch: there });
  const { etag } = await bucket.put(to, file.bytes, { contentType: storedMediaType(to), metadata, ...condition });
  written.set(to, etag);
  onUploaded(written.size);
}

/** Deletes objects: articles first, and what may hold them back last. */
export async function deleteInOrder(bucket: ObjectStore, keys: readonly string[]): Promise<void> {
  for (const part of partsOf(keys, key => key).toReversed()) for (const key of part) await bucket.delete(key);
}

export interface UploadOptions {
  readonly folder: ObjectStore;
  readonly bucket: ObjectStore;
  /** Name of the uploader, noted in the metadata; `''` to leave it out. */
  readonly by: string;
  /** Metadata of the objects that are overwritten, by the key of the file. */
  readonly carried: ReadonlyMap<string, Metadata>;
  /** ETags of the objects to overwrite, by key, as they were listed; absent where others may be overwritten, too. */
  readonly listed?: ReadonlyMap<string, string>;
  /** Takes the ETags, so that those of an upload that is broken off are known, too. */
  readonly written: Map<string, string>;
  /** Called with how many are there. */
  readonly onUploaded: (count: number) => void;
}

/** Returns a name as a header can hold it; that of the user of this machine unless told. */
export function uploaderNamed(name: string | undefined): string {
  return (name ?? userName()).normalize('NFD').replace(NOT_IN_HEADERS, '').trim();
}

/** There are users without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

/** Splits items by their keys into files of the site, with those that may hold articles back, media, and articles. */
function partsOf<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const rank = (key: string): number => (isSiteKey(key) ? 0 : key.startsWith(MEDIA_PREFIX) ? 1 : 2);
  return [0, 1, 2].map(wanted => items.filter(item => rank(keyOf(item)) === wanted));
}

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}
