import { textProblem } from '../core/article/source-text.ts';
import { ARTICLES_PREFIX, isDataKey } from '../core/bucket-layout.ts';
import { says } from '../core/data-files/data-files.ts';
import {
  DataKeySorter,
  type DataKeys,
  dataPlace,
  isArticleAtTop,
  isArticleKey,
  sidecarStem,
} from '../core/data-files/data-keys.ts';
import { isFieldsFile, stemOf } from '../core/data-files/holds.ts';
import type { DataFile } from '../core/site/site.ts';
import { compareKeys } from '../core/text/key-order.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { listKeys, type ObjectStore } from '../stores/object-store.ts';
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
    for await (const key of listKeys(content, `${stem}.`, {}))
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
    for await (const key of listKeys(content, `${stem}.`, {}))
      if (isDataKey(key) && dataPlace(key) === 'either' && sidecarStem(key) === stem) keys.push(key);
    return keys;
  });
  return found.flat();
}

/** Reads a data file; `undefined` if it does not exist. */
export async function readDataFile(content: ObjectStore, key: string): Promise<StoredDataFile | undefined> {
  try {
    const object = await content.get(key, { most: MAX_BYTES });
    if (!object) return undefined;
    const { etag } = object;
    if (object.size > MAX_BYTES || textProblem(object.bytes)) return { key, etag };
    const text = new TextDecoder().decode(object.bytes);
    // An empty file may be one that was cut short, and then says that it can't be read.
    return { key, etag, text: isFieldsFile(key) || says({ key, text }) ? text || ' ' : '' };
  } catch (error) {
    if (error instanceof UnreadableObject) return { key, etag: await listedEtag(content, key) };
    throw error;
  }
}

/** The version in the listing, so that the next sweep finds no difference. */
async function listedEtag(content: ObjectStore, key: string): Promise<string> {
  for await (const summary of content.list(key)) return summary.key === key ? summary.etag : '';
  return '';
}
