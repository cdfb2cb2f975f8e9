import { excessProblem } from '../article/excess-problem.ts';
import { defaultId } from '../article/key.ts';
import { createArticleReader } from '../article/read-article.ts';
import type { Instant } from '../instant.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import { excerpt } from '../text/excerpt.ts';
import { instantOf, type Zone, zoneNamed } from '../time/zone.ts';
import { articleFile, titleOf } from './article-file.ts';
import { fileNameOf } from './file-name.ts';
import { shortcodesIn } from './formats/wordpress-html.ts';
import { createIdentifier, type Identity } from './identity.ts';
import { type ImportedFeed, type ImportedItem, textHeld, type UnreadableItem } from './imported-feed.ts';
import { createMediaFinder } from './media.ts';
import { ENDLESS, leftOutBecause, type Patience } from './patience.ts';
import { createTopicSorter, type SortedTopics } from './topics.ts';

const MAX_NAMED_TITLE = 60;
/** As many as an article may have. */
const [MAX_CATEGORIES, MAX_TAGS] = [50, 200];

export interface PlanOptions {
  readonly site: Site;
  /** Ids of the articles that are there already. */
  readonly ids: ReadonlySet<string>;
  /** Keys of all files that are there, in lower case. */
  readonly keys: ReadonlySet<string>;
  readonly now: Instant;
  /** How items are worked on; without end unless told. */
  readonly patience?: Patience;
  /** How problems name the document. */
  readonly source: string;
}

/** A file to write. */
export interface PlannedArticle {
  readonly key: string;
  readonly text: string;
  /** Why it is a draft, if it is. */
  readonly held?: string;
}

export interface ImportPlan {
  readonly articles: readonly PlannedArticle[];
  /** How many are there already, by their id; nothing of them is touched. */
  readonly known: number;
  /** By line of the document. */
  readonly problems: readonly Problem[];
}

/** Articles that are planned, and may be written, at once. */
const ROUND = 200;

/**
 * Decides what an import writes. The same feed twice gives nothing new the second time, whatever it calls its articles.
 */
export function planImport(feed: ImportedFeed, options: PlanOptions): ImportPlan {
  const planner = createPlanner(feed, options);
  const articles = [...planner.rounds()].flat();
  return { articles, known: planner.known, problems: planner.problems };
}

/** The same in rounds, so that what was written need not be held. Counts and problems are complete after the last. */
export interface ImportPlanner extends Omit<ImportPlan, 'articles'> {
  rounds(): Generator<readonly PlannedArticle[]>;
}

export function createPlanner(feed: ImportedFeed, options: PlanOptions): ImportPlanner {
  const { patience = ENDLESS } = options;
  return patience.whole(() => new Planner(feed, { ...options, patience }));
}

class Planner implements ImportPlanner {
  readonly problems: Problem[] = [];
  known = 0;
  #articles: PlannedArticle[] = [];
  #begun: { readonly item: ImportedItem; readonly problems: number } | undefined;
  readonly #feed: ImportedFeed;
  readonly #options: PlanOptions & { readonly patience: Patience };
  readonly #zone: Zone;
  readonly #identify: (item: ImportedItem) => Identity;
  readonly #withMedia: (item: ImportedItem) => ImportedItem;
  readonly #keys = new Set<string>();
  /** The last number that was tried behind each name, of articles that have an id, and of those that have none. */
  readonly #tried = new Map<string, number>();
  readonly #triedWithoutId = new Map<string, number>();
  readonly #sortTopics: ReturnType<typeof createTopicSorter>;
  readonly #readArticle: ReturnType<typeof createArticleReader>;

  constructor(feed: ImportedFeed, options: PlanOptions & { readonly patience: Patience }) {
    this.#feed = feed;
    this.#options = options;
    this.#zone = zoneNamed(options.site.timeZone);
    this.#identify = createIdentifier(feed.items);
    this.#withMedia = createMediaFinder(feed.media);
    this.#sortTopics = createTopicSorter(feed, options.site);
    this.#readArticle = createArticleReader(options.site);
  }

