import {
  type DeltaEntry,
  type DeltaRecord,
  monthIn,
  type StoredRecord,
  segmentOf,
} from '../core/index/index-record.ts';
import type { SitemapEntry } from '../core/index/sitemap-entry.ts';
import { addFeedRecords, asFeedRecord, type FeedRecord } from '../core/index/traits/feed-record.ts';
import { CompressedList } from './compressed-list.ts';

type Entry = readonly [key: string, record: StoredRecord];

/**
 * Records and sitemap entries that a rebuild has found, until they are written to segments and months: compressed to a
 * tenth, so that it reads a large archive in little more memory than a small one.
 */
export class IndexBuffer {
  readonly #segmentCount: number;
  readonly #atOnce: number;
  readonly #segments = new Map<number, CompressedList<Entry>>();
  readonly #months = new Map<string, CompressedList<SitemapEntry>>();
  /** Sums, by key; there is one for each feed, so they are held as they are. */
  readonly #feeds = new Map<string, FeedRecord>();

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
      const month = monthIn(record);
      if (line && month !== undefined) this.#listOf(this.#months, month).add(line);
    }
    delta.clear();
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
  records(segment: number): readonly Entry[] {
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
