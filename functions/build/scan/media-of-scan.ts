import { measurePictures } from '../../content/pictures/measure-pictures.ts';
import { versionOf } from '../../content/version.ts';
import type { IndexView } from '../../core/index/index-view.ts';
import { isMedia } from '../../core/index/keys/record-keys.ts';
import type { NextState } from '../../core/index/next-state.ts';
import type { Size } from '../../core/media/image-size.ts';
import { type Measure, sidesIn } from '../../core/media/measure.ts';
import type { Missing } from '../../core/media/missing-names.ts';
import { arePlacesTold, isThereIn, missingOf, settlePictures } from '../../core/media/missing-pictures.ts';
import type { Problem } from '../../core/problem.ts';
import type { SourceReader } from '../../guard/source-reader.ts';
import type { ObjectStore, ObjectSummary } from '../../stores/object-store.ts';
import type { MediaFile } from '../notes.ts';

/** Media of a folder. All keys are in NFC. */
export interface FoundMedia {
  /** Files under `media/`. */
  readonly media: ReadonlyMap<string, ObjectSummary>;
  /** Bytes of these. Those of files beside articles are added. */
  readonly sizes: Map<string, number>;
  readonly pageMedia: ReadonlyMap<string, MediaFile>;
}

/** Measures of media. */
export interface Measured {
  /** Keys of the files under `media/` whose headers were looked at, whether they are there or not. */
  readonly measured: ReadonlySet<string>;
  /** By key. */
  readonly pictures: ReadonlyMap<string, Measure>;
}

/** Media that articles name and that are not there. */
export interface Missed {
  /** By the key of the article. */
  readonly byKey: ReadonlyMap<string, Missing>;
  readonly problems: readonly Problem[];
}

/** Measures the media that articles declare, and updates articles with what all media measure. */
export async function measureMedia(
  nextState: NextState,
  { media, sizes, pageMedia }: FoundMedia,
  content: ObjectStore,
): Promise<Measured> {
  const measured = declaredMedia(nextState);
  const pictures = new Map(await measurePictures(content, versionsOf(media, measured)));
  for (const [name, { size, measure }] of pageMedia) {
    sizes.set(name, size);
    if (measure) pictures.set(name, measure);
  }
  if (pageMedia.size > 0 || pictures.size > 0) nextState.resizeAll({ sizes, pictures });
  return { measured, pictures };
}

/** Returns the keys, in NFC, of files of which a page or a feed tells what they tell: pictures and enclosures. */
function declaredMedia({ delta, windows }: NextState): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const record of delta.values()) if (record && 'image' in record && record.image) keys.add(record.image.key);
  for (const { picture, media } of windows.remembered().articles) {
    if (picture) keys.add(picture.key);
    if (media) keys.add(media.key);
  }
  return keys;
}

/** Returns the listed files among some, with their versions. */
function* versionsOf(
  media: ReadonlyMap<string, ObjectSummary>,
  names: Iterable<string>,
): Generator<readonly [string, ObjectSummary]> {
  for (const name of names) {
    const summary = media.get(name);
    if (summary) yield [name, { ...summary, etag: versionOf(summary) }];
  }
}

/** Notes what articles name and is not there, and the sides of their pictures; returns keys and problems of that. */
export async function noteWhatIsMissing(
  nextState: NextState,
  index: IndexView,
  { media, pictures }: Pick<FoundMedia, 'media'> & Pick<Measured, 'pictures'>,
  reader: SourceReader,
): Promise<Missed> {
  const isThere = (key: string): boolean => media.has(key) || isThereIn(index, key);
  const articles: string[] = [];
  const told: string[] = [];
  for (const key of nextState.delta.keys()) {
    const record = index.record(key);
    const missing = missingOf(key, record, isThere) ?? [];
    if (missing.length > 0 || (record && 'image' in record)) articles.push(key);
    if (missing.some(isMedia)) told.push(key);
  }
  const objects = await reader.read(arePlacesTold(told.length) ? told : []);
  const sidesOf = (key: string): Size | undefined => sidesIn(pictures.get(key));
  settlePictures({
    nextState,
    index,
    articles,
    isThere,
    sidesOf,
    read: key => objects.get(key),
    isComplete: () => true,
  });
  const records = articles.map(key => [key, index.record(key)] as const);
  const lacking = records.flatMap(([key, record]): [string, Missing][] =>
    record && 'missing' in record && record.missing !== undefined ? [[key, record.missing]] : [],
  );
  return {
    byKey: new Map(lacking),
    problems: records.flatMap(([, record]) => record?.contest?.missing ?? []),
  };
}
