import { recallSite } from '../content/active-site.ts';
import { STATE_PREFIX } from '../core/bucket-layout.ts';
import { nearCategoryProblems } from '../core/check/near-categories.ts';
import { makeFeed } from '../core/feed/make-feed.ts';
import type { Audit } from '../core/files/audit.ts';
import type { ArticleSummary } from '../core/index/article-summary.ts';
import { FeedWindows } from '../core/index/feed-windows.ts';
import { type HeldArticle, heldProblems, heldRecord } from '../core/index/held.ts';
import { LIMITS } from '../core/index/limits.ts';
import { contestProblems, missingProblemsIn } from '../core/index/records/contest.ts';
import type { SourceRecord } from '../core/index/records/source-record.ts';
import type { State } from '../core/index/state.ts';
import type { Counts } from '../core/index/stored/stored-index.ts';
import { FeedTraits, titlesIn } from '../core/index/traits/feed-traits.ts';
import type { Instant } from '../core/instant.ts';
import { boundMissing } from '../core/media/missing-problems.ts';
import { spellingProblems } from '../core/plan/spelling-problems.ts';
import { compareProblems, groupProblems, type Problem } from '../core/problem.ts';
import { type PurgeStatus, purgeStatusOf } from '../core/purge/purge-status.ts';
import type { Site } from '../core/site/site.ts';
import { planFeeds, withFeed } from '../core/views/feeds.ts';
import { firstUrlOf } from '../core/views/lists.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { createPrefixedStore } from '../stores/prefixed-store.ts';
import type { LoadedState } from './manifest/loaded-state.ts';
import { NotableRecords } from './notable-records.ts';
import { StateLost } from './state-lost.ts';
import { StateStore } from './state-store.ts';

/** Published state of a newsroom, as `bantin status` reports it. */
export interface Status {
  /** Absent if nothing was published yet, or if the state can't be read. */
  readonly published?: PublishedStatus;
  /** Parts of the state that are damaged or missing. The next run that needs one makes everything again. */
  readonly lost: readonly string[];
  readonly unfinished: Unfinished;
}

/** State after the last publish. */
export interface PublishedStatus {
  readonly site: Site;
  /** Time of the last change. Everything due by then is published. */
  readonly asOf: Instant;
  /** Kind of run that made it: `events`, `sweep`, `full`. */
  readonly by: string;
  /** Revision of the code that made it. */
  readonly revision: string;
  readonly counts: Counts;
  readonly feeds: readonly FeedStatus[];
  /** Number of all feeds, with those of authors and tags that are in segments, and not among `feeds`. */
  readonly feedCount: number;
  /** Changes that are due, ordered by instant. */
  readonly due: readonly Due[];
  /** Unpublished articles: drafts, scheduled and expired ones, ordered by key. */
  readonly held: readonly HeldArticle[];
  /** Keys of sources that are rejected. */
  readonly rejected: readonly string[];
  /** Problems of `site.yaml` and of every source, ordered by path and line. */
  readonly problems: readonly Problem[];
  /** Last audit of `public/`: when it was compared with what was written there, and what was found. */
  readonly audit?: Audit;
  /** Absent where no edge is asked to forget anything. */
  readonly purges?: PurgeStatus;
}

export interface FeedStatus {
  readonly title: string;
  /** URL of its document in the first of its formats: RSS, where it has that. */
  readonly url: string;
  readonly entries: number;
  /** Publication time of its newest entry; absent if it has none. */
  readonly newest?: Instant;
}

/** Change that happens by itself at a given time. */
export interface Due {
  readonly key: string;
  readonly at: Instant;
  readonly kind: 'article' | 'correction' | 'expiry';
}

/** Work that a run has begun and not finished: the run is still active, or it was interrupted. */
export interface Unfinished {
  readonly writes: readonly { readonly run: string; readonly since: Instant; readonly files: number }[];
  /** `since` is absent if the run stopped by itself; the next run continues it. */
  readonly rebuilds: readonly { readonly run: string; readonly since?: Instant }[];
  /** Progress of a rebuild that takes several runs. */
  readonly progress?: { readonly counts: Counts; readonly after?: string };
}

/** Maximum number of reads while the state keeps changing. After the last, missing parts count as lost. */
const MAX_TRIES = 5;

/**
 * Reads what is published. `feeds` is the feeds bucket; nothing is written. `records` that are given again spare the
 * reading of segments that are as they were.
 */
export async function readStatus(feeds: ObjectStore, records = new NotableRecords()): Promise<Status> {
  const store = new StateStore(createPrefixedStore(feeds, STATE_PREFIX));
  const progress = await store.progress.read();
  for (let tries = 1; ; tries++) {
    const loaded = await store.load();
    const { published, lost } = await readPublished(store, loaded, records);
    // Parts that a run replaced meanwhile are not lost.
    if (lost.length > 0 && tries < MAX_TRIES && (await store.load()).etag !== loaded.etag) continue;
    return { ...(published && { published }), lost, unfinished: unfinishedOf(loaded.state, progress) };
  }
}

