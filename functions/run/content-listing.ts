import { SkippedObjects } from '../content/skipped.ts';
import { versionOf, versionWith } from '../content/version.ts';
import { AUTHORS_KEYS, isContent, isDataKey, SITE_KEY } from '../core/bucket-layout.ts';
import { DataKeySorter, type DataKeys, isArticleAtTop, isArticleKey } from '../core/data-files/data-keys.ts';
import { stemOf } from '../core/data-files/holds.ts';
import { isMedia, segmentOf } from '../core/index/keys/record-keys.ts';
import type { State } from '../core/index/state.ts';
import { DAY, type Instant } from '../core/instant.ts';
import type { Problem } from '../core/problem.ts';
import { addToDigest, type Digest, EMPTY_DIGEST } from '../core/text/set-digest.ts';
import { CompressedList } from '../state/compressed-list.ts';
import { ContentIndex } from '../state/content-index.ts';
import { StateLost } from '../state/state-lost.ts';
import type { ObjectSummary } from '../stores/object-store.ts';
import { ALL_KEYS, type ListedRange, listRanges, splitKeys } from './key-ranges.ts';
import type { RunContext } from './run.ts';

type Version = readonly [key: string, version: string];

/**
 * Age at which an incomplete listing is not continued: most of what it says is old news. A week, so that sweeps once a
 * day come to an end. Milliseconds.
 */
const MAX_AGE = 7 * DAY;

/** Number of objects of a range between two checks of the remaining time: a page of S3. */
const PER_LOOK = 1000;

/** Head of the stored form of a listing that is not complete; its objects follow. */
interface StoredListing {
  readonly since: Instant;
  readonly left: readonly ListedRange[];
  /** ETags of what is no content and still read, by key. */
  readonly etags: readonly (readonly [key: string, etag: string])[];
  readonly problems: readonly Problem[];
  /** Number of compressed parts of each segment. */
  readonly parts: readonly number[];
}

/** A listing of the content bucket, by segment of the index; nearly all of it is compressed, so that any fits. */
export class ContentListing {
  /** Number of objects of the content. */
  count = 0;
  /** Number of sources among them. */
  sources = 0;
  readonly digests: Digest[];
  readonly #segments: CompressedList<Version>[];
  /** ETags of what is no content and still read: `site.yaml`, authors files and data files. */
  readonly #etags = new Map<string, string>();
  readonly #sorter = new DataKeySorter();
  readonly #skipped = new SkippedObjects();
  readonly #perCompression: number;
  readonly #since: Instant;
  #dataKeys: DataKeys = { folders: [], sidecars: new Map() };
  #left: readonly ListedRange[];
  #isResumed = false;

  private constructor(
    { limits, now }: RunContext,
    segments: number,
    { left, since = now() }: Pick<StoredListing, 'left'> & Partial<Pick<StoredListing, 'since'>>,
  ) {
    this.#perCompression = limits.perCompression;
    this.#since = since;
    this.#left = left;
    this.digests = Array.from({ length: segments }, () => EMPTY_DIGEST);
    this.#segments = Array.from({ length: segments }, () => new CompressedList<Version>(this.#perCompression));
  }

