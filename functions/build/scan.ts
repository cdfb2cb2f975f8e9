import { listMedia } from '../content/list-media.ts';
import { measurePictures } from '../content/pictures/measure-pictures.ts';
import { readOutsideProblems } from '../content/read-outside-problems.ts';
import { renderContextOf } from '../content/render-context.ts';
import { isReported, nameProblems, SkippedObjects } from '../content/skipped.ts';
import { versionOf } from '../content/version.ts';
import type { Article } from '../core/article/article.ts';
import { ARTICLES_PREFIX, isIgnored } from '../core/bucket-layout.ts';
import { nearCategoryProblems } from '../core/check/near-categories.ts';
import type { RenderContext } from '../core/entry/render-context.ts';
import type { MeasuredMedia } from '../core/index/article-summary.ts';
import type { HeldArticle, LeavingArticle } from '../core/index/held.ts';
import { type IndexView, indexOf } from '../core/index/index-view.ts';
import { isMedia } from '../core/index/keys/record-keys.ts';
import { LIMITS, type Limits } from '../core/index/limits.ts';
import type { NextState } from '../core/index/next-state.ts';
import type { State } from '../core/index/state.ts';
import { titlesIn } from '../core/index/traits/feed-traits.ts';
import type { Instant } from '../core/instant.ts';
import type { Size } from '../core/media/image-size.ts';
import { type Measure, sidesIn } from '../core/media/measure.ts';
import type { Missing } from '../core/media/missing-names.ts';
import { arePlacesTold, isThereIn, missingOf, settlePictures } from '../core/media/missing-pictures.ts';
import { settleLinks } from '../core/plan/settle-links.ts';
import { spellingProblems } from '../core/plan/spelling-problems.ts';
import type { Problem } from '../core/problem.ts';
import { cutFeedProblems, windowProblems } from '../core/views/cut-feeds.ts';
import { type ReaderOptions, SourceReader } from '../guard/source-reader.ts';
import { listKeys, type ObjectStore, type ObjectSummary, type OnSkipped } from '../stores/object-store.ts';
import type { DeadLinks } from './dead-links.ts';
import { inThreads } from './in-threads.ts';
import { type MediaFile, Notes } from './notes.ts';
import { Parts } from './parts.ts';
import { settleScan } from './settle-scan.ts';
import type { Threads } from './threads/threads.ts';
import { Scanning } from './work.ts';

/** Options of a scan. */
export interface ScanOptions extends ReaderOptions {
  readonly now: Instant;
  /** Called after each source that is read, with the number read so far. */
  readonly onSource?: (read: number) => void;
  readonly limits?: Limits;
  /** Digest of the site and of the code, where it is to be remembered what files are made of. */
  readonly fingerprint?: string;
  /** Reader of the sources. Default: a new one. */
  readonly reader?: SourceReader;
  /** True where more articles are elsewhere, so that nothing is reported of what none has. Default: false. */
  readonly isPart?: boolean;
  /** Threads that share in the work where that is worth it. Default: this one alone. */
  readonly threads?: Threads | undefined;
}

/** All that was read: every source's front matter, and the list of media. */
export interface Scan {
  readonly nextState: NextState;
  readonly problems: Problem[];
  /** Sources read, whatever became of them. */
  readonly read: number;
  /** Sources that can't be published, and what stands in the place of one. */
  readonly rejected: number;
  /** Keys of objects that would be rejected; none of a source that is readable and says that it is not to be out. */
  readonly refused: ReadonlySet<string>;
  /** Keys of the articles that are out, in the order of the listing. */
  readonly published: readonly string[];
  /** Articles that were out until they were withdrawn, by key, in the order of the listing. */
  readonly withdrawn: ReadonlyMap<string, Article>;
  /** Articles that are not public, in the order of the listing. */
  readonly held: readonly HeldArticle[];
  /** Articles that are public until a date, in the order of the listing. */
  readonly leaving: readonly LeavingArticle[];
  /** Files under `media/`, by key in NFC. */
  readonly media: ReadonlyMap<string, ObjectSummary>;
  /** Keys, in NFC, of the pictures among those whose headers were looked at, where they are there. */
  readonly measured: ReadonlySet<string>;
  /** Media beside articles, whether these name them or not, by key in NFC. */
  readonly pageMedia: ReadonlyMap<string, MediaFile>;
  /** Keys, in NFC, of the media that articles name, those that are held back, too. */
  readonly named: ReadonlySet<string>;
  /** Problems of pictures that articles name and that are not there. */
  readonly missing: readonly Problem[];
  /** Context to render any of it. */
  readonly context: RenderContext;
  /** All that is needed to read of a change alone another time. */
  readonly memory: ScanMemory;
}

/** Findings of a scan beside what it made of them. */
export interface ScanMemory {
  /** Problems of objects as they were read, by key, in the order of the listing; of those that have some. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** Keys of objects under `articles/`, in the order of the listing. */
  readonly keys: readonly string[];
  /** Keys under `articles/` of what is no object by its name. */
  readonly ignored: readonly string[];
  /** Links by file of the articles. */
  readonly links: DeadLinks;
  /** True if problems are of several articles, or of files that are none: a change of one does not tell of them. */
  readonly isEntangled: boolean;
}

interface Reading {
  readonly reader: SourceReader;
  readonly measured: MeasuredMedia;
}

