import {
  type DeltaRecord,
  hashOf,
  monthIn,
  type ObjectRecord,
  ownerOf,
  publicPathOf,
  segmentOf,
} from '../core/index/index-record.ts';
import type { SitemapEntry } from '../core/index/sitemap-month.ts';
import type { State } from '../core/index/state.ts';
import type { IndexBuffer } from './index-buffer.ts';
import type { StateStore } from './state-store.ts';

/** Changes that come before what the objects of the archive say; `null` for what is gone. */
export type Delta = ReadonlyMap<string, DeltaRecord | null>;

/** The archive as one state sees it. Each object that holds a part of it is read when it is asked for, and once. */
export class ContentIndex {
  readonly #memory: StateStore;
  readonly #state: Pick<State, 'segments' | 'months'>;
  /** Of a rebuild: what it found beside what the state says. */
  readonly buffer: IndexBuffer | undefined;
  readonly #shards = new Map<number, Promise<Readonly<Record<string, ObjectRecord>>>>();
  readonly #months = new Map<string, Promise<readonly SitemapEntry[]>>();

  constructor(memory: StateStore, state: Pick<State, 'segments' | 'months'>, spool?: IndexBuffer) {
    this.#memory = memory;
    this.#state = state;
    this.buffer = spool;
  }

  /** What is known of an object. */
  async record(key: string, recent: Delta): Promise<DeltaRecord | undefined> {
    const changed = recent.get(key);
    if (changed !== undefined) return changed ?? undefined;
    const shard = await this.segment(segmentOf(key, this.#state.segments.length));
    return Object.hasOwn(shard, key) ? shard[key] : undefined;
  }

  /** Every object that stands for a path under `public/`. */
  async withPath(path: string, key: string, recent: Delta): Promise<readonly (readonly [string, DeltaRecord])[]> {
    const hash = hashOf(key);
    const records = await this.records(segmentOf(key, this.#state.segments.length), recent);
    // The path has the hash in it, and that is told sooner.
    return [...records].filter(([other]) => hashOf(other) === hash && publicPathOf(other) === path);
  }

  /** Which of the keys of a shard has each path under `public/`. */
  async owners(at: number, recent: Delta): Promise<ReadonlyMap<string, string>> {
    const candidates = new Map<string, [string, DeltaRecord][]>();
    for (const entry of await this.records(at, recent)) {
      const path = publicPathOf(entry[0]);
      const others = candidates.get(path);
      if (others) others.push(entry);
      else candidates.set(path, [entry]);
    }
    const owners = new Map<string, string>();
    for (const [path, entries] of candidates) {
      const owner = ownerOf(entries);
      if (owner !== undefined) owners.set(path, owner);
    }
    return owners;
  }

  /** All records of a shard. */
  async records(at: number, recent: Delta): Promise<ReadonlyMap<string, DeltaRecord>> {
    const records = new Map<string, DeltaRecord>(Object.entries(await this.segment(at)));
    for (const [key, record] of recent) {
      if (segmentOf(key, this.#state.segments.length) !== at) continue;
      if (record) records.set(key, record);
      else records.delete(key);
    }
    return records;
  }

  /** Every line of a month. `added` are those that recent records bring, where they were gathered already. */
  async sitemapEntries(month: string, recent: Delta, added = entriesByMonth(recent)): Promise<readonly SitemapEntry[]> {
    const known = [...(await this.#month(month)), ...(this.buffer?.sitemapEntries(month) ?? [])];
    return [...known.filter(({ key }) => !recent.has(key)), ...(added.get(month) ?? [])];
  }

  /** What the object of a shard says, without what is recent; and what is spooled, which is gone through anew each time. */
  async segment(at: number): Promise<Readonly<Record<string, ObjectRecord>>> {
    const known = await this.#shard(at);
    const spooled = this.buffer?.records(at) ?? [];
    return spooled.length === 0 ? known : { ...known, ...Object.fromEntries(spooled) };
  }

  #shard(at: number): Promise<Readonly<Record<string, ObjectRecord>>> {
    return remember(this.#shards, at, async () => {
      const generation = this.#state.segments[at]?.generation;
      return generation === undefined ? {} : this.#memory.readSegment(at, generation);
    });
  }

  #month(month: string): Promise<readonly SitemapEntry[]> {
    return remember(this.#months, month, async () => {
      const generation = this.#state.months[month]?.generation;
      return generation === undefined ? [] : this.#memory.readMonth(month, generation);
    });
  }
}

/** Lines that recent records bring, by month. */
export function entriesByMonth(recent: Delta): ReadonlyMap<string, readonly SitemapEntry[]> {
  const months = new Map<string, SitemapEntry[]>();
  for (const record of recent.values()) {
    const month = monthIn(record);
    if (month === undefined || !record?.line) continue;
    const lines = months.get(month);
    if (lines) lines.push(record.line);
    else months.set(month, [record.line]);
  }
  return months;
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
