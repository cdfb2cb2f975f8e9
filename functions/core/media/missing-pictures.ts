import type { ArticleSummary, PictureFile } from '../index/article-summary.ts';
import { setContest } from '../index/changed-record.ts';
import type { ReadObject } from '../index/found.ts';
import { type DeltaRecord, isOfObject, type ObjectRecord } from '../index/index-record.ts';
import type { IndexView } from '../index/index-view.ts';
import { isMedia, typedForms } from '../index/keys/record-keys.ts';
import type { NextState } from '../index/next-state.ts';
import type { Contest } from '../index/records/contest.ts';
import type { Size } from './image-size.ts';
import { type Missing, namedKeys, namedMediaKeys, packMissing, unpackMissing } from './missing-names.ts';
import { missingProblems } from './missing-problems.ts';

/** Maximum number of articles that are told with the places of what they lack. */
const MAX_PLACES = 100;

/**
 * Returns whether so many articles lack media that each is told with the places of what it lacks. Where they are more,
 * none of them is: it would have to be read for that alone. So builds that read all and builds that read what changed
 * tell the same.
 */
export function arePlacesTold(lacking: number): boolean {
  return lacking <= MAX_PLACES;
}

/** Input that says which pictures, and which sound, films and PDFs, are missing. */
export interface PictureRequest {
  readonly nextState: Pick<NextState, 'delta' | 'windows'>;
  readonly index: IndexView;
  /** Keys of articles whose pictures are looked for. */
  readonly articles: Iterable<string>;
  /** Returns true for an object that is there, by its key in NFC. */
  readonly isThere: (key: string) => boolean;
  /**
   * Returns the sides of a picture that is there, by its key in NFC, `undefined` where it tells none; `unknown` where
   * nobody looked, so that what an article remembers of them stays.
   */
  readonly sidesOf: (key: string) => Size | undefined | 'unknown';
  /** Returns an article as it was read, for the place of its reference. */
  readonly read: (key: string) => ReadObject | undefined;
  /** Returns true if all that was looked up is there; else nothing is changed. */
  readonly isComplete: () => boolean;
}

/** Articles of which something is new. */
export interface SettledPictures {
  /** Articles that lack others than before. */
  readonly lacking: ReadonlySet<string>;
  /** These, and articles whose pages tell other sides of their picture. */
  readonly changed: ReadonlySet<string>;
}

/**
 * Notes the pictures and other media that articles name and that are not there, and articles that links by file may
 * mean: with the record of each article, with what windows remember of it, and, media alone, as problems of it. Notes
 * the sides of declared pictures with the records of articles that have a page. Returns the articles of which that is
 * new.
 */
export function settlePictures(request: PictureRequest): SettledPictures {
  const { index, articles, isThere, isComplete } = request;
  const found = new Map<string, Missing | undefined>();
  const sized = new Map<string, PictureFile>();
  for (const key of new Set(articles)) {
    const record = index.record(key);
    const missing = missingOf(key, record, isThere);
    if (missing) found.set(key, packMissing(namedIn(key, record), new Set(missing)));
    const picture = pictureNow(record, request);
    if (picture) sized.set(key, picture);
  }
  if (!isComplete()) return { lacking: new Set(), changed: new Set() };
  const resized = noteSides(sized, request);
  const lacking = noteMissing(found, request);
  return { lacking, changed: resized.size === 0 ? lacking : new Set([...lacking, ...resized]) };
}

/** Returns the declared picture of an article as its page has to tell it from now on; `undefined` where it does. */
function pictureNow(
  record: ObjectRecord | undefined,
  { isThere, sidesOf }: Pick<PictureRequest, 'isThere' | 'sidesOf'>,
): PictureFile | undefined {
  const image = record && record.status !== 'media' ? record.image : undefined;
  if (!image) return undefined;
  const { key, width, height } = image;
  const sides = isThere(key) ? sidesOf(key) : undefined;
  if (sides === 'unknown' || (sides?.width === width && sides?.height === height)) return undefined;
  return { key, ...sides };
}

