import type { Article } from '../article/article.ts';
import { HOUR, type Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';
import { LIMITS, type Limits } from './limits.ts';

/** A place in the order of feeds. */
export type Rank = Pick<Article, 'published' | 'key'>;

/** Fields of an article that a window needs. One that was withdrawn takes no place among those shown. */
export type Ranked = Pick<Article, 'published' | 'key' | 'withdrawn'>;

/** Number of articles that a feed shows, and how far back it must reach. */
export interface Reach extends Pick<Site, 'entries' | 'minimumHours'> {
  /** Never more than this, however young. */
  readonly most: number;
}

/** The part of a window that is remembered. */
export interface Remembered<Item extends Ranked> {
  readonly articles: readonly Item[];
  /** Every article that stands here or before is among them; `undefined` where all there are, are. */
  readonly horizon?: Rank | undefined;
}

/** The order of every feed: newest first; what was published at the same instant, by key. */
export function compareRanks(a: Rank, b: Rank): number {
  return b.published - a.published || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/**
 * The newest articles of one feed, and its horizon: every article that stands at the horizon or before it is in the
 * window. Articles come and go in any order; what lies below the horizon is not known in full, and so is not admitted.
 */
export class Window<Item extends Ranked> {
  readonly #reach: Reach;
  readonly #now: Instant;
  readonly #limits: Pick<Limits, 'considered' | 'slack'>;
  #articles: Item[];
  #horizon: Rank | undefined;
  #trimAt = 0;
  #view: View | undefined;

  constructor(reach: Reach, now: Instant, remembered?: Remembered<Item>, limits: Limits = LIMITS) {
    this.#reach = reach;
    this.#now = now;
    this.#limits = limits;
    this.#articles = [...(remembered?.articles ?? [])];
    this.#horizon = remembered?.horizon;
  }

  /** Takes in an article that the window does not hold. */
  add(article: Item): void {
    if (!this.reaches(article)) return;
    this.#articles.push(article);
    this.#view = undefined;
    if (this.#articles.length > this.#trimAt) this.#trim();
  }

  /** Returns whether an article stands at the horizon or before it. */
  reaches(article: Rank): boolean {
    return this.#horizon === undefined || compareRanks(article, this.#horizon) <= 0;
  }

  /** Takes an article out, if it is there. The horizon stays. */
  remove(key: string): void {
    const at = this.#articles.findIndex(article => article.key === key);
    if (at === -1) return;
    this.#articles.splice(at, 1);
    this.#view = undefined;
  }

  /**
   * Takes in what lies below the horizon, in order and without a gap, and sinks the horizon to `horizon`; none: all was
   * brought.
   */
  extend(articles: readonly Item[], horizon: Rank | undefined): void {
    this.#articles.push(...articles);
    this.#horizon = horizon && { published: horizon.published, key: horizon.key };
    this.#view = undefined;
  }

  /** All that the window holds, in no order. */
  get articles(): readonly Item[] {
    return this.#articles;
  }

  replaceEach(replace: (article: Item) => Item): void {
    this.#articles = this.#articles.map(replace);
    this.#view = undefined;
  }

  /** Returns the articles that the feed shows, newest first. */
  shown(): readonly Item[] {
    const { end } = this.#look();
    const articles = this.#articles.slice(0, end);
    // What `filter` returns has room for more, which a plan would keep for each feed.
    return articles.some(({ withdrawn }) => withdrawn) ? articles.filter(({ withdrawn }) => !withdrawn) : articles;
  }

  /**
   * Returns the withdrawn articles that would be shown otherwise, newest first: readers are told to forget them for as
   * long as a feed of that length would have shown them.
   */
  withdrawn(): readonly Item[] {
    const { end } = this.#look();
    return this.#articles
      .slice(0, end)
      .filter(({ withdrawn }) => withdrawn)
      .slice(0, this.#reach.most);
  }

  /** Returns what is remembered: the articles that are shown, and a few more. */
  remembered(): Remembered<Item> {
    this.#trim();
    return { articles: this.#articles, horizon: this.#horizon };
  }

  /** Returns whether articles below the horizon would be shown, if only they were known. */
  get isShort(): boolean {
    return this.#horizon !== undefined && !this.#look().isFull;
  }

  /** Returns whether articles are left out that are younger than `minimumHours`, because there are too many. */
  get isCut(): boolean {
    return this.#look().isCut;
  }

  /** Returns when the last article that is shown for its youth alone gets old; `undefined` where none is. */
  get shrinksAt(): Instant | undefined {
    const { end, shown } = this.#look();
    const { entries, minimumHours } = this.#reach;
    const last = this.#articles[end - 1];
    if (!last || shown - (last.withdrawn ? 0 : 1) < entries) return undefined;
    return last.published + minimumHours * HOUR;
  }

  /** Returns whether there is nothing, and nothing below either. */
  get isEmpty(): boolean {
    return this.#articles.length === 0 && this.#horizon === undefined;
  }

  get horizon(): Rank | undefined {
    return this.#horizon;
  }

  #trim(): void {
    const { end } = this.#look();
    const keep = end + this.#limits.slack;
    const isTooLong = this.#articles.length > keep;
    // A copy, which has no room for more: most windows of many feeds get no other article.
    this.#articles = this.#articles.slice(0, keep);
    if (isTooLong) {
      const last = this.#articles.at(-1);
      this.#horizon = last && { published: last.published, key: last.key };
    }
    this.#trimAt = Math.max(4 * keep, 256);
  }

  #look(): View {
    this.#view ??= this.#lookAfresh();
    return this.#view;
  }

  #lookAfresh(): View {
    const sorted = this.#articles.sort(compareRanks);
    const old = this.#now - this.#reach.minimumHours * HOUR;
    let shown = 0;
    const isFull = (next: Instant): boolean =>
      shown >= this.#reach.most || (shown >= this.#reach.entries && next <= old);
    for (const [at, article] of sorted.entries()) {
      if (at >= this.#limits.considered || isFull(article.published))
        return { shown, end: at, isFull: true, isCut: article.published > old };
      if (!article.withdrawn) shown += 1;
    }
    // The next article lies below the horizon, so it is no younger.
    const next = this.#horizon?.published ?? Number.NEGATIVE_INFINITY;
    // If the horizon is young itself, a young article below it may be missing.
    const isKnown = isFull(next) && next <= old;
    const isAll = sorted.length >= this.#limits.considered || isKnown;
    return { shown, end: sorted.length, isFull: isAll, isCut: false };
  }
}

interface View {
  /** Number of articles that are shown. */
  readonly shown: number;
  /** Number of articles that had to be looked at. */
  readonly end: number;
  /** True if no further article, had there been one, would be shown. */
  readonly isFull: boolean;
  /** True if the next article, which is not shown, is a young one. */
  readonly isCut: boolean;
}
