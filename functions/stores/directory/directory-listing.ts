import { type Buffer, isUtf8 } from 'node:buffer';
import { type Dirent, lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { compareKeys, sortKeys } from '../../core/text/key-order.ts';
import { isSafeKey, isWithin, type KeyRange, problemOf } from '../object-key.ts';
import { EMPTY_FOLDER, type ObjectSummary, type OnSkipped } from '../object-store.ts';
import { TEMPORARY_PREFIX } from './atomic-write.ts';
import { absentAs, explained, explaining, isAbsence, isForbidden } from './file-error.ts';
import { leadsInside, parentOf, pathIn, type RealFolders } from './real-folders.ts';

/** Distinguishes files, folders and links: an entry of a folder, or the system's facts about a path. */
type Kind = Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>;

const LEADS_OUT = 'is a link that leads out of the folder, and is not followed; copy what it leads to in its place';

/** One listing of a directory: files by key, and what is reported in their place. */
export class DirectoryListing {
  readonly #root: string;
  readonly #folders: RealFolders;
  readonly #range: KeyRange;
  readonly #onSkipped: OnSkipped | undefined;

  constructor(root: string, folders: RealFolders, range: KeyRange, onSkipped: OnSkipped | undefined) {
    this.#root = root;
    this.#folders = folders;
    this.#range = range;
    this.#onSkipped = onSkipped;
  }

  *summaries(): Generator<ObjectSummary> {
    for (const key of this.keys()) {
      const summary = this.#summary(key);
      if (summary) yield summary;
    }
  }

  /**
   * Returns all keys. One that may not be read, or that is gone when it is asked for, is among them. A generator for
   * each folder would take 2 µs more for each key.
   */
  keys(): readonly string[] {
    const folder = parentOf(this.#range.prefix);
    // No key begins so, and the folder may lie outside.
    if ((folder !== '' && !isSafeKey(folder)) || this.#isObstructed(folder)) return [];
    const above: (string | undefined)[] = [];
    for (let parent = folder; parent !== ''; ) {
      parent = parentOf(parent);
      above.push(this.#folders.find(parent));
    }
    const keys: string[] = [];
    this.#walk(folder, above, keys);
    return keys;
  }

  /** Returns whether something else than a folder is in the place of one, on the way to `folder`. It is reported. */
  #isObstructed(folder: string): boolean {
    for (let end = folder.indexOf('/'); folder !== ''; end = folder.indexOf('/', end + 1)) {
      const key = end < 0 ? folder : folder.slice(0, end);
      const path = pathIn(this.#root, key);
      const kind = explaining(path, () => lstatSync(path, { throwIfNoEntry: false }));
      if (!kind) return false;
      const found = this.#keyOf(key, kind);
      if (found === key) this.#report(key, 'is a file, where a folder should be; take it away');
      if (found !== `${key}/`) return true;
      if (end < 0) break;
    }
    return false;
  }

  /** Adds keys, in their order: a folder stands where its name with a slash does. */
  #walk(folder: string, above: readonly (string | undefined)[], found: string[]): void {
    const real = this.#attempt(folder, () => this.#folders.find(folder));
    if (real === undefined) return;
    if (above.includes(real)) {
      // It would be followed for ever.
      this.#report(folder, 'is a link to a folder that it lies in; take it away');
      return;
    }
    const within = [...above, real];
    const keys = this.#keysIn(folder);
    if (!keys) return;
    for (const key of keys) {
      if (key.endsWith('/')) this.#walk(key.slice(0, -1), within, found);
      else found.push(key);
    }
    if (keys.length === 0 && folder !== '') this.#report(`${folder}/`, EMPTY_FOLDER);
  }

  /**
   * Keys of files, and of folders with a slash at the end, in their order; `undefined` where the folder may not be
   * read.
   */
  #keysIn(folder: string): readonly string[] | undefined {
    const path = pathIn(this.#root, folder);
    const entries = this.#attempt(folder, () => explaining(path, () => absentAs([], () => readFolder(path))));
    if (!entries) return undefined;
    const start = folder === '' ? '' : `${folder}/`;
    const keys: string[] = [];
    for (const entry of entries) {
      const name = String(entry.name);
      if (name.startsWith(TEMPORARY_PREFIX)) continue;
      if (typeof entry.name !== 'string' && !isUtf8(entry.name)) {
        this.#report(start + visibleName(entry.name), 'has a name that is not UTF-8; rename it');
      } else if (!isSafeKey(name)) {
        this.#report(start + name, `can't be named so: ${problemOf(name)}; rename it`);
      } else {
        const key = this.#keyOf(start + name, entry);
        if (key !== undefined && isWithin(this.#range, key)) keys.push(key);
      }
    }
    return sortKeys(keys);
  }

  /** A folder's with a slash at its end; `undefined` for what is no object and holds none, which is reported. */
  #keyOf(key: string, kind: Kind): string | undefined {
    if (kind.isFile()) return key;
    if (kind.isDirectory()) return `${key}/`;
    if (kind.isSymbolicLink()) return this.#targetOf(key);
    return this.#report(key, 'is no file (a pipe, a socket or a device); take it away');
  }

  #targetOf(key: string): string | undefined {
    const path = pathIn(this.#root, key);
    try {
      if (!leadsInside(this.#root, path)) return this.#report(key, LEADS_OUT);
      const target = statSync(path);
      if (target.isDirectory()) return `${key}/`;
      return target.isFile() ? key : this.#report(key, 'is a link to what is no file; take it away');
    } catch (error) {
      if (isAbsence(error)) return this.#report(key, 'is a link that leads to nothing; take it away, or mend it');
      if (this.#isReportable(error)) return this.#report(key, unreadable(explained(error, path)));
      throw explained(error, path);
    }
  }

  #summary(key: string): ObjectSummary | undefined {
    const path = pathIn(this.#root, key);
    // One that went meanwhile is no longer there.
    const stats = this.#attempt(key, () => explaining(path, () => statSync(path, { throwIfNoEntry: false })));
    return stats?.isFile() ? summaryOf(key, stats) : undefined;
  }

  /** Reports what may not be read, where somebody listens, and else throws. The directory itself has to be readable. */
  #attempt<Value>(key: string, read: () => Value): Value | undefined {
    try {
      return read();
    } catch (error) {
      if (key === '' || !this.#isReportable(error)) throw error;
      this.#report(key, unreadable(error));
      return undefined;
    }
  }

  #isReportable(error: unknown): boolean {
    return this.#onSkipped !== undefined && isForbidden(error);
  }

  #report(key: string, reason: string): undefined {
    if (this.#isListed(key)) this.#onSkipped?.(key, reason);
  }

  /** Returns whether a key is asked for. What obstructs the prefix is in the place of all that is. */
  #isListed(key: string): boolean {
    const { prefix, after, upTo } = this.#range;
    const isInOrder = compareKeys(key, after) > 0 && (upTo === undefined || compareKeys(key, upTo) <= 0);
    return prefix.startsWith(`${key}/`) || (key.startsWith(prefix) && isInOrder);
  }
}

/** Returns the summary of a file in a listing. */
export function summaryOf(key: string, stats: Stats): ObjectSummary {
  return { key, etag: etagOf(stats), size: stats.size, lastModified: Math.floor(stats.mtimeMs) };
}

/**
 * Each write makes a file of its own, so that two within one tick of the clock differ too. The time of the last change
 * of status is what no program can set back: it tells of bytes that were changed in place, and dated back.
 */
export function etagOf({ ino, size, mtimeMs, ctimeMs }: Stats): string {
  return `"${ino}-${size}-${mtimeMs}-${ctimeMs}"`;
}

/** Stands in a name for each byte that is no part of UTF-8. */
const REPLACEMENT = '\ufffd';

/** Entries of a folder. Names are bytes where one of them is not UTF-8: as text it would be one that is not there. */
function readFolder(path: string): readonly (Dirent | Dirent<Buffer>)[] {
  const entries = readdirSync(path, { withFileTypes: true });
  if (!entries.some(({ name }) => name.includes(REPLACEMENT))) return entries;
  return readdirSync(path, { withFileTypes: true, encoding: 'buffer' });
}

/** A name with its stray bytes as a shell writes them: `b\xe1o.md`. */
function visibleName(name: Buffer): string {
  let text = '';
  for (let at = 0; at < name.length; ) {
    const length = [1, 2, 3, 4].find(length => at + length <= name.length && isUtf8(name.subarray(at, at + length)));
    text += length === undefined ? `\\x${name.toString('hex', at, at + 1)}` : name.toString('utf8', at, at + length);
    at += length ?? 1;
  }
  return text;
}

function unreadable(error: unknown): string {
  return `can't be read: ${error instanceof Error ? error.message : String(error)}`;
}
