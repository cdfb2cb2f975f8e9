import type { ArticleSummary, PictureFile } from '../index/article-summary.ts';
import { setContest } from '../index/changed-record.ts';
import type { ReadObject } from '../index/found.ts';
import { isOfObject, type ObjectRecord } from '../index/index-record.ts';
import type { IndexView } from '../index/index-view.ts';
import { isMedia, typedForms } from '../index/keys/record-keys.ts';
import type { NextState } from '../index/next-state.ts';
import type { SourceRecord } from '../index/records/source-record.ts';
import type { Size } from './image-size.ts';
import { type Missing, namedKeys, namedMediaKeys, packMissing, unpackMissing } from './missing-names.ts';
import { type Lack, missingProblems } from './missing-problems.ts';

/**
 * Maximum number of articles that are told with the places of what they name and lack. Where more lack some, none of
 * them is: it would have to be read for that alone. So builds that read all and builds that read what changed tell the
 * same.
 */
export const MAX_PLACES = 100;

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
  /** Says in a message why an article, by its key in NFC, is not out: it is not there, or is held back. */
  readonly absenceOf: (key: string) => string;
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
 * mean: with the record of each article, with what windows remember of it, and, media alone, as a problem of it. Notes
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
  const told = new Set<string>();
  if (found.size === 0) return changed;
  for (const [key, missing] of found) {
    const record = index.record(key);
    if (!record || record.status === 'media') continue;
    // Of an article that is not out still, what holds it back may be something else.
    if (record.missing === missing && deadLinks(record, new Set(missingIn(key, record))).length === 0) continue;
    told.add(key);
    if (record.missing === missing) continue;
    nextState.delta.set(key, withMissing(record, missing));
    changed.add(key);
  }
  const lackOf = (key: string) => lackIn(key, index.record(key));
  const isPlaced = [...told].filter(key => areSome(lackOf(key))).length <= MAX_PLACES;
  for (const key of told) {
    const record = nextState.delta.get(key) ?? index.record(key);
    if (!isOfObject(record)) continue;
    const lack = lackOf(key);
    const read = isPlaced && areSome(lack) ? request.read(key) : undefined;
    const missing = missingProblems(key, lack, read, request.absenceOf);
    const { missing: _, ...others } = record.contest ?? {};
    setContest(nextState.delta, key, record, { ...others, ...(missing.length > 0 && { missing }) });
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

/** Returns what an article that is out lacks: media, and articles that its links lead to, in NFC. */
export function lackIn(key: string, record: ObjectRecord | undefined): Lack {
  const missing = missingIn(key, record);
  if (!record || record.status === 'media') return { media: [], articles: [] };
  return { media: missing.filter(isMedia), articles: deadLinks(record, new Set(missing)) };
}

/** Returns the likeliest article of each link of which none is out. */
function deadLinks({ mayMean = [] }: SourceRecord, missing: ReadonlySet<string>): readonly string[] {
  const dead = mayMean.filter(keys => keys.every(key => missing.has(key)));
  return [...new Set(dead.flatMap(([likeliest]) => likeliest ?? []))];
}

/** Returns whether something is told of an article that lacks some keys: not where a link leads to another instead. */
export function isTold(record: ObjectRecord | undefined, missing: readonly string[]): boolean {
  if (missing.length === 0 || !record || record.status === 'media') return false;
  return missing.some(isMedia) || deadLinks(record, new Set(missing)).length > 0;
}

function areSome({ media, articles }: Lack): boolean {
  return media.length + articles.length > 0;
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

/** Returns true for media that an index knows, and for an article that is out, by its key in NFC. */
export function isThereIn(index: IndexView, key: string): boolean {
  if (isMedia(key)) return index.mediaSize(key) !== undefined;
  return typedForms(key).some(typed => index.record(typed)?.status === 'published');
}

function withMissing<Item extends { readonly missing?: Missing }>(
  { missing: _, ...others }: Item,
  missing: Missing | undefined,
): Item {
  return { ...others, ...(missing !== undefined && { missing }) } as Item;
}
