import { randomUUID } from 'node:crypto';
import { DeadLinks } from '../build/dead-links.ts';
import { fatesOf } from '../build/fates.ts';
import { assertNotEmptied, sourcesIn } from '../content/empty-listing.ts';
import { ListingInterrupted, ObservedContent } from '../content/observed-content.ts';
import { mediaAt, pictureProblems } from '../content/picture-problems.ts';
import { LookedMedia } from '../content/pictures/looked-media.ts';
import { placeNames } from '../content/place-names.ts';
import { readOutsideProblems } from '../content/read-outside-problems.ts';
import { judgeSite } from '../content/read-site.ts';
import { formatOf, tagUri } from '../core/article/key.ts';
import { isPageMedia } from '../core/article/page-media.ts';
import { ARTICLES_PREFIX, isSiteKey, SITE_KEY } from '../core/bucket-layout.ts';
import { isSidecarKey } from '../core/data-files/data-keys.ts';
import { isMedia, isSource } from '../core/index/keys/record-keys.ts';
import { LIMITS, type Limits } from '../core/index/limits.ts';
import type { Counts } from '../core/index/stored/stored-index.ts';
import type { Instant } from '../core/instant.ts';
import { compareProblems, distinctProblems, formatProblem, type Problem } from '../core/problem.ts';
import type { PurgeItem } from '../core/purge/purge.ts';
import { Guard } from '../guard/guard.ts';
import { SourceReader } from '../guard/source-reader.ts';
import { publish, type Work } from '../publish/publish.ts';
import type { Outcome } from '../run/outcome.ts';
import type { PurgeEdge } from '../run/publish-options.ts';
import { type ArticleStatus, readArticleStatus } from '../state/article-status.ts';
import { FirstPlaces, type Moved } from '../state/articles/first-places.ts';
import { type LostAddress, lostAddresses } from '../state/articles/lost-addresses.ts';
import { NotableRecords } from '../state/notable-records.ts';
import { type Due, type FeedStatus, type PublishedStatus, readStatus } from '../state/read-status.ts';
import { REVISION } from '../state/revision.ts';
import { createJoinedStore } from '../stores/joined-store.ts';
import { createMemoryStore } from '../stores/memory-store.ts';
import { listKeys, type ObjectStore, type ObjectSummary } from '../stores/object-store.ts';
import type { Origin } from './origin.ts';

/** Options of a publisher. */
export interface PublisherOptions {
  readonly content: ObjectStore;
  readonly origin: Origin;
  /** Address at which it is served. */
  readonly feedsUrl: string;
  readonly now: () => Instant;
  /** Name of the folder of articles in messages. */
  readonly place: string;
  /** Address of the parser; Bantin's own unless told. */
  readonly parser?: string;
  readonly limits?: Limits;
  /** The cache at the edge that forgets what was withdrawn, corrected or let out. Without it nothing is kept. */
  readonly edge?: { readonly purge: (items: readonly PurgeItem[]) => void };
}

/** State of the preview once a run has ended. */
export interface PublishedPreview {
  readonly counts: Counts;
  readonly feeds: readonly FeedStatus[];
  /** Number of all feeds, with those of authors and tags, which are not among `feeds`. */
  readonly feedCount: number;
  /** Problems of everything that is there, whichever run found them; by path and line. */
  readonly problems: readonly Problem[];
  /** Next instant at which something changes by itself: an article falls due, is corrected or expires. */
  readonly nextDue?: Instant;
  /** True if the run read or wrote anything. */
  readonly isChanged: boolean;
  /** Status of each source that the run was about; none if there are more than {@link MAX_TOLD}. */
  readonly articles: readonly ArticleStatus[];
  /** Addresses and ids that these articles left behind, where their slug or path is another than before the run. */
  readonly lost: readonly LostAddress[];
  /** The same of those articles that have the address and the id again that they had first. */
  readonly back: readonly LostAddress[];
  /** Warnings of feeds that another `site.yaml` took from their addresses, or gave other ids, with this run. */
  readonly lostFeeds: readonly Problem[];
  /** Beginning of the ids of articles that declare none, before the run and after it, where that is another. */
  readonly idsMoved?: { readonly from: string; readonly to: string };
  /** Time zone of the newsroom; an IANA name. */
  readonly timeZone: string;
}

/** Nobody reads what became of more articles than that after one change. */
const MAX_TOLD = 10;

/**
 * Publishes content to the origin of a preview, as the function does to its bucket: all of it at first, then what
 * changed. The state is kept in memory. What a run writes is shown when it has ended well, and all at once.
 */
