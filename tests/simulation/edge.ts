import { Buffer } from 'node:buffer';
import type { Instant } from '../../functions/core/instant.ts';
import type { PurgeItem } from '../../functions/core/purge/purge.ts';
import { EdgeCache } from '../../functions/preview/edge-cache.ts';
import type { PurgeEdge } from '../../functions/run/publish-options.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore, PutOptions } from '../../functions/stores/object-store.ts';
import type { Random } from './random.ts';
import { Crash } from './unreliable-store.ts';

type Headers = Pick<PutOptions, 'cacheControl' | 'cacheTag'> & { readonly etag: string };

/** Seconds for which CloudFront keeps that there is nothing. */
const MISSING = 'max-age=60';

/**
 * An edge whose caches readers fill, and that is asked to forget over a line on which nothing can be relied: requests
 * are lost, performed though they seem to be lost, doubled, and performed late.
 */
export class SimulatedEdge {
  /** Number of items that it was asked to forget. */
  items = 0;
  /** Number of answers that it gave. */
  answers = 0;
  readonly #bucket: ObjectStore;
  readonly #random: Random;
  readonly #cache: EdgeCache<string>;
  /** Headers of what the publisher wrote, by path. */
  readonly #headers = new Map<string, Headers>();
  /** Addresses whose kept answers somebody else wrote. */
  readonly #foreign = new Set<string>();
  #late: (readonly PurgeItem[])[] = [];
  /** Store that takes each request that is put. */
  readonly line: ObjectStore = {
    ...createMemoryStore(),
    put: async (_, bytes) => {
      this.#take(JSON.parse(Buffer.from(bytes).toString()));
      return { etag: '' };
    },
  };

  /** `bucket` is what it fetches from. */
  constructor(bucket: ObjectStore, random: Random, now: () => Instant) {
    this.#bucket = bucket;
    this.#random = random;
    this.#cache = new EdgeCache(now);
  }

  /** The edge as a run sees it, over a line as it sees that. */
  by(line: ObjectStore = this.line): PurgeEdge {
    return {
      perDay: Number.POSITIVE_INFINITY,
      purge: async ({ items }) => {
        try {
          await line.put('purge', Buffer.from(JSON.stringify(items)));
          return true;
        } catch (error) {
          if (error instanceof Crash) throw error;
          return false;
        }
      },
    };
  }

  /** Takes note of what an object is written with. */
  wrote(key: string, etag: string, { cacheControl, cacheTag }: PutOptions): void {
    if (!key.startsWith('public/')) return;
    const path = key.slice('public/'.length);
    // A run that writes over what an audit has not seen can't know that somebody else wrote it, and has no tag for it.
    const address = addressOf(path);
    if (this.#foreign.delete(address)) this.#cache.purge([address]);
    this.#headers.set(path, { etag, ...(cacheControl && { cacheControl }), ...(cacheTag && { cacheTag }) });
  }

  /** Readers ask for some files, of those that there are and those that there were. */
  async read(): Promise<void> {
    const paths = new Set(this.#headers.keys());
    for await (const { key } of this.#bucket.list('public/')) paths.add(key.slice('public/'.length));
    for (const path of paths) if (this.#random.chance(0.5)) await this.#ask(path);
  }

  /** Performs all that was late. */
  deliver(): void {
    for (const items of this.#late.splice(0)) this.#cache.purge(items);
  }

  /** Yields the text of all that readers may still be given. */
  *served(): Generator<readonly [path: string, text: string]> {
    for (const address of this.#cache.paths()) {
      const cached = this.#cache.get(address);
      if (cached) yield [decodeURIComponent(address.slice(1)), cached.answer];
    }
  }

  async #ask(path: string): Promise<void> {
    const address = addressOf(path);
    this.answers += 1;
    const cached = this.#cache.get(address);
    if (cached && !cached.isStale) return;
    const object = await this.#bucket.get(`public/${path}`);
    const headers = this.#headers.get(path);
    // Somebody else wrote it, and gave it no headers.
    const isOurs = object && headers?.etag === object.etag;
    if (object && !isOurs) this.#foreign.add(address);
    else this.#foreign.delete(address);
    this.#cache.keep(address, {
      answer: object ? Buffer.from(object.bytes).toString() : '',
      ...(isOurs && { cacheControl: headers.cacheControl, tag: headers.cacheTag }),
      ...(!object && { cacheControl: MISSING }),
    });
  }

  #take(items: readonly PurgeItem[]): void {
    this.items += items.length;
    const random = this.#random;
    if (random.chance(0.3)) this.#late.push(items);
    else this.#cache.purge(items);
    if (random.chance(0.1)) this.#late.push(items);
  }
}

function addressOf(path: string): `/${string}` {
  return `/${path.split('/').map(encodeURIComponent).join('/')}`;
}
