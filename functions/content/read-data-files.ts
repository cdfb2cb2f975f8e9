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

/** A data file as it was last seen; the text of one that says nothing of articles is empty. */
export interface StoredDataFile extends DataFile {
  readonly etag: string;
}

/**
 * Maximum size of what data files say, in UTF-16 code units: it lies in the state. What the files beyond it, in the
 * order of their keys, speak of is held back.
 */
const MAX_SAID = 4 * 1024 ** 2;
/** Maximum size of a data file that is read, in bytes: 1 MB. */
const MAX_BYTES = 1024 ** 2;

/**
 * Reads data files of folders by their keys, and keeps those of `known` that are not among these; by key. One at the
 * top that is that of an article is none of them.
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

/** Returns the keys of the articles, as they are now, that files with certain keys speak of alone. */
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

/** Returns the keys of data files at the top that have the names of articles, whether these are there or not. */
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

/** Reads a data file; `undefined` where there is none. */
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

/** As the listing tells of it, so that the next sweep finds nothing new. */
async function listedEtag(content: ObjectStore, key: string): Promise<string> {
  for await (const summary of content.list(key)) return summary.key === key ? summary.etag : '';
  return '';
}
