import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { TEMPORARY_PREFIX } from '../stores/directory/atomic-write.ts';
import { CouldNotRun } from './output/exit-status.ts';

/** Folders of the content that are read. */
const FOLDERS = ['articles', 'media'] as const;

/**
 * Refuses to build where content lies: what a build does not make it takes away, and what lies under `articles/` or
 * `media/` the next build reads.
 * @throws CouldNotRun
 */
export function assertApart(content: string, out: string): void {
  const [from, to] = [realPath(content), realPath(out)];
  if (isWithin(from, to))
    throw new CouldNotRun(`${out} holds the content, which would be taken away; give a directory beside it`);
  for (const folder of FOLDERS) {
    if (isWithin(to, realPath(join(content, folder))))
      throw new CouldNotRun(`${out} lies in ${folder}/, which the next build would read; give a directory beside it`);
  }
}

/**
 * Returns the directory of what a build remembers: `named`, else `.bantin-<name>` beside the output. It lies neither in
 * the output, which is published, nor with the content that is read.
 * @throws CouldNotRun where the named one does.
 */
export function cachePath(content: string, out: string, named: string | undefined): string {
  const path = named ?? join(dirname(resolve(out)), `${TEMPORARY_PREFIX}${basename(resolve(out))}`);
  const [from, to, cache] = [realPath(content), realPath(out), realPath(path)];
  const remedy = `give another directory with --cache, or --no-cache`;
  if (isWithin(cache, to)) throw new CouldNotRun(`${path} lies in ${out}, which is published; ${remedy}`);
  const isInContent =
    named === undefined ? FOLDERS.some(folder => isWithin(cache, join(from, folder))) : isWithin(cache, from);
  if (isInContent) throw new CouldNotRun(`${path} lies in the content, ${content}; ${remedy}`);
  for (const other of [from, to])
    if (isWithin(other, cache)) throw new CouldNotRun(`${path} holds ${other === from ? content : out}; ${remedy}`);
  return path;
}

/** Names of folders that are published as a rule, with all that lies in them. */
const PUBLISHED: ReadonlySet<string> = new Set(['public', 'dist', 'build', '_site', 'www', 'htdocs']);

/**
 * Returns why the folder above the output looks published, where it does: its page, or a folder that is published as a
 * rule. What a build remembers names drafts.
 */
export function signOfPublished(out: string): string | undefined {
  const above = dirname(realPath(out));
  const page = join(above, 'index.html');
  if (existsSync(page)) return `there is ${page}`;
  const name = above.split(sep).find(folder => PUBLISHED.has(folder.toLowerCase()));
  return name === undefined ? undefined : `it lies in a folder called ${name}`;
}

/** Returns the target of a path after links are followed. Its last parts need not exist yet. */
function realPath(path: string): string {
  const absolute = resolve(path);
  const parent = dirname(absolute);
  if (existsSync(absolute) || parent === absolute) return realpathSync(absolute);
  return join(realPath(parent), basename(absolute));
}

function isWithin(path: string, folder: string): boolean {
  const between = relative(folder, path);
  return between !== '..' && !between.startsWith(`..${sep}`);
}
