import { formatOf } from '../core/article/key.ts';
import { ARTICLES_PREFIX, isIgnored, isPlainData, isTextOfSite } from '../core/bucket-layout.ts';
import type { Problem } from '../core/problem.ts';
import { EMPTY_FOLDER, type OnSkipped } from '../stores/object-store.ts';

const NO_ARTICLE =
  'is a folder, and named as an article is; if it is meant to be one, save it as a file, else rename it';

/** Collects problems of what stands in a listing and is no object. */
export class SkippedObjects {
  readonly problems: Problem[] = [];

  readonly note: OnSkipped = (path, reason) => {
    const name = path.endsWith('/') ? path.slice(0, -1) : path;
    const isFolder = reason === EMPTY_FOLDER;
    // Most folders that hold nothing are nobody's article.
    if (!isMeant(name) || (isFolder && !(name.startsWith(ARTICLES_PREFIX) && formatOf(name)))) return;
    this.problems.push({ path: name, severity: 'error', message: `it ${isFolder ? NO_ARTICLE : reason}` });
  };
}

/**
 * Returns whether a path that can't be asked for was meant as content, as `articles//a.md` and `/articles/a.md` were.
 */
function isMeant(path: string): boolean {
  const [folder] = path.split(/[\\/]/).filter(part => !/^\.{0,2}$/.test(part));
  return (folder === 'articles' || folder === 'media') && !isIgnored(path);
}

const DATA = 'is data, and no article; what it says of when articles are public is read';
const BY_NAME = 'is no article by its name, so it is ignored; if it is meant to be one, rename it';

/** A folder that is named as an article is. */
const NAMED_AS_ARTICLE = /^(.*?\.(?:md|markdown|txt|html?))\//i;

/**
 * Returns a warning for each folder that is named as an article is, and each text that is none by its name: whoever
 * saved one so may miss it. `keys` are those of a listing, of what is ignored, too.
 */
export function nameProblems(keys: Iterable<string>): readonly Problem[] {
  const names = new ListedNames();
  for (const key of keys) names.add(key);
  return names.problems;
}

/** Finds the same problems while a listing comes in. */
export class ListedNames {
  readonly #folders = new Set<string>();
  readonly #ignored: Problem[] = [];

  add(key: string): void {
    if (isTextOfSite(key)) this.#ignored.push({ path: key, severity: 'warning', message: BY_NAME });
    if (isPlainData(key)) this.#ignored.push({ path: key, severity: 'note', message: DATA, files: 1 });
    const folder = NAMED_AS_ARTICLE.exec(key)?.[1];
    if (folder !== undefined && formatOf(folder)) this.#folders.add(folder);
  }

  get problems(): readonly Problem[] {
    const ofFolder = (path: string): Problem => ({ path, severity: 'warning', message: `it ${NO_ARTICLE}` });
    return [...[...this.#folders].map(ofFolder), ...this.#ignored];
  }
}

/** Returns true for an ignored key that is reported, by `nameProblems`. */
export function isReported(key: string): boolean {
  return isTextOfSite(key) || isPlainData(key);
}
