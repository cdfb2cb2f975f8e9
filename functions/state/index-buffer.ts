import { type DeltaEntry, monthIn, type StoredRecord, segmentOf } from '../core/index/index-record.ts';
import type { SitemapEntry } from '../core/index/sitemap-entry.ts';
import { CompressedList } from './compressed-list.ts';

type Entry = readonly [key: string, record: StoredRecord];

/**
 * What a rebuild has found, until it is written to the objects that hold the archive: a record and a line of each
 * source, pressed, which take a tenth of the room that they would take as they are. So it reads a large archive in
 * little more memory than a small one.
 */
export class IndexBuffer {
  readonly #shardCount: number;
  readonly #atOnce: number;
  readonly #shards = new Map<number, CompressedList<Entry>>();
  readonly #months = new Map<string, CompressedList<SitemapEntry>>();

  /** `atOnce`: so many records or lines are pressed together. */
  constructor(shardCount: number, atOnce: number) {
    this.#shardCount = shardCount;
    this.#atOnce = atOnce;
  }

  /** Takes in what is recent, and takes it away there. Nothing of it may be known here already. */
  take(recent: Map<string, DeltaEntry | null>): void {
    for (const [key, found] of recent) {
      // What is gone was never here.
      if (!found) continue;
      const { line, ...record }: DeltaEntry & { readonly line?: SitemapEntry } = found;
      this.#pile(this.#shards, segmentOf(key, this.#shardCount)).add([key, record]);
      const month = monthIn(record);
      if (line && month !== undefined) this.#pile(this.#months, month).add(line);
    }
    recent.clear();
  }

  /** Shards of which something is here. */
  get segments(): readonly number[] {
    return [...this.#shards.keys()];
  }

  /** Months of which something is here. */
  get months(): readonly string[] {
    return [...this.#months.keys()];
  }

  records(shard: number): readonly Entry[] {
    return this.#shards.get(shard)?.items() ?? [];
  }

  sitemapEntries(month: string): readonly SitemapEntry[] {
    return this.#months.get(month)?.items() ?? [];
  }

  #pile<Name, Item>(piles: Map<Name, CompressedList<Item>>, name: Name): CompressedList<Item> {
    const known = piles.get(name) ?? new CompressedList<Item>(this.#atOnce);
    piles.set(name, known);
    return known;
  }
}
