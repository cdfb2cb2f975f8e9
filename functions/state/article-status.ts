import { recallSite } from '../content/active-site.ts';
import { defaultId } from '../core/article/key.ts';
import { STATE_PREFIX } from '../core/bucket-layout.ts';
import { folderOf } from '../core/feed/feed-key.ts';
import { type HeldArticle, heldProblems, heldRecord } from '../core/index/held.ts';
import { type DeltaRecord, isOfObject } from '../core/index/index-record.ts';
import { segmentOf } from '../core/index/keys/record-keys.ts';
import { contestProblems } from '../core/index/records/contest.ts';
import type { SourceStatus } from '../core/index/records/source-record.ts';
import { feedsOfEntry, type SitemapEntry } from '../core/index/sitemap-entry.ts';
import type { State } from '../core/index/state.ts';
import { titlesIn } from '../core/index/traits/feed-traits.ts';
import type { Instant } from '../core/instant.ts';
import { spellingProblems } from '../core/plan/spelling-problems.ts';
import { compareProblems, type Problem } from '../core/problem.ts';
import type { Site } from '../core/site/site.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { createPrefixedStore } from '../stores/prefixed-store.ts';
import { titlesSpelledIn } from './segmented-titles.ts';
import { StateStore } from './state-store.ts';
import type { IndexStore } from './stores/index-store.ts';

/** Status of one article. */
export interface ArticleStatus {
  /** Key of the source, as the store spells it; if the source is unknown, as the caller spells it. */
  readonly key: string;
  /** `unknown`: no run has read a source of this key, or it was deleted. */
  readonly status: SourceStatus | 'unknown';
  /** ETag of the version that was read. */
  readonly etag?: string;
  /** Title of an article that is out, on a site with pages by month. */
  readonly title?: string;
  /** Id of an article that is out, as an IRI. */
  readonly id?: string;
  /** True of an article that a preview alone shows: it is not public. */
  readonly isPreviewed?: true;
  /** Paths under `public/` that lead to it, beside its own. Absent where there are none. */
  readonly former?: readonly string[];
  /** Address of the article, or of its notice of withdrawal. */
  readonly url?: string;
  readonly published?: Instant;
  /** Absent where it is when it was published. */
  readonly updated?: Instant;
  /** URLs of the folders of the feeds that it belongs to, that of all first. */
  readonly feeds: readonly string[];
  /** The reason why it is held back. */
  readonly held?: HeldArticle;
  /** Next instant at which it changes by itself: it comes out, shows a correction, or expires. */
  readonly due?: Instant;
  /** True if what it changes by then is that it goes. */
  readonly goes?: true;
  readonly problems: readonly Problem[];
}

/** Statuses of some articles, and the site by which they were judged. */
export interface ArticleStatuses {
  readonly site: Site;
  readonly articles: readonly ArticleStatus[];
}

/**
 * Returns the statuses of articles, in the order of `keys`; `undefined` if nothing was published yet. `feeds` is the
 * feeds bucket. Reads the state, and each segment and month of the articles once.
 * @throws StateLost
 */
export async function readArticleStatus(
  feeds: ObjectStore,
  keys: readonly string[],
): Promise<ArticleStatuses | undefined> {
  return readStatusesIn(new StateStore(createPrefixedStore(feeds, STATE_PREFIX)), keys);
}

/** Returns the same of a state, wherever it lies. `active` is its site, where the state does not tell it. */
export async function readStatusesIn(
  store: StateStore,
  keys: readonly string[],
  active?: Site,
): Promise<ArticleStatuses | undefined> {
  const { state } = await store.load();
  const site = active ?? (state && recallSite(state.site, state.feedsUrl)?.site);
  if (!state || !site) return undefined;
  const context = {
    state,
    site,
    store,
    reader: new IndexReader(store.index, state),
  };
  const articles: ArticleStatus[] = [];
  for (const key of keys) articles.push(await statusOf(key, context));
  return { site, articles };
}

