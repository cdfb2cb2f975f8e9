import { createHash } from 'node:crypto';
import type { Entry } from '../core/feed/feed.ts';
import { compress, decompress } from './encode.ts';

/**
 * Rendered entries that feeds show, so that a publish renders only what changed. A cache: whatever is missing is
 * rendered again.
 */
export interface EntryCache {
  /** Of the site and the code that rendered. */
  readonly fingerprint: string;
  readonly entries: Readonly<Record<string, { readonly etag: string; readonly size?: number; readonly entry: Entry }>>;
}

/** A pack as it is stored; it takes no room but its own. */
export type CompressedEntryCache = Uint8Array;

/** Each holds the entries of one feed, most of them in common with the one before it: some megabytes in all. */
const MOST_OPEN = 8;

/**
 * Packs that this process pressed or opened last, by the digest of their bytes, the newest last. One publish reads what
 * the one before it wrote: so the entries are not only there without being parsed, they are the same ones, of which it
 * is known how they are laid out in every format.
 */
const open = new Map<string, EntryCache>();

/** `isKept`: it is likely to be opened soon. */
export function compressEntryCache(pack: EntryCache, isKept: boolean): CompressedEntryCache {
  const pressed = compress(pack);
  if (isKept) keep(nameOf(pressed), pack);
  return pressed;
}

/** `pressed` must be what `compressEntryCache` gave, unharmed. */
export function openEntryCache(pressed: CompressedEntryCache): EntryCache {
  const name = nameOf(pressed);
  const pack = open.get(name) ?? decompress<EntryCache>(pressed);
  keep(name, pack);
  return pack;
}

/** Whether so many feeds are few enough for their packs to be kept. */
export function areFew(feeds: number): boolean {
  return feeds <= MOST_OPEN;
}

function keep(name: string, pack: EntryCache): void {
  open.delete(name);
  open.set(name, pack);
  for (const [oldest] of open) {
    if (open.size <= MOST_OPEN) return;
    open.delete(oldest);
  }
}

function nameOf(pressed: CompressedEntryCache): string {
  return createHash('sha256').update(pressed).digest('base64url');
}
