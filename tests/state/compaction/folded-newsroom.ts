import { storeIndex } from '../../../functions/apply/store-index.ts';
import { type FeedKey, feedKey } from '../../../functions/core/feed/feed-key.ts';
import { forgetFile } from '../../../functions/core/index/changed-record.ts';
import { type DeltaRecord, isOfObject } from '../../../functions/core/index/index-record.ts';
import { IndexView } from '../../../functions/core/index/index-view.ts';
import { LIMITS, type Limits } from '../../../functions/core/index/limits.ts';
import { NextState } from '../../../functions/core/index/next-state.ts';
import { feedSegmentOf } from '../../../functions/core/index/segmented/feed-segments.ts';
import { withFeedSegments } from '../../../functions/core/index/segmented/feeds-of-delta.ts';
import { windowsOf } from '../../../functions/core/index/segmented/recent-articles.ts';
import { emptyState, type State } from '../../../functions/core/index/state.ts';
import type { StoredIndex } from '../../../functions/core/index/stored/stored-index.ts';
import { asFeedRecord, feedRecordKey } from '../../../functions/core/index/traits/feed-record.ts';
import { DAY } from '../../../functions/core/instant.ts';
import type { Site } from '../../../functions/core/site/site.ts';
import { partsOf } from '../../../functions/state/compaction/parts-of.ts';
import { ContentIndex } from '../../../functions/state/content-index.ts';
import { StateStore } from '../../../functions/state/state-store.ts';
import { createMemoryStore } from '../../../functions/stores/memory-store.ts';
import { makeArticle, NOW, SITE } from '../../core/samples.ts';

export const KEYS = Array.from({ length: 14 }, (_, at) => `articles/a${at}.md`);
export const TAGS = Array.from({ length: 9 }, (_, at) => `t${at}`);

/** A site whose windows hold everything, so that what they lack was lost. */
const TAGGED: Site = { ...SITE, entries: 100, feeds: { tags: { minimum: 1, formats: ['rss'] }, rules: [] } };
const UNREAD = { revision: 'r', site: { etag: '', text: '', problems: [] }, by: 'events' };

export type Change =
  | { readonly kind: 'put'; readonly key: string; readonly day: number; readonly tags: readonly string[] }
  | { readonly kind: 'remove'; readonly key: string }
  /** A change of a record that windows and months show nothing of. */
  | { readonly kind: 'touch'; readonly key: string }
  /** The window of a tag is filled from the months, and so lies in the delta as a whole. */
  | { readonly kind: 'refill'; readonly tag: string }
  | { readonly kind: 'file'; readonly tag: string; readonly isThere: boolean };

type ArticleChange = Extract<Change, { readonly key: string }>;

export interface Commit {
  readonly changes: readonly Change[];
  /** The records of its articles get the versions of their pages once these are written. */
  readonly isWaiting: boolean;
}

interface Beginning {
  readonly segments: number;
  /** Its state is one that older code wrote. */
  readonly isOlder: boolean;
}

interface Meant {
  readonly title: string;
  readonly month: string;
  readonly tags: readonly string[];
}

/** All that a state says, in plain values. */
interface Said {
  readonly articles: Readonly<Record<string, Meant>>;
  readonly windows: Readonly<Record<string, readonly string[]>>;
  readonly months: Readonly<Record<string, readonly string[]>>;
  readonly spellings: Readonly<Record<string, number>>;
  readonly files: readonly string[];
}

const feedOf = (tag: string): FeedKey => feedKey('tag', tag);
const fileOf = (tag: string): string => `tags/${tag}/rss.xml`;

/** The index of a newsroom in memory, and what it should say. Nothing is rendered. */
export class FoldedNewsroom {
  readonly #limits: Limits;
  readonly #store = new StateStore(createMemoryStore());
  readonly #articles = new Map<string, Meant>();
  readonly #files = new Set<string>();
  #commits = 0;
  #generations = 0;
  /** Number of changes that the delta had when the last commit had stored its share. */
  longest = 0;
  state: State;

  constructor({ segments, isOlder, ...narrow }: Partial<Limits> & Beginning) {
    this.#limits = { ...LIMITS, ...narrow };
    const feedSegments = Array.from({ length: segments }, () => ({}));
    const note = isOlder ? {} : { unfolded: { feeds: {}, months: {} } };
    this.state = { ...emptyState(UNREAD, segments), feedSegments, ...note };
  }

  async commit({ changes, isWaiting }: Commit): Promise<void> {
    const { feedRecord, view, index } = await this.#open();
    const { state } = this;
    const nextState = new NextState({
      state,
      site: TAGGED,
      now: NOW,
      limits: this.#limits,
      sizes: new Map(),
      feedRecord,
    });
    const touched = new Set<string>();
    for (const change of changes) {
      const name = 'key' in change ? change.key : `${change.kind} ${change.tag}`;
      if (touched.has(name)) continue;
      touched.add(name);
      this.#take(change, nextState, view);
    }
    const next = withFeedSegments(nextState.finish('events'));
    const keys = isWaiting ? [...touched].filter(key => isOfObject(next.delta[key])) : [];
    const stored = await this.#stored(next, keys, index);
    this.longest = Object.keys(stored.delta).length;
    const delta = { ...stored.delta };
    for (const key of keys) delta[key] = { ...delta[key], file: `v${this.#commits}` } as StoredIndex['delta'][string];
    for (const change of changes)
      if (change.kind === 'file' && this.#files.has(change.tag)) {
        const key = feedRecordKey(feedOf(change.tag));
        const known = asFeedRecord(delta[key]);
        delta[key] = { status: 'feed', ...known, files: { ...known?.files, [fileOf(change.tag)]: { bytes: 'b' } } };
      }
    const named = partsOf(stored);
    await this.#store.delete([...partsOf(state)].filter(key => !named.has(key)));
    this.state = { ...stored, delta };
    this.#commits += 1;
  }

