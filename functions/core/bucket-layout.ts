import { Buffer } from 'node:buffer';

/** `site.yaml`'s key in the content bucket. */
export const SITE_KEY = 'site.yaml';
/** Name that others give to `site.yaml`; Bantin reads one name only. */
export const OTHER_SITE_KEY = 'site.yml';
/** Folder of sources in the content bucket. */
export const ARTICLES_PREFIX = 'articles/';
/** Folder of media in the content bucket, and under `public/`. */
export const MEDIA_PREFIX = 'media/';
/** Folder in the feeds bucket that the world reads. */
export const PUBLIC_PREFIX = 'public/';
/** Maximum of a path under `public/`, in bytes of UTF-8: S3 takes keys of 1,024. */
export const MAX_PUBLIC_PATH = 1024 - PUBLIC_PREFIX.length;

/** Returns how many bytes a path under `public/` has if these are too many for a bucket, else `undefined`. */
export function bytesInExcess(path: string): number | undefined {
  // No code unit has more than three bytes.
  if (path.length * 3 <= MAX_PUBLIC_PATH) return undefined;
  const bytes = Buffer.byteLength(path);
  return bytes > MAX_PUBLIC_PATH ? bytes : undefined;
}

/** Folder in the feeds bucket of the index, and of all else that is kept between runs. */
export const STATE_PREFIX = 'state/';

/**
 * Files of other publishers that describe the authors whose ids articles give: Jekyll has it under `_data/`, Docusaurus
 * beside the articles. The first of these that exists is read.
 */
export const AUTHORS_KEYS: readonly string[] = [
  'authors.yml',
  'authors.yaml',
  '_data/authors.yml',
  '_data/authors.yaml',
  'articles/authors.yml',
  'articles/authors.yaml',
];

const DATA =
  /^articles\/(?:.*\/)?(?:_index\.(?:[^./]{1,20}\.)?[a-z]+|[^/]+\.(?:json|ya?ml|toml|meta|11tydata\.[cm]?[jt]s))$/i;

/**
 * Returns whether a key is that of a file that may say of articles when they are public, or all that they are: data of
 * a folder (Eleventy), of a section (Hugo, Zola), of one article (Nikola).
 */
export function isDataKey(key: string): boolean {
  return DATA.test(key) && !AUTHORS_KEYS.includes(key) && !/\/(?:node_modules|\.[^/]*)\//i.test(key);
}

/** Returns whether a key is that of `site.yaml` or of a file that adds to it: when one changes, every article may. */
export function isSiteKey(key: string): boolean {
  return key === SITE_KEY || AUTHORS_KEYS.includes(key) || isDataKey(key);
}

/** Returns whether an object of the content bucket is published, or may be: a source, or a file under `media/`. */
export function isContent(key: string): boolean {
  return (key.startsWith(ARTICLES_PREFIX) || key.startsWith(MEDIA_PREFIX)) && !isIgnored(key);
}

/** Under `articles/`: what programs keep for themselves, and folders that begin with a dot. */
const NO_ARTICLES = /^articles\/(?:.*\/)?(?:node_modules\/|\.(?!\.?\/)[^/]*\/)/i;
/** A part that each of these keys has, and few others do. */
const MAY_BE_NONE = /\/[._]|authors\.ya?ml$|node_modules|\.(?:txt|meta|json|ya?ml|toml)$|\.11tydata\./i;
const NAMES_OF_TEXTS = 'robots|humans|ads|app-ads|llms|llms-full|security|licen[cs]e|copying|notice|requirements';
const TEXT_OF_SITE = new RegExp(String.raw`^articles/(?:.*/)?(?:${NAMES_OF_TEXTS}|cmakelists)\.txt$`, 'i');

/** Returns whether a key is that of a text for programs, or of a licence: by its name no article. */
export function isTextOfSite(key: string): boolean {
  return key.endsWith('.txt') && TEXT_OF_SITE.test(key);
}

/** Returns whether a key under `articles/` is that of data, which may be for another publisher, or for nobody. */
export function isPlainData(key: string): boolean {
  return /\.(?:json|ya?ml|toml)$/i.test(key) && key.startsWith(ARTICLES_PREFIX) && isDataKey(key);
}

/** Files that editors and systems leave behind, and what is read as something else; nobody meant them as articles. */
export function isIgnored(key: string): boolean {
  const name = key.slice(key.lastIndexOf('/') + 1);
  if (
    MAY_BE_NONE.test(key) &&
    (AUTHORS_KEYS.includes(key) || isDataKey(key) || NO_ARTICLES.test(key) || isTextOfSite(key))
  )
    return true;
  return name === '' || name.startsWith('.') || name.startsWith('~$') || name.endsWith('~') || name === 'Thumbs.db';
}
