import type { FeedKey } from '../../feed/feed-key.ts';
import type { FeedRecord, Tally } from '../index-record.ts';

/** Prefix of the keys of feeds' records. No key of an object begins with it. */
const PREFIX = 'feed:';

/** Returns the key of the record of a feed. */
export function feedRecordKey(feed: FeedKey): string {
  return PREFIX + feed;
}

/** Returns the feed that a record is of; `undefined` for the key of anything else. */
export function feedOfRecord(key: string): FeedKey | undefined {
  return key.startsWith(PREFIX) ? (key.slice(PREFIX.length) as FeedKey) : undefined;
}

/** Returns a record if it is one of a feed. */
export function asFeedRecord(entry: { readonly status: string } | null | undefined): FeedRecord | undefined {
  return entry?.status === 'feed' ? (entry as FeedRecord) : undefined;
}

/** Adds sums. What comes to 0 is left out. */
export function addTallies(one: Tally = {}, other: Tally = {}): Tally {
  const sums = new Map(Object.entries(one));
  for (const [name, count] of Object.entries(other)) sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries([...sums].filter(([, count]) => count !== 0));
}

/** Adds two records of one feed; `undefined` where nothing is left. */
export function addFeedRecords(one: FeedRecord | undefined, other: FeedRecord | undefined): FeedRecord | undefined {
  const spellings = addTallies(one?.spellings, other?.spellings);
  const languages = addTallies(one?.languages, other?.languages);
  const [areSpelled, areHeard] = [spellings, languages].map(tally => Object.keys(tally).length > 0);
  if (!areSpelled && !areHeard) return undefined;
  return { status: 'feed', ...(areSpelled && { spellings }), ...(areHeard && { languages }) };
}
