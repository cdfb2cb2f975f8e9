import { lstatSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PublishedFile } from '../core/feed/feed.ts';
import { TEMPORARY_PREFIX, writeAtomically } from './atomic-write.ts';
import { explaining } from './directory-store.ts';
import { assertSafeKey } from './object-key.ts';

/** The file by which a directory is known to be ours, and so may be changed at will. */
const MARKER = '.bantin';
const MARKER_TEXT = 'Everything in this directory is made by bantin build, and taken away when it is no longer made.\n';

/** A directory holds files that Bantin did not write; to sync it would take them away. */
export class NotOurDirectory extends Error {
  override readonly name = 'NotOurDirectory';
  constructor(directory: string) {
    super(`${directory} holds files that are not of bantin; give a new or empty directory, or one that bantin made`);
  }
}

export interface SyncResult {
  /** Paths of what is new or changed. */
  readonly written: readonly string[];
  readonly unchanged: number;
  /** Paths of what was there and belongs no more. */
  readonly removed: readonly string[];
}

/**
 * Makes a directory hold these files and nothing else. Each is written whole or not at all; one that has the same bytes is left alone; what
 * belongs no more goes last, and stays where making the files fails. Nothing outside of the directory is touched: links are never followed.
 * @throws NotOurDirectory where it holds what Bantin did not write; nothing is touched then.
 */
export async function syncFiles(
  directory: string,
  files: AsyncIterable<PublishedFile> | Iterable<PublishedFile>,
): Promise<SyncResult> {
  claim(directory);
  const writer = new Writer(directory);
  for await (const file of files) writer.write(file);
  return { written: writer.written, unchanged: writer.unchanged, removed: removeOthers(directory, writer.paths) };
}

function claim(directory: string): void {
  mkdirSync(directory, { recursive: true });
  const names = readdirSync(directory);
  if (names.includes(MARKER)) return;
  if (names.length > 0) throw new NotOurDirectory(directory);
  writeAtomically(join(directory, MARKER), MARKER_TEXT);
}

class Writer {
  readonly written: string[] = [];
  readonly paths = new Set<string>([MARKER]);
  unchanged = 0;
  readonly #directory: string;
  readonly #folders = new Set<string>(['']);

  constructor(directory: string) {
    this.#directory = directory;
  }

  write({ path, body }: PublishedFile): void {
    assertSafeKey(path);
    if (this.paths.has(path)) throw new Error(`${path} is made twice; this is a fault of Bantin's`);
    this.paths.add(path);
    this.#makeFolder(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const target = join(this.#directory, path);
    if (isUnchanged(target, bytes)) {
      this.unchanged += 1;
      return;
    }
    if (statsOf(target)?.isDirectory()) rmSync(target, { recursive: true });
    writeAtomically(target, bytes);
    this.written.push(path);
  }

  /** What stands in a folder's place, a link too, is from before: a build makes no file of that name. */
  #makeFolder(folder: string): void {
    if (this.#folders.has(folder)) return;
    const parent = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0));
    this.#makeFolder(parent);
    if (this.paths.has(folder))
      throw new Error(`${folder} is made as a file and as a folder; this is a fault of Bantin's`);
    const path = join(this.#directory, folder);
    const stats = statsOf(path);
    if (stats && !stats.isDirectory()) rmSync(path);
    if (!stats?.isDirectory()) mkdirSync(path);
    this.#folders.add(folder);
  }
}

function isUnchanged(target: string, bytes: Uint8Array): boolean {
  const stats = statsOf(target);
  return stats?.isFile() === true && stats.size === bytes.length && readFileSync(target).equals(bytes);
}

function statsOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

function removeOthers(directory: string, paths: ReadonlySet<string>): readonly string[] {
  const removed: string[] = [];
  const clear = (folder: string): boolean => {
    let empty = true;
    for (const entry of readdirSync(join(directory, folder), { withFileTypes: true })) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) {
        if (clear(`${path}/`)) rmdirSync(join(directory, path));
        else empty = false;
      } else if (paths.has(path)) empty = false;
      else {
        rmSync(join(directory, path));
        removed.push(path);
      }
    }
    return empty;
  };
  clear('');
  return removed.sort();
}
