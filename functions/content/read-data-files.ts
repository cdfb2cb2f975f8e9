import { textProblem } from '../core/article/source-text.ts';
import { ARTICLES_PREFIX, isDataKey } from '../core/bucket-layout.ts';
import { says } from '../core/data-files/data-files.ts';
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

/** Reads data files by their keys, and keeps those of `known` that are not among these; by key. */
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
    const file = await readDataFile(content, key);
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
export async function listDataKeys(content: ObjectStore): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const key of listKeys(content, ARTICLES_PREFIX, {})) if (isDataKey(key)) keys.push(key);
  return keys;
}

async function readDataFile(content: ObjectStore, key: string): Promise<StoredDataFile | undefined> {
  try {
    const object = await content.get(key, { most: MAX_BYTES });
    if (!object) return undefined;
    const { etag } = object;
    if (object.size > MAX_BYTES || textProblem(object.bytes)) return { key, etag };
    const text = new TextDecoder().decode(object.bytes);
    // An empty file may be one that was cut short, and then says that it can't be read.
    return { key, etag, text: says({ key, text }) ? text || ' ' : '' };
  } catch (error) {
    if (error instanceof UnreadableObject) return { key, etag: '' };
    throw error;
  }
}
