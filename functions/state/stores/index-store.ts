import type { FileRecords } from '../../core/files/file-record.ts';
import type { StoredRecord } from '../../core/index/index-record.ts';
import type { FeedRecords } from '../../core/index/segmented/feed-segments.ts';
import type { NameDirectory } from '../../core/index/segmented/name-directory.ts';
import { packFeeds, unpackFeeds } from '../../core/index/segmented/packed-feeds.ts';
import type { StoredMonth } from '../../core/index/stored/stored-month.ts';
import { compress, decompress } from '../encode.ts';
import type { StoredObjects } from './stored-objects.ts';

/** Objects of the index: segments, months, archives, feeds and names. */
export class IndexStore {
  readonly #objects: StoredObjects;

  constructor(objects: StoredObjects) {
    this.#objects = objects;
  }

  /** @throws StateLost */
  async readSegment(at: number, generation: string): Promise<Readonly<Record<string, StoredRecord>>> {
    return this.#objects.read('segment', segmentKey(at, generation));
  }

  /** @throws StateLost */
  async readMonth(month: string, generation: string): Promise<StoredMonth> {
    return this.#objects.read('month', monthKey(month, generation));
  }

  /** Fetches a month, and returns a function that decodes it, each time. @throws StateLost */
  async fetchMonth(month: string, generation: string): Promise<() => StoredMonth> {
    const [stored] = await this.#objects.fetch('month', monthKey(month, generation));
    return () => decompress<StoredMonth>(stored);
  }

  /** Reads the records of the archive documents of a month, by path. @throws StateLost */
  async readArchive(month: string, generation: string): Promise<FileRecords> {
    return this.#objects.read('archive', archiveKey(month, generation));
  }

  async writeArchive(month: string, generation: string, files: FileRecords): Promise<void> {
    await this.#objects.write('archive', archiveKey(month, generation), compress(files));
  }

  /** @throws StateLost */
  async readFeedSegment(at: number, generation: string): Promise<FeedRecords> {
    return unpackFeeds(await this.#objects.read('feeds', feedSegmentKey(at, generation)));
  }

  async writeFeedSegment(at: number, generation: string, records: FeedRecords): Promise<void> {
    await this.#objects.write('feeds', feedSegmentKey(at, generation), compress(packFeeds(records)));
  }

  /** Reads the directory of authors and tags. @throws StateLost */
  async readDirectory(generation: string): Promise<NameDirectory> {
    return this.#objects.read('names', directoryKey(generation));
  }

  async writeDirectory(generation: string, names: NameDirectory): Promise<void> {
    await this.#objects.write('names', directoryKey(generation), compress(names));
  }

  async writeSegment(at: number, generation: string, records: Readonly<Record<string, StoredRecord>>): Promise<void> {
    await this.#objects.write('segment', segmentKey(at, generation), compress(records));
  }

  async writeMonth(month: string, generation: string, stored: StoredMonth): Promise<void> {
    await this.#objects.write('month', monthKey(month, generation), compress(stored));
  }
}

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

export function archiveKey(month: string, generation: string): string {
  return `archives/${month}-${generation}.br`;
}
