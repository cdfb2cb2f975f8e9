import type { FeedKey } from '../feed/feed-key.ts';
import { addTo } from '../groups.ts';
import type { Size } from '../media/image-size.ts';
import {
  type DeltaEntry,
  type DeltaRecord,
  entriesByMonth,
  isOfObject,
  monthIn,
  nameOf,
  ownerOf,
  publicPathOf,
  type StoredRecord,
} from './index-record.ts';
import { hashInPath, hashOf, segmentOf, segmentOfHash } from './keys/record-keys.ts';
import type { ClaimRecord } from './records/claim-record.ts';
import type { MediaRecord } from './records/media-record.ts';
import { isSegmented } from './segmented/segmented-feed.ts';
import type { SitemapEntry } from './sitemap-entry.ts';
import { addFeedRecords, asFeedRecord, type FeedRecord, feedOfRecord, feedRecordKey } from './traits/feed-record.ts';

/** Changes that take precedence over what segments and months say; `null` for what is gone. */
export type Delta = ReadonlyMap<string, DeltaEntry | null>;

/** The parts of an index that have been loaded; asking for another one notes that it is needed. */
export interface IndexParts {
  readonly segmentCount: number;
  /** Records of one segment, by key, without the delta. */
  segment(at: number): Readonly<Record<string, StoredRecord>>;
  /** Sitemap entries of one month, without the delta. */
  month(month: string): readonly SitemapEntry[];
  /**
   * Returns the record of a segmented feed, without the delta. Absent where these lie in segments as those of other
   * feeds do: in a build, and in a rebuild until it is active.
   */
  readonly feedRecord?: (feed: FeedKey) => FeedRecord | undefined;
}

/**
 * The index as it stands with a delta. Pure: what has not been loaded is the business of `parts`. Owners of paths,
 * sizes of media and entries of months are gathered when they are first asked for, so the delta has to be complete by
 * then.
 */
export class IndexView {
  readonly #parts: IndexParts;
  readonly #delta: Delta;
  #added: ReadonlyMap<string, readonly SitemapEntry[]> | undefined;
  /** Keys of a segment's records by their hash. */
  readonly #byHash = new Map<number, ReadonlyMap<string, readonly string[]>>();

  constructor(parts: IndexParts, delta: Delta) {
    this.#parts = parts;
    this.#delta = delta;
  }

  /** Returns what is known of an object. */
  record(key: string): DeltaRecord | undefined {
    const entry = this.entry(key);
    return isOfObject(entry) ? entry : undefined;
  }

  /** Yields records of a segment that share their hash with others, and so may share an id or a path with them. */
  *crowded(at: number): Generator<readonly [string, DeltaRecord | ClaimRecord]> {
    for (const keys of this.#hashed(at).values()) {
      if (keys.length < 2) continue;
      const entries = keys.flatMap((key): [string, DeltaRecord | ClaimRecord][] => {
        const entry = this.entry(key);
        // Many may name the same media, or have been read at one address.
        return entry && entry.status !== 'feed' && (entry.status !== 'claim' || 'id' in entry) ? [[key, entry]] : [];
      });
      if (entries.length > 1) yield* entries;
    }
  }