  /**
   * Lists the content bucket, a large one in ranges of keys side by side, and goes on with what an earlier sweep had no
   * time for. A part that was listed then tells what there was; objects that differ are read as they are by now.
   * `short`: this sweep has no time either, and what it listed is stored.
   */
  static async list(run: RunContext, state: State): Promise<ContentListing | 'short'> {
    const known = Object.values(state.counts).reduce((sum, count) => sum + count, 0);
    const ranges = run.content.listsInPages ? Math.ceil(known / run.limits.perRange) : 1;
    // A small bucket is listed anew in less time than it takes to ask.
    const stored = ranges > 1 ? await ContentListing.#resumed(run, state) : undefined;
    const begin = async (): Promise<ContentListing> =>
      new ContentListing(run, state.segments.length, { left: await rangesOf(run, state, ranges) });
    const listing = stored ?? (await begin());
    if ((await listing.#list(run)) === 'short') return 'short';
    if (stored) await run.state.deleteListing();
    listing.#settle();
    return listing;
  }

  /** Goes on with a listing that an earlier sweep stored, if it is of the same segments. */
  static async #resumed(run: RunContext, state: State): Promise<ContentListing | undefined> {
    const { head, parts = [] } = (await run.state.readListing<StoredListing>()) ?? {};
    if (!head) return undefined;
    const age = run.now() - head.since;
    if (head.parts.length !== state.segments.length || age < 0 || age > MAX_AGE) {
      await run.state.deleteListing();
      return undefined;
    }
    const listing = new ContentListing(run, state.segments.length, head);
    listing.#isResumed = true;
    listing.#skipped.problems.push(...head.problems);
    for (const [key, etag] of head.etags) listing.#note(key, etag);
    let start = 0;
    for (const [at, count] of head.parts.entries()) {
      const segment = new CompressedList<Version>(run.limits.perCompression, parts.slice(start, start + count));
      for (const [key, version] of segment.items()) listing.#count(key, version);
      listing.#segments[at] = segment;
      start += count;
    }
    return listing;
  }

  /** Problems of what stands there and is no object. */
  get problems(): readonly Problem[] {
    return this.#skipped.problems;
  }

  /** Empty where there is no `site.yaml`. */
  get siteEtag(): string {
    return this.#etags.get(SITE_KEY) ?? '';
  }

  /** The authors file that is read, if there is one. */
  get authors(): { readonly key: string; readonly etag: string } | undefined {
    const key = AUTHORS_KEYS.find(name => this.#etags.has(name));
    return key === undefined ? undefined : { key, etag: this.#etags.get(key) ?? '' };
  }

  /** ETags of data files of folders, by key. */
  get data(): ReadonlyMap<string, string> {
    return new Map(this.#dataKeys.folders.map(key => [key, this.#etags.get(key) ?? '']));
  }

  /**
   * True if some data files belong to single articles. `undefined` where none was listed by a listing that an earlier
   * sweep began: one may have come into a range that was listed before.
   */
  get hasSidecars(): boolean | undefined {
    return this.#dataKeys.sidecars.size > 0 || (this.#isResumed ? undefined : false);
  }

  /** Returns versions by key of the objects of one segment. */
  versions(segment: number): ReadonlyMap<string, string> {
    return new Map(this.#segments[segment]?.items() ?? []);
  }

  async #list(run: RunContext): Promise<'done' | 'short'> {
    const take = (summary: ObjectSummary): void => {
      const { key, etag } = summary;
      if (isContent(key)) this.#take(key, versionOf(summary));
      else if (isSiteFile(key) || isDataKey(key) || isArticleAtTop(key)) this.#note(key, etag);
    };
    const options = {
      onSkipped: this.#skipped.note,
      isShort: () => run.isShortOfTime,
      perLook: Math.min(PER_LOOK, run.limits.perRange),
    };
    this.#left = await listRanges(run.content, this.#left, take, options);
    if (this.#left.length === 0) return 'done';
    const parts = this.#segments.map(segment => segment.compressed());
    const head: StoredListing = {
      since: this.#since,
      left: this.#left,
      etags: [...this.#etags],
      problems: this.problems,
      parts: parts.map(({ length }) => length),
    };
    await run.state.writeListing(head, parts.flat());
    return 'short';
  }

  #note(key: string, etag: string): void {
    this.#etags.set(key, etag);
    this.#sorter.add(key);
  }

  #take(key: string, version: string): void {
    this.#segments[segmentOf(key, this.#segments.length)]?.add([key, version]);
    this.#count(key, version);
  }

  #count(key: string, version: string): void {
    this.#sum(segmentOf(key, this.#segments.length), key, version, 1);
    this.#sorter.add(key);
    this.count += 1;
    if (!isMedia(key)) this.sources += 1;
  }

  #sum(segment: number, key: string, version: string, sign: 1 | -1): void {
    this.digests[segment] = addToDigest(this.digests[segment] ?? EMPTY_DIGEST, key, version, sign);
  }

  /** Puts versions of articles with their sidecars in the place of their own. */
  #settle(): void {
    this.#dataKeys = this.#sorter.sorted();
    const { sidecars } = this.#dataKeys;
    if (sidecars.size === 0) return;
    for (const [at, segment] of this.#segments.entries()) {
      const settled = new CompressedList<Version>(this.#perCompression);
      for (const [key, version] of segment.items()) {
        const files = isArticleKey(key) ? sidecars.get(stemOf(key)) : undefined;
        const ofFiles = files?.map(file => ({ key: file, etag: this.#etags.get(file) ?? '' }));
        const whole = ofFiles ? versionWith(version, ofFiles) : version;
        settled.add([key, whole]);
        if (whole === version) continue;
        this.#sum(at, key, version, -1);
        this.#sum(at, key, whole, 1);
      }
      this.#segments[at] = settled;
    }
  }
}

function isSiteFile(key: string): boolean {
  return key === SITE_KEY || AUTHORS_KEYS.includes(key);
}

/** Returns ranges with as many keys each, as far as the index knows: a segment of it holds keys from everywhere. */
async function rangesOf(run: RunContext, state: State, count: number): Promise<readonly ListedRange[]> {
  if (count <= 1) return ALL_KEYS;
  // A segment that was never written has what the delta has of it.
  const at = Math.max(
    0,
    state.segments.findIndex(({ generation }) => generation !== undefined),
  );
  try {
    const view = await new ContentIndex(run.state, state).viewOf(at, new Map(Object.entries(state.delta)));
    return splitKeys(view.records(at).keys(), count);
  } catch (error) {
    // Whether it is lost for others, too, is found where it is needed.
    if (error instanceof StateLost) return ALL_KEYS;
    throw error;
  }
}