interface Context {
  readonly state: State;
  readonly site: Site;
  readonly store: StateStore;
  readonly reader: IndexReader;
}

async function statusOf(asked: string, { state, site, store, reader }: Context): Promise<ArticleStatus> {
  const found = await reader.find(asked);
  if (!found) return { key: asked, status: 'unknown', feeds: [], problems: [] };
  const [key, record] = found;
  if (record.status === 'media') return { key, status: 'unknown', feeds: [], problems: [] };
  const due = state.timers[key];
  const held = heldRecord(key, record, due);
  const entry = await reader.entryOf(key, record);
  const titles = titlesIn({ titles: { ...state.titles, ...(await titlesSpelledIn(store, state, record)) } });
  const problems = [
    ...(record.problems ?? []),
    ...spellingProblems([found], titles),
    ...contestProblems(record.contest ?? {}),
    ...heldProblems(held, state.asOf, site),
  ];
  return {
    key,
    status: record.status,
    etag: record.etag,
    ...(entry && {
      ...(entry.title !== undefined && { title: entry.title }),
      id: record.id ?? defaultId(key, site),
      ...(record.former && { former: record.former }),
      ...(entry.preview && { isPreviewed: true as const }),
      url: entry.loc,
      published: entry.published,
      ...(entry.lastModified !== entry.published && { updated: entry.lastModified }),
    }),
    feeds: entry && record.status === 'published' ? feedUrls(entry, site) : [],
    ...(held && { held }),
    ...(due !== undefined && { due }),
    ...(due !== undefined && record.status === 'published' && due === record.expires && { goes: true as const }),
    problems: problems.sort(compareProblems),
  };
}

function feedUrls(entry: SitemapEntry, site: Site): readonly string[] {
  return feedsOfEntry(entry, site).map(feed => new URL(folderOf(feed), site.feedsUrl).href);
}

/** Cache of the parts of the index. Each is read once, when it is needed. */
class IndexReader {
  readonly #store: IndexStore;
  readonly #state: State;
  readonly #segments = new Map<number, ReturnType<IndexStore['readSegment']>>();
  readonly #months = new Map<string, ReturnType<IndexStore['readMonth']>>();

  constructor(store: IndexStore, state: State) {
    this.#store = store;
    this.#state = state;
  }

  /** Returns the record of a source, in any Unicode normalization of its key. */
  async find(key: string): Promise<readonly [key: string, record: DeltaRecord] | undefined> {
    for (const spelling of new Set([key, key.normalize('NFC'), key.normalize('NFD')])) {
      const record = await this.#recordOf(spelling);
      if (record) return [spelling, record];
    }
    return undefined;
  }

  /** Returns the sitemap entry of a source that is out, or was withdrawn. */
  async entryOf(key: string, record: DeltaRecord): Promise<SitemapEntry | undefined> {
    if (record.line) return record.line;
    const month = record.status === 'media' ? undefined : record.month;
    const generation = month === undefined ? undefined : this.#state.months[month]?.generation;
    if (month === undefined || generation === undefined) return undefined;
    const entries = this.#months.get(month) ?? this.#store.readMonth(month, generation);
    this.#months.set(month, entries);
    return (await entries).entries.find(entry => entry.key === key);
  }

  async #recordOf(key: string): Promise<DeltaRecord | undefined> {
    const { delta, segments } = this.#state;
    const changed = Object.hasOwn(delta, key) ? delta[key] : undefined;
    if (changed !== undefined) return isOfObject(changed) ? changed : undefined;
    const at = segmentOf(key, segments.length);
    const generation = segments[at]?.generation;
    if (generation === undefined) return undefined;
    const segment = this.#segments.get(at) ?? this.#store.readSegment(at, generation);
    this.#segments.set(at, segment);
    const records = await segment;
    const record = Object.hasOwn(records, key) ? records[key] : undefined;
    return isOfObject(record) ? record : undefined;
  }
}
