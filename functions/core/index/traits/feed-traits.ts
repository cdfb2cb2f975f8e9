import { type FeedKey, parseFeedKey, type SpelledName } from '../../feed/feed-key.ts';
import type { Site } from '../../site/site.ts';
import type { DeltaEntry } from '../index-record.ts';
import type { SourceRecord } from '../records/source-record.ts';
import { isSegmented } from '../segmented/segmented-feed.ts';
import type { StoredIndex } from '../stored/stored-index.ts';
import { asFeedRecord, type FeedRecord, feedRecordKey, type Tally } from './feed-record.ts';
import { parseSpelledName, staysUsual, usualSpelling } from './spellings.ts';
import { isForeign, staysInLanguage, usualLanguage } from './usual-language.ts';

/** Titles and languages of feeds, decided by the majority of their articles. */
export interface Traits {
  /** Returns what a feed is called; `undefined` where no article spells it. */
  titleOf(feed: FeedKey): string | undefined;
  /** Returns the language (BCP 47) that most articles of a feed are in. */
  languageOf(feed: FeedKey): string;
}

/** Titles of feeds. */
export type Titles = Pick<Traits, 'titleOf'>;

/** Returns what feeds are called in a state. */
export function titlesIn({ titles }: Pick<StoredIndex, 'titles'>): Titles {
  return { titleOf: feed => (Object.hasOwn(titles, feed) ? titles[feed] : undefined) };
}

/** Source of the counts of a feed, the delta included. */
interface CountedFeeds {
  feedRecord(feed: FeedKey): FeedRecord | undefined;
}

/** The fields of an article that its feeds are counted by. */
type Said = Pick<SourceRecord, 'spelled' | 'heard' | 'language'>;

type Counted = 'spellings' | 'languages';
type OwnRecord = Pick<FeedRecord, 'status' | 'window' | 'files' | 'listed'> & {
  [Name in Counted]?: Record<string, number>;
};

/** Changes of this run to the counts of one feed. */
interface Changes {
  readonly key: string;
  readonly spellings: Record<string, number>;
  readonly languages: Record<string, number>;
  /** The record in the delta that is this run's own to change. */
  own?: OwnRecord;
}

/**
 * Counts what articles say of feeds while the next state is made: how their names are spelled, and in which language
 * they are. Has what most of them say by then.
 */
export class FeedTraits implements Traits {
  readonly #site: Pick<Site, 'language'>;
  readonly #titles: Map<string, string>;
  /** Languages of the feeds that have articles in another language than the site's. */
  readonly #languages: Map<string, string>;
  readonly #delta: Map<string, DeltaEntry | null>;
  /** Changes of this run to the counts, by feed. */
  readonly #changes = new Map<FeedKey, Changes>();
  readonly #parsed = new Map<SpelledName, ReturnType<typeof parseSpelledName>>();
  #areSeveral = false;

  /** `delta` gets the sums. */
  constructor(
    state: Pick<StoredIndex, 'titles' | 'languages'>,
    site: Pick<Site, 'language'>,
    delta: Map<string, DeltaEntry | null> = new Map(),
  ) {
    this.#site = site;
    this.#titles = new Map(Object.entries(state.titles));
    this.#languages = new Map(Object.entries(state.languages));
    this.#delta = delta;
  }

  /** Counts what an article says that came out, or with -1 of one that is out no more. */
  count({ spelled = [], heard = [], language = '' }: Said, by: 1 | -1): void {
    for (const name of spelled) {
      const { feed, title } = this.#parse(name);
      this.#add(feed, 'spellings', title, by);
    }
    for (const feed of heard) this.#add(feed, 'languages', language, by);
  }

  titleOf(feed: FeedKey): string | undefined {
    return this.#titles.get(feed);
  }

  languageOf(feed: FeedKey): string {
    return this.#languages.get(feed) ?? this.#site.language;
  }

  /** True if the articles of some feed spell its name in several ways. */
  get areSeveral(): boolean {
    return this.#areSeveral;
  }