  /** Returns what the state says. @throws StateLost where a part that it names is gone */
  async seen(): Promise<Said> {
    const { feedRecord, view } = await this.#open();
    const windowOf = windowsOf(new Map(Object.entries(this.state.delta)), feedRecord);
    const records = KEYS.flatMap(key => {
      const record = view.record(key);
      return record && record.status !== 'media' ? [{ key, record }] : [];
    });
    const windows = TAGS.map(
      tag =>
        [
          tag,
          windowOf(feedOf(tag))
            .articles.map(({ title }) => title)
            .sort(),
        ] as const,
    );
    const months = Object.keys(this.state.months).map(
      month =>
        [
          month,
          view
            .month(month)
            .map(({ title }) => `${title}`)
            .sort(),
        ] as const,
    );
    const tallies = TAGS.flatMap(tag => Object.entries(feedRecord(feedOf(tag))?.spellings ?? {}));
    const files = TAGS.filter(tag => feedRecord(feedOf(tag))?.files?.[fileOf(tag)]);
    return said(
      records.map(({ key, record }) => [
        key,
        {
          title: record.etag,
          month: record.month ?? '',
          tags: (record.feeds ?? []).map(feed => feed.slice('tag:'.length)).sort(),
        },
      ]),
      windows,
      months,
      tallies,
      files,
    );
  }

  /** Returns what it should say, from the articles alone. */
  meant(): Said {
    const articles = [...this.#articles].sort();
    const titlesOf = (test: (article: Meant) => boolean): readonly string[] =>
      articles.flatMap(([, article]) => (test(article) ? [article.title] : [])).sort();
    const months = new Set(articles.map(([, { month }]) => month));
    return said(
      articles,
      TAGS.map(tag => [tag, titlesOf(({ tags }) => tags.includes(tag))]),
      [...months].map(month => [month, titlesOf(article => article.month === month)]),
      TAGS.map(tag => [tag, titlesOf(({ tags }) => tags.includes(tag)).length]),
      [...this.#files],
    );
  }

  #take(change: Change, nextState: NextState, view: IndexView): void {
    const { kind } = change;
    if (kind === 'file') {
      const path = fileOf(change.tag);
      if (change.isThere) this.#files.add(change.tag);
      else if (this.#files.delete(change.tag)) {
        const key = feedRecordKey(feedOf(change.tag));
        const known = asFeedRecord(nextState.delta.get(key));
        nextState.delta.set(key, { status: 'feed', ...known, files: { ...known?.files, [path]: null } });
      }
      return;
    }
    if (kind === 'refill') nextState.extend(feedOf(change.tag), [], undefined);
    else this.#takeArticle(change, nextState, view.record(change.key));
  }

  #takeArticle(change: ArticleChange, nextState: NextState, previous: DeltaRecord | undefined): void {
    const { kind, key } = change;
    if (kind === 'touch' && previous) forgetFile(nextState.delta, key, previous);
    if (kind === 'remove') {
      nextState.apply(key, { kind: 'gone' }, previous);
      this.#articles.delete(key);
    }
    if (kind !== 'put') return;
    const title = `${key} ${this.#commits}`;
    const published = NOW - change.day * DAY;
    const article = makeArticle({ key, title, published, tags: change.tags });
    nextState.apply(key, { kind: 'article', article, etag: title, problems: [] }, previous);
    const month = new Date(published).toISOString().slice(0, 7);
    this.#articles.set(key, { title, month, tags: [...change.tags].sort() });
  }

  #stored(next: State, keys: readonly string[], index: ContentIndex): Promise<State> {
    const none = new Map();
    const copies = new Map(keys.map(key => [key, key]));
    const plan = { next, pages: none, copies, pageMedia: none, former: none, stale: [] };
    const nextGeneration = (): string => `g${this.#generations++}`;
    const run = { state: this.#store, limits: this.#limits, nextGeneration };
    return storeIndex(run, { state: this.state }, { index, site: TAGGED, plan });
  }

  /** Opens all parts of the index. */
  async #open() {
    const { segments, feedSegments = [], months, delta } = this.state;
    const index = new ContentIndex(this.#store, this.state);
    const stored = await Promise.all(segments.map((_, at) => index.segment(at)));
    const feeds = await Promise.all(feedSegments.map((_, at) => index.feedSegment(at)));
    const entries = new Map(
      await Promise.all(Object.keys(months).map(async month => [month, (await index.month(month))()] as const)),
    );
    const storedFeed = (feed: FeedKey) => feeds[feedSegmentOf(feed, feeds.length)]?.[feed];
    const view = new IndexView(
      {
        segmentCount: segments.length,
        segment: at => stored[at] ?? {},
        month: month => entries.get(month) ?? [],
        feedRecord: storedFeed,
      },
      new Map(Object.entries(delta)),
    );
    return { index, view, feedRecord: (feed: FeedKey) => view.feedRecord(feed) };
  }
}

/** Leaves out what is empty, which a state may say or leave unsaid. */
function said(
  articles: readonly (readonly [string, Meant])[],
  windows: readonly (readonly [string, readonly string[]])[],
  months: readonly (readonly [string, readonly string[]])[],
  spellings: readonly (readonly [string, number])[],
  files: readonly string[],
): Said {
  return {
    articles: Object.fromEntries(articles),
    windows: Object.fromEntries(windows),
    months: Object.fromEntries(months.filter(([, titles]) => titles.length > 0)),
    spellings: Object.fromEntries(spellings.filter(([, count]) => count !== 0)),
    files: [...files].sort(),
  };
}
