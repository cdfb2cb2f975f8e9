import {
  hashOf,
  monthIn,
  type ObjectRecord,
  ownerOf,
  publicPathOf,
  type RecentRecord,
  shardOf,
} from '../core/index/index-record.ts';
import type { Line } from '../core/index/sitemap-month.ts';
import type { State } from '../core/index/state.ts';
import type { Memory } from './state-store.ts';
import type { Spool } from './index-buffer.ts';

/** Changes that come before what the objects of the archive say; `null` for what is gone. */
export type Recent = ReadonlyMap<string, RecentRecord | null>;

/** The archive as one state sees it. Each object that holds a part of it is read when it is asked for, and once. */
export class Library {
  readonly #memory: Memory;
  readonly #state: Pick<State, 'shards' | 'months'>;
  /** Of a rebuild: what it found beside what the state says. */
  readonly spool: Spool | undefined;
  readonly #shards = new Map<number, Promise<Readonly<Record<string, ObjectRecord>>>>();
  readonly #months = new Map<string, Promise<readonly Line[]>>();

  constructor(memory: Memory, state: Pick<State, 'shards' | 'months'>, spool?: Spool) {
    this.#memory = memory;
    this.#state = state;
    this.spool = spool;
  }

  /** What is known of an object. */
  async record(key: string, recent: Recent): Promise<RecentRecord | undefined> {
    const changed = recent.get(key);
    if (changed !== undefined) return changed ?? undefined;
    const shard = await this.shard(shardOf(key, this.#state.shards.length));
    return Object.hasOwn(shard, key) ? shard[key] : undefined;
  }

  /** Every object that stands for a path under `public/`. */
  async withPath(path: string, key: string, recent: Recent): Promise<readonly (readonly [string, RecentRecord])[]> {
    const hash = hashOf(key);
    const records = await this.records(shardOf(key, this.#state.shards.length), recent);
    // The path has the hash in it, and that is told sooner.
    return [...records].filter(([other]) => hashOf(other) === hash && publicPathOf(other) === path);
  }

  /** Which of the keys of a shard has each path under `public/`. */
  async owners(at: number, recent: Recent): Promise<ReadonlyMap<string, string>> {
    const candidates = new Map<string, [string, RecentRecord][]>();
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
  async records(at: number, recent: Recent): Promise<ReadonlyMap<string, RecentRecord>> {
    const records = new Map<string, RecentRecord>(Object.entries(await this.shard(at)));
    for (const [key, record] of recent) {
      if (shardOf(key, this.#state.shards.length) !== at) continue;
      if (record) records.set(key, record);
      else records.delete(key);
    }
    return records;
  }

  /** Every line of a month. `added` are those that recent records bring, where they were gathered already. */
  async lines(month: string, recent: Recent, added = linesByMonth(recent)): Promise<readonly Line[]> {
    const known = [...(await this.#month(month)), ...(this.spool?.lines(month) ?? [])];
    return [...known.filter(({ key }) => !recent.has(key)), ...(added.get(month) ?? [])];
  }

  /** What the object of a shard says, without what is recent; and what is spooled, which is gone through anew each time. */
  async shard(at: number): Promise<Readonly<Record<string, ObjectRecord>>> {
    const known = await this.#shard(at);
    const spooled = this.spool?.records(at) ?? [];
    return spooled.length === 0 ? known : { ...known, ...Object.fromEntries(spooled) };
  }

  #shard(at: number): Promise<Readonly<Record<string, ObjectRecord>>> {
    return remember(this.#shards, at, async () => {
      const generation = this.#state.shards[at]?.generation;
      return generation === undefined ? {} : this.#memory.readShard(at, generation);
    });
  }

  #month(month: string): Promise<readonly Line[]> {
    return remember(this.#months, month, async () => {
      const generation = this.#state.months[month]?.generation;
      return generation === undefined ? [] : this.#memory.readMonth(month, generation);
    });
  }
}

/** Lines that recent records bring, by month. */
export function linesByMonth(recent: Recent): ReadonlyMap<string, readonly Line[]> {
  const months = new Map<string, Line[]>();
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
