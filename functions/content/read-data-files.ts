import { ARTICLE_ENDINGS } from '../core/article/key.ts';
import { ARTICLES_PREFIX, isDataKey } from '../core/bucket-layout.ts';
import { says } from '../core/data-files/data-files.ts';
import {
  DataKeySorter,
  type DataKeys,
  dataPlace,
  isArticleAtTop,
  isArticleKey,
  isSidecarKey,
  MAX_SIDECARS,
  SIDECAR_ENDINGS,
  sidecarStem,
} from '../core/data-files/data-keys.ts';
import { isFieldsFile, stemOf } from '../core/data-files/holds.ts';
import type { DataFile } from '../core/site/site.ts';
import { compareKeys } from '../core/text/key-order.ts';
import { textProblem } from '../core/text-problem.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { keysBeside, listKeys, type ObjectStore } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';

/** A data file as it was last seen. Its text is empty if it has no field about articles. */
export interface StoredDataFile extends DataFile {
  readonly etag: string;
}

/**
 * Maximum size of all data files together, in UTF-16 code units, since the state holds them. Articles in the scope of
 * the files beyond it, in the order of their keys, are held back.
 */
const MAX_SAID = 4 * 1024 ** 2;
/** Maximum size of a data file that is read, in bytes: 1 MB. */
const MAX_BYTES = 1024 ** 2;

/**
 * Reads the data files of folders with certain keys, and adds those of `known` with other keys. Returns them by key. A
 * file at the top that belongs to an article is left out.
 */
export async function readDataFiles(
  content: ObjectStore,
  keys: Iterable<string>,
  known: readonly StoredDataFile[] = [],
): Promise<readonly StoredDataFile[]> {
  const files = new Map(known.map(file => [file.key, file]));
  const changed = new Set(keys);
  // One that was not read for there being too many may be now.
  for (const { key, text } of known) if (text === undefined) changed.add(key);
  await inParallel(changed, CONCURRENCY, async key => {
    const isOfOne = dataPlace(key) === 'either' && (await articlesBeside(content, [key])).length > 0;
    const file = isOfOne ? undefined : await readDataFile(content, key);
    if (file) files.set(key, file);
    else files.delete(key);
  });
  const all = [...files.values()].sort((a, b) => compareKeys(a.key, b.key));
  let said = 0;
  return all.map(file => {
    said += file.text?.length ?? 0;
    return said <= MAX_SAID ? file : { key: file.key, etag: file.etag };
  });
}

/** Returns the keys of all data files. */
export async function listDataKeys(content: ObjectStore): Promise<DataKeys> {
  const sorter = new DataKeySorter();
  for await (const key of listKeys(content, ARTICLES_PREFIX, {})) sorter.add(key);
  return sorter.sorted();
}

/** Returns the keys of the existing articles that the data files with certain keys belong to. */
export async function articlesBeside(content: ObjectStore, keys: Iterable<string>): Promise<readonly string[]> {
  const stems = new Set([...keys].map(sidecarStem));
  const found = await inParallel(stems, CONCURRENCY, async stem => {
    const articles: string[] = [];
    for (const key of await keysBeside(content, stem, ARTICLE_ENDINGS))
      if (isArticleKey(key) && stemOf(key) === stem) articles.push(key);
    return articles;
  });
  return found.flat();
}

/** Returns the keys of data files at the top that are named like articles, whether these exist or not. */
export async function dataFilesBeside(content: ObjectStore, articles: Iterable<string>): Promise<readonly string[]> {
  const stems = new Set([...articles].filter(isArticleAtTop).map(stemOf));
  const found = await inParallel(stems, CONCURRENCY, async stem => {
    const keys: string[] = [];
    for (const key of await keysBeside(content, stem, SIDECAR_ENDINGS))
      if (isDataKey(key) && dataPlace(key) === 'either' && sidecarStem(key) === stem) keys.push(key);
    return keys;
  });
  return found.flat();
}

/** Returns whether files that are there speak of one of the articles that the data files with certain keys are of. */
export async function areSidecarsBeside(content: ObjectStore, keys: Iterable<string>): Promise<boolean> {
  const stems = new Set([...keys].filter(isSidecarKey).map(sidecarStem));
  const found = await inParallel(stems, CONCURRENCY, async stem => {
    const beside = await keysBeside(content, stem, SIDECAR_ENDINGS);
    const files = beside.filter(key => isSidecarKey(key) && sidecarStem(key) === stem);
    if (files.some(key => dataPlace(key) === 'article')) return true;
    return (await articlesBeside(content, files)).length > 0;
  });
  return found.includes(true);
}

/** Reads a data file; `undefined` if it does not exist. */
export async function readDataFile(content: ObjectStore, key: string): Promise<StoredDataFile | undefined> {
  return (await readWithin(content, key, MAX_BYTES))?.file;
}

/** Reads files that speak of one article, in the order given, as many as may do so: those beyond it are not read. */
export async function readSidecars(content: ObjectStore, keys: readonly string[]): Promise<readonly StoredDataFile[]> {
  const files: StoredDataFile[] = [];
  let left = MAX_BYTES;
  for (const key of keys) {
    const most = files.length < MAX_SIDECARS ? left : -1;
    const read = await readWithin(content, key, most);
    if (!read) continue;
    const isBeyond = read.size > most && read.size <= MAX_BYTES;
    files.push({ ...read.file, ...(isBeyond && { isBeyond: true as const }) });
    if (read.size <= most) left -= read.size;
  }
  return files;
}

interface ReadFile {
  readonly file: StoredDataFile;
  /** Size in bytes; 0 if the store can't read it. */
  readonly size: number;
}

/** Reads a data file of at most so many bytes. */
async function readWithin(content: ObjectStore, key: string, most: number): Promise<ReadFile | undefined> {
  try {
    const object = await content.get(key, { most: Math.max(most, 0) });
    if (!object) return undefined;
    const { etag, size } = object;
    if (size > most || textProblem(object.bytes)) return { file: { key, etag }, size };
    const text = new TextDecoder().decode(object.bytes);
    // An empty file may be one that was cut short, and then says that it can't be read.
    return { file: { key, etag, text: isFieldsFile(key) || says({ key, text }) ? text || ' ' : '' }, size };
  } catch (error) {
    if (error instanceof UnreadableObject) return { file: { key, etag: await listedEtag(content, key) }, size: 0 };
    throw error;
  }
}

/** The version in the listing, so that the next sweep finds no difference. */
async function listedEtag(content: ObjectStore, key: string): Promise<string> {
  for await (const summary of content.list(key)) return summary.key === key ? summary.etag : '';
  return '';
}
