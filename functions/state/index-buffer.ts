import { type DeltaEntry, type DeltaRecord, monthIn, type StoredRecord } from '../core/index/index-record.ts';
import { segmentOf } from '../core/index/keys/record-keys.ts';
import type { SitemapEntry } from '../core/index/sitemap-entry.ts';
import { addFeedRecords, asFeedRecord, type FeedRecord } from '../core/index/traits/feed-record.ts';
import { CompressedList } from './compressed-list.ts';

/** A record with its key. */
export type BufferedRecord = readonly [key: string, record: StoredRecord];

/** All that a buffer held. Each part is compressed by itself: some records, or some sitemap entries. */
export interface DrainedBuffer {
  readonly segments: ReadonlyMap<number, readonly Uint8Array[]>;
  readonly months: ReadonlyMap<string, readonly Uint8Array[]>;
}

/**
 * Records and sitemap entries that a rebuild has found, until they are written to segments and months: compressed to a
 * tenth, so that it reads a large archive in little more memory than a small one.
 */
export class IndexBuffer {
  readonly #segmentCount: number;
  readonly #atOnce: number;
  readonly #segments = new Map<number, CompressedList<BufferedRecord>>();
  readonly #months = new Map<string, CompressedList<SitemapEntry>>();
  /** Sums, by key; there is one for each feed, so they are held as they are. */
  readonly #feeds = new Map<string, FeedRecord>();
  #size = 0;

  /** `atOnce`: records, or sitemap entries, that are compressed together. */
  constructor(segmentCount: number, atOnce: number) {
    this.#segmentCount = segmentCount;
    this.#atOnce = atOnce;
  }

  /** Moves a delta into the buffer, and leaves it empty. But for sums, nothing of it may be in the buffer already. */
  take(delta: Map<string, DeltaEntry | null>): void {
    for (const [key, found] of delta) {
      // An object that is gone was never here.
      if (!found) continue;
      const counts = asFeedRecord(found);
      if (counts) {
        const sum = addFeedRecords(this.#feeds.get(key), counts);
        if (sum) this.#feeds.set(key, sum);
        else this.#feeds.delete(key);
        continue;
      }
      const { line, summary: _, ...record }: DeltaEntry & Pick<DeltaRecord, 'line' | 'summary'> = found;
      this.#listOf(this.#segments, segmentOf(key, this.#segmentCount)).add([key, record]);
      this.#size += 1;
      const month = monthIn(record);
      if (line && month !== undefined) this.#listOf(this.#months, month).add(line);
    }
    delta.clear();
  }

  /** Number of records, sums not included. */
  get size(): number {
    return this.#size;
  }

  /** Takes everything out, compressed in parts: records by segment, sums with them, and sitemap entries by month. */
  drain(): DrainedBuffer {
    for (const [key, sum] of this.#feeds)
      this.#listOf(this.#segments, segmentOf(key, this.#segmentCount)).add([key, sum]);
    const drained = { segments: compressed(this.#segments), months: compressed(this.#months) };
    for (const held of [this.#segments, this.#months, this.#feeds]) held.clear();
    this.#size = 0;
    return drained;
  }

  /** Segments with buffered records. */
  get segments(): readonly number[] {
    const counted = [...this.#feeds.keys()].map(key => segmentOf(key, this.#segmentCount));
    return [...new Set([...this.#segments.keys(), ...counted])];
  }

  /** Months with buffered sitemap entries. */
  get months(): readonly string[] {
    return [...this.#months.keys()];
  }

  /** Returns the buffered records of a segment. Sums are what has come to those that were stored before. */
  records(segment: number): readonly BufferedRecord[] {
    const counted = [...this.#feeds].filter(([key]) => segmentOf(key, this.#segmentCount) === segment);
    return [...(this.#segments.get(segment)?.items() ?? []), ...counted];
  }

  sitemapEntries(month: string): readonly SitemapEntry[] {
    return this.#months.get(month)?.items() ?? [];
  }

  #listOf<Name, Item>(lists: Map<Name, CompressedList<Item>>, name: Name): CompressedList<Item> {
    const known = lists.get(name) ?? new CompressedList<Item>(this.#atOnce);
    lists.set(name, known);
    return known;
  }
}

function compressed<Name>(lists: ReadonlyMap<Name, CompressedList<unknown>>): ReadonlyMap<Name, readonly Uint8Array[]> {
  return new Map([...lists].map(([name, list]) => [name, list.compressed()]));
}
