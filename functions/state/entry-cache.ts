import { createHash } from 'node:crypto';
import type { Entry } from '../core/feed/feed.ts';
import type { Shown } from '../core/views/view.ts';
import { compress, decompress } from './encode.ts';

/**
 * Rendered entries of a feed, so that a publish renders only what changed. It is a cache: a missing entry is rendered
 * again.
 */
export interface EntryCache {
  /** Fingerprint of the site and of the code that rendered the entries. */
  readonly fingerprint: string;
  readonly entries: Readonly<Record<string, CachedEntry>>;
}

/** An entry, and all that it was rendered from. */
export interface CachedEntry extends Pick<Shown, 'links' | 'missing' | 'picture'> {
  readonly etag: string;
  /** Size of the file that it encloses. */
  readonly size?: number;
  /** Seconds that it plays, as measured. */
  readonly seconds?: number;
  readonly entry: Entry;
}

/** Entry cache as it is stored: compressed bytes. */
export type CompressedEntryCache = Uint8Array;

/** Maximum number of open caches. Each holds one feed, and most entries are shared: a few megabytes in all. */
const MAX_OPEN = 8;

/**
 * Caches that this process compressed or opened last, by the digest of their bytes, the newest last. A publish reads
 * the cache that the previous one wrote. It then gets the same entry objects, without parsing, and their markup in each
 * format is already known.
 */
const open = new Map<string, EntryCache>();

/** Compresses a cache. `isKept` keeps it open in this process, for a cache that is likely to be opened soon. */
export function compressEntryCache(cache: EntryCache, isKept: boolean): CompressedEntryCache {
  const compressed = compress(cache);
  if (isKept) keep(nameOf(compressed), cache);
  return compressed;
}

/** Opens a cache. `compressed` must be unaltered output of `compressEntryCache`. */
export function openEntryCache(compressed: CompressedEntryCache): EntryCache {
  const name = nameOf(compressed);
  const cache = open.get(name) ?? decompress<EntryCache>(compressed);
  keep(name, cache);
  return cache;
}

/** Reports whether the caches of this number of feeds can all be kept open. */
export function areFew(feeds: number): boolean {
  return feeds <= MAX_OPEN;
}

function keep(name: string, cache: EntryCache): void {
  open.delete(name);
  open.set(name, cache);
  for (const [oldest] of open) {
    if (open.size <= MAX_OPEN) return;
    open.delete(oldest);
  }
}

function nameOf(compressed: CompressedEntryCache): string {
  return createHash('sha256').update(compressed).digest('base64url');
}
