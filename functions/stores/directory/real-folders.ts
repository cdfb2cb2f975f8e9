import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { absentAs, explaining } from './file-error.ts';

/**
 * Real paths of the folders of a directory, by key. The system is asked once for each listing: a folder may hold
 * thousands.
 */
export class RealFolders {
  readonly #root: string;
  readonly #known = new Map<string, string | undefined>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Forgets where folders were: links may lead elsewhere by now. */
  forget(): void {
    this.#known.clear();
  }

  /** The real path of a folder; `undefined` where it is not there, or outside of the directory. */
  find(folder: string): string | undefined {
    if (this.#known.has(folder)) return this.#known.get(folder);
    const path = pathIn(this.#root, folder);
    return explaining(path, () =>
      // A folder that does not exist yet may come, so its absence is not remembered.
      absentAs(undefined, () => {
        const real = leadsInside(this.#root, path) ? realpathSync.native(path) : undefined;
        this.#known.set(folder, real);
        return real;
      }),
    );
  }
}

/** Returns whether a path that is there lies in the directory, once links are followed. */
export function leadsInside(root: string, path: string): boolean {
  const real = realpathSync.native(path);
  const realRoot = realpathSync.native(root);
  return real === realRoot || real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
}

/** The path of a key. Not `join`, which costs as much as opening the file does; a safe key has nothing to normalize. */
export function pathIn(root: string, key: string): string {
  return key === '' ? root : `${root}/${key}`;
}

/** The key of the folder that a key lies in; empty at the top. */
export function parentOf(key: string): string {
  return key.slice(0, Math.max(key.lastIndexOf('/'), 0));
}
