import { appendFileSync, closeSync, lstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPORARY_PREFIX, writeAtomically } from './atomic-write.ts';

/** The file by which a directory is known to be made by Bantin. It lists what was made. */
export const DIRECTORY_MARK = '.bantin';

/** The facts that a mark has. */
export interface DirectoryMark {
  /** Address of the home page of the newsroom that it was made of; absent where the mark does not say so. */
  readonly newsroom?: string;
  /** Number of sources that it was made of. */
  readonly sources?: number;
  /** Paths that were made; absent in a mark of an older version, which knew only that all is made. */
  readonly made?: ReadonlySet<string>;
}

const TEXT = 'Everything in this directory is made by bantin build, and taken away when it is no longer made.\n';
/** Stands above the paths, one on each line. */
const FILES = '\nfiles:\n';

/** Reads the mark of a directory; `undefined` where it has none. */
export function readMark(directory: string): DirectoryMark | undefined {
  const path = join(directory, DIRECTORY_MARK);
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  const text = readFileSync(path, 'utf8');
  const at = text.indexOf(FILES);
  const head = at === -1 ? text : text.slice(0, at + 1);
  const fact = (name: string): string | undefined =>
    head
      .split('\n')
      .find(line => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  const [newsroom, sources] = [fact('newsroom'), fact('sources')];
  return {
    ...(newsroom !== undefined && { newsroom }),
    ...(sources !== undefined && /^\d+$/.test(sources) && { sources: Number(sources) }),
    ...(at !== -1 && { made: new Set(linesOf(text.slice(at + FILES.length))) }),
  };
}

/** Writes the mark of a directory, unless it says the same already. */
export function writeMark(directory: string, { newsroom, sources, made }: DirectoryMark): void {
  const facts = [
    newsroom === undefined ? '' : `newsroom: ${newsroom}\n`,
    sources === undefined ? '' : `sources: ${sources}\n`,
  ];
  const paths = [...(made ?? [])].sort().map(path => `${escaped(path)}\n`);
  const text = TEXT + facts.join('') + FILES.slice(1) + paths.join('');
  const path = join(directory, DIRECTORY_MARK);
  if (!lstatSync(path, { throwIfNoEntry: false }) || readFileSync(path, 'utf8') !== text) writeAtomically(path, text);
}

/** Adds paths to the mark of a directory, before they are made: a run may be cut short. */
export class MarkJournal {
  readonly #descriptor: number;

  constructor(directory: string) {
    this.#descriptor = openSync(join(directory, DIRECTORY_MARK), 'a');
  }

  add(path: string): void {
    appendFileSync(this.#descriptor, `${escaped(path)}\n`);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/**
 * Returns the first file of a directory, or of a folder in it, in the order of names, that is not among those made;
 * `undefined` where there is none. Files that were still being written when a run was cut short are its own; those that
 * systems leave behind are nobody's. A folder's path has a slash at its end.
 */
export function foreignFile(directory: string, made: ReadonlySet<string>, folder = ''): string | undefined {
  const search = (folder: string): string | undefined => {
    const entries = readdirSync(join(directory, folder), { withFileTypes: true });
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = `${folder}${entry.name}`;
      const isOurs = made.has(path) || path === DIRECTORY_MARK || isTemporary(path) || isOfSystem(path);
      const found = entry.isDirectory() ? search(`${path}/`) : isOurs ? undefined : path;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(folder);
}

/** Returns whether a path is that of a file that was still being written. */
export function isTemporary(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1).startsWith(TEMPORARY_PREFIX);
}

/** Returns whether a path is that of a file that a system's file manager leaves in the folders that it shows. */
export function isOfSystem(path: string): boolean {
  return /(?:^|\/)(?:\.DS_Store|Thumbs\.db)$/.test(path);
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').flatMap(line => (line === '' ? [] : [line.replace(/%(?:25|0A|0D)/g, decodeURIComponent)]));
}

/** A path on a line of its own. */
function escaped(path: string): string {
  return path.replace(/[%\n\r]/g, encodeURIComponent);
}
