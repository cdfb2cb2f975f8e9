import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { countItems } from '../core/feed/count-items.ts';
import { BodyEncoder } from '../core/files/encode-body.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import { writeAtomically } from './atomic-write.ts';
import { explaining } from './directory/file-error.ts';
import {
  DIRECTORY_MARK,
  foreignFile,
  isOfSystem,
  isTemporary,
  MarkJournal,
  readMark,
  writeMark,
} from './directory/made-files.ts';
import { assertSafeKey } from './object-key.ts';

/** A directory holds files that Bantin did not write, or another newsroom: to sync it would take them away. */
export class NotOurDirectory extends Error {
  override readonly name = 'NotOurDirectory';
  constructor(directory: string, found: string, remedy = 'give a new or empty directory, or one that bantin made') {
    super(`${directory} ${found}; ${remedy}`);
  }
}

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
 * directory is touched: links are never followed.
 * @throws NotOurDirectory where it holds what Bantin did not write, or was made of another newsroom; nothing is touched
 * then.
 */
export async function syncFiles(
  directory: string,
  files: AsyncIterable<PublishedFile> | Iterable<PublishedFile>,
  options: SyncOptions = {},
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
  const writer = new Writer(directory, { made, isOld }, journal);
  try {
    for await (const file of files) explaining(join(directory, file.path), () => writer.write(file));
  } finally {
    journal.close();
  }
  // What others put there meanwhile, or what is theirs by force, stays.
  const stays = (path: string): boolean => writer.paths.has(path) || !(made.has(path) || isTemporary(path));
  const gone = explaining(directory, () => removeFiles(directory, '', stays));
  const removed = [...writer.removed, ...gone].sort();
  const kept = new Set([...writer.paths].filter(path => path !== DIRECTORY_MARK && !writer.foreign.has(path)));
  explaining(directory, () => writeMark(directory, { ...facts(sources), made: kept }));
  return { written: writer.written, unchanged: writer.unchanged, removed };
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

/** Files of a directory that Bantin made. */
interface Claim {
  readonly made: ReadonlySet<string>;
  /** True for the mark of an older version, which did not list what was made. */
  readonly isOld: boolean;
}

/** Returns what was made of a directory that may be written to: nearly all of it, where an older version marked it. */
function claim(directory: string, { newsroom, force }: SyncOptions): Claim {
  const file = fileAbove(directory);
  if (file !== undefined) throw new NotOurDirectory(directory, `lies below ${file}, which is a file`);
  const stats = statSync(directory, { throwIfNoEntry: false });
  if (stats && !stats.isDirectory()) throw new NotOurDirectory(directory, 'is a file');
  mkdirSync(directory, { recursive: true });
  const mark = readMark(directory);
  const foreign = mark && !mark.made ? undefined : foreignFile(directory, mark?.made ?? new Set());
  const remedy = 'give another directory, or --force to write here all the same';
  if (foreign !== undefined && !force) {
    if (!mark)
      throw new NotOurDirectory(
        directory,
        `holds files that are not of bantin (${foreign})`,
        'give a new or empty directory, or one that bantin made, or --force to write here all the same',
      );
    throw new NotOurDirectory(directory, `holds ${foreign}, which bantin did not make`, `move it away, ${remedy}`);
  }
  const other = mark?.newsroom;
  if (other !== undefined && newsroom !== undefined && other !== newsroom && !force)
    throw new NotOurDirectory(directory, `was built from the newsroom ${other}, and this is ${newsroom}`, remedy);
  const isOld = mark !== undefined && !mark.made;
  return { made: isOld ? filesOf(directory) : (mark?.made ?? new Set()), isOld };
}

/** Returns the file in place of a directory above `path`; `undefined` where there is none. */
function fileAbove(path: string): string | undefined {
  for (let above = dirname(path); ; above = dirname(above)) {
    if (existsSync(above)) return statSync(above).isDirectory() ? undefined : above;
    if (above === dirname(above)) return undefined;
  }
}

/** Files that hosts and tools keep beside what is published: `.git`, `.nojekyll`, `CNAME`. */
const OF_HOST = /(?:^|\/)\.|^CNAME$/;

/** Returns the files of a directory of which all were made, but for those that are more likely somebody's. */
function filesOf(directory: string): ReadonlySet<string> {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap(entry => {
    if (entry.isDirectory()) return [];
    return [join(relative(directory, entry.parentPath), entry.name).split(sep).join('/')];
  });
  return new Set(paths.filter(path => !OF_HOST.test(path) && !isOfSystem(path)));
}

class Writer {
  readonly written: string[] = [];
  /** Paths removed because a file or folder of another kind had to take their place. */
  readonly removed: string[] = [];
  readonly paths = new Set<string>([DIRECTORY_MARK]);
  /** Paths of files of others that have the bytes that were to be written: they stay theirs. */
  readonly foreign = new Set<string>();
  unchanged = 0;
  readonly #directory: string;
  readonly #folders = new Set<string>(['']);
  /** Folders that this run made: whatever they hold, it wrote. */
  readonly #made = new Set<string>();
  readonly #encoder = new BodyEncoder();
  readonly #known: ReadonlySet<string>;
  readonly #adopts: boolean;
  readonly #journal: MarkJournal;

  constructor(directory: string, { made, isOld }: Claim, journal: MarkJournal) {
    this.#directory = directory;
    this.#known = made;
    this.#adopts = isOld;
    this.#journal = journal;
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
      if (!this.#known.has(path) && !this.#adopts) this.foreign.add(path);
      return;
    }
    if (before?.isDirectory()) this.#takeAway(path);
    if (!this.#known.has(path)) this.#journal.add(path);
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
 * it empties.
 */
function removeFiles(directory: string, folder: string, stays: (path: string) => boolean): readonly string[] {
  const removed: string[] = [];
  const clear = (folder: string): boolean => {
    let empty = true;
    for (const entry of readdirSync(join(directory, folder), { withFileTypes: true })) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) {
        if (clear(`${path}/`)) rmdirSync(join(directory, path));
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