  *rounds(): Generator<readonly PlannedArticle[]> {
    const { items, unreadable, warnings } = this.#feed;
    const { source: path, patience } = this.#options;
    for (const warning of warnings ?? []) this.problems.push({ path, ...warning, severity: 'warning' });
    for (const one of unreadable ?? []) this.#leaveOut(one, `the article ${one.reason}`);
    for (let from = 0; from < items.length; from += ROUND) {
      const round = items.slice(from, from + ROUND);
      for (const [at, attempt] of patience.each(round, item => this.#add(item)).entries()) {
        const item = round[at];
        if ('error' in attempt && item) this.#leaveOut(item, `"${nameOf(item)}" ${leftOutBecause(attempt.error)}`);
      }
      yield this.#articles;
      this.#articles = [];
    }
    this.problems.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : (a.line ?? 0) - (b.line ?? 0)));
  }

  #leaveOut({ line, source }: Pick<UnreadableItem, 'line' | 'source'>, message: string): void {
    const path = source ?? this.#options.source;
    this.problems.push({ path, ...(line !== undefined && { line }), severity: 'error', message });
  }

  /** What is told of an item that was begun and ended before, because it took too long, is told once. */
  #add(given: ImportedItem): void {
    if (this.#begun?.item === given) this.problems.length = this.#begun.problems;
    this.#begun = { item: given, problems: this.problems.length };
    const { id, repeats } = this.#identify(given);
    const item = this.#withMedia(given);
    if (repeats === 'whole') {
      this.#warn(item, 'has the id, title and link of an earlier one, so no reader ever showed it; it is left out');
      return;
    }
    const key = this.#options.ids.has(id) ? undefined : this.#keyOf(item, id);
    if (key === undefined) this.known += 1;
    else if (this.#write(item, key, id) && repeats === 'id')
      this.#warn(item, `has the id of an earlier one, and is another article: it is kept with the id ${id}`);
  }

  #write(item: ImportedItem, key: string, id: string): boolean {
    const { site } = this.#options;
    const published = publishedOf(item, this.#zone);
    const held = item.held ?? (published === undefined ? undatedReason(item) : undefined);
    const options = { site, feed: this.#feed, id, ...this.#bounded(item) };
    const text = articleFile(item, {
      ...options,
      ...(published !== undefined && { published }),
      ...(held !== undefined && { held }),
    });
    // What Bantin says to a file without a date is said here in other words.
    if (!this.#isValid(item, key, published === undefined ? text.replace('\n# date:', '\ndate: 2000-01-01') : text))
      return false;
    if (published === undefined)
      this.#warn(item, `is a draft, since ${undatedReason(item)}; write date: into ${key}, and take draft: out`);
    this.#warnOfCodes(item);
    this.#keys.add(key);
    this.#articles.push({ key, text, ...(held !== undefined && { held }) });
    return true;
  }

  /** Categories and tags, of which an article has so many at most. */
  #bounded(item: ImportedItem): SortedTopics {
    const { categories, tags } = this.#sortTopics(item);
    const all = [...categories.slice(MAX_CATEGORIES), ...tags];
    const dropped = Math.max(all.length - MAX_TAGS, 0);
    if (categories.length > MAX_CATEGORIES)
      this.#warn(item, `has ${categories.length} categories; those after the first ${MAX_CATEGORIES} are tags`);
    if (dropped > 0) this.#warn(item, `has ${all.length} tags; the last ${dropped} are left out`);
    return { categories: categories.slice(0, MAX_CATEGORIES), tags: all.slice(0, MAX_TAGS) };
  }

  /** A key that is free. Without an id of its own an article is known by its file: `undefined` where that is there. */
  #keyOf(item: ImportedItem, id: string): string | undefined {
    const { site, ids, keys } = this.#options;
    const name = fileNameOf(item, titleOf(item), publishedOf(item, this.#zone), this.#zone);
    // What was taken when the last of that name came is taken still.
    const tried = id === '' ? this.#triedWithoutId : this.#tried;
    for (let number = tried.get(name) ?? 1; ; number++) {
      tried.set(name, number);
      const key = `${name}${number === 1 ? '' : `-${number}`}.html`;
      if (this.#keys.has(key)) continue;
      if (id === '' && ids.has(defaultId(key, site))) return undefined;
      if (!keys.has(key)) return key;
    }
  }

  /** What Bantin will say to the file; said now, since the person is here. */
  #isValid(item: ImportedItem, key: string, text: string): boolean {
    const bytes = new TextEncoder().encode(text);
    const source = { key, bytes, lastModified: this.#options.now };
    const { article, problems } = this.#readArticle(source);
    const excess = article && excessProblem(source, article);
    for (const { severity, message } of excess ? [...problems, excess] : problems) this.#tell(item, severity, message);
    return article !== undefined && !excess;
  }

  #warnOfCodes(item: ImportedItem): void {
    const codes = shortcodesIn(textHeld(item.html));
    if (codes.length > 0 && item.sorted)
      this.#warn(
        item,
        `has shortcodes that only WordPress can fill: [${codes.join('], [')}]; put in its file what they stood for`,
      );
  }

  #warn(item: ImportedItem, message: string): void {
    this.#tell(item, 'warning', message);
  }

  #tell(item: ImportedItem, severity: Problem['severity'], message: string): void {
    const title = nameOf(item);
    const { line, source } = item;
    this.problems.push({
      path: source ?? this.#options.source,
      ...(line !== undefined && { line }),
      severity,
      message: `"${title}" ${message}`,
    });
  }
}

/** An article that has only the date of its last change was published then, as far as anybody can tell. */
function publishedOf({ published, updated, isLocal }: ImportedItem, zone: Zone): Instant | undefined {
  const told = published ?? updated;
  return told !== undefined && isLocal ? instantOf(told, zone) : told;
}

function undatedReason({ dateText }: ImportedItem): string {
  return dateText === undefined ? 'it has no date' : `its date "${excerpt(dateText, 60)}" can't be read`;
}

function nameOf(item: ImportedItem): string {
  return excerpt(titleOf(item), MAX_NAMED_TITLE);
}
