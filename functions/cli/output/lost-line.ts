import { join } from 'node:path';
import type { LostAddress } from '../../state/articles/lost-addresses.ts';

/** Returns one line on an article that looks like one that is in the bucket alone, under another name. */
export function twiceLine(lost: LostAddress): string {
  return (
    `${lost.key}: it has the title of ${lost.from}, which is in the bucket alone and published still; if this is the ` +
    `same article, ${remedyOf(lost).replace(/,$/, '')}, and take the other away with --prune`
  );
}

/** Returns what to do for the id and the addresses to be kept. */
function remedyOf({ id, path, formerPaths = [], aliases = [], declaresId }: LostAddress): string {
  const paths = [...(path === undefined ? [] : [path]), ...formerPaths];
  const list = `aliases: [${[...aliases, ...paths].join(', ')}]`;
  // A second line of that name would make the article invalid.
  const isAdded = aliases.length > 0 && paths.length > 0;
  const fields = [
    ...(id === undefined ? [] : [`id: ${id}${declaresId ? ' (in place of its own)' : ''}`]),
    ...(paths.length === 0 || isAdded ? [] : [list]),
  ];
  return [
    ...(fields.length === 0 ? [] : [`write ${fields.join(' and ')} into it`]),
    ...(isAdded ? [`add ${paths.join(' and ')} to the aliases that it has, as in ${list},`] : []),
  ].join(' and ');
}

/** Returns one line on what an article left behind, and how to keep it. `formerly` is its path before, if another. */
export function lostLine(place: string, lost: LostAddress, formerly?: string): string {
  const { path, formerPaths = [], id } = lost;
  const what = [
    ...(id === undefined ? [] : ['readers take it for a new article']),
    ...(path === undefined ? [] : [`its page was at ${path}, where nothing is now`]),
    ...(formerPaths.length === 0 ? [] : [`what led to it from ${formerPaths.join(' and ')} does so no more`]),
  ];
  const addresses = [...(path === undefined ? [] : [path]), ...formerPaths].length;
  const kept = [
    ...(id === undefined ? [] : ['its id']),
    ...(addresses === 0 ? [] : [addresses === 1 ? 'that address' : 'those addresses']),
  ].join(' and ');
  const whose = formerly === undefined ? '' : `it has the title of ${formerly}, which is gone; if it is the same, `;
  return `${place}: ${whose}${what.join(', ')}; ${remedyOf(lost)} to keep ${kept}`;
}

/** Returns that line with paths as they are in the directory of the content. */
export function lostLineIn(directory: string, lost: LostAddress): string {
  return lostLine(join(directory, lost.key), lost, lost.from && join(directory, lost.from));
}

/** Returns one line on an article that is where it was before, with paths in the directory of the content. */
export function backLineIn(directory: string, { key, from, path }: LostAddress): string {
  const meanwhile = from === undefined ? `at ${path}` : `as ${join(directory, from)}`;
  return (
    `${join(directory, key)}: it is at its former address again, and readers know it; there is nothing to do, unless ` +
    `it was published ${meanwhile} meanwhile`
  );
}
