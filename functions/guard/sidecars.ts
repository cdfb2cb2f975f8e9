import type { Fetched } from '../content/fetch-object.ts';
import { listDataKeys, readDataFile, type StoredDataFile } from '../content/read-data-files.ts';
import { versionWith } from '../content/version.ts';
import { openSource } from '../core/article/source-text.ts';
import { etagWith, isArticleKey, isSidecarKey, sidecarStem } from '../core/data-files/data-keys.ts';
import { stemOf } from '../core/data-files/holds.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { listKeys, type ObjectStore } from '../stores/object-store.ts';

/** Returns the keys of the files that speak of an article alone; `bytes` are its own, where they were read. */
export type SidecarFinder = (
  key: string,
  bytes: Uint8Array | undefined,
) => readonly string[] | Promise<readonly string[]>;

/** Finds no sidecars: there are none. */
export const NO_SIDECARS: SidecarFinder = () => [];

/** Finds sidecars among those that a listing told of. */
export function listedSidecars(sidecars: ReadonlyMap<string, readonly string[]>): SidecarFinder {
  return key => sidecars.get(stemOf(key)) ?? [];
}

/** Finds sidecars for a command, which reads a whole folder: it is listed once, when the first article is read. */
export function sidecarsIn(content: ObjectStore): SidecarFinder {
  let listed: Promise<SidecarFinder> | undefined;
  return async (key, bytes) => {
    listed ??= listDataKeys(content).then(({ sidecars }) => listedSidecars(sidecars));
    return (await listed)(key, bytes);
  };
}

/**
 * Finds sidecars by asking the bucket, as it is now. Where it is known to hold none, only articles without front matter
 * are asked for: their fields may be still to come.
 */
export function askedSidecars(content: ObjectStore, hasSidecars: boolean): SidecarFinder {
  return async (key, bytes) => {
    if (!hasSidecars && !isWithoutFields(bytes)) return [];
    const stem = stemOf(key);
    const keys: string[] = [];
    for await (const other of listKeys(content, `${stem}.`, {}))
      if (isSidecarKey(other) && sidecarStem(other) === stem) keys.push(other);
    return keys;
  };
}

function isWithoutFields(bytes: Uint8Array | undefined): boolean {
  const opened = bytes && openSource(bytes);
  return opened !== undefined && 'body' in opened && opened.frontMatter === undefined;
}

/** Returns what was fetched with the sidecars of the article, whose versions are part of its own. */
export async function withSidecars(content: ObjectStore, fetched: Fetched, find: SidecarFinder): Promise<Fetched> {
  const { key, object, read } = fetched;
  if (!isArticleKey(key) || (read && read.found.kind !== 'rejected')) return fetched;
  const keys = await find(key, object?.bytes);
  if (keys.length === 0) return fetched;
  const files = await inParallel(keys, CONCURRENCY, one => readDataFile(content, one));
  const sidecars = files.filter((file): file is StoredDataFile => file !== undefined);
  if (sidecars.length === 0) return fetched;
  if (object) return { key, object: { ...object, etag: etagWith(object.etag, sidecars), sidecars } };
  const { found } = read;
  if (found.kind !== 'rejected') return fetched;
  return { key, read: { found: { ...found, etag: versionWith(found.etag, sidecars) } } };
}
