import type { FileRecords } from '../core/files/file-record.ts';
import type { DeltaRecord, StoredRecord } from '../core/index/index-record.ts';
import { isOfObject } from '../core/index/index-record.ts';
import { type Delta, type IndexParts, IndexView } from '../core/index/index-view.ts';
import { segmentOf } from '../core/index/keys/record-keys.ts';
import type { FeedRecords } from '../core/index/segmented/feed-segments.ts';
import type { NameDirectory } from '../core/index/segmented/name-directory.ts';
import type { SitemapEntry } from '../core/index/sitemap-entry.ts';
import type { StoredIndex } from '../core/index/stored/stored-index.ts';
import type { StoredMonth } from '../core/index/stored/stored-month.ts';
import { addFeedRecords, asFeedRecord } from '../core/index/traits/feed-record.ts';
import type { IndexBuffer } from './index-buffer.ts';
import type { StateStore } from './state-store.ts';

const EMPTY_MONTH: StoredMonth = { entries: [], files: {} };

/**
 * Index that one state names. Each of its objects is read on first use, and only once; in a rebuild, which looks at all
 * of a large archive, segments are read each time, and months are kept as they are stored.
 */
export class ContentIndex {
  readonly #store: StateStore;
  readonly #state: Pick<StoredIndex, 'segments' | 'months' | 'feedSegments' | 'directory'>;
  /** Records that a rebuild found and that the objects of the state do not hold yet. */
  readonly buffer: IndexBuffer | undefined;
  readonly #segments = new Map<number, Promise<Readonly<Record<string, StoredRecord>>>>();
  readonly #feedSegments = new Map<number, Promise<FeedRecords>>();
  readonly #months = new Map<string, Promise<() => StoredMonth>>();

  constructor(
    store: StateStore,
    state: Pick<StoredIndex, 'segments' | 'months' | 'feedSegments' | 'directory'>,
    buffer?: IndexBuffer,
  ) {
    this.#store = store;
    this.#state = state;
    this.buffer = buffer;
  }

  /** Returns the record of an object, `undefined` if there is none. @throws StateLost */
  async record(key: string, delta: Delta): Promise<DeltaRecord | undefined> {
    const changed = delta.get(key);
    if (changed !== undefined) return isOfObject(changed) ? changed : undefined;
    const view = await this.viewOf(segmentOf(key, this.#state.segments.length), delta);
    return view.record(key);
  }

  /** Returns a view of one segment, with the delta. @throws StateLost */
  async viewOf(at: number, delta: Delta): Promise<IndexView> {
    const segment = await this.segment(at);
    const parts: IndexParts = { segmentCount: this.#state.segments.length, segment: () => segment, month: () => [] };
    return new IndexView(parts, delta);
  }

  /**
   * Returns the records of a segment, with the buffered ones and without the delta. The buffer is read again on each
   * call.
   * @throws StateLost
   */
  async segment(at: number): Promise<Readonly<Record<string, StoredRecord>>> {
    const read = async (): Promise<Readonly<Record<string, StoredRecord>>> => {
      const generation = this.#state.segments[at]?.generation;
      return generation === undefined ? {} : this.#store.index.readSegment(at, generation);
    };
    const known = await (this.buffer ? read() : remember(this.#segments, at, read));
    const buffered = this.buffer?.records(at) ?? [];
    return buffered.length === 0 ? known : withBuffered(known, buffered);
  }

  /** Returns the records of a segment of feeds, without the delta. @throws StateLost */
  async feedSegment(at: number): Promise<FeedRecords> {
    return remember(this.#feedSegments, at, async () => {
      const generation = this.#state.feedSegments?.[at]?.generation;
      return generation === undefined ? {} : this.#store.index.readFeedSegment(at, generation);
    });
  }

  /** Returns the directory of authors and tags. @throws StateLost */
  async directory(): Promise<NameDirectory> {
    const generation = this.#state.directory?.generation;
    return generation === undefined ? {} : this.#store.index.readDirectory(generation);
  }

  /** Returns a function that returns the sitemap entries of a month, without the delta. @throws StateLost */
  async month(month: string): Promise<() => readonly SitemapEntry[]> {
    const stored = await this.#month(month);
    const { buffer } = this;
    return buffer ? () => [...stored().entries, ...buffer.sitemapEntries(month)] : () => stored().entries;
  }

  /** Returns the records of a month's pages, but for those in the manifest. @throws StateLost */
  async pageFiles(month: string): Promise<FileRecords> {
    return (await this.#month(month))().files;
  }

  #month(month: string): Promise<() => StoredMonth> {
    return remember(this.#months, month, async () => {
      const generation = this.#state.months[month]?.generation;
      if (generation === undefined) return () => EMPTY_MONTH;
      const open = await this.#store.index.fetchMonth(month, generation);
      if (this.buffer) return open;
      const stored = open();
      return () => stored;
    });
  }
}

/** Returns the records of a segment with those that a buffer held. Sums are added to those that are known. */
export function withBuffered(
  known: Readonly<Record<string, StoredRecord>>,
  buffered: readonly (readonly [string, StoredRecord])[],
): Readonly<Record<string, StoredRecord>> {
  const records: Record<string, StoredRecord> = { ...known };
  for (const [key, record] of buffered) {
    const counts = asFeedRecord(record);
    const next = counts ? addFeedRecords(asFeedRecord(records[key]), counts) : record;
    if (next) records[key] = next;
    else delete records[key];
  }
  return records;
}

function remember<Name, Value>(
  known: Map<Name, Promise<Value>>,
  name: Name,
  read: () => Promise<Value>,
): Promise<Value> {
  const already = known.get(name);
  if (already) return already;
  const promise = read();
  known.set(name, promise);
  return promise;
}
