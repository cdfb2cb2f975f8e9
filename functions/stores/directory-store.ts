import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { writeAtomically } from './directory/atomic-write.ts';
import { DirectoryListing, etagOf, summaryOf } from './directory/directory-listing.ts';
import { absentAs, codeOf, explained, explaining, isAbsence, isForbidden } from './directory/file-error.ts';
import { leadsInside, parentOf, pathIn, RealFolders } from './directory/real-folders.ts';
import { Slab } from './directory/slab.ts';
import { assertSafeKey } from './object-key.ts';
import {
  type GetOptions,
  type ListOptions,
  type ObjectStore,
  type ObjectSummary,
  PreconditionFailed,
  type StoredObject,
} from './object-store.ts';
import { UnreadableObject } from './unreadable-object.ts';

/** Without O_NONBLOCK, a named pipe would be waited for. */
const READ = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Objects as files under a directory. What a symbolic link leads to outside of the directory is not there, for reading
 * as for writing; nor is, in a listing, a link to a folder that it lies in, or a file whose name can't be a key. A
 * listing reports these to whoever asks, and what may not be read; where nobody asks, that is an error. User metadata,
 * content types and their like have no place in it and are dropped. Where a key is the folder of another, only one of
 * them can be held.
 *
 * Files are read and written synchronously: for many small ones that takes a third of the time of promises.
 */
export function createDirectoryStore(root: string, { isPrivate = false }: DirectoryStoreOptions = {}): ObjectStore {
  return new DirectoryStore(root, isPrivate);
}

export interface DirectoryStoreOptions {
  /** Lets nobody but the user read what is written. */
  readonly isPrivate?: boolean;
}

class DirectoryStore implements ObjectStore {
  readonly #root: string;
  readonly #folders: RealFolders;
  readonly #slab = new Slab();
  readonly #fileMode: { readonly mode?: number };
  readonly #folderMode: { readonly mode?: number };

  constructor(root: string, isPrivate: boolean) {
    this.#root = root;
    this.#fileMode = isPrivate ? { mode: 0o600 } : {};
    this.#folderMode = isPrivate ? { mode: 0o700 } : {};
    this.#folders = new RealFolders(root);
  }

  async *list(prefix = '', options: ListOptions = {}): AsyncGenerator<ObjectSummary> {
    yield* this.#listing(prefix, options).summaries();
  }

  keys(prefix: string, options: ListOptions): readonly string[] {
    return this.#listing(prefix, options).keys();
  }

  async get(
    key: string,
    { most = Number.POSITIVE_INFINITY, first = Number.POSITIVE_INFINITY, from = 0 }: GetOptions = {},
  ): Promise<StoredObject | undefined> {
    assertSafeKey(key);
    if (this.#folders.find(parentOf(key)) === undefined) return undefined;
    const path = pathIn(this.#root, key);
    try {
      return this.#read(key, path, { most, first, from });
    } catch (error) {
      if (isAbsence(error)) return undefined;
      const told = explained(error, path);
      throw isForbidden(error) && told instanceof Error ? new UnreadableObject(told.message, { cause: error }) : told;
    }
  }

  async put(
    key: string,
    bytes: Uint8Array,
    { ifMatch, ifNoneMatch }: { readonly ifMatch?: string; readonly ifNoneMatch?: '*' } = {},
  ): Promise<{ readonly etag: string }> {
    assertSafeKey(key);
    const path = pathIn(this.#root, key);
    return explaining(path, () => {
      if (ifMatch !== undefined && this.#etag(path) !== ifMatch) throw new PreconditionFailed(key);
      this.#makeFolder(key, dirname(path));
      try {
        writeAtomically(path, bytes, { exclusive: ifNoneMatch !== undefined, ...this.#fileMode });
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
    const path = pathIn(this.#root, key);
    explaining(path, () =>
      absentAs(undefined, () => {
        if (leadsInside(this.#root, dirname(path)) && !lstatSync(path).isDirectory()) unlinkSync(path);
      }),
    );
  }

  #listing(prefix: string, { after = '', upTo, onSkipped }: ListOptions): DirectoryListing {
    this.#folders.forget();
    return new DirectoryListing(this.#root, this.#folders, { prefix, after, upTo }, onSkipped);
  }

  #read(key: string, path: string, { most, first, from }: Required<GetOptions>): StoredObject | undefined {
    const file = this.#open(path);
    if (file === undefined) return undefined;
    try {
      const stats = fstatSync(file);
      if (!stats.isFile()) return undefined;
      const { etag, size, lastModified } = summaryOf(key, stats);
      return {
        key,
        etag,
        size,
        lastModified,
        bytes: readAll(file, this.#slab.take(size > most ? 0 : Math.min(Math.max(size - from, 0), first)), from),
        metadata: {},
      };
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
    mkdirSync(this.#root, { recursive: true, ...this.#folderMode });
    let existing = folder;
    while (!lstatSync(existing, { throwIfNoEntry: false })) existing = dirname(existing);
    if (!absentAs(false, () => leadsInside(this.#root, existing)))
      throw new Error(`${key}: its folder is a link that leads out of ${this.#root}; take the link away`);
    if (!statSync(existing).isDirectory()) throw new Error(`${key}: ${existing} is a file; take it away`);
    mkdirSync(folder, { recursive: true, ...this.#folderMode });
  }

  /** ETag of the object that `get` would find; `undefined` for anything else. */
  #etag(path: string): string | undefined {
    return absentAs(undefined, () => {
      const stats = leadsInside(this.#root, path) ? statSync(path) : undefined;
      return stats?.isFile() ? etagOf(stats) : undefined;
    });
  }
}

function existsAt(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Fills as much as there is from a place on. */
function readAll(file: number, bytes: Uint8Array, from: number): Uint8Array {
  let read = 0;
  while (read < bytes.length) {
    const more = readSync(file, bytes, read, bytes.length - read, from + read);
    if (more === 0) break;
    read += more;
  }
  return read === bytes.length ? bytes : bytes.subarray(0, read);
}
