import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname, sep } from 'node:path';
import { TEMPORARY_PREFIX, writeAtomically } from './atomic-write.ts';
import { assertSafeKey, isSafeKey, isWithin, type KeyRange, problemOf, sortKeys } from './object-key.ts';
import {
  type GetOptions,
  type ListOptions,
  type ObjectStore,
  type ObjectSummary,
  type OnSkipped,
  PreconditionFailed,
  type StoredObject,
} from './object-store.ts';
import { UnreadableObject } from './unreadable-object.ts';

/** No such object: nothing there, a file where a folder should be, a folder, a link to itself. */
const ABSENT: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ELOOP']);

/** There, but not for us. */
const FORBIDDEN: ReadonlySet<string> = new Set(['EACCES', 'EPERM']);

/** What a person can do about a file that can't be read or written. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'give the user who runs this the right to read and write it',
  EPERM: 'give the user who runs this the right to read and write it',
  EROFS: 'the disk is read-only; choose a directory on another',
  ENOSPC: 'the disk is full; make room on it',
  EDQUOT: 'the quota is used up; make room',
  EMFILE: 'too many files are open; raise the limit (ulimit -n)',
  ENAMETOOLONG: 'the disk takes no name that long; use a shorter one',
  EEXIST: 'something else is in its place; take that away',
  ENOTDIR: 'a file is where a folder should be; take the file away',
  EISDIR: 'a folder is in its place; take the folder away',
};

/** Without O_NONBLOCK, a named pipe would be waited for. */
const READ = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Objects as files under a directory. What a symbolic link leads to outside of the directory is not there, for reading as for writing; nor
 * is, in a listing, a link to a folder that it lies in, or a file whose name can't be a key.
 * User metadata, content types and their like have no place in it and are dropped. Where a key is the folder of another, only one of them can be held.
 *
 * Files are read and written synchronously: for many small ones that takes a third of the time of promises.
 */
export function createDirectoryStore(root: string): ObjectStore {
  return new DirectoryStore(root);
}

/** Runs file operations on `path`; an error that the system gives is told with the path and with what can be done. */
export function explaining<Value>(path: string, run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    throw explained(error, path);
  }
}

function explained(error: unknown, path: string): unknown {
  const code = codeOf(error) ?? '';
  const remedy = REMEDIES[code];
  if (remedy === undefined) return error;
  return Object.assign(new Error(`${path}: ${remedy} (${code})`, { cause: error }), { code });
}

class DirectoryStore implements ObjectStore {
  readonly #root: string;
  /** Where folders really are, by key; `undefined` outside of the root. Asked once for each listing: a build reads thousands of files in one folder. */
  readonly #folders = new Map<string, string | undefined>();

  constructor(root: string) {
    this.#root = root;
  }

