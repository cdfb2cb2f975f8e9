import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { AUTHORS_KEYS, isContent, isSiteKey } from '../../../functions/core/bucket-layout.ts';

/** A file of a folder that belongs into the content bucket. */
export interface SeedFile {
  /** Its path from the folder, with slashes. */
  readonly key: string;
  readonly path: string;
  readonly bytes: number;
}

/**
 * Returns what of a folder is content, links within the folder followed; whatever else lies there stays there. Throws
 * where content is a link that leads out of the folder, to nothing, or to a folder that it lies in.
 */
export function seedFiles(folder: string): readonly SeedFile[] {
  const root = realpathSync(folder);
  return filesIn('', root, { root, above: [root] });
}

interface Place {
  /** The folder's real path. */
  readonly root: string;
  /** Real paths of the folders that something lies in. */
  readonly above: readonly string[];
}

function filesIn(prefix: string, folder: string, { root, above }: Place): readonly SeedFile[] {
  return readdirSync(folder).flatMap(name => {
    const key = `${prefix}${name}`;
    const isFile = isContent(key) || isSiteKey(key);
    const mayHold = isContent(`${key}/a.md`) || AUTHORS_KEYS.some(other => other.startsWith(`${key}/`));
    if (!isFile && !mayHold) return [];
    const path = realPath(join(folder, name), key, root);
    const found = statSync(path);
    if (!found.isDirectory()) return isFile && found.isFile() ? [{ key, path, bytes: found.size }] : [];
    if (!mayHold) return [];
    if (above.includes(path))
      throw new Error(`content: ${key} is a link to a folder that it lies in; take it out, or copy what is meant`);
    return filesIn(`${key}/`, path, { root, above: [...above, path] });
  });
}

function realPath(path: string, key: string, root: string): string {
  let real: string;
  try {
    real = realpathSync(path);
  } catch (error) {
    throw new Error(`content: ${key} is a link that leads to no file; take it out`, { cause: error });
  }
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep))
    throw new Error(`content: ${key} is a link out of the folder, to ${real}; put a copy of that in its place`);
  return real;
}