/** Reads every source once: its front matter and no more, unless something is missing there. */
export async function scan(options: ScanOptions): Promise<Scan> {
  const { content, site, now } = options;
  const reader = openReader(options);
  const { media, problems: mediaProblems, skipped: skippedMedia } = await listMedia(content);
  const sizes = new Map([...media].map(([key, { size }]) => [key, size]));
  const notes = new Notes(options);
  const skipped = new SkippedObjects();
  const { keys, ignored } = await listSources(content, skipped.note);
  const nextState = await readAll(keys, notes, { ...options, reader, measured: { sizes } });
  const settled = await settleScan(nextState, notes.names.touched, options, reader);
  const measured = declaredMedia(nextState);
  const pictures = new Map(await measurePictures(content, versionsOf(media, measured)));
  takeMeasures(nextState, notes.pageMedia, { sizes, pictures });
  const index = indexOf(nextState);
  const missing = await settleMissing(nextState, index, { media, pictures }, reader);
  settleLinks(nextState, index, [], () => true);
  nextState.traits.settleAll(index.countedFeeds(0).map(feed => [feed, index.feedRecord(feed)] as const));
  return {
    nextState,
    ...notes.without(key => lostIn(nextState, key), nextState),
    problems: [
      ...mediaProblems,
      ...notes.problems,
      ...settled,
      ...notes.names.problems(key => lostIn(nextState, key)),
      ...(nextState.traits.areSeveral ? spellingProblems(nextState.delta, nextState.traits) : []),
      ...(await readOutsideProblems(content, site, now)),
      ...skipped.problems,
      ...nameProblems([...notes.keys, ...ignored.filter(isReported)]),
      ...feedProblems(nextState, options),
    ],
    rejected: nextState.counts.rejected + skipped.problems.length + skippedMedia,
    media,
    measured,
    missing: missing.problems,
    context: {
      ...renderContextOf(nextState.windows.remembered().articles, options),
      mediaSizes: sizes,
      missing: missing.byKey,
      pictures,
    },
    memory: {
      problems: notes.found,
      keys: notes.keys,
      ignored,
      links: notes.links,
      isEntangled: mediaProblems.length + skipped.problems.length > 0 || notes.names.haveOneAddress,
    },
  };
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

/** Adds what is known of media beside articles, and updates articles with what all media measure. */
function takeMeasures(
  nextState: NextState,
  pageMedia: Notes['pageMedia'],
  { sizes, pictures }: { readonly sizes: Map<string, number>; readonly pictures: Map<string, Measure> },
): void {
  for (const [name, { size, measure }] of pageMedia) {
    sizes.set(name, size);
    if (measure) pictures.set(name, measure);
  }
  if (pageMedia.size > 0 || pictures.size > 0) nextState.resizeAll({ sizes, pictures });
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

function lostIn({ delta }: NextState, key: string): boolean {
  const entry = delta.get(key);
  return entry?.status === 'rejected' && entry.lost !== undefined;
}

/** Notes what articles name and is not there, and the sides of their pictures; returns keys and problems of that. */
async function settleMissing(
  nextState: NextState,
  index: IndexView,
  { media, pictures }: Pick<Scan, 'media'> & { readonly pictures: ReadonlyMap<string, Measure> },
  reader: SourceReader,
): Promise<{ readonly byKey: ReadonlyMap<string, Missing>; readonly problems: readonly Problem[] }> {
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

/** Returns problems of feeds, as their windows and the names of all articles show them. */
function feedProblems({ windows, traits }: NextState, { site, isPart }: ScanOptions): readonly Problem[] {
  if (isPart) return cutFeedProblems(windows, site);
  return [...windowProblems(windows, site), ...nearCategoryProblems(windows, titlesIn(traits.found()), site)];
}

/** Returns the reader of a scan's sources. */
export function openReader(options: ScanOptions): SourceReader {
  return options.reader ?? new SourceReader(options);
}

/** Reads all sources, in all threads that there are, and returns the state of what was read. */
async function readAll(keys: readonly string[], notes: Notes, options: ScanOptions & Reading): Promise<NextState> {
  const { site, now, limits = LIMITS, threads, reader, measured } = options;
  const parts = new Parts({ site, now, limits, ...measured });
  const scanning = new Scanning(reader, parts, { site, now });
  const others: State[] = [];
  const shares = threads?.sharesIn(keys.length, site);
  if (shares?.renders) threads?.start({ site, now, limits }, keys.length);
  const read = inThreads<'scan'>(
    { kind: 'scan', keys, measured },
    {
      reader,
      threads: shares?.reads ? threads : undefined,
      here: keys => scanning.do(keys),
      onPart: part => others.push(JSON.parse(part)),
    },
  );
  for await (const [, found] of read.results) for (const note of found) notes.add(note);
  return parts.merge(others);
}

/** Lists the keys of sources; `ignored` are those that are none by their names. */
async function listSources(content: ObjectStore, onSkipped: OnSkipped) {
  const keys: string[] = [];
  const ignored: string[] = [];
  for await (const key of listKeys(content, ARTICLES_PREFIX, { onSkipped }))
    if (!isIgnored(key)) keys.push(key);
    else ignored.push(key);
  return { keys, ignored };
}

/** Returns the keys, in NFC, of sources that are rejected. */
export function rejectedKeys({ delta }: Pick<NextState, 'delta'>): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const [key, record] of delta) if (record?.status === 'rejected') keys.add(key.normalize('NFC'));
  return keys;
}