  async *list(prefix = '', { after = '', onSkipped }: ListOptions = {}): AsyncGenerator<ObjectSummary> {
    this.#folders.clear();
    const folder = prefix.slice(0, Math.max(prefix.lastIndexOf('/'), 0));
    // No key begins so, and the folder may lie outside.
    if (folder !== '' && !isSafeKey(folder)) return;
    const above: (string | undefined)[] = [];
    for (let parent = folder; parent !== ''; ) {
      parent = folderOf(parent);
      above.push(this.#realFolder(parent));
    }
    const skip = (path: string, reason: string): void => {
      if (isWithin({ prefix, after }, path)) onSkipped?.(path, reason);
    };
    for (const summary of this.#walk(folder, { prefix, after }, above, skip)) yield summary;
  }

  async get(key: string, { most = Number.POSITIVE_INFINITY }: GetOptions = {}): Promise<StoredObject | undefined> {
    assertSafeKey(key);
    if (this.#realFolder(folderOf(key)) === undefined) return undefined;
    const path = this.#pathOf(key);
    try {
      return this.#read(key, path, most);
    } catch (error) {
      const code = codeOf(error) ?? '';
      if (ABSENT.has(code)) return undefined;
      const told = explained(error, path);
      throw FORBIDDEN.has(code) && told instanceof Error ? new UnreadableObject(told.message, { cause: error }) : told;
    }
  }

  async put(
    key: string,
    bytes: Uint8Array,
    { ifMatch, ifNoneMatch }: { readonly ifMatch?: string; readonly ifNoneMatch?: '*' } = {},
  ): Promise<{ readonly etag: string }> {
    assertSafeKey(key);
    const path = this.#pathOf(key);
    return explaining(path, () => {
      if (ifMatch !== undefined && this.#etag(path) !== ifMatch) throw new PreconditionFailed(key);
      this.#makeFolder(key, dirname(path));
      try {
        writeAtomically(path, bytes, { exclusive: ifNoneMatch !== undefined });
      } catch (error) {
        // A folder, or a link that leads out, is no object: to read again and retry would not help.
        if (codeOf(error) === 'EEXIST' && (this.#etag(path) !== undefined || !existsAt(path)))
          throw new PreconditionFailed(key);
        throw error;
      }
      return { etag: etagOf(statSync(path)) };
    });
  }

  async delete(key: string): Promise<void> {
    assertSafeKey(key);
    const path = this.#pathOf(key);
    explaining(path, () =>
      absentAs(undefined, () => {
        if (leadsInside(this.#root, dirname(path)) && !lstatSync(path).isDirectory()) unlinkSync(path);
      }),
    );
  }

  /** Not `join`, which costs as much as opening the file does; a safe key has nothing to normalize. */
  #pathOf(key: string): string {
    return key === '' ? this.#root : `${this.#root}/${key}`;
  }

  /** In the order of the keys: a folder stands where its name with a slash does. */
  *#walk(
    folder: string,
    range: KeyRange,
    above: readonly (string | undefined)[],
    skip: OnSkipped,
  ): Generator<ObjectSummary> {
    const real = this.#realFolder(folder);
    const path = this.#pathOf(folder);
    if (real === undefined) {
      const link = lstatSync(path, { throwIfNoEntry: false });
      if (link?.isSymbolicLink()) skip(`${folder}/`, brokenLink(path));
      else if (folder.includes('\ufffd')) skip(`${folder}/`, NOT_UTF8);
      return;
    }
    // It would be followed for ever.
    if (above.includes(real)) {
      skip(`${folder}/`, 'is a link to a folder that it lies in; take the link away');
      return;
    }
    const entries = explaining(path, () => absentAs([], () => readdirSync(path, { withFileTypes: true })));
    const start = folder === '' ? '' : `${folder}/`;
    const keys: string[] = [];
    for (const entry of entries) {
      const key = this.#keyOf(start, entry, skip);
      if (key !== undefined && isWithin(range, key)) keys.push(key);
    }
    const within = [...above, real];
    for (const key of sortKeys(keys)) {
      if (key.endsWith('/')) yield* this.#walk(key.slice(0, -1), range, within, skip);
      else {
        const summary = this.#summary(key);
        if (summary) yield summary;
        else if (key.includes('\ufffd')) skip(key, NOT_UTF8);
      }
    }
  }

  /** A folder's with a slash at its end; `undefined` for what is no object and holds none. */
  #keyOf(start: string, entry: Dirent, skip: OnSkipped): string | undefined {
    if (entry.name.startsWith(TEMPORARY_PREFIX)) return undefined;
    const key = start + entry.name;
    if (!isSafeKey(entry.name)) return skipped(skip, key, `can't be named so: ${problemOf(entry.name)}; rename it`);
    if (entry.isFile()) return key;
    if (entry.isDirectory()) return `${key}/`;
    const path = this.#pathOf(key);
    if (!entry.isSymbolicLink()) return skipped(skip, key, 'is no file (a pipe, a socket or a device); take it away');
    if (!absentAs(false, () => leadsInside(this.#root, path))) return skipped(skip, key, brokenLink(path));
    const stats = absentAs(undefined, () => statSync(path));
    if (!stats?.isFile() && !stats?.isDirectory())
      return skipped(skip, key, 'is a link to what is no file; take it away');
    return stats.isDirectory() ? `${key}/` : key;
  }

  #summary(key: string): ObjectSummary | undefined {
    const path = this.#pathOf(key);
    // A name that is not UTF-8 comes out of the listing as one that is not there.
    const stats = explaining(path, () => statSync(path, { throwIfNoEntry: false }));
    return stats?.isFile() ? summaryOf(key, stats) : undefined;
  }

  #read(key: string, path: string, most: number): StoredObject | undefined {
    const file = this.#open(path);
    if (file === undefined) return undefined;
    try {
      const stats = fstatSync(file);
      if (!stats.isFile()) return undefined;
      const { etag, size, lastModified } = summaryOf(key, stats);
      return { key, etag, size, lastModified, bytes: readAll(file, size > most ? 0 : size), metadata: {} };
    } finally {
      closeSync(file);
    }
  }

  /** A link is followed only after it was seen to lead inside. */
  #open(path: string): number | undefined {
    try {
      return openSync(path, READ | constants.O_NOFOLLOW);
    } catch (error) {
      if (codeOf(error) !== 'ELOOP') throw error;
      return leadsInside(this.#root, path) ? openSync(path, READ) : undefined;
    }
  }

  /** Nothing is made before it is known where the folders that are there already lead. */
  #makeFolder(key: string, folder: string): void {
    mkdirSync(this.#root, { recursive: true });
    let existing = folder;
    while (!lstatSync(existing, { throwIfNoEntry: false })) existing = dirname(existing);
    if (!absentAs(false, () => leadsInside(this.#root, existing)))
      throw new Error(`${key}: its folder is a link that leads out of ${this.#root}; take the link away`);
    if (!statSync(existing).isDirectory()) throw new Error(`${key}: ${existing} is a file; take it away`);
    mkdirSync(folder, { recursive: true });
  }

  /** Of what `get` would find, and of nothing else. */
  #etag(path: string): string | undefined {
    return absentAs(undefined, () => {
      const stats = leadsInside(this.#root, path) ? statSync(path) : undefined;
      return stats?.isFile() ? etagOf(stats) : undefined;
    });
  }

  #realFolder(folder: string): string | undefined {
    if (this.#folders.has(folder)) return this.#folders.get(folder);
    const path = this.#pathOf(folder);
    return explaining(path, () =>
      // What is not there yet may still come, and is not remembered.
      absentAs(undefined, () => {
        const real = leadsInside(this.#root, path) ? realpathSync.native(path) : undefined;
        this.#folders.set(folder, real);
        return real;
      }),
    );
  }
}

const NOT_UTF8 = 'has a name that is not UTF-8; rename it';

/** What is wrong with a link that leads to no file of the directory. */
function brokenLink(path: string): string {
  const isThere = absentAs(false, () => statSync(path) !== undefined);
  if (isThere) return 'is a link that leads out of the folder, and is not followed; copy what it leads to in its place';
  return 'is a link that leads to nothing; take it away, or mend it';
}

function skipped(skip: OnSkipped, key: string, reason: string): undefined {
  skip(key, reason);
}

/** Whether a path that is there lies in the directory, once links are followed. */
function leadsInside(root: string, path: string): boolean {
  const real = realpathSync.native(path);
  const realRoot = realpathSync.native(root);
  return real === realRoot || real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
}

function existsAt(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function folderOf(key: string): string {
  return key.slice(0, Math.max(key.lastIndexOf('/'), 0));
}

function summaryOf(key: string, stats: Stats): ObjectSummary {
  return { key, etag: etagOf(stats), size: stats.size, lastModified: Math.floor(stats.mtimeMs) };
}

/** Each write makes a file of its own, so that two within one tick of the clock differ too. */
function etagOf({ ino, size, mtimeMs }: Stats): string {
  return `"${ino}-${size}-${mtimeMs}"`;
}

function readAll(file: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(size);
  let read = 0;
  while (read < size) {
    const more = readSync(file, bytes, read, size - read, read);
    if (more === 0) break;
    read += more;
  }
  return read === size ? bytes : bytes.subarray(0, read);
}

function absentAs<Value, Absent>(absent: Absent, read: () => Value): Value | Absent {
  try {
    return read();
  } catch (error) {
    if (ABSENT.has(codeOf(error) ?? '')) return absent;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
