import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { CouldNotRun } from './output/exit-status.ts';

/**
 * Refuses to build where content lies: what a build does not make it takes away, and what lies under `articles/` or
 * `media/` the next build reads.
 * @throws CouldNotRun
 */
export function assertApart(content: string, out: string): void {
  const [from, to] = [realPath(content), realPath(out)];
  if (isWithin(from, to))
    throw new CouldNotRun(`${out} holds the content, which would be taken away; give a directory beside it`);
  for (const folder of ['articles', 'media']) {
    if (isWithin(to, realPath(join(content, folder))))
      throw new CouldNotRun(`${out} lies in ${folder}/, which the next build would read; give a directory beside it`);
  }
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
