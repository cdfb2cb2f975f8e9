import { countTaken, type InboxItem, type ListedItem, smallestFirst } from '../../core/handover/inbox-item.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import { isSafeKey } from '../../stores/object-key.ts';
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
  /** Items that were read and not taken, by name. */
  #kept: ReadonlyMap<string, InboxItem> = new Map();

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
   * Lists the inbox and takes as many items as one commit takes in. What can't be read counts as an item without keys:
   * somebody has damaged it, and a sweep finds its keys. What was read and not taken is kept for the next time.
   */
  async read(maximum: number): Promise<TakenItems> {
    const listed: ListedItem[] = [];
    for await (const { key, size } of this.#store.list(FOLDER)) {
      const name = nameOf(key);
      if (name !== undefined) listed.push({ name, size });
    }
    const ordered = smallestFirst(listed);
    const items: InboxItem[] = [];
    // Some at a time, since how many keys each has is known only then.
    while (items.length < ordered.length && items.length < maximum && countTaken(items, maximum) === items.length) {
      const next = ordered.slice(items.length, Math.min(items.length + CONCURRENCY, maximum));
      items.push(...(await inParallel(next, CONCURRENCY, ({ name }) => this.#item(name))));
    }
    const taken = countTaken(items, maximum);
    const names = ordered.map(({ name }) => name);
    this.#kept = new Map(items.slice(taken).map((item, at) => [names[taken + at] ?? '', item]));
    return { names: names.slice(0, taken), items: items.slice(0, taken) };
  }

  /** Returns an item, which nobody writes twice. */
  async #item(name: string): Promise<InboxItem> {
    const kept = this.#kept.get(name);
    if (kept) return kept;
    const object = await this.#store.get(keyOf(name));
    const [item] = (object && decode<[InboxItem]>('inbox', object.bytes)) ?? [];
    return item ?? { keys: [] };
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

/** `undefined` for an object that no run has left. */
function nameOf(key: string): string | undefined {
  return key.endsWith(ENDING) && isSafeKey(key) ? key.slice(FOLDER.length, -ENDING.length) : undefined;
}
