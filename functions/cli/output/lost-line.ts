import { join } from 'node:path';
import type { LostAddress } from '../../state/articles/lost-addresses.ts';

/** Returns one line on an article that looks like one that is in the bucket alone, under another name. */
export function twiceLine(lost: LostAddress): string {
  return (
    `${lost.key}: it has the title of ${lost.from}, which is in the bucket alone and published still; if this is the ` +
    `same article, write ${fieldsOf(lost)} into it, and take the other away with --prune`
  );
}

/** Returns the fields that keep the id and the addresses. */
function fieldsOf({ id, path, formerPaths = [] }: LostAddress): string {
  const paths = [...(path === undefined ? [] : [path]), ...formerPaths];
  const fields = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(paths.length === 0 ? [] : [`aliases: [${paths.join(', ')}]`]),
  ];
  return fields.join(' and ');
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
  return `${place}: ${whose}${what.join(', ')}; write ${fieldsOf(lost)} into it to keep ${kept}`;
}

/** Returns that line with paths as they are in the directory of the content. */
export function lostLineIn(directory: string, lost: LostAddress): string {
  return lostLine(join(directory, lost.key), lost, lost.from && join(directory, lost.from));
}
