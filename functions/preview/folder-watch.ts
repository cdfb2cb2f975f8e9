import { type FSWatcher, lstatSync, readdirSync, realpathSync, type Stats, statSync, watch } from 'node:fs';
import { ARTICLES_PREFIX, AUTHORS_KEYS, isSiteKey, MEDIA_PREFIX } from '../core/bucket-layout.ts';
import { isAbsence } from '../stores/directory/file-error.ts';
import { leadsInside, pathIn } from '../stores/directory/real-folders.ts';

const PARTS: ReadonlySet<string> = new Set([ARTICLES_PREFIX, MEDIA_PREFIX]);

/** Receiver of changes. */
export interface FolderListener {
  /** Something happened to what has this key, or had it. */
  onChange(key: string): void;
  /** A folder went, or it is not known what happened: anything may have changed. */
  onAny(): void;
  /** Something happened at the top to what is no part of the content. */
  onOther?(): void;
  /** A folder can't be watched. */
  onError(error: unknown): void;
}

/**
 * Watches a directory by its folders. The system tells of a folder what happens to its files, so that there is no need
 * to watch each of them: a newsroom of 100,000 articles has some hundred folders, and systems allow for as few as 8,192
 * watches. Links are followed as the directory store follows them.
 */
export class FolderWatch {
  readonly #root: string;
  readonly #listener: FolderListener;
  /** Watchers of folders, by key. */
  readonly #watchers = new Map<string, FSWatcher>();

  constructor(root: string, listener: FolderListener) {
    this.#root = root;
    this.#listener = listener;
    this.#open('', []);
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  /** Watches a folder and those in it, and returns the keys of their files. Watched first, so that none slips by. */
  #open(folder: string, above: readonly string[]): readonly string[] {
    const path = pathIn(this.#root, folder);
    try {
      const real = realpathSync.native(path);
      // A link to a folder that it lies in would be followed for ever.
      if (above.includes(real) || !leadsInside(this.#root, path)) return [];
      this.#watch(folder, path);
      return readdirSync(path, { withFileTypes: true }).flatMap(entry => {
        const key = keyIn(folder, entry.name);
        if (!isPart(key)) return [];
        const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && this.#statsOf(key)?.isDirectory());
        return isFolder ? this.#open(key, [...above, real]) : [key];
      });
    } catch (error) {
      if (!isAbsence(error)) this.#listener.onError(error);
      return [];
    }
  }

  #watch(folder: string, path: string): void {
    this.#watchers.get(folder)?.close();
    const watcher = watch(path, (event, name) => this.#attempt(() => this.#look(folder, name, event === 'rename')));
    watcher.on('error', error => {
      this.#close(folder);
      // The system says so of a folder that went, too.
      if (this.#statsOf(folder)) this.#listener.onError(error);
      this.#listener.onAny();
    });
    this.#watchers.set(folder, watcher);
  }

  /** Looks at what became of something in a folder; `isOther`: it came, went, or another took its place. */
  #look(folder: string, name: string | null, isOther: boolean): void {
    const key = name === null ? undefined : keyIn(folder, name);
    if (key !== undefined && !isPart(key)) {
      this.#listener.onOther?.();
      return;
    }
    const isFolder = key !== undefined && (this.#statsOf(key)?.isDirectory() ?? false);
    const wasFolder = key !== undefined && this.#watchers.has(key);
    // Its own watch tells what happens in a folder that stays.
    if (isFolder && wasFolder && !isOther) return;
    if (wasFolder) this.#close(key);
    const found = isFolder ? this.#open(key, this.#realFoldersAbove(folder)) : [];
    if (key === undefined || wasFolder) this.#listener.onAny();
    else for (const changed of isFolder ? found : [key]) this.#listener.onChange(changed);
  }

  /** Looks at files, of which some may go meanwhile: then it stays open what there is. */
  #attempt(look: () => void): void {
    try {
      look();
    } catch (error) {
      if (!isAbsence(error)) this.#listener.onError(error);
      this.#listener.onAny();
    }
  }

  /** Ends the watch of a folder and of those in it. */
  #close(folder: string): void {
    for (const [key, watcher] of this.#watchers) {
      if (key !== folder && !key.startsWith(`${folder}/`)) continue;
      watcher.close();
      this.#watchers.delete(key);
    }
  }

  #realFoldersAbove(folder: string): readonly string[] {
    const parts = folder.split('/');
    const folders = ['', ...parts.map((_, at) => parts.slice(0, at + 1).join('/'))];
    return folders.map(key => realpathSync.native(pathIn(this.#root, key)));
  }

  /** Facts about the file at a key; for a link, about its target. */
  #statsOf(key: string): Stats | undefined {
    const path = pathIn(this.#root, key);
    try {
      return statSync(path, { throwIfNoEntry: false }) ?? lstatSync(path, { throwIfNoEntry: false });
    } catch {
      return undefined;
    }
  }
}

/**
 * Returns whether changes of a file or folder are of interest: the rest of the directory may be anything, and large.
 */
function isPart(key: string): boolean {
  const [first] = key.split('/');
  return isSiteKey(key) || PARTS.has(`${first}/`) || AUTHORS_KEYS.some(other => other.startsWith(`${key}/`));
}

function keyIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
