import { join } from 'node:path';
import type { LostAddress } from '../../state/articles/lost-addresses.ts';

/** Returns one line on an article that looks like one that is in the bucket alone, under another name. */
export function twiceLine({ key, from, path, id }: LostAddress): string {
  const fields = [...(id === undefined ? [] : [`id: ${id}`]), ...(path === undefined ? [] : [`aliases: [${path}]`])];
  return (
    `${key}: it has the title of ${from}, which is in the bucket alone and published still; if this is the same ` +
    `article, write ${fields.join(' and ')} into it, and take the other away with --prune`
  );
}

/** Returns one line on what an article left behind, and how to keep it. `formerly` is its path before, if another. */
export function lostLine(place: string, { path, id }: LostAddress, formerly?: string): string {
  const fields = [...(id === undefined ? [] : [`id: ${id}`]), ...(path === undefined ? [] : [`aliases: [${path}]`])];
  const what = [
    ...(formerly === undefined ? [] : [`it was ${formerly}`]),
    ...(id === undefined ? [] : ['readers take it for a new article']),
    ...(path === undefined ? [] : [`its page was at ${path}, where nothing is now`]),
  ];
  const kept = id === undefined ? 'that address' : path === undefined ? 'its id' : 'its id and that address';
  return `${place}: ${what.join(', ')}; write ${fields.join(' and ')} into it to keep ${kept}`;
}

/** Returns that line with paths as they are in the directory of the content. */
export function lostLineIn(directory: string, lost: LostAddress): string {
  return lostLine(join(directory, lost.key), lost, lost.from && join(directory, lost.from));
}
