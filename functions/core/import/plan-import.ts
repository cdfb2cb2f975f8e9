import type { Article } from '../article/article.ts';
import { articleUrl } from '../article/article-url.ts';
import { isOut } from '../article/is-out.ts';
import { createArticleReader } from '../article/read-article.ts';
import type { Instant } from '../instant.ts';
import { groupProblems, type Problem } from '../problem.ts';
import { excerpt } from '../text/excerpt.ts';
import { type Zone, zoneNamed } from '../time/zone.ts';
import { aliasesField, articleFile, publishedOf, titleOf } from './article-file.ts';
import { readingsOf } from './feed-date.ts';
import { shortcodesIn } from './formats/wordpress/wordpress-html.ts';
import { createIdentifier, type Identity } from './identity.ts';
import { type ImportedFeed, type ImportedItem, textHeld, type UnreadableItem } from './imported-feed.ts';
import { LeftOut } from './left-out.ts';
import { createMediaFinder } from './media.ts';
import { ArticleMedia, leadBy } from './moving/article-media.ts';
import { aliasesOf, HostHere } from './moving/host-here.ts';
import type { Redirect } from './moving/redirect-rows.ts';
import { ENDLESS, leftOutBecause, type Patience } from './patience.ts';
import { ArticleKeys, type ArticleKeysOptions, type Place } from './plan/article-keys.ts';
import { createTopicSorter, type SortedTopics } from './topics.ts';

const MAX_NAMED_TITLE = 60;
/** As many as an article may have. */
const [MAX_CATEGORIES, MAX_TAGS] = [50, 200];

export interface PlanOptions extends ArticleKeysOptions {
  /** Articles are read here from now on: they have no `link`, and lead to each other by their files. */
  readonly hostHere?: boolean;
  /** Plans articles that are there already, too. */
  readonly update?: boolean;
  /** Files that were fetched, by address: articles lead to their keys. */
  readonly media?: ReadonlyMap<string, string>;
  readonly now: Instant;
  /** Limits the work on items. Default: no limit. */
  readonly patience?: Patience;
  /** Name of the document in problems. */
  readonly source: string;
}

/** A file to write. */
export interface PlannedArticle {
  readonly key: string;
  readonly text: string;
  /** Empty where it is known by its key. */
  readonly id: string;
  /** Reason why it is a draft; absent if it is none. */
  readonly held?: string;
  /** It is there already, perhaps as an earlier import wrote it. */
  readonly isThere?: true;
}

export interface ImportPlan {
  readonly articles: readonly PlannedArticle[];
  /** Number of articles that already exist, by id; they are not changed. */
  readonly known: number;
  /** By line of the document. */
  readonly problems: readonly Problem[];
  /** From former addresses to where articles can be read now; empty unless they are hosted here. */
  readonly redirects: readonly Redirect[];
  /** Number of files that stay where they are, of articles which are out and hosted here. */
  readonly filesElsewhere: number;
  /** Keys of articles that an earlier import wrote, and that are not there any more; they are not written again. */
  readonly gone: readonly string[];
  /** Contents without a place here that links led to. */
  readonly left: LeftOut;
}

/** Articles that are planned, and may be written, at once. */
const ROUND = 50;

/**
 * Decides what an import writes. The same feed twice gives nothing new the second time, whatever it calls its articles.
 */
export function planImport(feed: ImportedFeed, options: PlanOptions): ImportPlan {
  const planner = createPlanner(feed, options);
  const articles = [...planner.rounds()].flat();
  const { known, problems, redirects, filesElsewhere, gone, left } = planner;
  return { articles, known, problems, redirects, filesElsewhere, gone, left };
}

/**
 * An import plan in rounds, so that written articles need not stay in memory. Counts and problems are complete after
 * the last.
 */
export interface ImportPlanner extends Omit<ImportPlan, 'articles'> {
  rounds(): Generator<readonly PlannedArticle[]>;
  /** Addresses of pictures and other files of the articles that will be out, each once. Asked before the rounds. */
  mediaAddresses(): ReadonlySet<string>;
}

export function createPlanner(feed: ImportedFeed, options: PlanOptions): ImportPlanner {
  const { patience = ENDLESS } = options;
  return patience.whole(() => new Planner(feed, { ...options, patience }));
}