/** Notes the sides of pictures with the records of their articles, and returns these. */
function noteSides(
  pictures: ReadonlyMap<string, PictureFile>,
  { nextState, index }: PictureRequest,
): ReadonlySet<string> {
  for (const [key, picture] of pictures) {
    const record = index.record(key);
    if (record && record.status !== 'media') nextState.delta.set(key, { ...record, image: picture });
  }
  return new Set(pictures.keys());
}

/** Notes what articles lack, and returns those of which that is new. */
function noteMissing(found: ReadonlyMap<string, Missing | undefined>, request: PictureRequest): ReadonlySet<string> {
  const { nextState, index } = request;
  const changed = new Set<string>();
  const told = new Map<string, readonly string[]>();
  if (found.size === 0) return changed;
  for (const [key, missing] of found) {
    const record = index.record(key);
    if (!record || record.status === 'media' || record.missing === missing) continue;
    const next = withMissing(record, missing);
    nextState.delta.set(key, next);
    told.set(key, missingIn(key, next).filter(isMedia));
    changed.add(key);
  }
  const lacking = [...told.values()].filter(media => media.length > 0).length;
  const read = arePlacesTold(lacking) ? request.read : () => undefined;
  for (const [key, media] of told) {
    const record = nextState.delta.get(key);
    if (isOfObject(record)) setContest(nextState.delta, key, record, contestOf(key, record, media, read));
  }
  nextState.windows.replaceEach((article: ArticleSummary) =>
    found.has(article.key) ? withMissing(article, found.get(article.key)) : article,
  );
  return changed;
}

/** Returns the keys, in NFC, of what an article names and that is not there, as its record has it. */
export function missingIn(key: string, record: ObjectRecord | undefined): readonly string[] {
  if (!record || record.status === 'media' || record.missing === undefined) return [];
  return unpackMissing(namedIn(key, record), record.missing);
}

function namedIn(key: string, record: ObjectRecord | undefined): readonly string[] {
  return !record || record.status === 'media' ? [] : namedKeys(key, record);
}

/**
 * Returns the keys, in NFC, of what an article that is out names and that is not there; `undefined` where it names
 * nothing of the kind. Of articles that a link may mean, those are named that come before the first that is there:
 * where all are missing, it means the first of them.
 */
export function missingOf(
  key: string,
  record: ObjectRecord | undefined,
  isThere: PictureRequest['isThere'],
): readonly string[] | undefined {
  if (!record || record.status === 'media' || !(record.pageMedia || record.media || record.mayMean)) return undefined;
  const articles = (record.mayMean ?? []).flatMap(keys => {
    const there = keys.findIndex(isThere);
    return there === -1 ? keys : keys.slice(0, there);
  });
  return [...namedMediaKeys(key, record).filter(each => !isThere(each)), ...articles];
}

/**
 * Returns true for an object that an index knows, by its key in NFC. A source that is not out counts, since a rebuild
 * asks a listing, which does not tell which are.
 */
export function isThereIn(index: IndexView, key: string): boolean {
  if (isMedia(key)) return index.mediaSize(key) !== undefined;
  return typedForms(key).some(typed => index.record(typed) !== undefined);
}

function withMissing<Item extends { readonly missing?: Missing }>(
  { missing: _, ...others }: Item,
  missing: Missing | undefined,
): Item {
  return { ...others, ...(missing !== undefined && { missing }) } as Item;
}

/** Returns what is to be reported of an article, with its missing pictures. */
function contestOf(
  key: string,
  { contest = {} }: DeltaRecord,
  media: readonly string[],
  read: PictureRequest['read'],
): Contest {
  const { missing: _, ...others } = contest;
  return media.length === 0 ? others : { ...others, missing: missingProblems(key, media, read(key)) };
}
