import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { MAX_BYTES } from '../../core/import/read-feed.ts';
import { CouldNotRun } from '../output/exit-status.ts';

/** Files that belong together: a folder, or a zip. */
export interface FileSet {
  /** Paths within it, with `/`, in order. */
  readonly names: readonly string[];
  /** Those of hidden files that say what the site is, or which others are to be ignored. */
  readonly hidden: ReadonlySet<string>;
  /** @throws CouldNotRun where it is too large or broken. */
  read(name: string): Promise<Buffer>;
  close(): void;
}

/** Names of hidden files, and of files that macOS adds to a zip. */
const HIDDEN = /(?:^|\/)(?:\.(?!vuepress\/public\/)|__MACOSX\/|\.vuepress\/public\/(?:[^/]+\/){0,20}\.)/;
const SAYING = /(?:^|\/)\.(?:(?:git|eleventy)ignore|eleventy\.js|v(?:ite|ue)press\/config\.[cm]?[jt]s)$/;
/**
 * Maximum number of files, more than any export has. A folder or zip may be crafted so that its listing does not end.
 */
const MAX_FILES = 100_000;
/** Bytes that all files of a set may have together once they are unpacked. */
const MAX_TOTAL = 2 * 1024 * 1024 * 1024;
const MAX_DEPTH = 20;

/** Hidden folder that is looked into, for what it says of the site, and for files that VuePress serves as they are. */
const SAYING_FOLDER = /(?:^|\/)\.(?:vitepress|vuepress(?:\/public)?)$/;

/** Returns the files of a folder and those below it. Links and hidden files that say nothing are skipped. */
export function openFolder(folder: string): FileSet {
  const names: string[] = [];
  const hidden = new Set<string>();
  const visit = (at: string, depth: number): void => {
    if (depth > MAX_DEPTH)
      throw new CouldNotRun(`${folder}/${at}: folders lie in each other more than ${MAX_DEPTH} deep`);
    for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
      const name = at === '' ? entry.name : `${at}/${entry.name}`;
      const isHidden = HIDDEN.test(name);
      if (entry.isDirectory()) {
        if (isHidden ? SAYING_FOLDER.test(name) : entry.name !== 'node_modules') visit(name, depth + 1);
      } else if (!entry.isFile()) continue;
      else if (!isHidden) names.push(name);
      else if (SAYING.test(name)) hidden.add(name);
      if (names.length > MAX_FILES) throw tooMany(folder);
    }
  };
  visit('', 0);
  const budget = createBudget(folder);
  return {
    names: names.sort(),
    hidden,
    async read(name) {
      const path = join(folder, name);
      budget(name, lstatSync(path).size);
      return readFileSync(path);
    },
    close: () => undefined,
  };
}

/**
 * Returns the files of a zip. Nothing is unpacked to a disk, names that lead out of the zip are an error, and no file
 * may contain more bytes than its entry says, or than the maximum of a document.
 */
export async function openZip(path: string): Promise<FileSet> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(error => {
    throw new CouldNotRun(`${path}: is no zip that can be read (${error.message}); download or export it again`);
  });
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= MAX_FILES) throw tooMany(path);
      if ((!entry.fileName.endsWith('/') && !HIDDEN.test(entry.fileName)) || SAYING.test(entry.fileName))
        entries.set(entry.fileName, entry);
    }
  } catch (error) {
    zip.close();
    throw broken(path, error);
  }
  const budget = createBudget(path);
  return {
    names: [...entries.keys()].filter(name => !HIDDEN.test(name)).sort(),
    hidden: new Set([...entries.keys()].filter(name => HIDDEN.test(name))),
    async read(name) {
      const entry = entries.get(name);
      if (!entry) throw new CouldNotRun(`${path}: has no ${name}`);
      budget(name, entry.uncompressedSize);
      return readEntry(zip, entry).catch(error => {
        throw broken(`${path}/${name}`, error);
      });
    },
    close: () => zip.close(),
  };
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return buffer(await zip.openReadStreamPromise(entry));
}

function createBudget(source: string): (name: string, bytes: number) => void {
  let total = 0;
  return (name, bytes) => {
    total += bytes;
    if (bytes > MAX_BYTES)
      throw new CouldNotRun(`${source}/${name}: has more than ${MAX_BYTES / 1024 / 1024} MB; import it in parts`);
    if (total > MAX_TOTAL) throw new CouldNotRun(`${source}: has more than 2 GB of documents; import it in parts`);
  };
}

function tooMany(source: string): CouldNotRun {
  return new CouldNotRun(`${source}: has more than ${MAX_FILES} files; import it in parts`);
}

function broken(source: string, error: unknown): CouldNotRun {
  if (error instanceof CouldNotRun) return error;
  return new CouldNotRun(`${source}: can't be unpacked (${error instanceof Error ? error.message : String(error)})`);
}
