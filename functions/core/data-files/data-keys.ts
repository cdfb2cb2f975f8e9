import { formatOf } from '../article/key.ts';
import { ARTICLES_PREFIX, isDataKey } from '../bucket-layout.ts';
import { addTo } from '../groups.ts';
import { digest } from '../text/digest.ts';
import { compareKeys } from '../text/key-order.ts';
import { dataScope, isSection } from './held-below.ts';
import { asDirectoryData, isFieldsFile, stemOf } from './holds.ts';

/**
 * Returns the scope of a data file, by its name: all articles below a folder, or the article of the same name. At the
 * top of `articles/` it is `either`: the article of that name if there is one, else all.
 */
export function dataPlace(key: string): 'folder' | 'article' | 'either' {
  if (isFieldsFile(key)) return 'article';
  const name = key.slice(ARTICLES_PREFIX.length);
  if (isSection(name)) return 'folder';
  const [scope] = dataScope(asDirectoryData(name)) ?? [];
  if (scope === '') return 'either';
  return scope === undefined || scope.endsWith('/') ? 'folder' : 'article';
}

/** Returns whether a key is that of a sidecar, or of what may be one: a data file of one article. */
export function isSidecarKey(key: string): boolean {
  return isDataKey(key) && dataPlace(key) !== 'folder';
}

const DATA_ENDINGS = ['json', 'yaml', 'yml', 'toml'];
/** Endings of the keys of sidecars, behind the stem and a dot; in lower case. */
export const SIDECAR_ENDINGS: readonly string[] = [
  'meta',
  ...DATA_ENDINGS,
  ...[...DATA_ENDINGS, 'js', 'cjs', 'mjs', 'ts', 'cts', 'mts'].map(ending => `11tydata.${ending}`),
];

/** Maximum number of sidecars of one article: one of each name, or sixteen spellings of one. */
export const MAX_SIDECARS = 16;

/** Returns the sidecars of one article that count, in order of their keys: those that are read, and one too many. */
export function countingSidecars(keys: readonly string[]): readonly string[] {
  return keys.length < 2 ? keys : [...keys].sort(compareKeys).slice(0, MAX_SIDECARS + 1);
}

/** Returns what the key of a sidecar and that of its article have in common. */
export function sidecarStem(key: string): string {
  return stemOf(key).replace(/\.11tydata$/i, '');
}

/** Returns whether a key is that of an article in `articles/` itself, whose data files may be those of all. */
export function isArticleAtTop(key: string): boolean {
  return key.lastIndexOf('/') === ARTICLES_PREFIX.length - 1 && isArticleKey(key);
}

/** Returns whether a key is that of an article by its folder and ending. */
export function isArticleKey(key: string): boolean {
  return key.startsWith(ARTICLES_PREFIX) && formatOf(key) !== undefined && !isDataKey(key);
}

/** Data files of a bucket. */
export interface DataKeys {
  /** Keys of those that speak of all articles below a folder. */
  readonly folders: readonly string[];
  /** Keys of those that speak of one article, by what they have in common with its key, as many as count. */
  readonly sidecars: ReadonlyMap<string, readonly string[]>;
}

/** Sorts data files into those of folders and those of single articles, given a listing of all keys. */
export class DataKeySorter {
  readonly #folders: string[] = [];
  readonly #sidecars = new Map<string, string[]>();
  readonly #either: string[] = [];
  readonly #atTop: string[] = [];

  /** Takes the next key of the listing. */
  add(key: string): void {
    if (isDataKey(key)) this.#addData(key);
    // Whether it is an article is only asked where something may speak of it.
    else if (key.lastIndexOf('/') === ARTICLES_PREFIX.length - 1) this.#atTop.push(key);
  }

  #addData(key: string): void {
    const place = dataPlace(key);
    if (place === 'folder') this.#folders.push(key);
    else if (place === 'article') addTo(this.#sidecars, sidecarStem(key), key);
    else this.#either.push(key);
  }

  /** Returns what was taken, sorted out. */
  sorted(): DataKeys {
    const stems = new Set(this.#either.length === 0 ? [] : this.#atTop.filter(isArticleKey).map(stemOf));
    const [folders, sidecars] = [[...this.#folders], new Map(this.#sidecars)];
    for (const key of this.#either) {
      if (stems.has(sidecarStem(key))) addTo(sidecars, sidecarStem(key), key);
      else folders.push(key);
    }
    return { folders, sidecars: new Map([...sidecars].map(([stem, keys]) => [stem, countingSidecars(keys)])) };
  }
}

/** Returns the ETag of an article with its sidecars, in the order of their keys: it changes when one of them does. */
export function etagWith(etag: string, sidecars: readonly { readonly key: string; readonly etag: string }[]): string {
  return `${etag}${MARK}${digest(sidecars.map(one => `${one.key} ${one.etag}`).sort())}`;
}

/** Returns whether a version is that of an article with sidecars. */
export function isWithSidecars(version: string): boolean {
  return version.includes(MARK);
}

const MARK = '+data:';
