import { listMedia } from '../content/list-media.ts';
import { readOutsideProblems } from '../content/read-outside-problems.ts';
import { renderContextOf } from '../content/render-context.ts';
import { isReported, nameProblems, SkippedObjects } from '../content/skipped.ts';
import type { Article } from '../core/article/article.ts';
import { isPageMedia, pageMediaKey } from '../core/article/page-media.ts';
import { ARTICLES_PREFIX, isIgnored } from '../core/bucket-layout.ts';
import type { RenderContext } from '../core/entry/render-context.ts';
import type { Found, ReadObject } from '../core/index/found.ts';
import { type HeldArticle, heldArticle, heldProblems } from '../core/index/held.ts';
import { IndexView } from '../core/index/index-view.ts';
import { LIMITS, type Limits } from '../core/index/limits.ts';
import type { NextState } from '../core/index/next-state.ts';
import type { Instant } from '../core/instant.ts';
import { settleLinks } from '../core/plan/settle-links.ts';
import { SharedNames } from '../core/plan/shared-names.ts';
import { spellingProblems } from '../core/plan/spelling-problems.ts';
import type { Problem } from '../core/problem.ts';
import { compareKeys } from '../core/text/key-order.ts';
import { windowProblems } from '../core/views/cut-feeds.ts';
import { type ReaderOptions, SourceReader } from '../guard/source-reader.ts';
import { listKeys, type ObjectStore, type ObjectSummary, type OnSkipped } from '../stores/object-store.ts';
import { Parts } from './parts.ts';
import { settleScan } from './settle-scan.ts';

/** Options of a scan. */
export interface ScanOptions extends ReaderOptions {
  readonly now: Instant;
  /** Called after each source that is read, with the number read so far. */
  readonly onSource?: (read: number) => void;
  readonly limits?: Limits;
  /** Reader of the sources. Default: a new one. */
  readonly reader?: SourceReader;
}

/** A media file, by its key in the store. */
export type MediaFile = Pick<ObjectSummary, 'key' | 'size'>;

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
  /** Files under `media/`, by key in NFC. */
  readonly media: ReadonlyMap<string, MediaFile>;
  /** Media beside articles, whether these name them or not, by key in NFC. */
  readonly pageMedia: ReadonlyMap<string, MediaFile>;
  /** Keys, in NFC, of the media that articles name, those that are held back, too. */
  readonly named: ReadonlySet<string>;
  /** Context to render any of it. */
  readonly context: RenderContext;
}

/** Reads every source once: its front matter and no more, unless something is missing there. */
export async function scan(options: ScanOptions): Promise<Scan> {
  const { content, site, now, limits = LIMITS } = options;
  const reader = openReader(options);
  const { media, problems: mediaProblems, skipped: skippedMedia } = await listMedia(content);
  const sizes = new Map([...media].map(([key, { size }]) => [key, size]));
  const parts = new Parts({ site, now, limits, sizes });
  const notes = new Notes(options);
  const skipped = new SkippedObjects();
  const ignored: string[] = [];
  for await (const [key, { found }] of readAll(content, reader, skipped, ignored)) {
    parts.add(key, found);
    notes.take(key, found);
  }
  const nextState = parts.merge();
  const settled = await settleScan(nextState, notes.names.touched, options, reader);
  for (const [name, { size }] of notes.pageMedia) sizes.set(name, size);
  if (notes.pageMedia.size > 0) nextState.resizeAll();
  const index = indexOf(nextState);
  settleLinks(nextState, index, [], () => true);
  nextState.traits.settleAll(index.countedFeeds(0).map(feed => [feed, index.feedRecord(feed)] as const));
  return {
    nextState,
    ...notes.without(key => lostIn(nextState, key), nextState),
    problems: [
      ...mediaProblems,
      ...notes.problems,
      ...settled,
      ...notes.shared.filter(({ path }) => !lostIn(nextState, path)),
      ...(nextState.traits.areSeveral ? spellingProblems(nextState.delta, nextState.traits) : []),
      ...(await readOutsideProblems(content, site, now)),
      ...skipped.problems,
      ...nameProblems([...notes.keys, ...ignored]),
      ...windowProblems(nextState.windows, site),
    ],
    rejected: nextState.counts.rejected + skipped.problems.length + skippedMedia,
    media,
    context: { ...renderContextOf(nextState.windows.remembered().articles, options), mediaSizes: sizes },
  };
}

