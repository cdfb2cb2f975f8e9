import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { foreignFile, isOfSystem, readMark } from './made-files.ts';

/** A directory holds files that Bantin did not write, or another newsroom: to sync it would take them away. */
export class NotOurDirectory extends Error {
  override readonly name = 'NotOurDirectory';
  constructor(directory: string, found: string, remedy = 'give a new or empty directory, or one that bantin made') {
    super(`${directory} ${found}; ${remedy}`);
  }
}

/** Files of a directory that Bantin made. */
export interface Claim {
  readonly made: ReadonlySet<string>;
  /** True for the mark of an older version, which did not list what was made. */
  readonly isOld: boolean;
}

/** Returns what was made of a directory that may be written to: nearly all of it, where an older version marked it. */
export function claim(
  directory: string,
  { newsroom, force }: { readonly newsroom?: string; readonly force?: boolean },
): Claim {
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
