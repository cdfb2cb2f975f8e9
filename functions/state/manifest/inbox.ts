import { countTaken, type InboxItem, type ListedItem, smallestFirst } from '../../core/handover/inbox-item.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { compress, decode, encode } from '../encode.ts';

const FOLDER = 'inbox/';
const ENDING = '.br';

/** Items of the inbox that a run takes in, and the names of their objects. */
export interface TakenItems {
  readonly names: readonly string[];
  readonly items: readonly InboxItem[];
}

/** The objects under `state/inbox/`: keys that runs left to whoever holds the lease. */
export class Inbox {
  readonly #store: ObjectStore;

  /** `store` holds the objects under `state/`; its keys come without that prefix. */
  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Leaves an item under a name that no other has. */
  async leave(name: string, item: InboxItem): Promise<void> {
    const contentType = 'application/octet-stream';
    await this.#store.put(keyOf(name), encode('inbox', compress(item)), { contentType });
  }

  /**
   * Lists the inbox and reads as many items as one commit takes in. What can't be read counts as an item without keys:
   * somebody has damaged it, and a sweep finds its keys.
   */
  async read(maximum: number): Promise<TakenItems> {
    const listed: ListedItem[] = [];
    for await (const { key, size } of this.#store.list(FOLDER)) listed.push({ name: nameOf(key), size });
    // Of more than that, most would be read for nothing.
    const ordered = smallestFirst(listed).slice(0, maximum);
    const items = await inParallel(ordered, CONCURRENCY, async ({ name }): Promise<InboxItem> => {
      const object = await this.#store.get(keyOf(name));
      const [item] = (object && decode<[InboxItem]>('inbox', object.bytes)) ?? [];
      return item ?? { keys: [] };
    });
    const taken = countTaken(items, maximum);
    return { names: ordered.slice(0, taken).map(({ name }) => name), items: items.slice(0, taken) };
  }

  async delete(names: readonly string[]): Promise<void> {
    await inParallel(names, CONCURRENCY, name => this.#store.delete(keyOf(name)));
  }
}

/** Returns whether a key under `state/` is that of an item. */
export function isInboxKey(key: string): boolean {
  return key.startsWith(FOLDER);
}

function keyOf(name: string): string {
  return `${FOLDER}${name}${ENDING}`;
}

function nameOf(key: string): string {
  return key.slice(FOLDER.length, -ENDING.length);
}
