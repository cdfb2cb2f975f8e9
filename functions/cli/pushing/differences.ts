import { compareKeys, sortKeys } from '../../core/text/key-order.ts';

/** A file of the content on this machine, or an object of the bucket. */
export interface ListedFile {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
}

/** An object of the content bucket as it is listed. */
export interface RemoteObject extends ListedFile {
  /** With its quotation marks. */
  readonly etag: string;
}

/** A file to upload. */
export interface Upload {
  /** On this machine. */
  readonly from: string;
  /** In the bucket: as the object is spelled that is there already, else in NFC. */
  readonly to: string;
}

/** Differences between a folder and a bucket. */
export interface Differences {
  /** Files that are missing in the bucket, or there in another version; ordered by key. */
  readonly uploads: readonly Upload[];
  readonly unchanged: number;
  /** Keys of objects that are in the bucket alone, and of those that another spelling of their name hides. */
  readonly extra: readonly string[];
}

/** Digests that identify versions: MD5 in hexadecimal. */
export interface Digests {
  /** Returns the digest of a local file. */
  of(key: string): Promise<string>;
  /** Returns the digest in the metadata of an object, noted when it was uploaded; `undefined` if there is none. */
  noted(key: string): Promise<string | undefined>;
}

/**
 * Compares a folder with a bucket. One name is one file however it is typed. Versions are told apart by size, then by
 * digest: that of an object is its ETag where it was uploaded in one piece and no key of KMS encrypts it (S3 API,
 * `Object`, `ETag`), else what was noted when it was uploaded.
 */
export async function compareFolder(
  local: readonly ListedFile[],
  remote: readonly RemoteObject[],
  digests: Digests,
): Promise<Differences> {
  const there = firstOfEach(remote);
  const here = firstOfEach(local);
  const uploads = new Map<string, Upload>();
  for (const [name, { key, size }] of here) {
    const object = there.get(name);
    if (object?.size === size && (await isSame(key, object, digests))) continue;
    const to = object?.key ?? name;
    uploads.set(to, { from: key, to });
  }
  const extra = remote.flatMap(object => {
    const name = object.key.normalize('NFC');
    return here.has(name) && there.get(name) === object ? [] : [object.key];
  });
  return {
    uploads: sortKeys([...uploads.keys()]).flatMap(key => uploads.get(key) ?? []),
    unchanged: here.size - uploads.size,
    extra: sortKeys(extra),
  };
}

/** By name in NFC. Of two spellings of one name the first has it, as where it is published. */
function firstOfEach<Item extends ListedFile>(listed: readonly Item[]): ReadonlyMap<string, Item> {
  const found = new Map<string, Item>();
  for (const item of listed) {
    const name = item.key.normalize('NFC');
    const other = found.get(name);
    if (!other || compareKeys(item.key, other.key) < 0) found.set(name, item);
  }
  return found;
}

async function isSame(key: string, object: RemoteObject, digests: Digests): Promise<boolean> {
  const digest = await digests.of(key);
  return object.etag === `"${digest}"` || (await digests.noted(object.key)) === digest;
}
