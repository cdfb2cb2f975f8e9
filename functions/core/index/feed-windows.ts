import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';
import type { Listed } from './article-summary.ts';
import { LIMITS, type Limits } from './limits.ts';
import { compareRanks, type Rank, type Remembered, Window } from './window.ts';

/** Google News reads the last two days. */
const NEWS_HOURS = 48;

/** Which window is meant: that of all, that of the news sitemap, or a category's. */
export type WindowName = { readonly window: 'all' | 'news' } | { readonly window: 'category'; readonly slug: string };

/** How far down each window reaches; `null`: to the end. A category is here when it has a window. */
export interface Horizons {
  readonly all: Rank | null;
  readonly news: Rank | null;
  readonly categories: Readonly<Record<string, Rank | null>>;
}

/** What is remembered of all windows. An article that stands in several is remembered once. */
export interface RememberedWindows<Item extends Listed> {
  readonly articles: readonly Item[];
  readonly horizons: Horizons;
}

/** Every window: the newest articles of all, of each category, and of the last two days. */
export class FeedWindows<Item extends Listed> {
  readonly #site: Site;
  readonly #now: Instant;
  readonly #limits: Limits;
  readonly #all: Window<Item>;
  readonly #news: Window<Item>;
  readonly #categories = new Map<string, Window<Item>>();

  constructor(site: Site, now: Instant, limits: Limits = LIMITS, remembered?: RememberedWindows<Item>) {
    this.#site = site;
    this.#now = now;
    this.#limits = limits;
    const horizons = remembered?.horizons;
    const articles = remembered?.articles ?? [];
    this.#all = this.#open(articles, horizons?.all);
    this.#news = new Window(
      { entries: 0, minimumHours: NEWS_HOURS, most: limits.news },
      now,
      above(articles, horizons?.news),
      limits,
    );
    for (const { slug } of site.categories) this.#categories.set(slug, this.#open([]));
    const own = byCategory(articles);
    for (const [slug, horizon] of Object.entries(horizons?.categories ?? {})) {
      this.#categories.set(slug, this.#open(own.get(slug) ?? [], horizon));
    }
  }

  /** Takes in an article that is out and is not in yet. */
  add(article: Item): void {
    this.#all.add(article);
    this.#news.add(article);
    for (const { slug } of article.categories) this.#categoryWindow(slug).add(article);
  }

  /** Whether a window reaches down to an article: then that holds it, if it was taken in. */
  reaches(article: Pick<Item, 'published' | 'key' | 'categories'>): boolean {
    const windows = [this.#all, this.#news, ...article.categories.map(({ slug }) => this.#categories.get(slug))];
    return windows.some(window => window?.reaches(article));
  }

  /** Takes an article out of every window. */
  remove(key: string): void {
    for (const window of this.#windows()) window.remove(key);
  }

  /** What the feed of all shows, newest first. */
  newest(): readonly Item[] {
    return this.#all.shown();
  }

  /** What the feed of a category, or of all, would show, had it not been withdrawn, newest first. */
  withdrawn(slug?: string): readonly Item[] {
    return (slug === undefined ? this.#all : this.#categories.get(slug))?.withdrawn() ?? [];
  }

  /** Articles of the last two days, newest first: what Google News asks for. */
  news(): readonly Item[] {
    return this.#news.shown();
  }

  /** What each category's feed shows, by slug: those that the site lists in its order, then the others that have articles, by slug. */
  newestByCategory(): ReadonlyMap<string, readonly Item[]> {
    const listed = this.#site.categories.map(({ slug }) => slug);
    const others = [...this.#categories.keys()].filter(slug => !listed.includes(slug)).sort();
    const shown = [...listed, ...others].map(slug => [slug, this.#categories.get(slug)?.shown() ?? []] as const);
    return new Map(shown.filter(([slug, articles]) => articles.length > 0 || listed.includes(slug)));
  }

  /** Windows that would show older articles, if only they were known, and the horizon below which those lie. */
  shortages(): readonly (WindowName & { readonly horizon: Rank })[] {
    const short: (WindowName & { readonly horizon: Rank })[] = [];
    const look = (name: WindowName, { isShort, horizon }: Window<Item>): void => {
      if (isShort && horizon) short.push({ ...name, horizon });
    };
    look({ window: 'all' }, this.#all);
    look({ window: 'news' }, this.#news);
    for (const [slug, window] of this.#categories) look({ window: 'category', slug }, window);
    return short;
  }

  /** Feeds that leave out articles younger than `minimumHours`, and how many they show at most; without a slug that of all. */
  cuts(): readonly { readonly slug?: string; readonly most: number }[] {
    const most = this.#most;
    const categories = [...this.#categories].filter(([, { isCut }]) => isCut);
    return [...(this.#all.isCut ? [{ most }] : []), ...categories.map(([slug]) => ({ slug, most }))];
  }

  /** Takes into one window what lies below its horizon, without a gap, down to a new one; `undefined`: to the end. */
  extend(name: WindowName, articles: readonly Item[], horizon: Rank | undefined): void {
    const window =
      name.window === 'category' ? this.#categoryWindow(name.slug) : name.window === 'all' ? this.#all : this.#news;
    window.extend(articles, horizon);
  }

  /** Replaces what is remembered of articles, wherever they stand. */
  replaceEach(replace: (article: Item) => Item): void {
    for (const window of this.#windows()) window.replaceEach(replace);
  }

  remembered(): RememberedWindows<Item> {
    const articles = new Map<string, Item>();
    const horizonOf = (window: Window<Item>): Rank | null => {
      const { articles: kept, horizon = null } = window.remembered();
      for (const article of kept) articles.set(article.key, article);
      return horizon;
    };
    const horizons = {
      all: horizonOf(this.#all),
      news: horizonOf(this.#news),
      categories: Object.fromEntries(
        [...this.#categories]
          .filter(([, window]) => !window.isEmpty)
          .map(([slug, window]) => [slug, horizonOf(window)]),
      ),
    };
    return { articles: [...articles.values()].sort(compareRanks), horizons };
  }

  *#windows(): Generator<Window<Item>> {
    yield this.#all;
    yield this.#news;
    yield* this.#categories.values();
  }

  #categoryWindow(slug: string): Window<Item> {
    const known = this.#categories.get(slug);
    if (known) return known;
    const window = this.#open([]);
    this.#categories.set(slug, window);
    return window;
  }

  get #most(): number {
    return Math.max(this.#limits.entries, this.#site.entries);
  }

  #open(articles: readonly Item[], horizon?: Rank | null): Window<Item> {
    const { entries, minimumHours } = this.#site;
    const reach = { entries, minimumHours, most: this.#most };
    return new Window(reach, this.#now, above(articles, horizon), this.#limits);
  }
}

function byCategory<Item extends Listed>(articles: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const article of articles) {
    for (const slug of new Set(article.categories.map(category => category.slug))) {
      const group = groups.get(slug);
      if (group) group.push(article);
      else groups.set(slug, [article]);
    }
  }
  return groups;
}

function above<Item extends Listed>(articles: readonly Item[], horizon: Rank | null | undefined): Remembered<Item> {
  if (!horizon) return { articles };
  return { articles: articles.filter(article => compareRanks(article, horizon) <= 0), horizon };
}
