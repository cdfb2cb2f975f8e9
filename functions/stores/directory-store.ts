import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { TEMPORARY_PREFIX, writeAtomically } from './atomic-write.ts';
import { assertSafeKey, compareKeys } from './object-key.ts';
import { type ObjectStore, type ObjectSummary, PreconditionFailed, type StoredObject } from './object-store.ts';

/** No such object: nothing there, a file where a folder should be, a folder, a link to itself. */
const ABSENT: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ELOOP']);

/**
 * Objects as files under a directory. What a symbolic link leads to outside of the directory is not there, for reading as for writing.
 * User metadata and content types have no place in it and are dropped.
 *
 * Files are read and written synchronously: for many small ones that takes a third of the time of promises.
 */
export function createDirectoryStore(root: string): ObjectStore {
  return new DirectoryStore(root);
}

class DirectoryStore implements ObjectStore {
  readonly #root: string;
  /** Folders that lie inside, once links are followed. Content does not move its folders while it is read. */
  readonly #inside = new Map<string, boolean>();

  constructor(root: string) {
    this.#root = root;
  }

  async *list(prefix = ''): AsyncGenerator<ObjectSummary> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    if (folder !== '') assertSafeKey(folder.slice(0, -1));
    yield* this.#walk(folder, prefix);
  }

  async get(key: string): Promise<StoredObject | undefined> {
    assertSafeKey(key);
    const path = join(this.#root, key);
    if (!this.#isInside(dirname(path))) return undefined;
    return absentAs(undefined, () => this.#read(key, path));
  }

  async put(
    key: string,
    bytes: Uint8Array,
    { ifMatch, ifNoneMatch }: { readonly ifMatch?: string; readonly ifNoneMatch?: '*' } = {},
  ): Promise<{ readonly etag: string }> {
    assertSafeKey(key);
    const path = join(this.#root, key);
    if (ifMatch !== undefined && this.#etag(path) !== ifMatch) throw new PreconditionFailed(key);
    this.#makeFolder(key, dirname(path));
    try {
      writeAtomically(path, bytes, { exclusive: ifNoneMatch !== undefined });
    } catch (error) {
      if (codeOf(error) === 'EEXIST' && ifNoneMatch !== undefined) throw new PreconditionFailed(key);
      throw error;
    }
    return { etag: etagOf(statSync(path)) };
  }

  async delete(key: string): Promise<void> {
    assertSafeKey(key);
    const path = join(this.#root, key);
    if (absentAs(false, () => leadsInside(this.#root, dirname(path)))) absentAs(undefined, () => unlinkSync(path));
  }

  /** In the order of the keys: a folder stands where its name with a slash does. */
  *#walk(folder: string, prefix: string): Generator<ObjectSummary> {
    const path = join(this.#root, folder);
    if (!this.#isInside(path)) return;
    const entries = absentAs([], () => readdirSync(path, { withFileTypes: true }));
    const keys = entries
      .filter(entry => !entry.name.startsWith(TEMPORARY_PREFIX) && this.#isOurs(entry, join(path, entry.name)))
      .map(entry => keyOf(folder, entry, path));
    for (const key of keys.sort(compareKeys)) {
      if (!key.startsWith(prefix) && !prefix.startsWith(key)) continue;
      if (key.endsWith('/')) yield* this.#walk(key, prefix);
      else {
        const summary = this.#summary(key);
        if (summary) yield summary;
      }
    }
  }

  #isOurs(entry: Dirent, path: string): boolean {
    return !entry.isSymbolicLink() || absentAs(false, () => leadsInside(this.#root, path));
  }

  #summary(key: string): ObjectSummary | undefined {
    const path = join(this.#root, key);
    // A name that is not UTF-8 comes out of the listing as one that is not there.
    const stats = absentAs(undefined, () => statSync(path));
    return stats?.isFile() ? summaryOf(key, stats) : undefined;
  }

  #read(key: string, path: string): StoredObject | undefined {
    const file = this.#open(path);
    if (file === undefined) return undefined;
    try {
      const stats = fstatSync(file);
      if (!stats.isFile()) return undefined;
      return { ...summaryOf(key, stats), bytes: readAll(file, stats.size), metadata: {} };
    } finally {
      closeSync(file);
    }
  }

  /** A link is followed only after it was seen to lead inside. */
  #open(path: string): number | undefined {
    try {
      return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch (error) {
      if (codeOf(error) !== 'ELOOP') throw error;
      return leadsInside(this.#root, path) ? openSync(path, 'r') : undefined;
    }
  }

  /** Nothing is made before it is known where the folders that are there already lead. */
  #makeFolder(key: string, folder: string): void {
    mkdirSync(this.#root, { recursive: true });
    let existing = folder;
    while (!statSync(existing, { throwIfNoEntry: false })) existing = dirname(existing);
    if (!leadsInside(this.#root, existing))
      throw new Error(`${key}: its folder is a link that leads out of ${this.#root}; take the link away`);
    mkdirSync(folder, { recursive: true });
  }

  #etag(path: string): string | undefined {
    return absentAs(undefined, () => etagOf(statSync(path)));
  }

  #isInside(path: string): boolean {
    const known = this.#inside.get(path);
    if (known !== undefined) return known;
    const inside = absentAs(undefined, () => leadsInside(this.#root, path));
    // What is not there yet may still come.
    if (inside !== undefined) this.#inside.set(path, inside);
    return inside ?? false;
  }
}

/** Whether a path that is there lies in the directory, once links are followed. */
function leadsInside(root: string, path: string): boolean {
  const real = realpathSync.native(path);
  const realRoot = realpathSync.native(root);
  return real === realRoot || real.startsWith(realRoot + sep);
}

function keyOf(folder: string, entry: Dirent, path: string): string {
  const isFolder = entry.isSymbolicLink() ? statSync(join(path, entry.name)).isDirectory() : entry.isDirectory();
  return `${folder}${entry.name}${isFolder ? '/' : ''}`;
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
