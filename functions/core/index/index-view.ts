import { addTo } from '../groups.ts';
import {
  type DeltaRecord,
  hashInPath,
  hashOf,
  monthIn,
  type ObjectRecord,
  ownerOf,
  publicPathOf,
  segmentOf,
  segmentOfHash,
} from './index-record.ts';
import type { SitemapEntry } from './sitemap-entry.ts';

/** Changes that take precedence over what segments and months say; `null` for what is gone. */
export type Delta = ReadonlyMap<string, DeltaRecord | null>;

/** Where the parts of an index that have been loaded are asked for. */
export interface IndexParts {
  readonly segmentCount: number;
  /** Records of one segment, by key, without the delta. */
  segment(at: number): Readonly<Record<string, ObjectRecord>>;
  /** Sitemap entries of one month, without the delta. */
  month(month: string): readonly SitemapEntry[];
}

/**
 * The index as it stands with a delta. Pure: what has not been loaded is the business of `parts`. Owners of paths,
 * sizes of media and entries of months are gathered when they are first asked for, so the delta has to be complete by
 * then.
 */
export class IndexView {
  readonly #parts: IndexParts;
  readonly #delta: Delta;
  #added: ReadonlyMap<string, readonly SitemapEntry[]> | undefined;
  /** Records of a segment by the hash of their keys. */
  readonly #byHash = new Map<number, ReadonlyMap<string, readonly (readonly [string, DeltaRecord])[]>>();

  constructor(parts: IndexParts, delta: Delta) {
    this.#parts = parts;
    this.#delta = delta;
  }

  /** Returns what is known of an object. */
  record(key: string): DeltaRecord | undefined {
    const changed = this.#delta.get(key);
    if (changed !== undefined) return changed ?? undefined;
    const segment = this.#parts.segment(segmentOf(key, this.#parts.segmentCount));
    return Object.hasOwn(segment, key) ? segment[key] : undefined;
  }

  /** Returns the key of the object that owns the path of `key` under `public/`. */
  ownerOfPathOf(key: string): string | undefined {
    return this.ownerOfPath(publicPathOf(key));
  }

  /** Returns the key of the object that owns a path under `public/`: a page, or a file under `media/`. */
  ownerOfPath(path: string): string | undefined {
    return ownerOf(this.#withPath(path));
  }

  /** Returns the bytes of a file under `media/`, by its key in NFC; `undefined` where it is not there. */
  mediaSize(mediaKey: string): number | undefined {
    const candidates = this.#withPath(publicPathOf(mediaKey));
    const owner = ownerOf(candidates);
    const record = candidates.find(([key]) => key === owner)?.[1];
    return record?.status === 'media' ? record.size : undefined;
  }

  /** Returns which key owns each path under `public/`, of the keys of one segment. */
  owners(at: number): ReadonlyMap<string, string> {
    const candidates = new Map<string, [string, DeltaRecord][]>();
    for (const entry of this.records(at)) addTo(candidates, publicPathOf(entry[0]), entry);
    const owners = new Map<string, string>();
    for (const [path, entries] of candidates) {
      const owner = ownerOf(entries);
      if (owner !== undefined) owners.set(path, owner);
    }
    return owners;
  }

  /** Returns all records of a segment. */
  records(at: number): ReadonlyMap<string, DeltaRecord> {
    const records = new Map<string, DeltaRecord>(Object.entries(this.#parts.segment(at)));
    for (const [key, record] of this.#delta) {
      if (segmentOf(key, this.#parts.segmentCount) !== at) continue;
      if (record) records.set(key, record);
      else records.delete(key);
    }
    return records;
  }

  /** Returns every sitemap entry of a month. */
  month(month: string): readonly SitemapEntry[] {
    this.#added ??= entriesByMonth(this.#delta);
    const known = this.#parts.month(month).filter(({ key }) => !this.#delta.has(key));
    return [...known, ...(this.#added.get(month) ?? [])];
  }

  #withPath(path: string): readonly (readonly [string, DeltaRecord])[] {
    // The path has the hash in it, and that is told sooner.
    const hash = hashInPath(path);
    if (hash === undefined) return [];
    const candidates = this.#hashed(segmentOfHash(hash, this.#parts.segmentCount)).get(hash) ?? [];
    return candidates.filter(([other]) => publicPathOf(other) === path);
  }

  #hashed(at: number): ReadonlyMap<string, readonly (readonly [string, DeltaRecord])[]> {
    const known = this.#byHash.get(at);
    if (known) return known;
    const groups = new Map<string, [string, DeltaRecord][]>();
    for (const entry of this.records(at)) addTo(groups, hashOf(entry[0]), entry);
    this.#byHash.set(at, groups);
    return groups;
  }
}

/** Returns the sitemap entries that changed records bring, by month. */
export function entriesByMonth(delta: Delta): ReadonlyMap<string, readonly SitemapEntry[]> {
  const months = new Map<string, SitemapEntry[]>();
  for (const record of delta.values()) {
    const month = monthIn(record);
    if (month === undefined || !record?.line) continue;
    addTo(months, month, record.line);
  }
  return months;
}
