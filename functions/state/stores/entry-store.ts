import type { FeedKey } from '../../core/feed/feed-key.ts';
import { partsIn } from '../encode.ts';
import { type CompressedEntryCache, type EntryCache, openEntryCache } from '../entry-cache.ts';
import type { StoredObjects } from './stored-objects.ts';

/** Caches of rendered entries, one for each feed. */
export class EntryStore {
  readonly #objects: StoredObjects;

  constructor(objects: StoredObjects) {
    this.#objects = objects;
  }

  async read(feed: FeedKey): Promise<EntryCache | undefined> {
    const object = await this.#objects.find(entriesKey(feed));
    const [cache] = (object && partsIn('entries', object.bytes)) ?? [];
    return cache && openEntryCache(cache);
  }

  async write(feed: FeedKey, cache: CompressedEntryCache): Promise<void> {
    await this.#objects.write('entries', entriesKey(feed), cache);
  }

  async delete(feed: FeedKey): Promise<void> {
    await this.#objects.delete(entriesKey(feed));
  }
}

export function entriesKey(feed: FeedKey): string {
  return `entries/${feed.replace(':', '/')}.br`;
}
