import type { Article } from '../article/article.ts';
import { articleUrl, readingPath, readingUrl } from '../article/article-url.ts';
import { updatedAt } from '../entry/render-entry.ts';
import type { Instant } from '../instant.ts';
import type { Problem } from '../problem.ts';
import type { Category, Site } from '../site/site.ts';
import { foldName } from '../text/clean.ts';
import { wallClockAt, zoneNamed } from '../time/zone.ts';
import { Window } from './window.ts';

/** Google News reads the last two days, and at most 1,000 articles. */
const NEWS_HOURS = 48;
const MOST_NEWS = 1000;

/** One article in a sitemap. */
export interface SitemapEntry {
  /** Of the source. */
  readonly key: string;
  readonly loc: string;
  readonly lastModified: Instant;
  readonly published: Instant;
}

/** How many sources became what. */
export interface ArchiveCounts {
  readonly published: number;
  readonly drafts: number;
  /** Dated in the future. */
  readonly waiting: number;
}

/** What a build from scratch keeps of all articles while it reads them: windows, sitemap lines and the names that must not repeat. */
export class Archive {
  readonly #site: Site;
  readonly #now: Instant;
  readonly #all: Window;
  readonly #windows = new Map<string, Window>();
  readonly #months = new Map<string, SitemapEntry[]>();
  readonly #ids = new Map<string, string>();
  readonly #urls = new Map<string, string>();
  /** Who has a reading page, by its slug. */
  readonly #pages = new Map<string, string>();
  readonly #spellings = new Map<string, string>();
  readonly #news: Window;
  readonly #counts = { published: 0, drafts: 0, waiting: 0 };
  #nextDue: Instant | undefined;

  constructor(site: Site, now: Instant) {
    this.#site = site;
    this.#now = now;
    this.#all = new Window(site, now);
    this.#news = new Window({ entries: 0, minimumHours: NEWS_HOURS, most: MOST_NEWS }, now);
    for (const { slug } of site.categories) this.#windows.set(slug, new Window(site, now));
  }

  /** Takes an article in, and tells which of its names another article has already: articles come in the order of the listing. */
  add(article: Article): readonly Problem[] {
    if (article.draft) this.#counts.drafts += 1;
    else if (article.published > this.#now) this.#wait(article.published);
    else return this.#publish(article);
    return [];
  }

  get counts(): ArchiveCounts {
    return this.#counts;
  }

  /** When something that is already written will change what is published: an article due, or a correction. */
  get nextDue(): Instant | undefined {
    return this.#nextDue;
  }

  /** What the feed of all shows, newest first. */
  newest(): readonly Article[] {
    return this.#all.shown();
  }

  /** Articles of the last two days, newest first: what Google News asks for. */
  news(): readonly Article[] {
    return this.#news.shown();
  }

  /** What each category's feed shows, by slug: those that the site lists in its order, then the others by slug. */
  newestByCategory(): ReadonlyMap<string, readonly Article[]> {
    const listed = this.#site.categories.map(({ slug }) => slug);
    const others = [...this.#windows.keys()].filter(slug => !listed.includes(slug)).sort();
    const slugs = [...listed, ...others];
    return new Map(slugs.map(slug => [slug, this.#windows.get(slug)?.shown() ?? []]));
  }

  /** Sitemap lines by month of publication in the site's zone (`2018-12`), newest first, no address twice in a month. */
  months(): ReadonlyMap<string, readonly SitemapEntry[]> {
    const months = [...this.#months].sort(([a], [b]) => compareText(a, b));
    return new Map(months.map(([month, entries]) => [month, withoutRepeatedLocs(entries.sort(compareEntries))]));
  }

  #publish(article: Article): readonly Problem[] {
    this.#counts.published += 1;
    if (article.updated > this.#now) this.#expect(article.updated);
    this.#all.add(article);
    this.#news.add(article);
    for (const { slug } of article.categories) this.#windowOf(slug).add(article);
    const loc = articleUrl(article, this.#site);
    this.#remember(article, loc);
    return [...this.#idProblem(article), ...this.#urlProblem(article, loc), ...this.#spellingProblems(article)];
  }

  #windowOf(slug: string): Window {
    const known = this.#windows.get(slug);
    if (known) return known;
    const window = new Window(this.#site, this.#now);
    this.#windows.set(slug, window);
    return window;
  }

  #remember(article: Article, loc: string): void {
    const month = wallClockAt(article.published, zoneNamed(this.#site.timeZone)).toISOString().slice(0, 7);
    const { key, published } = article;
    const entry = { key, loc, lastModified: updatedAt(article, this.#now), published };
    const entries = this.#months.get(month);
    if (entries) entries.push(entry);
    else this.#months.set(month, [entry]);
  }

  #wait(published: Instant): void {
    this.#counts.waiting += 1;
    this.#expect(published);
  }

  #expect(instant: Instant): void {
    this.#nextDue = Math.min(this.#nextDue ?? instant, instant);
  }

  #idProblem({ key, id }: Article): readonly Problem[] {
    const other = claim(this.#ids, id, key);
    if (other === undefined) return [];
    const message = `id "${id}" is that of ${other} too, so a feed shows only the newer of the two; give one another id or file name`;
    return [{ path: key, severity: 'error', message }];
  }

  #urlProblem({ key, slug }: Article, loc: string): readonly Problem[] {
    const hasPage = this.#site.permalink === undefined && loc === readingUrl(slug, this.#site);
    const first = hasPage ? claim(this.#pages, slug, key) : undefined;
    if (first !== undefined) return [pageProblem(key, slug, first)];
    const other = claim(this.#urls, loc, key);
    if (other === undefined) return [];
    return [
      {
        path: key,
        severity: 'warning',
        message: `its address ${loc} is that of ${other} too; rename the file, or give one another link`,
      },
    ];
  }

  /** Two names with one slug share a feed; that they do must not go unnoticed, unless they differ in case alone. */
  #spellingProblems({ key, categories }: Article): readonly Problem[] {
    return categories.flatMap(category => {
      if (category.title === category.slug) return [];
      const spelling = foldName(category.title);
      const other = claim(this.#spellings, category.slug, spelling);
      if (other === undefined || other === spelling) return [];
      return [{ path: key, severity: 'warning' as const, message: clashMessage(category, other) }];
    });
  }
}

function pageProblem(key: string, slug: string, first: string): Problem {
  const message = `its reading page ${readingPath(slug)} is that of ${first} too, which is listed first, so this one gets no page; rename the file`;
  return { path: key, severity: 'error', message };
}

/** A total order, so that the same articles give the same sitemap however they were found. */
function compareEntries(a: SitemapEntry, b: SitemapEntry): number {
  return b.published - a.published || compareText(a.loc, b.loc) || compareText(a.key, b.key);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withoutRepeatedLocs(entries: readonly SitemapEntry[]): readonly SitemapEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ loc }) => !seen.has(loc) && seen.add(loc));
}

function clashMessage({ title, slug }: Category, other: string): string {
  return `category: "${title}" has the slug ${slug}, as "${other}" has, so they share a feed; list them in site.yaml with slugs of their own`;
}

/** Notes who has a name; gives its earlier owner, if there is one. */
function claim(owners: Map<string, string>, name: string, owner: string): string | undefined {
  const other = owners.get(name);
  if (other === undefined) owners.set(name, owner);
  return other;
}
