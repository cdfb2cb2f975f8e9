import { type Article, isExpired, updatedAt } from '../article/article.ts';
import { hasReadingPage } from '../article/article-url.ts';
import { defaultId } from '../article/key.ts';
import { saidOfFeeds } from '../feed/feed-kinds.ts';
import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';
import { articleClaims, claimsOnRecord, keepVersions, takeBackClaims } from './article-claims.ts';
import { type ArticleSummary, summarize, withdrawnAt } from './article-summary.ts';
import { FeedWindows } from './feed-windows.ts';
import { type Found, uploaderOf } from './found.ts';
import {
  addToDigest,
  type Contest,
  type DeltaEntry,
  type DeltaRecord,
  type Digest,
  EMPTY_DIGEST,
  type Lost,
  type ObjectRecord,
  type SourceRecord,
  segmentOf,
} from './index-record.ts';
import type { Limits } from './limits.ts';
import { claimOf, claimsAs, comparedId } from './owners.ts';
import { monthOf, sitemapEntryOf } from './sitemap-entry.ts';
import type { Counts, MonthRecord, State } from './state.ts';
import { FeedTraits } from './traits/feed-traits.ts';

/** Inputs of a next state. */
export interface NextStateOptions {
  readonly state: State;
  /** Active from now on. */
  readonly site: Site;
  readonly now: Instant;
  readonly limits: Limits;
  /** Bytes of files under `media/`, by key in NFC; those that enclosures may name. */
  readonly sizes: ReadonlyMap<string, number>;
}

/**
 * The next state while it is made: what was found goes in, one object after another. Pure: nothing is read or written.
 */
export class NextState {
  readonly windows: FeedWindows<ArticleSummary>;
  /** By key; `null` for what is gone. */
  readonly delta: Map<string, DeltaEntry | null>;
  /** Months whose sitemaps are to be made again. */
  readonly touched = new Set<string>();
  /** Titles and languages of feeds. */
  readonly traits: FeedTraits;
  readonly #options: NextStateOptions;
  readonly #digests: Digest[];
  readonly #timers: Map<string, Instant>;
  readonly #counts: { -readonly [Name in keyof State['counts']]: number };
  #latestDate: Instant;

  constructor(options: NextStateOptions) {
    const { state, site, now, limits } = options;
    this.#options = options;
    this.windows = new FeedWindows(site, now, limits, state.windows);
    this.delta = new Map(Object.entries(state.delta));
    this.traits = new FeedTraits(state, site, this.delta);
    this.#digests = state.segments.map(({ digest }) => digest);
    this.#timers = new Map(Object.entries(state.timers));
    this.#counts = { ...state.counts };
    this.#latestDate = state.latestDate;
  }