async function readPublished(
  store: StateStore,
  { state, etag }: LoadedState,
  records: NotableRecords,
): Promise<{ readonly published?: PublishedStatus; readonly lost: readonly string[] }> {
  if (!state) return { lost: etag === undefined ? [] : ['state/state.br is damaged, or of another version of Bantin'] };
  const active = recallSite(state.site, state.feedsUrl);
  if (state.isBlank) return { lost: [] };
  if (!active) return { lost: ['site.yaml as it was last valid is valid no more'] };
  const { site } = active;
  const { problems, kinds, held, rejected, lost } = await walk(store, state, site, records);
  const { asOf, by, revision, counts, audit } = state;
  const windows = new FeedWindows(site, asOf, LIMITS, state.windows);
  const feeds = feedsOf(windows, state, site);
  const near = nearCategoryProblems(windows, titlesIn(state), site);
  const names = await namesOf(store, state);
  const purges = purgeStatusOf(state.purges, asOf);
  const published: PublishedStatus = {
    site,
    asOf,
    by,
    revision,
    counts,
    feeds,
    feedCount: feeds.length + (names.count ?? 0),
    due: dueOf(state, kinds),
    held: held.sort((a, b) => (a.key < b.key ? -1 : 1)),
    rejected,
    problems: groupProblems([...state.site.problems, ...problems, ...near].sort(compareProblems)),
    ...(audit && { audit }),
    ...(purges && { purges }),
  };
  return { published, lost: [...lost, ...names.lost] };
}

/** Returns the number of authors and tags that have a feed. */
async function namesOf(
  store: StateStore,
  { directory }: State,
): Promise<{ readonly count?: number; readonly lost: readonly string[] }> {
  if (!directory) return { lost: [] };
  try {
    const names = Object.values(await store.index.readDirectory(directory.generation));
    return { count: names.filter(({ isPageOnly }) => !isPageOnly).length, lost: [] };
  } catch (error) {
    if (error instanceof StateLost) return { lost: [error.message] };
    throw error;
  }
}

interface Walked {
  readonly problems: Problem[];
  /** Kinds of the changes due for scheduled and expiring articles, by key. */
  readonly kinds: Map<string, Due['kind']>;
  readonly held: HeldArticle[];
  readonly rejected: string[];
  readonly lost: readonly string[];
}

/** Looks at the records of sources of which there is something to say. */
async function walk(store: StateStore, state: State, site: Site, notable: NotableRecords): Promise<Walked> {
  const { records, titles, lost } = await notable.of(store, state);
  const walked: Walked = {
    problems: [...spellingProblems(records, titles)],
    kinds: new Map(),
    held: [],
    rejected: [],
    lost,
  };
  const missing: Problem[] = [];
  for (const [key, record] of records) {
    const { missing: _, ...contest } = record.contest ?? {};
    missing.push(...missingProblemsIn(record.contest ?? {}));
    walked.problems.push(...contestProblems(contest));
    if (record.status !== 'media') takeNote(walked, key, record, state, site);
  }
  walked.problems.push(...boundMissing(missing));
  return walked;
}

function takeNote(walked: Walked, key: string, record: SourceRecord, { timers, asOf }: State, site: Site): void {
  const due = timers[key];
  if (record.status === 'waiting') walked.kinds.set(key, 'article');
  else if (due !== undefined && due === record.expires) walked.kinds.set(key, 'expiry');
  const held = heldRecord(key, record, due);
  if (record.status === 'rejected') walked.rejected.push(key);
  if (held) walked.held.push(held);
  walked.problems.push(...(record.problems ?? []), ...heldProblems(held, asOf, site));
}

function feedsOf(archive: FeedWindows<ArticleSummary>, state: State, site: Site): readonly FeedStatus[] {
  return withFeed(planFeeds(archive, new FeedTraits(state, site), site, 'few')).map(({ section, shown }) => {
    const feed = makeFeed(site, section, []);
    const { title } = feed;
    const newest = shown[0]?.published;
    return { title, url: firstUrlOf(feed, site), entries: shown.length, ...(newest !== undefined && { newest }) };
  });
}

function dueOf({ timers }: State, kinds: Walked['kinds']): readonly Due[] {
  return Object.entries(timers)
    .map(([key, at]): Due => ({ key, at, kind: kinds.get(key) ?? 'correction' }))
    .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

function unfinishedOf(
  state: State | undefined,
  progress: { readonly state: State; readonly after?: string } | undefined,
): Unfinished {
  const rebuilds = Object.entries(state?.rebuilding ?? {});
  return {
    writes: (state?.pending ?? []).map(({ run, since, paths, keys }) => ({
      run,
      since,
      files: paths.length + keys.length,
    })),
    rebuilds: rebuilds.map(([run, since]) => ({ run, ...(since > 0 && { since }) })),
    ...(progress && {
      progress: { counts: progress.state.counts, ...(progress.after !== undefined && { after: progress.after }) },
    }),
  };
}