export class PreviewPublisher {
  /** Set by whoever wants the sweep that is under way to be given up. */
  isInterrupted = false;
  readonly #options: PublisherOptions;
  readonly #content: ObservedContent;
  readonly #feeds: ObjectStore;
  readonly #records = new NotableRecords();
  /** Problems of media, which no record tells of, by key. */
  readonly #mediaProblems = new Map<string, Problem>();
  #looked = new LookedMedia();
  /** Links by file, and problems of those that lead to no page. */
  readonly #links = new DeadLinks();
  /** Problems of `site.yaml` that its text alone does not show. */
  #siteProblems: readonly Problem[] = [];
  /** Articles that the last run found gone, as they were: one that comes now may be one of them, renamed. */
  #gone: readonly ArticleStatus[] = [];
  /** Addresses and ids of articles before they were renamed. */
  readonly #firstPlaces = new FirstPlaces();
  #sources = 0;
  /** Changes that come by themselves, soonest first, as the last run knew them. */
  #due: readonly Due[] = [];
  /** Beginning of the ids of articles that declare none. */
  #idsOf: string | undefined;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#content = new ObservedContent(options.content, {
      isInterrupted: () => this.isInterrupted,
      onSource: (key, bytes) => this.#links.note(key, bytes),
    });
    this.#feeds = createJoinedStore({ public: options.origin.store, state: createMemoryStore() });
  }

  /**
   * Publishes everything anew, or what became of `keys` and what fell due, or (a sweep) whatever differs. `undefined`
   * where a sweep was interrupted.
   * @throws EmptyListing where no article is left of several.
   */
  async publish(
    kind: 'everything' | 'changes' | 'sweep',
    keys: readonly string[] = [],
  ): Promise<PublishedPreview | undefined> {
    this.isInterrupted = false;
    // As long as fewer changed than there are, some are left.
    if (kind !== 'changes' || keys.filter(isSource).length >= this.#sources) await this.#assertNotEmptied();
    if (kind === 'everything') this.#mediaProblems.clear();
    for (const key of keys) this.#mediaProblems.delete(key);
    this.#looked.forget(keys);
    try {
      // Temporary files of programs that write are no articles.
      const changed = keys.filter(key => isSource(key) && formatOf(key) !== undefined);
      return await this.#publish(workOf(kind, keys), [...new Set([...changed, ...this.#dueNow()])]);
    } catch (error) {
      if (error instanceof ListingInterrupted) return undefined;
      throw error;
    }
  }

  /** Returns the articles that come out, are corrected or expire by themselves with the next run. */
  #dueNow(): readonly string[] {
    const now = this.#options.now();
    return this.#due.flatMap(({ key, at }) => (at <= now ? [key] : []));
  }

  async #publish(work: Work, sources: readonly string[]): Promise<PublishedPreview> {
    const { feedsUrl, now, origin, parser, limits = LIMITS, edge } = this.#options;
    const items: PurgeItem[] = [];
    const options = {
      content: this.#content.store,
      feeds: this.#feeds,
      now,
      runId: randomUUID(),
      revision: REVISION,
      feedsUrl,
      ...(parser !== undefined && { guard: { parser } }),
      ...(edge && { edge: noting(items) }),
      // A few articles change few archive documents, and no sweep has to come before those are seen.
      limits: work.kind === 'changes' ? { ...limits, archivesPerCommit: Number.POSITIVE_INFINITY } : limits,
    };
    const told = sources.length > MAX_TOLD ? [] : sources;
    const before = await this.#statusOf(told);
    const outcome = await publish(options, work);
    origin.show();
    // Before, it would fetch once more what is no longer to be seen.
    edge?.purge(items);
    await this.#look(work);
    if (work.kind === 'changes') await this.#content.observe(work.keys);
    const articles = await this.#statusOf(told);
    const left = lostAddresses(before, articles, feedsUrl, this.#gone);
    const { lost, back } = this.#firstPlaces.note(left, [...this.#gone, ...before], articles);
    const gone = new Set(articles.flatMap(({ key, status }) => (status === 'unknown' ? [key] : [])));
    // One that was found under another name is gone no more.
    for (const { from = '' } of left) gone.delete(from);
    this.#gone = before.filter(({ key }) => gone.has(key));
    return { ...(await this.#report(outcome)), articles, lost, back };
  }

  async #statusOf(keys: readonly string[]): Promise<readonly ArticleStatus[]> {
    return keys.length === 0 ? [] : ((await readArticleStatus(this.#feeds, keys))?.articles ?? []);
  }

  async #report(outcome: Outcome): Promise<Omit<PublishedPreview, 'articles' | keyof Moved>> {
    const { published } = await readStatus(this.#feeds, this.#records);
    if (!published) throw new Error(messageOf(outcome.problems));
    const { counts, feeds, feedCount, due } = published;
    this.#sources = sourcesIn(counts);
    for (const problem of outcome.problems) if (isMedia(problem.path)) this.#mediaProblems.set(problem.path, problem);
    const [from, to] = [this.#idsOf, tagUri('', published.site)];
    this.#idsOf = to;
    const { lostFeeds = [] } = outcome;
    const ofSite = outcome.problems.filter(each => isSiteKey(each.path) && !lostFeeds.includes(each));
    const listed = this.#content.problems;
    const all = distinctProblems([
      ...(await placeNames([...published.problems, ...ofSite], this.#options.content)),
      ...listed,
      ...this.#siteProblems,
      ...(await this.#problemsOfMedia()),
      ...(await this.#linkProblems(published)),
    ]);
    this.#due = due;
    const [next] = due;
    return {
      counts: { ...counts, rejected: counts.rejected + this.#content.skipped },
      feeds,
      feedCount,
      lostFeeds,
      timeZone: published.site.timeZone,
      ...(from !== undefined && from !== to && { idsMoved: { from, to } }),
      problems: [...all].sort(compareProblems),
      ...(next && { nextDue: next.at }),
      isChanged: outcome.read + outcome.written > 0,
    };
  }

  /** Returns problems of media, but for files beside articles that no article names, which are not published. */
  async #problemsOfMedia(): Promise<readonly Problem[]> {
    const all = [...this.#mediaProblems.values()];
    if (!all.some(({ path }) => isPageMedia(path))) return all;
    const published = new Set<string>();
    const paths = listKeys(this.#options.origin.store, ARTICLES_PREFIX, { onSkipped: () => undefined });
    for await (const path of paths) published.add(nameOf(path));
    return all.filter(({ path }) => !isPageMedia(path) || published.has(nameOf(path)));
  }

  /** Returns problems of links by file. Where drafts are shown, links to them lead to their pages. */
  async #linkProblems({ site, held, rejected }: PublishedStatus): Promise<readonly Problem[]> {
    if (this.#links.isEmpty) return [];
    const { now, parser } = this.#options;
    const fateOf = fatesOf({
      isThere: key => this.#content.has(key),
      held: new Map(held.map(each => [each.key, each])),
      rejected: new Set(rejected),
    });
    const guard = new Guard(parser === undefined ? {} : { parser });
    const reader = new SourceReader({ content: this.#options.content, site, guard });
    return this.#links.problems({ site, now: now(), fateOf, reader }).finally(() => guard.close());
  }

  /** Looks at pictures and sound, all of them at first and then what changed, and at what `site.yaml` names. */
  async #look(work: Work): Promise<void> {
    const { content, now, feedsUrl } = this.#options;
    const media =
      work.kind === 'changes' ? await mediaAt(content, work.keys.filter(isMedia)) : await this.#changedMedia(work);
    for (const problem of await pictureProblems(content, media)) this.#mediaProblems.set(problem.path, problem);
    const { site } = judgeSite(await content.get(SITE_KEY), { feedsUrl });
    this.#siteProblems = site ? await readOutsideProblems(content, site, now()) : [];
  }

  /** Returns the media of which no event told that they changed, and forgets what was told of them before. */
  async #changedMedia({ kind }: Work): Promise<readonly ObjectSummary[]> {
    if (kind === 'full') this.#looked = new LookedMedia();
    const { changed, gone } = await this.#looked.changes(this.#options.content);
    for (const key of [...gone, ...changed.map(file => file.key)]) this.#mediaProblems.delete(key);
    return changed;
  }

  async #assertNotEmptied(): Promise<void> {
    const { content, place } = this.#options;
    for await (const key of listKeys(content, ARTICLES_PREFIX, { onSkipped: () => undefined }))
      if (isSource(key)) return;
    assertNotEmptied(0, this.#sources, place, 'put the articles back');
  }
}

/** Returns an edge that takes whatever it is asked for. */
function noting(items: PurgeItem[]): PurgeEdge {
  const purge: PurgeEdge['purge'] = async request => {
    items.push(...request.items);
    return true;
  };
  return { perDay: Number.POSITIVE_INFINITY, purge };
}

function workOf(kind: 'everything' | 'changes' | 'sweep', keys: readonly string[]): Work {
  // Another site.yaml may be a change of every article, which a sweep publishes part by part.
  if (kind === 'changes' && keys.every(key => !isSiteKey(key) || isSidecarKey(key))) return { kind, keys };
  return { kind: kind === 'everything' ? 'full' : 'sweep' };
}

/** Returns the name of a file in its folder. Copies beside pages have that of the file beside the article. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).normalize('NFC');
}

function messageOf(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join('\n') || 'nothing was published';
}