class Planner implements ImportPlanner {
  readonly problems: Problem[] = [];
  known = 0;
  readonly gone: string[] = [];
  #articles: PlannedArticle[] = [];
  #begun: { readonly item: ImportedItem; readonly problems: number } | undefined;
  readonly #feed: ImportedFeed;
  readonly #options: PlanOptions & { readonly patience: Patience };
  readonly #zone: Zone;
  readonly #identify: (item: ImportedItem) => Identity;
  readonly #withMedia: (item: ImportedItem) => ImportedItem;
  readonly left = new LeftOut();
  readonly #keys: ArticleKeys;
  readonly #hostHere: HostHere | undefined;
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
    this.#keys = new ArticleKeys(options);
    this.#hostHere = options.hostHere ? new HostHere(feed, options.site, this.left) : undefined;
  }

  get redirects(): readonly Redirect[] {
    return this.#hostHere?.redirects ?? [];
  }

  get filesElsewhere(): number {
    return this.#hostHere?.files.size ?? 0;
  }

  *rounds(): Generator<readonly PlannedArticle[]> {
    const { items, unreadable, warnings } = this.#feed;
    const { source: path, patience } = this.#options;
    for (const warning of warnings ?? []) this.problems.push({ path, ...warning, severity: 'warning' });
    for (const one of unreadable ?? []) this.#leaveOut(one, `the article ${one.reason}`);
    if (this.#hostHere) this.#place(this.#hostHere);
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
    const told = [...groupProblems(this.problems)];
    this.problems.length = 0;
    for (const problem of told) this.problems.push(problem);
  }

  /** Links lead to articles that come later, too. What goes wrong is told when the item is worked on. */
  #place(hostHere: HostHere): void {
    const place = (item: ImportedItem): void => {
      const { id, repeats } = this.#identify(item);
      if (repeats === 'whole') return;
      const at = this.#keys.placeOf(item, id);
      if (!('gone' in at)) hostHere.place(item, 'there' in at ? at.there.key : at.key);
    };
    this.#eachRound(place);
  }

  #eachRound(work: (item: ImportedItem) => void): void {
    const { items } = this.#feed;
    for (let from = 0; from < items.length; from += ROUND)
      this.#options.patience.each(items.slice(from, from + ROUND), work);
  }

  #eachNew(work: (item: ImportedItem) => void): void {
    this.#eachRound(item => {
      const { id, repeats } = this.#identify(item);
      const place = this.#keys.placeOf(item, id);
      if (repeats !== 'whole' && ('key' in place || ('there' in place && this.#options.update))) work(item);
    });
  }

  mediaAddresses(): ReadonlySet<string> {
    const files = new ArticleMedia({ ...this.#options, feed: this.#feed, left: this.left });
    this.#eachNew(item => files.add(this.#withMedia(item)));
    return files.addresses;
  }

  #leaveOut({ line, source }: Pick<UnreadableItem, 'line' | 'source'>, message: string): void {
    const path = source ?? this.#options.source;
    this.problems.push({ path, ...(line !== undefined && { line }), severity: 'error', message });
  }

  /** Adds an item. A problem of an item that was aborted because it took too long is reported once. */
  #add(given: ImportedItem): void {
    if (this.#begun?.item === given) this.problems.length = this.#begun.problems;
    this.#begun = { item: given, problems: this.problems.length };
    const { id, repeats } = this.#identify(given);
    const item = this.#withMedia(given);
    if (repeats === 'whole') {
      this.#warn(item, 'has the id, title and link of an earlier one, so no reader ever showed it; it is left out');
      return;
    }
    const place: Place = this.#keys.placeOf(given, id);
    if ('there' in place) {
      this.known += 1;
      if (this.#options.update) this.#write(item, place.there.key, place.id, true);
      this.#hostHere?.move(item, place.there);
    } else if ('gone' in place) this.gone.push(place.gone);
    else if (this.#write(item, place.key, id) && repeats === 'id')
      this.#warn(item, `has the id of an earlier one, and is another article: it is kept with the id ${id}`);
  }

  #write(item: ImportedItem, key: string, id: string, isThere = false): boolean {
    const { site } = this.#options;
    const published = publishedOf(item, this.#zone);
    const held = item.held ?? (published === undefined ? undatedReason(item) : undefined);
    const isShown = held === undefined && published !== undefined && published <= this.#options.now;
    const former = this.#hostHere?.formerOf(item);
    const aliases = former === undefined ? undefined : aliasesOf(former, site);
    const written = articleFile(item, {
      ...{ site, feed: this.#feed, id, ...this.#bounded(item) },
      ...(published !== undefined && { published }),
      ...(held !== undefined && { held }),
      ...(aliases && { former: aliases }),
      ...leadBy(this.#options.media, this.#hostHere?.leadFrom(key, isShown)),
    });
    const bare = aliases ? written.replace(`${aliasesField(aliases)}\n`, '') : written;
    // What Bantin says to a file without a date is said here in other words.
    const dated = published === undefined ? bare.replace('\n# date:', '\ndate: 2000-01-01') : bare;
    const article = this.#read(item, key, dated);
    if (!article) return false;
    const place = { url: articleUrl(article, site), isOut: isOut(article, this.#options.now) };
    const text = this.#hostHere?.move(item, place) === false ? bare : written;
    if (published === undefined)
      this.#warn(item, `is a draft, since ${undatedReason(item)}; write date: into ${key}, and take draft: out`);
    this.#articles.push({ key, id, text, ...(held !== undefined && { held }), ...(isThere && { isThere }) });
    return true;
  }

  /** Categories and tags, of which an article has so many at most. */
  #bounded(item: ImportedItem): SortedTopics {
    const { categories, tags, warnings } = this.#sortTopics(item);
    for (const message of warnings) this.#tell(item, { severity: 'warning', message, files: 1 });
    const all = [...categories.slice(MAX_CATEGORIES), ...tags];
    const dropped = Math.max(all.length - MAX_TAGS, 0);
    if (categories.length > MAX_CATEGORIES)
      this.#warn(item, `has ${categories.length} categories; those after the first ${MAX_CATEGORIES} are tags`);
    if (dropped > 0) this.#warn(item, `has ${all.length} tags; the last ${dropped} are left out`);
    return { categories: categories.slice(0, MAX_CATEGORIES), tags: all.slice(0, MAX_TAGS) };
  }

  /** Returns the article as Bantin will read the file. Its problems are reported now, while the user is present. */
  #read(item: ImportedItem, key: string, text: string): Article | undefined {
    const bytes = new TextEncoder().encode(text);
    const source = { key, bytes, lastModified: this.#options.now };
    const { article, problems } = this.#readArticle(source);
    const codes = this.#warnOfCodes(item, key);
    // Those are told with the file already.
    const isTold = ({ message }: Problem): boolean =>
      codes.some(name => message.startsWith(`the shortcode [${name}] `));
    for (const problem of problems) if (!isTold(problem)) this.#tell(item, problem);
    return article;
  }

  /** Warns of shortcodes that stay in a post, and returns their names. */
  #warnOfCodes(item: ImportedItem, key: string): readonly string[] {
    const codes = item.sorted ? shortcodesIn(textHeld(item.html)) : [];
    const named = `[${codes.join('], [')}]`;
    if (codes.length > 0)
      this.#warn(item, `has shortcodes that only WordPress can fill: ${named}; put in ${key} what they stood for`);
    return codes;
  }

  #warn(item: ImportedItem, message: string): void {
    this.#tell(item, { severity: 'warning', message });
  }

  /** Adds a problem of an article; one that is told once for all of them does not name it. */
  #tell(item: ImportedItem, { severity, message, files }: Omit<Problem, 'path' | 'line' | 'column'>): void {
    const { line, source } = item;
    this.problems.push({
      path: source ?? this.#options.source,
      ...(line !== undefined && { line }),
      severity,
      ...(files === undefined ? { message: `"${nameOf(item)}" ${message}` } : { message, files }),
    });
  }
}

function undatedReason({ dateText }: ImportedItem): string {
  if (dateText === undefined) return 'it has no date';
  return `its date "${excerpt(dateText, 60)}" ${readingsOf(dateText) ?? "can't be read"}`;
}

function nameOf(item: ImportedItem): string {
  return excerpt(titleOf(item), MAX_NAMED_TITLE);
}
