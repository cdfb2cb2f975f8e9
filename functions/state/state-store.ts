import type { FeedKey } from '../core/feed/feed-key.ts';
import type { FileRecords } from '../core/files/file-record.ts';
import type { StoredRecord } from '../core/index/index-record.ts';
import type { FeedRecords } from '../core/index/segmented/feed-segments.ts';
import type { NameDirectory } from '../core/index/segmented/name-directory.ts';
import { packFeeds, unpackFeeds } from '../core/index/segmented/packed-feeds.ts';
import type { State } from '../core/index/state.ts';
import type { OlderState } from '../core/index/stored/older-state.ts';
import type { StoredMonth } from '../core/index/stored/stored-month.ts';
import type { Suspects } from '../guard/suspects.ts';
import type { ObjectStore, ObjectSummary } from '../stores/object-store.ts';
import { compress, decode, decompress, encode, partsIn } from './encode.ts';
import { type CompressedEntryCache, type EntryCache, openEntryCache } from './entry-cache.ts';
import { Inbox } from './manifest/inbox.ts';
import {
  type HandoverChange,
  type LoadedState,
  MANIFEST,
  Manifest,
  restoreState,
  type StoredState,
  storeState,
} from './manifest/manifest.ts';
import type { PartGroup, RebuildProgress } from './manifest/rebuild-progress.ts';
import { readOlderState } from './older-state.ts';
import { StateLost } from './state-lost.ts';

const REBUILD = 'rebuild.br';
const SUSPECTS = 'suspects.br';
const LISTING = 'listing.br';
/** Objects under `state/` that are not part of the index. */
const OTHERS: ReadonlySet<string> = new Set([MANIFEST, REBUILD, SUSPECTS]);

export type { LoadedState };

/**
 * Store of the state, the objects of the index and the caches. Everything else under `state/` is garbage.
 */
export class StateStore {
  readonly manifest: Manifest;
  readonly inbox: Inbox;
  readonly #store: ObjectStore;

  /** `store` holds the objects under `state/`; its keys come without that prefix. */
  constructor(store: ObjectStore) {
    this.#store = store;
    this.manifest = new Manifest(store);
    this.inbox = new Inbox(store);
  }

  async load(): Promise<LoadedState> {
    return this.manifest.load();
  }

  /** Loads the state, unless it is the version with an ETag that is known. */
  async loadUnless(etag: string | undefined): Promise<LoadedState | undefined> {
    return this.manifest.loadUnless(etag);
  }

