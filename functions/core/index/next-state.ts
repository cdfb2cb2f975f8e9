import { type Article, isExpired, publicFrom, updatedAt } from '../article/article.ts';
import { hasReadingPage } from '../article/article-url.ts';
import type { FeedKey } from '../feed/feed-key.ts';
import { sectionFeedsOf } from '../feed/feed-kinds.ts';
import { saidOfFeeds } from '../filing/said-of-feeds.ts';
import { earliest, type Instant } from '../instant.ts';
import { sidesIn } from '../media/measure.ts';
import { articleClaims, claimsOnRecord, keepVersions, takeBackClaims } from './article-claims.ts';
import { type ArticleSummary, enclosedFile, summarize, withdrawnAt } from './article-summary.ts';
import { dependsOn, lostRecord, mediaRecord, namesOnRecord } from './changed-record.ts';
import { FeedWindows, type WindowKey } from './feed-windows.ts';
import { type Found, uploaderOf } from './found.ts';
import type { DeltaEntry, DeltaRecord, ObjectRecord } from './index-record.ts';
import type { NextStateOptions } from './next-state-options.ts';
import { claimOf, claimsAs } from './owners.ts';
import { RecordTally } from './records/record-tally.ts';
import type { Lost, SourceRecord } from './records/source-record.ts';
import { keepWindows, shrinkingAfter } from './segmented/finish-segmented.ts';
import { feedsIn, windowsOf } from './segmented/recent-articles.ts';
import { isSegmented } from './segmented/segmented-feed.ts';
import { monthOf, sitemapEntryOf } from './sitemap-entry.ts';
import type { State } from './state.ts';
import type { MonthRecords } from './stored/months.ts';
import type { Counts } from './stored/stored-index.ts';
import { FeedTraits } from './traits/feed-traits.ts';
import type { Rank } from './window.ts';

/** The next state while it is made: what was found goes in, one object after another. Pure: it does no I/O. */
export class NextState {
  readonly windows: FeedWindows<ArticleSummary>;
  /** By key; `null` for what is gone. */
  readonly delta: Map<string, DeltaEntry | null>;
  /** Months whose sitemaps are to be made again. */
  readonly touched = new Set<string>();
  /** Titles and languages of feeds. */
  readonly traits: FeedTraits;
  readonly #options: NextStateOptions;
  /** Segmented feeds whose windows reach further down than those that are stored. */
  readonly #extended = new Set<FeedKey>();
  readonly #tally: RecordTally;
  readonly #timers: Map<string, Instant>;
  #latestDate: Instant;

  constructor(options: NextStateOptions) {
    const { state, site, now, limits, feedRecord } = options;
    this.#options = options;
    this.delta = new Map(Object.entries(state.delta));
    const open = feedRecord && windowsOf(new Map(this.delta), feedRecord);
    this.windows = new FeedWindows(site, now, limits, state.windows, open);
    this.traits = new FeedTraits(state, site, this.delta);
    this.#tally = new RecordTally(state);
    this.#timers = new Map(Object.entries(state.timers));
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
    this.#tally.add(key, record);
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
    this.#tally.add(key, { status: 'rejected', etag: record.etag });
    takeBackClaims(this.delta, key, record);
    this.delta.set(key, lostRecord(record, { to, as }));
  }

