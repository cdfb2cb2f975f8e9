import type { Article } from '../article/article.ts';
import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';

/** No feed shows more, however much a newsroom publishes in `minimumHours`. */
export const MOST_ENTRIES = 500;

/** How many articles a feed shows, and how far back it must reach. */
export interface Reach extends Pick<Site, 'entries' | 'minimumHours'> {
  /** Never more than this, however young; 500 unless told. */
  readonly most?: number;
}

/** The order of every feed: newest first; what was published at the same instant, by key. */
export function compareArticles(a: Article, b: Article): number {
  return b.published - a.published || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/**
 * The newest articles of one feed: what it shows, and no more than is needed to know it. Articles come in any order;
 * what can't be shown any more is let go.
 */
export class Window {
  readonly #reach: Required<Reach>;
  readonly #now: Instant;
  #articles: Article[] = [];
  /** An article older than this one is not shown. */
  #horizon = Number.NEGATIVE_INFINITY;

  constructor({ entries, minimumHours, most = MOST_ENTRIES }: Reach, now: Instant) {
    this.#reach = { entries, minimumHours, most };
    this.#now = now;
  }

  add(article: Article): void {
    if (article.published < this.#horizon) return;
    this.#articles.push(article);
    if (this.#articles.length >= 4 * this.#reach.most) this.#trim();
  }

  /** What the feed shows, newest first, no id twice: of two articles with one id the newer stands. */
  shown(): readonly Article[] {
    this.#trim();
    return this.#articles;
  }

  #trim(): void {
    const sorted = withoutRepeatedIds(this.#articles.sort(compareArticles));
    const young = this.#now - this.#reach.minimumHours * 3_600_000;
    const least = sorted.findIndex(({ published }) => published <= young);
    const { entries, most: limit } = this.#reach;
    const most = Math.min(Math.max(entries, least === -1 ? sorted.length : least), limit);
    this.#articles = sorted.slice(0, most);
    const last = this.#articles.at(-1);
    if (this.#articles.length === most && last) this.#horizon = last.published;
  }
}

function withoutRepeatedIds(sorted: readonly Article[]): Article[] {
  const ids = new Set<string>();
  return sorted.filter(({ id }) => !ids.has(id) && ids.add(id));
}