/** Notes on the sources of a scan, in the order of the listing. */
class Notes {
  readonly keys: string[] = [];
  readonly problems: Problem[] = [];
  /** Warnings of addresses that several articles have. */
  readonly shared: Problem[] = [];
  readonly names: SharedNames;
  readonly pageMedia = new Map<string, MediaFile>();
  readonly #options: ScanOptions;
  readonly #published: string[] = [];
  readonly #withdrawn = new Map<string, Article>();
  readonly #held: HeldArticle[] = [];
  readonly #silent = new Set<string>();
  readonly #named = new Set<string>();
  #read = 0;

  constructor(options: ScanOptions) {
    this.#options = options;
    this.names = new SharedNames(options.site);
  }

  take(key: string, found: Found): void {
    this.keys.push(key);
    if (isPageMedia(key)) {
      const { pageMedia, problems, names } = this;
      takePageMedia(key, found, { pageMedia, problems, touched: names.touched });
      return;
    }
    this.#read += 1;
    this.#options.onSource?.(this.#read);
    if (found.kind === 'gone' || found.kind === 'media') return;
    this.problems.push(...found.problems);
    if (found.kind === 'article') this.#takeArticle(key, found.article);
  }

  /** Returns the notes as a scan has them, without sources that lost what they claim to others. */
  without(isLost: (key: string) => boolean, { delta }: NextState) {
    return {
      read: this.#read,
      refused: new Set(this.keys.filter(key => delta.get(key)?.status === 'rejected' && !this.#silent.has(key))),
      published: this.#published.filter(key => !isLost(key)),
      withdrawn: new Map([...this.#withdrawn].filter(([key]) => !isLost(key))),
      held: this.#held,
      named: this.#named,
      pageMedia: new Map([...this.pageMedia].filter(([, { key }]) => !isLost(key))),
    };
  }

  #takeArticle(key: string, article: Article): void {
    const { now } = this.#options;
    for (const name of article.pageMedia ?? []) this.#named.add(pageMediaKey(key, name));
    if (article.draft || article.withdrawn) this.#silent.add(key);
    const hold = heldArticle(article, now);
    this.problems.push(...heldProblems(hold, now));
    if (hold) {
      this.#held.push(hold);
      return;
    }
    this.shared.push(...this.names.add(article));
    if (article.withdrawn) this.#withdrawn.set(key, article);
    else this.#published.push(key);
  }
}

/** Takes in what was found beside articles. Of two files with one name the first owns it, as `settle` finds. */
function takePageMedia(
  key: string,
  found: Found,
  {
    pageMedia,
    problems,
    touched,
  }: { pageMedia: Map<string, MediaFile>; problems: Problem[]; touched: SharedNames['touched'] },
): void {
  if (found.kind === 'rejected') problems.push(...found.problems);
  if (found.kind !== 'media') return;
  const name = key.normalize('NFC');
  const other = pageMedia.get(name);
  if (other) touched.keys.add(key);
  if (!other || compareKeys(key, other.key) < 0) pageMedia.set(name, { key, size: found.size });
}

function lostIn({ delta }: NextState, key: string): boolean {
  const entry = delta.get(key);
  return entry?.status === 'rejected' && entry.lost !== undefined;
}

/** Returns the index of a scan, all of which is in its delta. */
export function indexOf({ delta, segmentCount }: NextState): IndexView {
  return new IndexView({ segmentCount, segment: () => ({}), month: () => [] }, delta);
}

/** Returns the reader of a scan's sources. */
export function openReader(options: ScanOptions): SourceReader {
  return options.reader ?? new SourceReader(options);
}

/** Sources in the order of the listing; `ignored` takes the keys of those that are none by their names. */
async function* readAll(
  content: ObjectStore,
  reader: SourceReader,
  { note }: SkippedObjects,
  ignored: string[],
): AsyncGenerator<readonly [string, ReadObject]> {
  for await (const objects of reader.readAll(sourceKeys(content, note, ignored))) yield* objects;
}

async function* sourceKeys(content: ObjectStore, onSkipped: OnSkipped, ignored: string[]): AsyncGenerator<string> {
  for await (const key of listKeys(content, ARTICLES_PREFIX, { onSkipped }))
    if (!isIgnored(key)) yield key;
    else if (isReported(key)) ignored.push(key);
}