  /** Remembers with the claim of a source whom it lost its id to, so that its record need not be asked each time. */
  loseClaim(key: string, record: ObjectRecord, lostTo: string): void {
    const found = claimOf(key, record, this.#options.site);
    if (found) this.delta.set(found.key, { ...found.claim, lostTo });
  }

  /** Returns what windows remember of an article. */
  summaryOf({ article, etag }: Extract<Found, { kind: 'article' }>): ArticleSummary {
    const { site, sizes, pictures } = this.#options;
    return summarize(article, etag, site, sizes, pictures);
  }

  /** Updates articles with the sizes of all files that they enclose, and the sides of their pictures. */
  resizeAll({ sizes, pictures }: Pick<NextStateOptions, 'sizes' | 'pictures'> = this.#options): void {
    this.windows.replaceEach(article => {
      const { media, picture } = article;
      if (!media && !picture) return article;
      return {
        ...article,
        ...(media && { media: enclosedFile(media.key, { sizes, ...(pictures && { pictures }) }) }),
        ...(picture && { picture: { key: picture.key, ...sidesIn(pictures?.get(picture.key)) } }),
      };
    });
  }

  /** Returns every month that has, or had, articles. */
  months(): ReadonlySet<string> {
    return new Set([...Object.keys(this.#options.state.months), ...this.touched]);
  }

  /** Returns what the next state says of months, but for what is known only once the files are made. */
  nextMonths(): MonthRecords {
    const known = this.#options.state.months;
    const added = [...this.touched].filter(month => !known[month]);
    return { ...known, ...Object.fromEntries(added.map(month => [month, {}])) };
  }

  get segmentCount(): number {
    return this.#tally.segmentCount;
  }

  /** Number of segments of feeds; `undefined` where windows of these are in the state as all others. */
  get feedSegmentCount(): number | undefined {
    const { feedRecord, state } = this.#options;
    return feedRecord && (state.feedSegments?.length ?? 0);
  }

  /** Numbers of sources, by status. */
  get counts(): Counts {
    return this.#tally.counts;
  }

  /** Returns when the same content gives other files: a date of an article has come, or it is too old for a feed. */
  get nextDue(): Instant | undefined {
    const { shrinking = {} } = shrinkingAfter(this.windows, this.#options.state);
    return earliest([...this.#timers.values(), ...Object.values(shrinking), this.windows.nextShrink]);
  }

  /** Takes older articles into a window: see `FeedWindows.extend`. */
  extend(window: WindowKey, articles: readonly ArticleSummary[], horizon: Rank | undefined): void {
    this.windows.extend(window, articles, horizon);
    if (this.#options.feedRecord && window !== 'news' && isSegmented(window)) this.#extended.add(window);
  }

  /** Returns the next state of a part of what is read, whose windows of segmented feeds are in it as all others. */
  finishPart(by: string): State {
    return { ...this.finish(by), windows: this.windows.remembered() };
  }

  /** Returns the next state, but for what is known only once the files are made. */
  finish(by: string): State {
    const { state, now } = this.#options;
    const { isBlank: _, shrinking: __, ...kept } = state;
    keepWindows(this.#extended, this.windows, this.delta);
    return {
      ...kept,
      by,
      asOf: now,
      latestDate: this.#latestDate,
      counts: this.counts,
      windows: this.windows.remembered('few'),
      ...shrinkingAfter(this.windows, state),
      ...this.traits.found(),
      timers: Object.fromEntries(this.#timers),
      nextDue: this.nextDue ?? null,
      segments: this.#tally.segments(state.segments),
      delta: Object.fromEntries(this.delta),
      months: this.nextMonths(),
      pending: [],
    };
  }

  #recordOf(key: string, found: Exclude<Found, { kind: 'gone' }>): DeltaRecord {
    if (found.kind === 'media') return mediaRecord(found);
    const kept = found.problems.filter(({ severity }) => severity !== 'note');
    const problems = kept.length > 0 && { problems: kept };
    if (found.kind === 'rejected') return { status: 'rejected', etag: found.etag, ...problems, ...uploaderOf(found) };
    const { article, etag } = found;
    const { heldBy, expires } = article;
    if (article.draft) return { status: 'draft', etag, ...(heldBy !== undefined && { heldBy }), ...problems };
    const from = publicFrom(article);
    if (from > this.#options.now) {
      this.#timers.set(key, from);
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
      ...claimsOnRecord(article, this.#options.site),
    };
  }

  /** Has an article read again at the next of its dates. */
  #wake({ key, updated, expires }: Article, date?: Instant): void {
    const dates = [updated, expires, date].filter(at => at !== undefined && at > this.#options.now);
    if (dates.length > 0) this.#timers.set(key, Math.min(...dates.map(at => at ?? 0)));
  }

  #list(article: Article, etag: string): Omit<SourceRecord, 'status'> & Pick<DeltaRecord, 'line' | 'summary'> {
    const { site, now } = this.#options;
    const summary = summarize(article, etag, site, this.#options.sizes, this.#options.pictures);
    this.windows.add(summary);
    const feeds = sectionFeedsOf(article, site).filter(isSegmented);
    const month = monthOf(article.published, site);
    this.touched.add(month);
    return {
      etag,
      month,
      ...namesOnRecord(article, site),
      ...(feeds.length > 0 && { feeds, ...dependsOn(summary), summary }),
      ...(summary.picture && hasReadingPage(article, site) && { image: summary.picture }),
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
    this.#tally.remove(key, previous);
    if (previous.status === 'media') return;
    this.#timers.delete(key);
    if (previous.month === undefined) return;
    this.windows.remove(key, feedsIn(previous));
    if (previous.status === 'published') this.traits.count(previous, -1);
    this.touched.add(previous.month);
  }
}