  /**
   * Finds what feeds are by now. Of most, what changed says enough, and nothing is asked of `index`. Nothing is found
   * until all that is looked up is there, as `isComplete` says. `segmented` are feeds of which it is to be known though
   * no article changed: the state does not say what they are.
   */
  settle(index: CountedFeeds, isComplete: () => boolean = () => true, segmented: Iterable<FeedKey> = []): void {
    const titles: [FeedKey, Tally][] = [];
    const languages: [FeedKey, Tally][] = [];
    for (const feed of new Set([...this.#changes.keys(), ...segmented])) {
      if (!isSegmented(feed)) continue;
      const record = index.feedRecord(feed);
      titles.push([feed, record?.spellings ?? {}]);
      languages.push([feed, record?.languages ?? {}]);
    }
    for (const [feed, { spellings, languages: heard }] of this.#changes) {
      if (isSegmented(feed)) continue;
      const title = this.#titles.get(feed);
      if (title === undefined) titles.push([feed, spellings]);
      else if (hasAny(spellings) && !staysUsual(title, feed, spellings))
        titles.push([feed, index.feedRecord(feed)?.spellings ?? {}]);
      if (!staysInLanguage(this.#languages.get(feed), heard, this.#site.language))
        languages.push([feed, index.feedRecord(feed)?.languages ?? {}]);
    }
    if (!isComplete()) return;
    for (const [feed, tally] of titles) this.#setTitle(feed, tally);
    for (const [feed, tally] of languages) this.#setLanguage(feed, tally);
    this.#changes.clear();
  }

  /** Finds what feeds are where nothing was counted before this run. */
  settleFirst(): void {
    this.settleAll(
      [...this.#changes].map(([feed, changes]) => [
        feed,
        { status: 'feed', spellings: changes.spellings, languages: changes.languages },
      ]),
    );
  }

  /** Finds what feeds are from all that was counted. Every feed that changed has to be among them. */
  settleAll(feeds: Iterable<readonly [FeedKey, FeedRecord | undefined]>): void {
    for (const [feed, record] of feeds) {
      this.#setTitle(feed, record?.spellings ?? {});
      this.#setLanguage(feed, record?.languages ?? {});
    }
    this.#changes.clear();
  }

  /** Returns what the next state keeps, in the order of the feeds' keys: nothing of segmented ones. */
  found(): Pick<StoredIndex, 'titles' | 'languages'> {
    return { titles: inOrder(this.#titles), languages: inOrder(this.#languages) };
  }

  #setTitle(feed: FeedKey, tally: Tally): void {
    const usual = usualSpelling(tally, parseFeedKey(feed)?.slug ?? '');
    if (usual === undefined) this.#titles.delete(feed);
    else this.#titles.set(feed, usual);
    if (Object.keys(tally).length > 1) this.#areSeveral = true;
  }

  #setLanguage(feed: FeedKey, tally: Tally): void {
    const { language } = this.#site;
    if (isForeign(tally, language)) this.#languages.set(feed, usualLanguage(tally, language));
    else this.#languages.delete(feed);
  }

  #add(feed: FeedKey, counted: Counted, name: string, by: 1 | -1): void {
    const changes = this.#changesOf(feed);
    changes[counted][name] = (changes[counted][name] ?? 0) + by;
    const record = this.#recordOf(changes);
    const tally = record[counted] ?? emptyTally();
    record[counted] = tally;
    const sum = (tally[name] ?? 0) + by;
    if (sum !== 0) {
      tally[name] = sum;
      return;
    }
    delete tally[name];
    if (!hasAny(tally)) delete record[counted];
    if (Object.keys(record).length === 1) this.#delta.delete(changes.key);
  }

  #changesOf(feed: FeedKey): Changes {
    const known = this.#changes.get(feed);
    if (known) return known;
    const changes = { key: feedRecordKey(feed), spellings: emptyTally(), languages: emptyTally() };
    this.#changes.set(feed, changes);
    return changes;
  }

  /** The record in the delta may be of a state that others read, or have been taken away. */
  #recordOf(changes: Changes): OwnRecord {
    const there = asFeedRecord(this.#delta.get(changes.key));
    if (changes.own && changes.own === there) return changes.own;
    const { spellings, languages, ...others } = there ?? {};
    const record: OwnRecord = {
      ...others,
      status: 'feed',
      ...(spellings && { spellings: Object.assign(emptyTally(), spellings) }),
      ...(languages && { languages: Object.assign(emptyTally(), languages) }),
    };
    changes.own = record;
    this.#delta.set(changes.key, record);
    return record;
  }

  #parse(name: SpelledName): ReturnType<typeof parseSpelledName> {
    const known = this.#parsed.get(name) ?? parseSpelledName(name);
    this.#parsed.set(name, known);
    return known;
  }
}

/** Names come from outside, and one may be called as something that every other object has: `__proto__`. */
function emptyTally(): Record<string, number> {
  return Object.create(null) as Record<string, number>;
}

function hasAny(counts: Tally): boolean {
  for (const _ in counts) return true;
  return false;
}

function inOrder(found: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const few = [...found].filter(([feed]) => !isSegmented(feed as FeedKey));
  return Object.fromEntries(few.sort(([a], [b]) => (a < b ? -1 : 1)));
}
