import { Buffer } from 'node:buffer';
import { MEDIA_PREFIX } from '../bucket-layout.ts';
import { mediaTypeOf } from '../files/media-type.ts';
import type { ReadObject } from '../index/found.ts';
import { boundFiles, boundProblems, compareProblems, type Position, type Problem } from '../problem.ts';
import { createPositions } from '../text/positions.ts';
import { indexOfName } from './index-of-name.ts';

/** Maximum number of missing files of one article that are told by themselves; `check` tells all. */
const MAX_TOLD = 5;

/**
 * Returns a warning for each file that an article lacks, by their keys in NFC, at its place where the article was
 * `read`; of very many the first, and how many there are beside them.
 */
export function missingProblems(
  key: string,
  media: readonly string[],
  read: ReadObject | undefined,
): readonly Problem[] {
  const all = allMissing(key, media, read);
  const [next] = all.slice(MAX_TOLD);
  if (!next) return all;
  const rest = all.length - MAX_TOLD;
  const [who, are] = rest === 1 ? ['another', 'is'] : [`${rest} others`, 'are'];
  const message = `${who} of the files that it names ${are} not there, either; bantin check names each`;
  return [...all.slice(0, MAX_TOLD), { ...next, message }];
}

/** Returns warnings of the files that all articles lack: those of the first articles, and how many more lack some. */
export function boundMissing(problems: readonly Problem[]): readonly Problem[] {
  const { told, left } = boundFiles(problems);
  const [path] = left;
  if (path === undefined) return told;
  const who = left.length === 1 ? 'another article names' : `${left.length} more articles name`;
  const message = `${who} files that are not there; bantin check names each`;
  return [...told, { path, severity: 'warning', message }];
}

/** Returns a warning for each file that an article lacks, with a remedy of its own where there is one. */
export function eachMissing(
  key: string,
  media: readonly string[],
  read: ReadObject | undefined,
  remedyOf: (mediaKey: string) => string | undefined,
): readonly Problem[] {
  return boundProblems(allMissing(key, media, read, remedyOf));
}

const REMEDY = 'upload what is missing, or correct the path';

function allMissing(
  key: string,
  media: readonly string[],
  read: ReadObject | undefined,
  remedyOf: (mediaKey: string) => string | undefined = () => undefined,
): readonly Problem[] {
  const places = placesOf(key, media, read);
  const all = media.map((mediaKey): Problem => {
    const kind = mediaTypeOf(mediaKey)?.startsWith('image/') ? 'picture' : 'file';
    const remedy = remedyOf(mediaKey) ?? REMEDY;
    const message = `the ${kind} ${mediaKey} is not there, and left out until it is; ${remedy}`;
    return { path: key, ...places.get(mediaKey), severity: 'warning', message };
  });
  return all.sort(compareProblems).flatMap(problem => boundProblems([problem]));
}

/** Returns the places of the first references to media, by their keys, of those that are written as their names. */
function placesOf(key: string, media: readonly string[], read: ReadObject | undefined): ReadonlyMap<string, Position> {
  if (read?.source === undefined) return new Map();
  const text = Buffer.from(read.source.bytes).toString('utf8').normalize('NFC');
  const folder = key.normalize('NFC').lastIndexOf('/') + 1;
  const found = media.flatMap((mediaKey): [string, number][] => {
    const isShared = mediaKey.startsWith(MEDIA_PREFIX);
    const name = isShared ? mediaKey : mediaKey.slice(folder);
    const kind = isShared ? 'name' : 'path';
    const at = [name, encodeURI(name)].map(each => indexOfName(text, each, kind)).find(each => each !== -1);
    return at === undefined ? [] : [[mediaKey, at]];
  });
  const positionOf = createPositions(text);
  return new Map(found.sort(([, a], [, b]) => a - b).map(([mediaKey, at]) => [mediaKey, positionOf(at)]));
}
