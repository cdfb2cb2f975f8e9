import type { Fetched } from '../content/fetch-object.ts';
import { listDataKeys, readSidecars } from '../content/read-data-files.ts';
import { versionWith } from '../content/version.ts';
import { openSource } from '../core/article/source-text.ts';
import {
  countingSidecars,
  etagWith,
  isArticleKey,
  isSidecarKey,
  SIDECAR_ENDINGS,
  sidecarStem,
} from '../core/data-files/data-keys.ts';
import { stemOf } from '../core/data-files/holds.ts';
import { keysBeside, type ObjectStore } from '../stores/object-store.ts';

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
    const beside = await keysBeside(content, stem, SIDECAR_ENDINGS);
    return countingSidecars(beside.filter(other => isSidecarKey(other) && sidecarStem(other) === stem));
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
  const sidecars = await readSidecars(content, keys);
  if (sidecars.length === 0) return fetched;
  // A file that says nothing is part of the version alone: the text that is left of it is none that can be read.
  const speaking = sidecars.filter(({ text }) => text !== '');
  if (object) return { key, object: { ...object, etag: etagWith(object.etag, sidecars), sidecars: speaking } };
  const { found } = read;
  if (found.kind !== 'rejected') return fetched;
  return { key, read: { found: { ...found, etag: versionWith(found.etag, sidecars) } } };
}