  /** Returns the key of the object that owns the name of `key`, most often a path under `public/`. */
  ownerOfNameOf(key: string): string | undefined {
    return ownerOf(this.#named(key));
  }

  /** Returns the key of the object that owns a path under `public/`: a page, or a file under `media/`. */
  ownerOfPath(path: string): string | undefined {
    // The path has the hash in it, and that is told sooner.
    const hash = hashInPath(path);
    return hash === undefined ? undefined : ownerOf(this.recordsUnder(hash).filter(of => publicPathOf(...of) === path));
  }

  /** Returns all claims of a segment. */
  claims(at: number): readonly ClaimRecord[] {
    return [...this.#entries(at).values()].flatMap(entry => (entry.status === 'claim' ? entry : []));
  }

  /** Returns the claims that lie under a hash, with their keys. */
  claimsUnder(hash: string): readonly (readonly [string, ClaimRecord])[] {
    return this.keysUnder(hash).flatMap((key): [string, ClaimRecord][] => {
      const entry = this.entry(key);
      return entry?.status === 'claim' ? [[key, entry]] : [];
    });
  }

  /** Returns the bytes of a media file, by its key in NFC; `undefined` where it is not there. */
  mediaSize(mediaKey: string): number | undefined {
    return this.mediaFile(mediaKey)?.size;
  }

  /** Returns the sides of a picture, by its key in NFC; `undefined` where it is not there, or does not tell them. */
  pictureSize(mediaKey: string): Size | undefined {
    return this.mediaFile(mediaKey)?.picture;
  }

  /** Returns the key of a media file, by its key in NFC, that was not measured when it was found. */
  unmeasuredMedia(mediaKey: string): string | undefined {
    return this.mediaFile(mediaKey)?.isUnmeasured ? this.ownerOfNameOf(mediaKey) : undefined;
  }

  /** Returns the record of a media file, by its key in NFC; `undefined` where it is not there. */
  mediaFile(mediaKey: string): MediaRecord | undefined {
    const candidates = this.#named(mediaKey);
    const owner = ownerOf(candidates);
    const record = candidates.find(([key]) => key === owner)?.[1];
    return record?.status === 'media' ? record : undefined;
  }

  /** Returns which key owns each path under `public/`, of the keys of one segment. */
  owners(at: number): ReadonlyMap<string, string> {
    const candidates = new Map<string, [string, DeltaRecord][]>();
    for (const entry of this.records(at)) {
      const path = publicPathOf(...entry);
      if (path !== undefined) addTo(candidates, path, entry);
    }
    const owners = new Map<string, string>();
    for (const [path, entries] of candidates) {
      const owner = ownerOf(entries);
      if (owner !== undefined) owners.set(path, owner);
    }
    return owners;
  }

  /** Returns all records of objects in a segment. */
  records(at: number): ReadonlyMap<string, DeltaRecord> {
    const records = new Map<string, DeltaRecord>();
    for (const [key, entry] of this.#entries(at)) if (isOfObject(entry)) records.set(key, entry);
    return records;
  }

  /** Returns what the articles of a feed say of it, all of them. */
  feedRecord(feed: FeedKey): FeedRecord | undefined {
    const key = feedRecordKey(feed);
    const { feedRecord } = this.#parts;
    const stored =
      feedRecord && isSegmented(feed)
        ? feedRecord(feed)
        : this.#parts.segment(segmentOf(key, this.#parts.segmentCount))[key];
    return addFeedRecords(asFeedRecord(stored), asFeedRecord(this.#delta.get(key)));
  }

  /** Returns the feeds of a segment of which something was counted. */
  countedFeeds(at: number): readonly FeedKey[] {
    return [...this.#entries(at).keys()].flatMap(key => feedOfRecord(key) ?? []);
  }

  /** Returns every sitemap entry of a month. */
  month(month: string): readonly SitemapEntry[] {
    this.#added ??= entriesByMonth(this.#delta);
    const known = this.#parts.month(month).filter(({ key }) => this.#keepsLine(key, month));
    return [...known, ...(this.#added.get(month) ?? [])];
  }

  /** Returns objects whose keys stand for one name. */
  #named(key: string): readonly (readonly [string, DeltaRecord])[] {
    const name = nameOf(key, this.record(key));
    return this.recordsUnder(hashOf(key)).filter(of => nameOf(...of) === name);
  }

  /** Returns the records of objects under a hash, with their keys. */
  recordsUnder(hash: string): readonly (readonly [string, DeltaRecord])[] {
    return this.keysUnder(hash).flatMap((key): [string, DeltaRecord][] => {
      const record = this.record(key);
      return record ? [[key, record]] : [];
    });
  }

  /** Returns whether the delta is all there is to know of an object, apart from an entry that it leaves as it was. */
  #keepsLine(key: string, month: string): boolean {
    const changed = this.#delta.get(key);
    if (changed === undefined) return true;
    return changed !== null && monthIn(changed) === month && !('line' in changed);
  }

  /** Returns what stands under a key: a record of an object, a claim, or a sum. */
  entry(key: string): DeltaEntry | undefined {
    const changed = this.#delta.get(key);
    if (changed !== undefined) return changed ?? undefined;
    const segment = this.#parts.segment(segmentOf(key, this.#parts.segmentCount));
    return Object.hasOwn(segment, key) ? segment[key] : undefined;
  }

  #entries(at: number): ReadonlyMap<string, DeltaEntry> {
    const entries = new Map<string, DeltaEntry>(Object.entries(this.#parts.segment(at)));
    for (const [key, entry] of this.#delta) {
      if (segmentOf(key, this.#parts.segmentCount) !== at) continue;
      if (entry) entries.set(key, entry);
      else entries.delete(key);
    }
    return entries;
  }

  /** Returns the keys of all entries under a hash. */
  keysUnder(hash: string): readonly string[] {
    return this.#hashed(segmentOfHash(hash, this.#parts.segmentCount)).get(hash) ?? [];
  }

  #hashed(at: number): ReadonlyMap<string, readonly string[]> {
    const known = this.#byHash.get(at);
    if (known) return known;
    const groups = new Map<string, string[]>();
    for (const key of this.#entries(at).keys()) addTo(groups, hashOf(key), key);
    this.#byHash.set(at, groups);
    return groups;
  }
}

/** Returns the index of a state all of which is in its delta, as that of a build from scratch is. */
export function indexOf({
  delta,
  segmentCount,
}: Pick<IndexParts, 'segmentCount'> & { readonly delta: Delta }): IndexView {
  return new IndexView({ segmentCount, segment: () => ({}), month: () => [] }, delta);
}
