import { type FeedKey, parseFeedKey } from '../core/feed/feed-key.ts';
import type { StoredRecord } from '../core/index/index-record.ts';
import { feedSegmentOf } from '../core/index/segmented/feed-segments.ts';
import { isSegmented } from '../core/index/segmented/segmented-feed.ts';
import type { StoredIndex } from '../core/index/stored/stored-index.ts';
import {
  addTallies,
  asFeedRecord,
  type FeedRecord,
  feedOfRecord,
  feedRecordKey,
  type Tally,
} from '../core/index/traits/feed-record.ts';
import { parseSpelledName, usualSpelling } from '../core/index/traits/spellings.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { StateLost } from './state-lost.ts';
import type { StateStore } from './state-store.ts';

type Named = Pick<StoredIndex, 'feedSegments' | 'delta'>;

/**
 * Titles of segmented feeds, by key. How names are spelled in a segment is kept until it is written anew, so that
 * asking again after each publish costs little.
 */
export class SegmentedTitles {
  readonly #segments = new Map<
    number,
    { readonly generation: string; readonly spellings: ReadonlyMap<string, Tally> }
  >();

  /** `lost` takes messages of segments that can't be read. */
  async of(
    store: StateStore,
    { feedSegments = [], delta }: Named,
    lost: string[],
  ): Promise<Readonly<Record<string, string>>> {
    const tallies = new Map<string, Tally>();
    await inParallel(feedSegments.entries(), CONCURRENCY, async ([at, { generation }]) => {
      if (generation === undefined) return;
      try {
        for (const [feed, tally] of await this.#segment(store, at, generation)) tallies.set(feed, tally);
      } catch (error) {
        if (!(error instanceof StateLost)) throw error;
        lost.push(error.message);
      }
    });
    for (const [key, entry] of Object.entries(delta)) {
      const feed = feedOfRecord(key);
      const spellings = asFeedRecord(entry)?.spellings;
      if (feed !== undefined && isSegmented(feed) && spellings)
        tallies.set(feed, addTallies(tallies.get(feed), spellings));
    }
    return titled(tallies);
  }

  async #segment(store: StateStore, at: number, generation: string): Promise<ReadonlyMap<string, Tally>> {
    const known = this.#segments.get(at);
    if (known?.generation === generation) return known.spellings;
    const records = Object.entries(await store.index.readFeedSegment(at, generation));
    const spellings = new Map(
      records.flatMap(([feed, { spellings }]) => (spellings ? [[feed, spellings] as const] : [])),
    );
    this.#segments.set(at, { generation, spellings });
    return spellings;
  }
}

/** Returns what the segmented feeds are called whose names an article spells. @throws StateLost */
export async function titlesSpelledIn(
  store: StateStore,
  { feedSegments = [], delta }: Named,
  record: StoredRecord,
): Promise<Readonly<Record<string, string>>> {
  const names = 'spelled' in record ? (record.spelled ?? []) : [];
  const feeds = new Set(names.map(name => parseSpelledName(name).feed).filter(isSegmented));
  const tallies = new Map<string, Tally>();
  for (const feed of feeds) {
    const stored = await storedRecord(store, feedSegments, feed);
    tallies.set(feed, addTallies(stored?.spellings, asFeedRecord(delta[feedRecordKey(feed)])?.spellings));
  }
  return titled(tallies);
}

async function storedRecord(
  store: StateStore,
  segments: NonNullable<StoredIndex['feedSegments']>,
  feed: FeedKey,
): Promise<FeedRecord | undefined> {
  if (segments.length === 0) return undefined;
  const at = feedSegmentOf(feed, segments.length);
  const generation = segments[at]?.generation;
  return generation === undefined ? undefined : (await store.index.readFeedSegment(at, generation))[feed];
}

function titled(tallies: ReadonlyMap<string, Tally>): Readonly<Record<string, string>> {
  const titles = [...tallies].flatMap(([feed, tally]): [string, string][] => {
    const title = usualSpelling(tally, parseFeedKey(feed as FeedKey)?.slug ?? '');
    return title === undefined ? [] : [[feed, title]];
  });
  return Object.fromEntries(titles.sort(([a], [b]) => (a < b ? -1 : 1)));
}
