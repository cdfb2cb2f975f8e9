import type { FeedKey } from '../../feed/feed-key.ts';
import type { FileRecord } from '../../files/file-record.ts';
import type { StoredWindow } from '../segmented/stored-window.ts';

/** Number of published articles for each value, such as a spelling. Differences are sums, too, and may be below 0. */
export type Tally = Readonly<Record<string, number>>;

/**
 * Counts of what the articles of one feed say of it. In a segment it is the sum over its articles; in the delta what
 * has come to that since, and in parts of an archive what each of them brings. It stands beside the records of
 * objects, under a key of its own.
 */
export interface FeedRecord {
  readonly status: 'feed';
  /** Spellings of its name. */
  readonly spellings?: Tally;
  /** Languages (BCP 47) of its articles; `''` for those that declare none. */
  readonly languages?: Tally;
  /** Window of a segmented feed. In the delta, one that takes the place of that in the segment. */
  readonly window?: StoredWindow;
  /** Records of a segmented feed's files, by path. In the delta those that were written since; `null`: gone. */
  readonly files?: Readonly<Record<string, FileRecord | null>>;
  /** Digest of what lists say of a segmented feed, as `listedAs` says; empty where they do not. */
  readonly listed?: string;
}

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

/**
 * Adds a change to a record of one feed: sums are added, a window is replaced, and files take the place of those with
 * the same paths. `undefined` where nothing is left.
 */
export function addFeedRecords(one: FeedRecord | undefined, other: FeedRecord | undefined): FeedRecord | undefined {
  const spellings = addTallies(one?.spellings, other?.spellings);
  const languages = addTallies(one?.languages, other?.languages);
  const [areSpelled, areHeard] = [spellings, languages].map(tally => Object.keys(tally).length > 0);
  const window = other?.window ?? one?.window;
  const files = one?.files || other?.files ? { ...one?.files, ...other?.files } : undefined;
  const listed = other?.listed ?? one?.listed;
  if (!areSpelled && !areHeard && !window && !files && listed === undefined) return undefined;
  return {
    status: 'feed',
    ...(areSpelled && { spellings }),
    ...(areHeard && { languages }),
    ...(window && { window }),
    ...(files && { files }),
    ...(listed !== undefined && { listed }),
  };
}
