import { type FeedKey, type FeedKind, feedKey, parseFeedKey, type SpelledName } from '../feed/feed-key.ts';
import { foldName } from '../text/clean.ts';
import { compareKeys } from '../text/key-order.ts';
import { slugOfName } from '../text/names.ts';
import type { DeltaEntry, SpellingCounts, SpellingsRecord } from './index-record.ts';

/** Prefix of the key of a record of spellings; no object's key begins with it. */
const PREFIX = 'spellings:';

/** Returns the key of the record of a feed's spellings. */
export function spellingsKey(feed: FeedKey): string {
  return PREFIX + feed;
}

/** Returns the feed that a record of spellings is of; `undefined` for the key of anything else. */
export function feedOfSpellings(key: string): FeedKey | undefined {
  return key.startsWith(PREFIX) ? (key.slice(PREFIX.length) as FeedKey) : undefined;
}

/** Returns the feed of a name, and how it is spelled. */
export function parseSpelledName(name: SpelledName): { readonly feed: FeedKey; readonly title: string } {
  const at = name.indexOf(':');
  const title = name.slice(at + 1);
  return { feed: feedKey(name.slice(0, at) as FeedKind, slugOfName(title)), title };
}

/** Adds sums. What comes to 0 is left out. */
export function addCounts(one: SpellingCounts = {}, other: SpellingCounts = {}): SpellingCounts {
  const sums = new Map(Object.entries(one));
  for (const [title, count] of Object.entries(other)) sums.set(title, (sums.get(title) ?? 0) + count);
  return Object.fromEntries([...sums].filter(([, count]) => count !== 0));
}

/** Adds two records of one feed's spellings; `undefined` where nothing is left. */
export function addSpellings(
  one: SpellingsRecord | undefined,
  other: SpellingsRecord | undefined,
): SpellingsRecord | undefined {
  const counts = addCounts(one?.counts, other?.counts);
  return Object.keys(counts).length === 0 ? undefined : { status: 'spellings', counts };
}

/** Returns a record if it is one of spellings. */
export function asSpellings(entry: { readonly status: string } | null | undefined): SpellingsRecord | undefined {
  return entry?.status === 'spellings' ? (entry as SpellingsRecord) : undefined;
}

/**
 * Returns how a name is spelled: as most articles do; of several, with the most diacritics; then the first in the order
 * of code points. What is spelled as an address is (`tin-tuc` beside `Tin tức`) is none, unless it differs from another
 * in case alone. `undefined` where nothing is spelled.
 */
export function usualSpelling(counts: SpellingCounts, slug: string): string | undefined {
  const spelled = Object.entries(counts).filter(([, count]) => count > 0);
  const proper = spelled.filter(([title]) => title !== slug);
  const hasVariant = proper.length === 0 || proper.some(([title]) => foldName(title) === slug);
  let usual: readonly [string, number] | undefined;
  for (const candidate of hasVariant ? spelled : proper)
    if (!usual || compareSpellings(candidate, usual) < 0) usual = candidate;
  return usual?.[0];
}

function compareSpellings([one, count]: readonly [string, number], [other, others]: readonly [string, number]): number {
  return others - count || diacriticsIn(other) - diacriticsIn(one) || compareKeys(one, other);
}

/** Marks, and letters with a stroke, which Unicode does not take apart. */
const DIACRITICS = /\p{M}|[đøłħŧ]/giu;

function diacriticsIn(title: string): number {
  return title.normalize('NFD').match(DIACRITICS)?.length ?? 0;
}

/** All counts of feeds, including those in the delta. */
interface CountedFeeds {
  spellings(feed: FeedKey): SpellingCounts;
}

/**
 * Counts how names are spelled while the next state is made, and has what each feed is called by then. A feed of which
 * nothing was counted has no title.
 */
export class Spellings {
  readonly #titles: Map<string, string>;
  readonly #delta: Map<string, DeltaEntry | null>;
  /** Changes that the articles of this run bring, by feed. */
  readonly #changes = new Map<FeedKey, Map<string, number>>();

