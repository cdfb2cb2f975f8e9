import { lstatSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { countItems } from '../core/feed/count-items.ts';
import { BodyEncoder } from '../core/files/encode-body.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import { TEMPORARY_PREFIX, writeAtomically } from './atomic-write.ts';
import { explaining } from './directory/file-error.ts';
import { assertSafeKey } from './object-key.ts';

/** The file by which a directory is known to be ours, and so may be changed at will. */
export const DIRECTORY_MARK = '.bantin';
const MARKER_TEXT = 'Everything in this directory is made by bantin build, and taken away when it is no longer made.\n';
/** The line that says how many sources it was made of. */
const SOURCES = /^sources: (\d+)$/m;

/** A directory holds files that Bantin did not write; to sync it would take them away. */
export class NotOurDirectory extends Error {
  override readonly name = 'NotOurDirectory';
  constructor(directory: string, found = 'holds files that are not of bantin') {
    super(`${directory} ${found}; give a new or empty directory, or one that bantin made`);
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
 * Makes a directory hold these files and nothing else. Each is written whole or not at all; one that has the same bytes
 * is left alone; what belongs no more goes last, and stays where making the files fails. Nothing outside of the
 * directory is touched: links are never followed. `sources` is how many they were made of, and is noted beside them.
 * @throws NotOurDirectory where it holds what Bantin did not write; nothing is touched then.
 */
export async function syncFiles(
  directory: string,
  files: AsyncIterable<PublishedFile> | Iterable<PublishedFile>,
  sources?: number,
): Promise<SyncResult> {
  explaining(directory, () => claim(directory));
  // A run that is cut short leaves files of before, and of this one.
  if (sources !== undefined && sources > sourcesOf(directory))
    explaining(directory, () => noteSources(directory, sources));
  const writer = new Writer(directory);
  for await (const file of files) explaining(join(directory, file.path), () => writer.write(file));
  const removed = [...writer.removed, ...explaining(directory, () => removeFiles(directory, '', writer.paths))];
  if (sources !== undefined) explaining(directory, () => noteSources(directory, sources));
  return { written: writer.written, unchanged: writer.unchanged, removed: removed.sort() };
}

/**
 * Returns how many sources a directory was made of; where an older version made it, which did not say so, how many
 * articles its feed shows. 0 where it is none of ours.
 */
export function sourcesOf(directory: string): number {
  const marker = textOf(join(directory, DIRECTORY_MARK));
  if (marker === undefined) return 0;
  const said = SOURCES.exec(marker)?.[1];
  return said === undefined ? countItems(textOf(join(directory, 'feed.json')) ?? '') : Number(said);
}

function noteSources(directory: string, sources: number): void {
  const text = `${MARKER_TEXT}sources: ${sources}\n`;
  const path = join(directory, DIRECTORY_MARK);
  if (textOf(path) !== text) writeAtomically(path, text);
}

function textOf(path: string): string | undefined {
  return statsOf(path)?.isFile() ? readFileSync(path, 'utf8') : undefined;
}

function claim(directory: string): void {
  const stats = statSync(directory, { throwIfNoEntry: false });
  if (stats && !stats.isDirectory()) throw new NotOurDirectory(directory, 'is a file');
  mkdirSync(directory, { recursive: true });
  const names = readdirSync(directory);
  if (names.includes(DIRECTORY_MARK)) return;
  // A run that was cut short while it wrote the marker leaves nothing else.
  if (names.some(name => !name.startsWith(TEMPORARY_PREFIX))) throw new NotOurDirectory(directory);
  writeAtomically(join(directory, DIRECTORY_MARK), MARKER_TEXT);
}

class Writer {
  readonly written: string[] = [];
  /** Paths removed because a file or folder of another kind had to take their place. */
  readonly removed: string[] = [];
  readonly paths = new Set<string>([DIRECTORY_MARK]);
  unchanged = 0;
  readonly #directory: string;
  readonly #folders = new Set<string>(['']);
  /** Folders that this run made: whatever they hold, it wrote. */
  readonly #made = new Set<string>();
  readonly #encoder = new BodyEncoder();

  constructor(directory: string) {
    this.#directory = directory;
  }

  write({ path, body }: PublishedFile): void {
    assertSafeKey(path);
    if (this.paths.has(path)) throw new Error(`${path} is made twice; this is a fault of Bantin's`);
    if (this.#folders.has(path)) throw madeAsBoth(path);
    this.paths.add(path);
    const folder = folderOf(path);
    this.#makeFolder(folder);
    const bytes = this.#encoder.encode(body);
    const target = join(this.#directory, path);
    const before = this.#made.has(folder) ? undefined : statsOf(target);
    if (before?.isFile() && before.size === bytes.length && readFileSync(target).equals(bytes)) {
      this.unchanged += 1;
      return;
    }
    if (before?.isDirectory()) this.#takeAway(path);
    writeAtomically(target, bytes);
    this.written.push(path);
  }

  /** Makes a folder. A file or link in its place is from before: a build makes no file of that name. */
  #makeFolder(folder: string): void {
    if (this.#folders.has(folder)) return;
    const above = folderOf(folder);
    this.#makeFolder(above);
    if (this.paths.has(folder)) throw madeAsBoth(folder);
    const path = join(this.#directory, folder);
    const stats = this.#made.has(above) ? undefined : statsOf(path);
    if (stats && !stats.isDirectory()) this.#takeAway(folder);
    if (!stats?.isDirectory()) {
      // On a file system that ignores case it may exist under another name.
      mkdirSync(path, { recursive: true });
      this.#made.add(folder);
    }
    this.#folders.add(folder);
  }

  #takeAway(path: string): void {
    if (statsOf(join(this.#directory, path))?.isDirectory()) {
      this.removed.push(...removeFiles(this.#directory, `${path}/`, new Set()));
      rmdirSync(join(this.#directory, path));
    } else {
      rmSync(join(this.#directory, path));
      this.removed.push(path);
    }
  }
}

function madeAsBoth(path: string): Error {
  return new Error(`${path} is made as a file and as a folder; this is a fault of Bantin's`);
}

/** Returns the folder that a path lies in; `''` for the directory itself. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function statsOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/**
 * Takes away every file below a folder (`''`, or one with a slash at its end) but those to keep, and the folders that
 * it empties.
 */
function removeFiles(directory: string, folder: string, keep: ReadonlySet<string>): readonly string[] {
  const removed: string[] = [];
  const clear = (folder: string): boolean => {
    let empty = true;
    for (const entry of readdirSync(join(directory, folder), { withFileTypes: true })) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) {
        if (clear(`${path}/`)) rmdirSync(join(directory, path));
        else empty = false;
      } else if (keep.has(path)) empty = false;
      else {
        rmSync(join(directory, path));
        removed.push(path);
      }
    }
    return empty;
  };
  clear(folder);
  return removed;
}
