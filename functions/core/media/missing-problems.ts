import { Buffer } from 'node:buffer';
import { MEDIA_PREFIX } from '../bucket-layout.ts';
import { placeOfLink } from '../entry/linked-articles.ts';
import { mediaTypeOf } from '../files/media-type.ts';
import type { ReadObject } from '../index/found.ts';
import { boundProblems, compareProblems, type Position, type Problem } from '../problem.ts';
import { createPositions } from '../text/positions.ts';

/** Keys, in NFC, of what an article names and lacks. */
export interface Lack {
  readonly media: readonly string[];
  /** Articles that links lead to. */
  readonly articles: readonly string[];
}

/** Maximum number of files and articles that are told by themselves. */
const MAX_TOLD = 10;

/**
 * Returns a warning for each file and each linked article that an article lacks, at its place where the article was
 * `read`; of very many the first, and how many there are beside them.
 */
export function missingProblems(
  key: string,
  lack: Lack,
  read: ReadObject | undefined,
  absenceOf: (articleKey: string) => string,
): readonly Problem[] {
  const all = allMissing(key, lack, read, absenceOf);
  const [next] = all.slice(MAX_TOLD);
  if (!next) return all;
  const rest = all.length - MAX_TOLD;
  const [who, are] = rest === 1 ? ['another', 'is'] : [`${rest} others`, 'are'];
  const message = `${who} that it names from here on ${are} not there, either; bantin check names each`;
  return [...all.slice(0, MAX_TOLD), { ...next, message }];
}

/** Returns a warning for each of what an article lacks, where `missingProblems` would not name all. */
export function eachMissing(
  key: string,
  lack: Lack,
  read: ReadObject | undefined,
  absenceOf: (articleKey: string) => string,
): readonly Problem[] | undefined {
  if (lack.media.length + lack.articles.length <= MAX_TOLD) return undefined;
  return boundProblems(allMissing(key, lack, read, absenceOf));
}

function allMissing(
  key: string,
  { media, articles }: Lack,
  read: ReadObject | undefined,
  absenceOf: (articleKey: string) => string,
): readonly Problem[] {
  const text = read?.source && Buffer.from(read.source.bytes).toString('utf8').normalize('NFC');
  const all = [
    ...media.map(each => mediaProblem(key, each, text)),
    ...articles.map(each => linkProblem(key, each, text, absenceOf)),
  ];
  return all.sort(compareProblems);
}

const UPLOAD = 'upload what is missing, or correct the path';

function mediaProblem(path: string, mediaKey: string, text: string | undefined): Problem {
  const kind = mediaTypeOf(mediaKey)?.startsWith('image/') ? 'picture' : 'file';
  const message = `the ${kind} ${mediaKey} is not there, and left out until it is; ${UPLOAD}`;
  return warning(path, message, text === undefined ? undefined : placeOfMedia(path, mediaKey, text));
}

function linkProblem(
  path: string,
  articleKey: string,
  text: string | undefined,
  absenceOf: (articleKey: string) => string,
): Problem {
  const place = text === undefined ? undefined : placeOfLink(path, articleKey, text);
  return warning(path, `a link leads to ${articleKey}, ${absenceOf(articleKey)}`, place);
}

function warning(path: string, message: string, place?: Position): Problem {
  return boundProblems([{ path, ...place, severity: 'warning', message }])[0] as Problem;
}

/** Returns the place of the first reference to media, where it is written as its name. */
function placeOfMedia(key: string, mediaKey: string, text: string): Position | undefined {
  const name = mediaKey.startsWith(MEDIA_PREFIX) ? mediaKey : mediaKey.slice(key.normalize('NFC').lastIndexOf('/') + 1);
  const at = [name, encodeURI(name)].map(each => indexOfWord(text, each)).find(each => each !== -1);
  return at === undefined ? undefined : createPositions(text)(at);
}

/** Returns where a name stands that is not the end of a longer one. */
function indexOfWord(text: string, name: string): number {
  let at = text.indexOf(name);
  while (at > 0 && /[\p{L}\p{N}_-]/u.test(text.charAt(at - 1))) at = text.indexOf(name, at + 1);
  return at;
}