  /** Takes in what an object is now. `previous` is its record until now. */
  apply(key: string, found: Found, previous: ObjectRecord | undefined): void {
    if (previous) this.#forget(key, previous);
    if (previous) this.#claim(key, previous, true);
    if (found.kind === 'gone') {
      if (previous) this.delta.set(key, null);
      return;
    }
    const record = keepVersions(this.#recordOf(key, found), previous);
    this.delta.set(key, record);
    this.#claim(key, record, false);
    if (found.kind === 'article')
      for (const [name, claim] of articleClaims(found.article, record, this.#options.site)) this.delta.set(name, claim);
    this.#sum(key, record.etag, 1);
    if (record.status !== 'media') this.#counts[record.status] += 1;
  }

  /**
   * Takes an object out, as if it were gone, since something that it claims is another's. It keeps its claims, and the
   * dates at which it is read again: then there may be nothing left to claim.
   */
  demote(key: string, record: ObjectRecord, to: Lost['to']): void {
    const as = claimsAs(record);
    if (as === undefined) return;
    const due = this.#timers.get(key);
    this.#forget(key, record);
    if (due !== undefined) this.#timers.set(key, due);
    this.#sum(key, record.etag, 1);
    this.#counts.rejected += 1;
    takeBackClaims(this.delta, key, record);
    const { id, expires, problems }: Partial<SourceRecord> = record.status === 'media' ? {} : record;
    this.delta.set(key, {
      status: 'rejected',
      etag: record.etag,
      lost: { to, as },
      ...(id !== undefined && { id }),
      ...(expires !== undefined && { expires }),
      ...(problems && { problems }),
    });
  }

  /** Remembers with the claim of a source whom it lost its id to, so that its record need not be asked each time. */
  loseClaim(key: string, record: ObjectRecord, lostTo: string): void {
    const found = claimOf(key, record, this.#options.site);
    if (found) this.delta.set(found.key, { ...found.claim, lostTo });
  }

  /** Remembers what is to be reported of what an object shares with others; returns whether that is new. */
  setContest(key: string, record: DeltaRecord, next: Contest): boolean {
    if (JSON.stringify(record.contest ?? {}) === JSON.stringify(next)) return false;
    const { contest: _, ...others } = record;
    this.delta.set(key, { ...others, ...(Object.keys(next).length > 0 && { contest: next }) });
    return true;
  }

  /** Forgets in which version the file of an object was written last: another may have been written over it. */
  forgetFile(key: string, record: DeltaRecord): void {
    if (record.status !== 'media') {
      const { file: _, ...others } = record;
      this.delta.set(key, others);
    } else {
      const { file: _, ...others } = record;
      this.delta.set(key, others);
    }
  }

  /** Forgets in which version an article's copy of page media was written last: it is to be made again, or gone. */
  forgetCopy(key: string, record: DeltaRecord, name: string): void {
    if (record.status === 'media') return;
    this.delta.set(key, { ...record, pageMedia: { ...record.pageMedia, [name]: null } });
  }

  /** Returns what windows remember of an article. */
  summaryOf({ article, etag }: Extract<Found, { kind: 'article' }>): ArticleSummary {
    const { site, sizes } = this.#options;
    return summarize(article, etag, site, sizes);
  }

  /** Updates articles with the sizes of all files that they enclose, as the options say. */
  resizeAll(): void {
    const { sizes } = this.#options;
    const keys = new Set(this.windows.remembered().articles.flatMap(({ media }) => media?.key ?? []));
    for (const key of keys) this.resize(key, sizes.get(key));
  }

  /** Updates articles with the size of a file that they enclose; `undefined`: it is gone. */
  resize(mediaKey: string, size: number | undefined): void {
    this.windows.replaceEach(reference =>
      reference.media?.key === mediaKey
        ? { ...reference, media: { key: mediaKey, ...(size !== undefined && { size }) } }
        : reference,
    );
  }

  /** Returns every month that has, or had, articles. */
  months(): ReadonlySet<string> {
    return new Set([...Object.keys(this.#options.state.months), ...this.touched]);
  }

  /** Returns what the next state says of months, but for what is known only once the files are made. */
  nextMonths(): State['months'] {
    const known = this.#options.state.months;
    const added = [...this.touched].filter(month => !known[month]);
    return {
      ...known,
      ...Object.fromEntries(added.map((month): [string, MonthRecord] => [month, {}])),
    };
  }

  get segmentCount(): number {
    return this.#digests.length;
  }

  get counts(): Counts {
    return this.#counts;
  }

  /**
   * Returns when the same content gives other files: the next article that is due, correction, or article that expires.
   */
  get nextDue(): Instant | undefined {
    return this.#timers.size === 0 ? undefined : Math.min(...this.#timers.values());
  }

  /** Returns the next state, but for what is known only once the files are made. */
  finish(by: string): State {
    const { state, now } = this.#options;
    const { isBlank: _, ...kept } = state;
    return {
      ...kept,
      by,
      asOf: now,
      latestDate: this.#latestDate,
      counts: this.#counts,
      windows: this.windows.remembered(),
      ...this.traits.found(),
      timers: Object.fromEntries(this.#timers),
      segments: state.segments.map((segment, at) => ({ ...segment, digest: this.#digests[at] ?? EMPTY_DIGEST })),
      delta: Object.fromEntries(this.delta),
      months: this.nextMonths(),
      pending: [],
    };
  }

  #recordOf(key: string, found: Exclude<Found, { kind: 'gone' }>): DeltaRecord {
    if (found.kind === 'media') return { status: 'media', etag: found.etag, size: found.size };
    const kept = found.problems.filter(({ severity }) => severity !== 'note');
    const problems = kept.length > 0 && { problems: kept };
    if (found.kind === 'rejected') return { status: 'rejected', etag: found.etag, ...problems, ...uploaderOf(found) };
    const { article, etag } = found;
    const { heldBy, expires } = article;
    if (article.draft) return { status: 'draft', etag, ...(heldBy !== undefined && { heldBy }), ...problems };
    if (article.published > this.#options.now) {
      this.#timers.set(key, article.published);
      return { status: 'waiting', etag, ...problems };
    }
    const end = expires !== undefined && { expires };
    if (isExpired(article, this.#options.now)) {
      this.#latestDate = Math.max(this.#latestDate, expires ?? 0);
      return { status: 'expired', etag, ...end, ...problems };
    }
    const out = article.withdrawn ? this.#withdraw(article, etag) : this.#publish(article, etag);
    return { ...out, ...end, ...problems };
  }

  #withdraw(article: Article, etag: string): DeltaRecord {
    const { now } = this.#options;
    this.#wake(article, article.withdrawn?.date);
    this.#latestDate = Math.max(this.#latestDate, withdrawnAt(article, now));
    return { status: 'withdrawn', ...this.#list(article, etag) };
  }

  #publish(article: Article, etag: string): DeltaRecord {
    const { now } = this.#options;
    this.#wake(article);
    this.#latestDate = Math.max(this.#latestDate, updatedAt(article, now));
    const said = saidOfFeeds(article, this.#options.site);
    this.traits.count(said, 1);
    return {
      status: 'published',
      ...this.#list(article, etag),
      ...said,
      ...claimsOnRecord(article),
    };
  }

  /** Has an article read again at the next of its dates. */
  #wake({ key, updated, expires }: Article, date?: Instant): void {
    const dates = [updated, expires, date].filter(at => at !== undefined && at > this.#options.now);
    if (dates.length > 0) this.#timers.set(key, Math.min(...dates.map(at => at ?? 0)));
  }

  #list(article: Article, etag: string): Omit<SourceRecord, 'status'> & Pick<DeltaRecord, 'line'> {
    const { site, now } = this.#options;
    this.windows.add(summarize(article, etag, site, this.#options.sizes));
    const month = monthOf(article.published, site);
    this.touched.add(month);
    const hasPage = hasReadingPage(article, site);
    const id = comparedId(article, site);
    return {
      etag,
      month,
      ...(hasPage && { hasPage }),
      ...(id !== defaultId(article.key, site) && { id }),
      line: sitemapEntryOf(article, site, now, etag),
    };
  }

  /** Notes the claim of a source on its id, where its record does not imply it; or what it claims no more. */
  #claim(key: string, record: ObjectRecord, isOver: boolean): void {
    if (isOver) takeBackClaims(this.delta, key, record);
    const found = claimOf(key, record, this.#options.site);
    if (found) this.delta.set(found.key, isOver ? null : found.claim);
  }

  #forget(key: string, previous: ObjectRecord): void {
    this.#sum(key, previous.etag, -1);
    if (previous.status === 'media') return;
    this.#counts[previous.status] -= 1;
    this.#timers.delete(key);
    if (previous.month === undefined) return;
    this.windows.remove(key);
    if (previous.status === 'published') this.traits.count(previous, -1);
    this.touched.add(previous.month);
  }

  #sum(key: string, etag: string, sign: 1 | -1): void {
    const at = segmentOf(key, this.#digests.length);
    this.#digests[at] = addToDigest(this.#digests[at] ?? EMPTY_DIGEST, key, etag, sign);
  }
}
