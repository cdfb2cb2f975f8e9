import { excessProblem } from '../article/excess-problem.ts';
import { defaultId } from '../article/key.ts';
import { createArticleReader } from '../article/read-article.ts';
import type { Instant } from '../instant.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import { cleanName } from '../text/clean.ts';
import { excerpt } from '../text/excerpt.ts';
import { zoneNamed } from '../time/zone.ts';
import { articleFile, titleOf } from './article-file.ts';
import { fileNameOf } from './file-name.ts';
import { shortcodesIn } from './formats/wordpress-html.ts';
import type { ImportedFeed, ImportedItem } from './imported-feed.ts';
import { ENDLESS, leftOutBecause, type Patience } from './patience.ts';
import { createTopicSorter } from './topics.ts';

const LONGEST_NAMED_TITLE = 60;

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

/**
 * Decides what an import writes. The same feed twice gives nothing new the second time, whatever it calls its articles.
 */
export function planImport(feed: ImportedFeed, options: PlanOptions): ImportPlan {
  const { patience = ENDLESS } = options;
  const planner = patience.whole(() => new Planner(feed, options));
  for (const { line, reason } of feed.unreadable ?? []) planner.leaveOut(line, `the article ${reason}`);
  const attempts = patience.each(feed.items, item => planner.add(item));
  for (const [at, attempt] of attempts.entries()) {
    const item = feed.items[at];
    if ('error' in attempt && item) planner.leaveOut(item.line, `"${nameOf(item)}" ${leftOutBecause(attempt.error)}`);
  }
  return planner;
}

class Planner implements ImportPlan {
  readonly articles: PlannedArticle[] = [];
  readonly problems: Problem[] = [];
  known = 0;
  #begun: { readonly item: ImportedItem; readonly problems: number } | undefined;
  readonly #feed: ImportedFeed;
  readonly #options: PlanOptions;
  readonly #ids = new Set<string>();
  readonly #keys = new Set<string>();
  /** The last number that was tried behind each name, of articles that have an id, and of those that have none. */
  readonly #tried = new Map<string, number>();
  readonly #triedWithoutId = new Map<string, number>();
  readonly #sortTopics: ReturnType<typeof createTopicSorter>;
  readonly #readArticle: ReturnType<typeof createArticleReader>;

  constructor(feed: ImportedFeed, options: PlanOptions) {
    this.#feed = feed;
    this.#options = options;
    this.#sortTopics = createTopicSorter(feed, options.site);
    this.#readArticle = createArticleReader(options.site);
  }

  /** Tells of an item that is not there, where it would have been told of. */
  leaveOut(line: number | undefined, message: string): void {
    const path = this.#options.source;
    this.problems.push({ path, ...(line !== undefined && { line }), severity: 'error', message });
    this.problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  }

  /** What is told of an item that was begun and ended before, because it took too long, is told once. */
  add(item: ImportedItem): void {
    if (this.#begun?.item === item) this.problems.length = this.#begun.problems;
    this.#begun = { item, problems: this.problems.length };
    const published = item.published ?? item.updated ?? this.#options.now;
    const id = item.id === undefined ? '' : cleanName(item.id);
    const key = this.#options.ids.has(id) ? undefined : this.#keyOf(item, id, published);
    if (key === undefined) this.known += 1;
    else if (id !== '' && this.#ids.has(id))
      this.#warn(item, 'has the id of an earlier one, so no reader ever showed it; it is left out');
    else if (this.#write(item, key, published)) this.#ids.add(id);
  }

  #write(item: ImportedItem, key: string, published: Instant): boolean {
    const { site } = this.#options;
    const text = articleFile(item, { site, feed: this.#feed, published, ...this.#sortTopics(item) });
    if (!this.#isValid(item, key, text)) return false;
    if (item.published === undefined && item.updated === undefined && item.held === undefined)
      this.#warn(item, 'has no date that can be read, so it has that of today; correct date: in its file');
    this.#warnOfCodes(item);
    this.#keys.add(key);
    this.articles.push({ key, text, ...(item.held !== undefined && { held: item.held }) });
    return true;
  }

  /** A key that is free. Without an id of its own an article is known by its file: `undefined` where that is there. */
  #keyOf(item: ImportedItem, id: string, published: Instant): string | undefined {
    const { site, ids, keys } = this.#options;
    const name = fileNameOf(item, titleOf(item), published, zoneNamed(site.timeZone));
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
    const codes = shortcodesIn(item.html);
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
    const { line } = item;
    this.problems.push({
      path: this.#options.source,
      ...(line !== undefined && { line }),
      severity,
      message: `"${title}" ${message}`,
    });
  }
}

function nameOf(item: ImportedItem): string {
  return excerpt(titleOf(item), LONGEST_NAMED_TITLE);
}
