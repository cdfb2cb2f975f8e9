import { Buffer } from 'node:buffer';
import { isPageMedia, pageMediaKey } from '../article/page-media.ts';
import { mediaTypeOf } from '../files/media-type.ts';
import type { ArticleSummary } from '../index/article-summary.ts';
import type { ReadObject } from '../index/found.ts';
import { type Contest, type DeltaRecord, isMedia, type ObjectRecord } from '../index/index-record.ts';
import type { IndexView } from '../index/index-view.ts';
import type { NextState } from '../index/next-state.ts';
import { boundProblems, type Position, type Problem } from '../problem.ts';

/** Input that says which pictures, and which sound, films and PDFs, are missing. */
export interface PictureRequest {
  readonly nextState: Pick<NextState, 'delta' | 'windows' | 'setContest'>;
  readonly index: IndexView;
  /** Keys of articles whose pictures are looked for. */
  readonly articles: Iterable<string>;
  /** Returns true for an object that is there, by its key in NFC. */
  readonly isThere: (key: string) => boolean;
  /** Returns an article as it was read, for the place of its reference. */
  readonly read: (key: string) => ReadObject | undefined;
  /** Returns true if all that was looked up is there; else nothing is changed. */
  readonly isComplete: () => boolean;
}

/**
 * Notes the pictures and other media that articles name and that are not there, and articles that links by file may
 * mean: with the record of each article, with what windows remember of it, and, media alone, as a problem of it.
 * Returns the articles of which that is new.
 */
export function settlePictures(request: PictureRequest): ReadonlySet<string> {
  const { nextState, index, articles, isThere, isComplete } = request;
  const found = new Map<string, readonly string[]>();
  for (const key of new Set(articles)) {
    const missing = missingOf(key, index.record(key), isThere);
    if (missing) found.set(key, missing);
  }
  const changed = new Set<string>();
  if (found.size === 0 || !isComplete()) return changed;
  for (const [key, missing] of found) {
    const record = index.record(key);
    if (!record || record.status === 'media' || isSame(record.missing, missing)) continue;
    const next = withMissing(record, missing);
    nextState.delta.set(key, next);
    nextState.setContest(key, next, contestOf(key, next, missing, request.read(key)));
    changed.add(key);
  }
  nextState.windows.replaceEach((article: ArticleSummary) => {
    const missing = found.get(article.key);
    return missing === undefined || isSame(article.missing, missing) ? article : withMissing(article, missing);
  });
  return changed;
}

/**
 * Returns the keys, in NFC, of what an article that is out names and that is not there, sorted; `undefined` where it
 * names nothing of the kind. Of articles that a link may mean, those are named that come before the first that is
 * there: where all are missing, it means the first of them.
 */
export function missingOf(
  key: string,
  record: ObjectRecord | undefined,
  isThere: PictureRequest['isThere'],
): readonly string[] | undefined {
  if (!record || record.status === 'media' || !(record.pageMedia || record.mayMean)) return undefined;
  const media = Object.keys(record.pageMedia ?? {}).map(name => pageMediaKey(key, name));
  const articles = (record.mayMean ?? []).flatMap(keys => {
    const there = keys.findIndex(isThere);
    return there === -1 ? keys : keys.slice(0, there);
  });
  return [...new Set([...media.filter(each => !isThere(each)), ...articles])].sort();
}

/** Returns true for an object that an index knows, by its key in NFC. */
export function isThereIn(index: IndexView, key: string): boolean {
  if (isMedia(key)) return index.mediaSize(key) !== undefined;
  return [key, key.normalize('NFD')].some(typed => index.record(typed) !== undefined);
}

function isPicture(name: string): boolean {
  return mediaTypeOf(name)?.startsWith('image/') === true;
}

function isSame(one: readonly string[] | undefined, other: readonly string[]): boolean {
  return JSON.stringify(one ?? []) === JSON.stringify(other);
}

function withMissing<Item extends { readonly missing?: readonly string[] }>(
  { missing: _, ...others }: Item,
  missing: readonly string[],
): Item {
  return { ...others, ...(missing.length > 0 && { missing }) } as Item;
}

/** Returns what is to be reported of an article, with its missing pictures. */
function contestOf(
  key: string,
  { contest = {} }: DeltaRecord,
  missing: readonly string[],
  read: ReadObject | undefined,
): Contest {
  const { missing: _, ...others } = contest;
  const media = missing.filter(isPageMedia);
  const [first] = media;
  return first === undefined ? others : { ...others, missing: missingProblem(key, media, placeOf(key, first, read)) };
}

function missingProblem(path: string, [first = '', ...rest]: readonly string[], place: Partial<Position>): Problem {
  const [kind, another] = isPicture(first) ? ['picture', 'another picture'] : ['file', 'another file'];
  const others = rest.length === 0 ? '' : rest.length === 1 ? ` and ${another}` : ` and ${rest.length} others`;
  const message =
    `the ${kind} ${first}${others} ${rest.length === 0 ? 'is' : 'are'} not there, and left out until ` +
    `${rest.length === 0 ? 'it is' : 'they are'}; upload what is missing, or correct the path`;
  return boundProblems([{ path, ...place, severity: 'warning', message }])[0] as Problem;
}

/** Returns the place of the first reference to media beside an article, where it is written as its name. */
function placeOf(key: string, mediaKey: string, read: ReadObject | undefined): Partial<Position> {
  if (read?.source === undefined) return {};
  const text = Buffer.from(read.source.bytes).toString('utf8').normalize('NFC');
  const name = mediaKey.slice(key.normalize('NFC').lastIndexOf('/') + 1);
  const at = [name, encodeURI(name)].map(each => text.indexOf(each)).find(each => each !== -1);
  if (at === undefined) return {};
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
