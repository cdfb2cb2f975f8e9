import { lstatSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { countItems } from '../core/feed/count-items.ts';
import { BodyEncoder } from '../core/files/encode-body.ts';
import type { FileBody, PublishedFile } from '../core/files/published-file.ts';
import { writeAtomically } from './directory/atomic-write.ts';
import { type Claim, claim, NotOurDirectory } from './directory/claim.ts';
import { explaining } from './directory/file-error.ts';
import { fileFactsOf } from './directory/file-facts.ts';
import { DIRECTORY_MARK, foreignFile, isTemporary, MarkJournal, readMark, writeMark } from './directory/made-files.ts';
import { assertSafeKey } from './object-key.ts';
import { WriteBehind } from './threads/write-behind.ts';

/** Properties of a sync that are noted beside the files. */
export interface SyncOptions {
  /** Address of the home page of the newsroom that they are made of. */
  readonly newsroom?: string;
  /** Number of sources that they are made of. */
  readonly sources?: number;
  /**
   * Writes into a directory that holds files of others, or another newsroom: what is in the way is overwritten, what
   * Bantin made is taken away, and all else stays.
   */
  readonly force?: boolean;
  /** Writes files while others are made. Default: each is written before the next is made. */
  readonly behind?: WriteBehind | undefined;
}

export interface SyncResult {
  /** Paths of what is new or changed, sorted. */
  readonly written: readonly string[];
  readonly unchanged: number;
  /** Paths of what was there and belongs no more, sorted. */
  readonly removed: readonly string[];
  /** The files that it holds by path, each as {@link factsOf} tells it from any other; without those of others. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Makes a directory hold these files and nothing else. Each is written whole or not at all; one that has the same bytes
 * is left alone; what belongs no more goes last, and stays where making the files fails. Nothing outside of the
 * directory is touched: links are never followed.
 * @throws NotOurDirectory where it holds what Bantin did not write, or was made of another newsroom; nothing is touched
 * then.
 */
export async function syncFiles(
  directory: string,
  files: AsyncIterable<PublishedFile> | Iterable<PublishedFile>,
  options: SyncOptions = {},
): Promise<SyncResult> {
  return syncChanges(directory, new Map(), options, async writer => {
    for await (const file of files) {
      explaining(join(directory, file.path), () => writer.write(file));
      if (writer.isFull) await writer.room();
    }
  });
}

/**
 * Makes a directory hold the files that it is known to hold already, by path, with the changes that `change` makes to
 * them, and nothing else.
 * @throws NotOurDirectory as {@link syncFiles} does.
 */
export async function syncChanges(
  directory: string,
  known: ReadonlyMap<string, string>,
  options: SyncOptions,
  change: (writer: DirectoryWriter) => Promise<void>,
): Promise<SyncResult> {
  const { newsroom, sources } = options;
  const { made, isOld } = explaining(directory, () => claim(directory, options));
  const facts = (sources: number | undefined) => ({
    ...(newsroom !== undefined && { newsroom }),
    ...(sources !== undefined && { sources }),
  });
  // A run that is cut short leaves files of before, and of this one.
  const atMost = sources === undefined ? undefined : Math.max(sources, sourcesOf(directory));
  explaining(directory, () => writeMark(directory, { ...facts(atMost), made }));
  const journal = new MarkJournal(directory);
  const writer = new DirectoryWriter(directory, { made, isOld, journal, behind: options.behind }, known);
  try {
    await change(writer);
    await writer.settle();
  } finally {
    journal.close();
  }
  // What others put there meanwhile, or what is theirs by force, stays.
  const { paths } = writer;
  const stays = (path: string): boolean => paths.has(path) || !(made.has(path) || isTemporary(path));
  const gone = explaining(directory, () => removeFiles(directory, '', stays, writer.made));
  const removed = [...writer.removed, ...gone].sort();
  const all = paths.size - 1;
  for (const path of [DIRECTORY_MARK, ...writer.foreign]) paths.delete(path);
  explaining(directory, () => writeMark(directory, { ...facts(sources), made: new Set(paths.keys()) }));
  return { written: writer.written.sort(), unchanged: all - writer.written.length, removed, files: paths };
}

/**
 * Returns how many sources a directory was made of; where an older version made it, which did not say so, how many
 * articles its feed shows. 0 where it is none of ours.
 */
export function sourcesOf(directory: string): number {
  const mark = readMark(directory);
  if (!mark || mark.sources !== undefined) return mark?.sources ?? 0;
  const feed = join(directory, 'feed.json');
  return countItems(statsOf(feed)?.isFile() ? readFileSync(feed, 'utf8') : '');
}

/** Options of a writer: what the directory is known to hold, and how files are written. */
interface WriterOptions extends Claim {
  readonly journal: MarkJournal;
  readonly behind?: WriteBehind | undefined;
}

/** Writes files into a directory, and knows which it is to hold. */
export class DirectoryWriter {
  readonly written: string[] = [];
  /** Paths removed because a file or folder of another kind had to take their place. */
  readonly removed: string[] = [];
  /** Files that the directory is to hold, by path, with the facts that tell each from any other. */
  readonly paths: Map<string, string>;
  /** Paths of files of others that have the bytes that were to be written: they stay theirs. */
  readonly foreign = new Set<string>();
  /** Paths that were written, or had the same bytes. */
  readonly #done = new Set<string>([DIRECTORY_MARK]);
  readonly #directory: string;
  readonly #folders = new Set<string>(['']);
  /** Folders that this run made: whatever they hold, it wrote. */
  readonly made = new Set<string>();
  /** Paths of folders that are made with the first file of theirs that is written behind. */
  readonly #unmade = new Set<string>();
  readonly #encoder = new BodyEncoder();
  readonly #known: ReadonlySet<string>;
  readonly #adopts: boolean;
  readonly #journal: MarkJournal;
  readonly #behind: WriteBehind | undefined;

  constructor(
    directory: string,
    { made, isOld, journal, behind }: WriterOptions,
    known: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#directory = directory;
    this.#behind = behind;
    this.paths = new Map([...known, [DIRECTORY_MARK, '']]);
    this.#known = made;
    this.#adopts = isOld;
    this.#journal = journal;
  }

  /** Says that a file belongs no more. It is taken away in the end. */
  drop(path: string): void {
    this.paths.delete(path);
  }

  write({ path, body }: PublishedFile): void {
    assertSafeKey(path);
    if (this.#done.has(path)) throw new Error(`${path} is made twice; this is a fault of Bantin's`);
    if (this.#folders.has(path)) throw madeAsBoth(path);
    this.#done.add(path);
    const folder = folderOf(path);
    this.#makeFolder(folder);
    const target = join(this.#directory, path);
    const before = this.made.has(folder) ? undefined : statsOf(target);
    if (before?.isFile() && this.#holds(target, before.size, body)) {
      this.paths.set(path, fileFactsOf(before));
      if (!this.#known.has(path) && !this.#adopts) this.foreign.add(path);
      return;
    }
    if (before?.isDirectory()) this.#takeAway(path);
    if (!this.#known.has(path)) this.#journal.add(path);
    this.written.push(path);
    this.paths.set(path, '');
    this.#put(target, body, facts => this.paths.set(path, facts));
  }

  /** Writes a file, here or behind. */
  #put(path: string, body: FileBody, onWritten: (facts: string) => void): void {
    const folder = dirname(path);
    if (this.#behind && WriteBehind.takes(body)) {
      this.#behind.write({ path, body, inNewFolder: this.#unmade.delete(folder), onWritten });
      return;
    }
    // Files of it may be with the thread, which has not come to make it yet.
    if (this.#behind) mkdirSync(folder, { recursive: true });
    writeAtomically(path, this.#encoder.encode(body), { onWritten: stats => onWritten(fileFactsOf(stats)) });
  }

  /** Returns whether a file of so many bytes has these. */
  #holds(target: string, size: number, body: FileBody): boolean {
    const bytes = this.#encoder.encode(body);
    return size === bytes.length && readFileSync(target).equals(bytes);
  }

  /** True where the next file should wait for room. */
  get isFull(): boolean {
    return this.#behind?.isFull ?? false;
  }

  /** Resolves when another file may be written. @throws the error of one that could not be. */
  async room(): Promise<void> {
    await this.#behind?.room();
  }

  /** Resolves when all is written. @throws the error of a file that could not be. */
  async settle(): Promise<void> {
    await this.#behind?.settle();
  }

  /** Makes a folder. A file or link in its place is from before: a build makes no file of that name. */
  #makeFolder(folder: string): void {
    if (this.#folders.has(folder)) return;
    const above = folderOf(folder);
    this.#makeFolder(above);
    if (this.#done.has(folder)) throw madeAsBoth(folder);
    const path = join(this.#directory, folder);
    const stats = this.made.has(above) ? undefined : statsOf(path);
    if (stats && !stats.isDirectory()) this.#takeAway(folder);
    if (!stats?.isDirectory()) {
      // On a file system that ignores case it may exist under another name.
      if (this.#behind) this.#unmade.add(path);
      else mkdirSync(path, { recursive: true });
      this.made.add(folder);
    }
    this.#folders.add(folder);
  }

  #takeAway(path: string): void {
    if (statsOf(join(this.#directory, path))?.isDirectory()) {
      const theirs = foreignFile(this.#directory, this.#known, `${path}/`);
      if (theirs !== undefined) {
        const found = `holds ${theirs}, which bantin did not make, where ${path} is to be a file`;
        throw new NotOurDirectory(this.#directory, found, 'move it away, or give another directory');
      }
      for (const removed of removeFiles(this.#directory, `${path}/`, () => false)) this.removed.push(removed);
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
 * it empties. Folders in `whole` stay with all that they hold.
 */
function removeFiles(
  directory: string,
  folder: string,
  stays: (path: string) => boolean,
  whole: ReadonlySet<string> = new Set(),
): readonly string[] {
  const removed: string[] = [];
  const clear = (folder: string): boolean => {
    let empty = true;
    for (const entry of readdirSync(join(directory, folder), { withFileTypes: true })) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) {
        if (!whole.has(path) && clear(`${path}/`)) rmdirSync(join(directory, path));
        else empty = false;
      } else if (stays(path)) empty = false;
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