  #areSeveral = false;
  /** Counts of the delta that are this run's own to change, by key. */
  readonly #own = new Map<string, Record<string, number>>();
  readonly #parsed = new Map<SpelledName, ReturnType<typeof parseSpelledName>>();

  /** `delta` gets the sums. */
  constructor(titles: Readonly<Record<string, string>>, delta: Map<string, DeltaEntry | null>) {
    this.#titles = new Map(Object.entries(titles));
    this.#delta = delta;
  }

  /** Counts names of an article that came out, or with -1 of one that is out no more. */
  count(names: readonly SpelledName[], by: 1 | -1): void {
    for (const name of names) {
      const { feed, title } = this.#parse(name);
      const changes = this.#changes.get(feed) ?? new Map<string, number>();
      this.#changes.set(feed, changes.set(title, (changes.get(title) ?? 0) + by));
      this.#add(spellingsKey(feed), title, by);
    }
  }

  /** Returns what a feed is called. */
  titleOf(feed: FeedKey): string | undefined {
    return this.#titles.get(feed);
  }

  /** Whether some feed is spelled in several ways. */
  get areSeveral(): boolean {
    return this.#areSeveral;
  }

  /**
   * Finds what feeds are called by now. Of most, what changed says enough, and nothing is asked of `index`. Nothing is
   * found until all that is looked up is there, as `isComplete` says.
   */
  settle(index: CountedFeeds, isComplete: () => boolean = () => true): void {
    const moved = [...this.#changes].flatMap(([feed, changes]): [FeedKey, SpellingCounts][] => {
      const title = this.#titles.get(feed);
      if (title === undefined) return [[feed, Object.fromEntries(changes)]];
      return staysUsual(title, feed, changes) ? [] : [[feed, index.spellings(feed)]];
    });
    if (isComplete()) this.settleAll(moved);
  }

  /** Finds what feeds are called from all their counts. Every feed that changed has to be among them. */
  settleAll(feeds: Iterable<readonly [FeedKey, SpellingCounts]>): void {
    for (const [feed, counts] of feeds) {
      const usual = usualSpelling(counts, parseFeedKey(feed)?.slug ?? '');
      if (usual === undefined) this.#titles.delete(feed);
      else this.#titles.set(feed, usual);
      if (Object.keys(counts).length > 1) this.#areSeveral = true;
    }
    this.#changes.clear();
  }

  /** Returns the title of each feed, in the order of their keys. */
  titles(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#titles].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #add(key: string, title: string, by: number): void {
    const counts = this.#countsOf(key);
    const sum = (Object.hasOwn(counts, title) ? (counts[title] ?? 0) : 0) + by;
    if (sum === 0) delete counts[title];
    else counts[title] = sum;
    if (sum === 0 && Object.keys(counts).length === 0) this.#delta.delete(key);
  }

  /** Those of the delta may be of a state that others read, or have been taken away. */
  #countsOf(key: string): Record<string, number> {
    const there = asSpellings(this.#delta.get(key))?.counts;
    const own = this.#own.get(key);
    if (own && own === there) return own;
    const counts = { ...there };
    this.#own.set(key, counts);
    this.#delta.set(key, { status: 'spellings', counts });
    return counts;
  }

  #parse(name: SpelledName): ReturnType<typeof parseSpelledName> {
    const known = this.#parsed.get(name) ?? parseSpelledName(name);
    this.#parsed.set(name, known);
    return known;
  }
}

/**
 * Returns whether a feed keeps its title after changes: votes were added to its title alone, and taken from others.
 * False for a title that is spelled as an address, since it counts only beside others.
 */
function staysUsual(title: string, feed: FeedKey, changes: ReadonlyMap<string, number>): boolean {
  if (title === parseFeedKey(feed)?.slug) return false;
  return [...changes].every(([spelled, change]) => (spelled === title ? change >= 0 : change <= 0));
}
