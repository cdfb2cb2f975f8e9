import { ALL, type FeedKey, type FeedKind } from '../feed/feed-key.ts';
import { feedsOf, hasFeed, listedFeeds, ruleOfFeed } from '../feed/feed-kinds.ts';
import type { Filed } from '../filing/filing.ts';
import { addTo } from '../groups.ts';
import { earliest, type Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';
import type { Listed } from './article-summary.ts';
import { LIMITS, type Limits } from './limits.ts';
import type { RememberedWindows } from './remembered-windows.ts';
import { isSegmented } from './segmented/segmented-feed.ts';
import { feedsOfEntry, type SitemapEntry } from './sitemap-entry.ts';
import { compareRanks, type Rank, type Remembered, Window } from './window.ts';

/** Google News reads the last two days. */
const NEWS_HOURS = 48;

/** The window of the news sitemap, which is no feed. */
const NEWS = 'news';

/** Names a window: that of a feed, or of the news sitemap. */
export type WindowKey = FeedKey | typeof NEWS;

/** Returns what is stored of the window of a segmented feed, with the delta. */
export type OpenWindow<Item extends Listed> = (feed: FeedKey) => Remembered<Item>;

/**
 * The newest articles of every feed, and of the last two days. Where windows of segmented feeds are stored by
 * themselves, these are opened once an article touches them, and no other is known.
 */
export class FeedWindows<Item extends Listed> {
  readonly #site: Site;
  readonly #now: Instant;
  readonly #limits: Limits;
  readonly #news: Window<Item>;
  readonly #feeds = new Map<FeedKey, Window<Item>>();
  readonly #openWindow: OpenWindow<Item> | undefined;

  /** `openWindow` is given where windows of segmented feeds are stored by themselves. */
  constructor(
    site: Site,
    now: Instant,
    limits: Limits = LIMITS,
    remembered?: RememberedWindows<Item>,
    openWindow?: OpenWindow<Item>,
  ) {
    this.#site = site;
    this.#now = now;
    this.#limits = limits;
    this.#openWindow = openWindow;
    const { horizons = {}, articles = [] } = remembered ?? {};
    const reach = { entries: 0, minimumHours: NEWS_HOURS, most: limits.news };
    this.#news = new Window(reach, now, above(articles, horizons[NEWS]), limits);
    for (const key of listedFeeds(site)) if (!openWindow || !isSegmented(key)) this.#open(key);
    const own = byFeed(articles, site);
    for (const [key, horizon] of Object.entries(horizons)) {
      // A feed that the site has no more is forgotten.
      if (key !== NEWS && hasFeed(key as FeedKey, site)) this.#open(key as FeedKey, own.get(key as FeedKey), horizon);
    }
  }

  /** Takes in an article that is out and is not in yet. */
  add(article: Item): void {
    this.#news.add(article);
    for (const key of feedsOf(article, this.#site)) this.#window(key).add(article);
  }

  /**
   * Returns whether any window reaches down to an article: that one holds it, if it was added. Windows of segmented
   * feeds are not asked: together they may reach down to all articles.
   */
  reaches(article: Rank & Filed): boolean {
    const feeds = [...feedsOf(article, this.#site)].filter(key => !isSegmented(key));
    return [this.#news, ...feeds.map(key => this.#feeds.get(key))].some(window => window?.reaches(article));
  }

  /** Takes an article out of every window. `feeds` are the segmented ones that it may stand in. */
  remove(key: string, feeds: Iterable<FeedKey> = []): void {
    for (const feed of feeds) this.open(feed);
    for (const window of this.#windows()) window.remove(key);
  }

  /** Opens the window of a feed, if it is not open, so that the feed is planned. */
  open(feed: FeedKey): void {
    this.#window(feed);
  }

  /** Returns the segmented feeds whose windows are open. */
  openSegmented(): readonly FeedKey[] {
    return [...this.#feeds.keys()].filter(isSegmented).sort();
  }

  /** Returns what is to be remembered of one feed. */
  rememberedOf(feed: FeedKey): Remembered<Item> {
    return this.#window(feed).remembered();
  }

  /** Returns when a feed shows less without a change of any article; `undefined` where it does not. */
  shrinksAt(feed: FeedKey): Instant | undefined {
    return this.#feeds.get(feed)?.shrinksAt;
  }

  /** Returns when a feed whose window is open, or the news sitemap, next shows less without a change of any article. */
  get nextShrink(): Instant | undefined {
    return earliest([...this.#windows()].map(window => window.shrinksAt));
  }

  /**
   * Returns the keys of all feeds that are published, or have a page: those that are listed, that of all first, then
   * others that show articles, in the order of their keys.
   */
  feeds(): readonly FeedKey[] {
    const listed = listedFeeds(this.#site).filter(key => this.#feeds.has(key));
    const known = new Set(listed);
    const others = [...this.#feeds.keys()].filter(key => !known.has(key) && this.newest(key).length > 0).sort();
    return [...listed, ...others];
  }

  /** Returns how many names of a kind have articles, and how many of them are thought enough. */
  excess(kind: FeedKind): { readonly names: number; readonly most: number } {
    const own = [...this.#feeds.keys()].filter(key => key.startsWith(`${kind}:`) && this.newest(key).length > 0);
    return { names: own.length, most: this.#limits.names };
  }

  /** Returns what a feed shows, newest first. */
  newest(key: FeedKey = ALL): readonly Item[] {
    return this.#feeds.get(key)?.shown() ?? [];
  }

  /** Returns what a feed would show, had it not been withdrawn, newest first. */
  withdrawn(key: FeedKey = ALL): readonly Item[] {
    return this.#feeds.get(key)?.withdrawn() ?? [];
  }

  /** Returns articles of the last two days, newest first: what Google News asks for. */
  news(): readonly Item[] {
    return this.#news.shown();
  }

  /**
   * Returns windows that would show older articles, if only they were known, and the horizons below which those lie.
   */
  shortages(): readonly { readonly window: WindowKey; readonly horizon: Rank }[] {
    return [...this.#named()].flatMap(([window, { isShort, horizon }]) =>
      isShort && horizon ? [{ window, horizon }] : [],
    );
  }

  /** Returns feeds that leave out articles younger than `minimumHours`, and how many they show at most. */
  cuts(): readonly { readonly feed: FeedKey; readonly most: number }[] {
    return [...this.#feeds].flatMap(([feed, { isCut }]) => (isCut ? [{ feed, most: this.#most }] : []));
  }

  /** Takes into one window what lies below its horizon, without a gap, down to a new one; `undefined`: to the end. */
  extend(window: WindowKey, articles: readonly Item[], horizon: Rank | undefined): void {
    (window === NEWS ? this.#news : this.#window(window)).extend(articles, horizon);
  }

  /** Yields what is known of articles, once for each window that they stand in. */
  *all(): Generator<Item> {
    for (const window of this.#windows()) yield* window.articles;
  }

  /** Replaces what is known of articles, wherever they stand. */
  replaceEach(replace: (article: Item) => Item): void {
    for (const window of this.#windows()) window.replaceEach(replace);
  }

  /** Returns what is to be remembered of all feeds, or of those but segmented ones. */
  remembered(of: 'all' | 'few' = 'all'): RememberedWindows<Item> {
    const articles = new Map<string, Item>();
    const horizons: Record<string, Rank | null> = {};
    const listed = new Set<WindowKey>([ALL, ...listedFeeds(this.#site).filter(key => ruleOfFeed(key, this.#site))]);
    for (const [key, window] of this.#named()) {
      if (of === 'few' && key !== NEWS && isSegmented(key)) continue;
      const { articles: kept, horizon = null } = window.remembered();
      for (const article of kept) articles.set(article.key, article);
      // A feed that is there without articles is known to have none.
      if (!window.isEmpty || key === NEWS || listed.has(key)) horizons[key] = horizon;
    }
    return { articles: [...articles.values()].sort(compareRanks), horizons };
  }

  *#named(): Generator<readonly [WindowKey, Window<Item>]> {
    yield* this.#feeds;
    yield [NEWS, this.#news];
  }

  *#windows(): Generator<Window<Item>> {
    yield this.#news;
    yield* this.#feeds.values();
  }

  #window(key: FeedKey): Window<Item> {
    const known = this.#feeds.get(key);
    if (known) return known;
    const stored = isSegmented(key) ? this.#openWindow?.(key) : undefined;
    return this.#open(key, stored?.articles, stored?.horizon);
  }

  get #most(): number {
    return Math.max(this.#limits.entries, this.#site.entries);
  }

  #open(key: FeedKey, articles: readonly Item[] = [], horizon?: Rank | null): Window<Item> {
    const rule = ruleOfFeed(key, this.#site);
    const { entries = this.#site.entries, hours: minimumHours = this.#site.minimumHours } = rule ?? {};
    const reach = { entries, minimumHours, most: Math.max(this.#most, entries) };
    const window = new Window(reach, this.#now, above(articles, horizon), this.#limits);
    this.#feeds.set(key, window);
    return window;
  }
}

/** Returns whether a window holds the article of an entry, if it reaches down to it. */
export function belongsIn(window: WindowKey, entry: SitemapEntry, site: Site): boolean {
  return window === NEWS || feedsOfEntry(entry, site).includes(window);
}

function byFeed<Item extends Listed>(articles: readonly Item[], site: Site): ReadonlyMap<FeedKey, readonly Item[]> {
  const groups = new Map<FeedKey, Item[]>();
  for (const article of articles) for (const key of feedsOf(article, site)) addTo(groups, key, article);
  return groups;
}

function above<Item extends Listed>(articles: readonly Item[], horizon: Rank | null | undefined): Remembered<Item> {
  if (!horizon) return { articles };
  return { articles: articles.filter(article => compareRanks(article, horizon) <= 0), horizon };
}
