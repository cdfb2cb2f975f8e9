import { readingPath } from '../article/article-url.ts';
import { readingSlug } from '../article/key.ts';
import { isPageMedia } from '../article/page-media.ts';
import { addTo } from '../groups.ts';
import { compareKeys } from '../text/key-order.ts';
import type { ArticleSummary } from './article-summary.ts';
import { isMedia } from './keys/record-keys.ts';
import type { ClaimRecord } from './records/claim-record.ts';
import type { MediaRecord } from './records/media-record.ts';
import type { SourceRecord } from './records/source-record.ts';
import type { SitemapEntry } from './sitemap-entry.ts';
import type { FeedRecord } from './traits/feed-record.ts';

/** Record of the index for one object of the content bucket. */
export type ObjectRecord = SourceRecord | MediaRecord;

/** A record as segments hold it. */
export type StoredRecord = ObjectRecord | ClaimRecord | FeedRecord;

/**
 * A record that was changed lately, with its line, which older ones have in the object of their month; so has one
 * that was changed in nothing that its line tells.
 */
export type DeltaRecord = ObjectRecord & {
  readonly line?: SitemapEntry;
  /** As windows in segments remember it, once it is compacted; only where it has `feeds`. */
  readonly summary?: ArticleSummary;
};

/** A change that the object of a segment does not know yet. */
export type DeltaEntry = DeltaRecord | ClaimRecord | FeedRecord;

/** Returns whether an entry is of an object of the content bucket, and no claim or sum that stands beside those. */
export function isOfObject<Entry extends StoredRecord | DeltaEntry>(
  entry: Entry | null | undefined,
): entry is Exclude<Entry, ClaimRecord | FeedRecord> {
  return entry !== null && entry !== undefined && entry.status !== 'claim' && entry.status !== 'feed';
}

/** A record of an object, as far as its path depends on it; without one, the path is that which the key makes. */
type Placed = StoredRecord | null | undefined;

/** Returns the folder of an article's page under `public/articles/`. */
export function slugOf(key: string, record: Placed): string {
  return isOfObject(record) && record.status !== 'media' ? (record.slug ?? readingSlug(key)) : readingSlug(key);
}

/**
 * Path at which an object is published: a source's reading page, or a file under `media/`. Several keys may have one
 * path; one of them owns it. `undefined` for page media, whose places are those of the articles that name them.
 */
export function publicPathOf(key: string, record: Placed): string | undefined {
  return isPageMedia(key) ? undefined : nameOf(key, record);
}

/** The name that keys of an object share, however typed: its path under `public/`, or the key of page media in NFC. */
export function nameOf(key: string, record: Placed): string {
  return isMedia(key) ? key.normalize('NFC') : readingPath(slugOf(key, record));
}

/** Returns whether an object has a file of its own if no key with the same name comes first. */
export function hasOwnFile(record: StoredRecord): boolean {
  return record.status === 'media' || (isOfObject(record) && record.hasPage === true);
}

/** The month of which an object is a line. */
export function monthIn(record: StoredRecord | null | undefined): string | undefined {
  return isOfObject(record) && record.status !== 'media' ? record.month : undefined;
}

/** Returns the sitemap entries that changed records bring, by month. */
export function entriesByMonth(
  delta: ReadonlyMap<string, DeltaEntry | null>,
): ReadonlyMap<string, readonly SitemapEntry[]> {
  const months = new Map<string, SitemapEntry[]>();
  for (const record of delta.values()) {
    const month = monthIn(record);
    if (month !== undefined && record && 'line' in record && record.line) addTo(months, month, record.line);
  }
  return months;
}

/** Returns the first of the keys with one name: it owns the name. */
export function ownerOf(candidates: Iterable<readonly [string, StoredRecord]>): string | undefined {
  let owner: string | undefined;
  for (const [key, record] of candidates) {
    if (hasOwnFile(record) && (owner === undefined || compareKeys(key, owner) < 0)) owner = key;
  }
  return owner;
}