  /** Reads what a state of an older version says of problems; `undefined` where there is no such state. */
  async readOlder(): Promise<OlderState | undefined> {
    return readOlderState(this.#store, MANIFEST, segmentKey);
  }

  /**
   * Replaces the state that was read with the next one. What runs tell each other stays, but for `change`.
   * @throws PreconditionFailed if another run has written a state since, or `change` must not be made any more.
   */
  async commit(state: State, etag: string | undefined, change?: HandoverChange): Promise<string> {
    return this.manifest.commit(state, etag, change);
  }

  /** @throws StateLost */
  async readSegment(at: number, generation: string): Promise<Readonly<Record<string, StoredRecord>>> {
    return this.#read('segment', segmentKey(at, generation));
  }

  /** @throws StateLost */
  async readMonth(month: string, generation: string): Promise<StoredMonth> {
    return this.#read('month', monthKey(month, generation));
  }

  /** Fetches a month, and returns a function that decodes it, each time. @throws StateLost */
  async fetchMonth(month: string, generation: string): Promise<() => StoredMonth> {
    const [stored] = await this.#fetch('month', monthKey(month, generation));
    return () => decompress<StoredMonth>(stored);
  }

  /** Reads the records of the archive documents of a month, by path. @throws StateLost */
  async readArchive(month: string, generation: string): Promise<FileRecords> {
    return this.#read('archive', archiveKey(month, generation));
  }

  async writeArchive(month: string, generation: string, files: FileRecords): Promise<void> {
    await this.#write('archive', archiveKey(month, generation), compress(files));
  }

  /** @throws StateLost */
  async readFeedSegment(at: number, generation: string): Promise<FeedRecords> {
    return unpackFeeds(await this.#read('feeds', feedSegmentKey(at, generation)));
  }

  async writeFeedSegment(at: number, generation: string, records: FeedRecords): Promise<void> {
    await this.#write('feeds', feedSegmentKey(at, generation), compress(packFeeds(records)));
  }

  /** Reads the directory of authors and tags. @throws StateLost */
  async readDirectory(generation: string): Promise<NameDirectory> {
    return this.#read('names', directoryKey(generation));
  }

  async writeDirectory(generation: string, names: NameDirectory): Promise<void> {
    await this.#write('names', directoryKey(generation), compress(names));
  }

  async writeSegment(at: number, generation: string, records: Readonly<Record<string, StoredRecord>>): Promise<void> {
    await this.#write('segment', segmentKey(at, generation), compress(records));
  }

  async writeMonth(month: string, generation: string, stored: StoredMonth): Promise<void> {
    await this.#write('month', monthKey(month, generation), compress(stored));
  }

  async readEntries(feed: FeedKey): Promise<EntryCache | undefined> {
    const object = await this.#store.get(entriesKey(feed));
    const [cache] = (object && partsIn('entries', object.bytes)) ?? [];
    return cache && openEntryCache(cache);
  }

  async writeEntries(feed: FeedKey, cache: CompressedEntryCache): Promise<void> {
    await this.#write('entries', entriesKey(feed), cache);
  }

  async deleteEntries(feed: FeedKey): Promise<void> {
    await this.#store.delete(entriesKey(feed));
  }

  async readProgress(): Promise<(RebuildProgress & { readonly etag: string }) | undefined> {
    const object = await this.#store.get(REBUILD);
    const parts = object && decode<StoredProgress>('rebuild', object.bytes);
    if (!object || !parts) return undefined;
    const [progress, ...state] = parts;
    return { ...progress, state: restoreState(state), etag: object.etag };
  }

  /** @throws PreconditionFailed if another run has written it since. */
  async writeProgress({ state, ...progress }: RebuildProgress, etag: string | undefined): Promise<void> {
    await this.#replace(REBUILD, encode('rebuild', compress(progress), ...storeState(state)), etag);
  }

  /** Reads lists of compressed items, by name, that a part has of a group. @throws StateLost */
  async readPart(generation: string, group: PartGroup): Promise<ReadonlyMap<string, readonly Uint8Array[]>> {
    const [head, ...chunks] = await this.#fetch('part', partKey(generation, group));
    let start = 0;
    const lists = decompress<readonly (readonly [string, number])[]>(head).map(([name, count]) => {
      start += count;
      return [name, chunks.slice(start - count, start)] as const;
    });
    return new Map(lists);
  }

  async writePart(
    generation: string,
    group: PartGroup,
    lists: ReadonlyMap<string, readonly Uint8Array[]>,
  ): Promise<void> {
    const head = [...lists].map(([name, { length }]) => [name, length]);
    await this.#write('part', partKey(generation, group), compress(head), ...[...lists.values()].flat());
  }

  async deleteProgress(): Promise<void> {
    await this.#store.delete(REBUILD);
  }

  /** Reads what runs wrote down of sources that they might die of; nothing where all came to their end. */
  async readSuspects(): Promise<{ readonly suspects?: Suspects; readonly etag?: string }> {
    const object = await this.#store.get(SUSPECTS);
    const [suspects] = (object && decode<[Suspects]>('suspects', object.bytes)) ?? [];
    return { ...(object && { etag: object.etag }), ...(suspects && { suspects }) };
  }

  /** @throws PreconditionFailed if another run has written them since. */
  async writeSuspects(suspects: Suspects, etag: string | undefined): Promise<string> {
    return this.#replace(SUSPECTS, encode('suspects', compress(suspects)), etag);
  }

  async dropSuspects(): Promise<void> {
    await this.#store.delete(SUSPECTS);
  }

  /** Reads a listing that a sweep had no time to complete: what is said of it, and its parts. */
  async readListing<Head>(): Promise<{ readonly head: Head; readonly parts: readonly Uint8Array[] } | undefined> {
    const object = await this.#store.get(LISTING);
    const [head, ...parts] = (object && partsIn('listing', object.bytes)) ?? [];
    return head && { head: decompress<Head>(head), parts };
  }

  async writeListing<Head>(head: Head, parts: readonly Uint8Array[]): Promise<void> {
    await this.#write('listing', LISTING, compress(head), ...parts);
  }

  async deleteListing(): Promise<void> {
    await this.#store.delete(LISTING);
  }

  /** Deletes objects that no state names any more. */
  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#store.delete(key);
  }

  /** Lists all objects of the index and the caches, whether or not a state names them. */
  async *parts(): AsyncGenerator<ObjectSummary> {
    for await (const summary of this.#store.list()) if (!OTHERS.has(summary.key)) yield summary;
  }

  /** Writes an object if it is still as it was read. @throws PreconditionFailed otherwise. */
  async #replace(key: string, bytes: Uint8Array, etag: string | undefined): Promise<string> {
    const condition = etag === undefined ? { ifNoneMatch: '*' as const } : { ifMatch: etag };
    const written = await this.#store.put(key, bytes, { contentType: ENCODED, ...condition });
    return written.etag;
  }

  async #read<Value>(kind: string, key: string): Promise<Value> {
    return decompress<Value>((await this.#fetch(kind, key))[0]);
  }

  /** Returns the parts of an object that a state names, still compressed. @throws StateLost */
  async #fetch(kind: string, key: string): Promise<readonly [Uint8Array, ...Uint8Array[]]> {
    const object = await this.#store.get(key);
    const [first, ...others] = (object && partsIn(kind, object.bytes)) ?? [];
    if (!first) throw new StateLost(key);
    return [first, ...others];
  }

  async #write(kind: string, key: string, ...parts: readonly Uint8Array[]): Promise<void> {
    await this.#store.put(key, encode(kind, ...parts), { contentType: ENCODED });
  }
}

type StoredProgress = readonly [Omit<RebuildProgress, 'state'>, ...StoredState];

const ENCODED = 'application/octet-stream';

/**
 * The object of a segment; each writing has a name of its own, so that a run that read an older state finds what it
 * names.
 */
export function segmentKey(at: number, generation: string): string {
  return `segments/${at}-${generation}.br`;
}

export function feedSegmentKey(at: number, generation: string): string {
  return `feeds/${at}-${generation}.br`;
}

export function directoryKey(generation: string): string {
  return `names-${generation}.br`;
}

export function monthKey(month: string, generation: string): string {
  return `months/${month}-${generation}.br`;
}

export function partKey(generation: string, [of, at]: PartGroup): string {
  return `parts/${generation}-${of}${at}.br`;
}

export function archiveKey(month: string, generation: string): string {
  return `archives/${month}-${generation}.br`;
}

export function entriesKey(feed: FeedKey): string {
  return `entries/${feed.replace(':', '/')}.br`;
}
