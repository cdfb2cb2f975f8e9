import type { ArticleSummary } from '../core/index/article-summary.ts';
import type { SitemapEntry } from '../core/index/sitemap-month.ts';
import type { FileRecord, MonthRecord, State } from '../core/index/state.ts';
import { digest } from '../core/text/digest.ts';
import {
  type ArchiveDocument,
  type Archives,
  archiveFeed,
  archiveFiles,
  archiveMonthOf,
  archivePaths,
} from '../core/views/archives.ts';
import type { Entries, PlannedFeed } from '../core/views/feeds.ts';
import { entriesByMonth } from '../state/content-index.ts';
import { FileDiff, type PlannedWrite } from './file-diff.ts';
import { gatherArchived } from './gather-entries.ts';
import { type PlanContext, StaleSources } from './plan-context.ts';

/** What becomes of archive documents in one commit. */
export interface ArchivePlan {
  readonly writes: readonly PlannedWrite[];
  readonly removals: readonly string[];
  readonly months: State['months'];
  /** What to remember of the documents of each month in which something changed. */
  readonly shelves: ReadonlyMap<string, State['files']>;
}

/** What documents are planned from. */
export interface ArchiveTask {
  /** As they were, and as they are with the articles that were taken in. */
  readonly before: Archives;
  readonly archives: Archives;
  readonly months: State['months'];
  /** Months in which articles changed. */
  readonly touched: ReadonlySet<string>;
  readonly feeds: readonly PlannedFeed<ArticleSummary>[];
  /** Of feeds that are made in this run. */
  readonly entries: Entries;
}

/**
 * Renders archive documents that hang on something that changed: those of months in which articles changed, and their neighbours, whose links did. One commit
 * makes so many and no more; a month that is not done is remembered as due, and sweeps go on with it, the newest first.
 */
export async function planArchives(desk: PlanContext, task: ArchiveTask): Promise<ArchivePlan | StaleSources> {
  const planner = new Planner(desk, task);
  for (const month of planner.monthsToLookAt()) await planner.lookAt(month);
  return planner.plan();
}

/** A document that is not as it should be. */
interface StaleDocument {
  readonly document: ArchiveDocument;
  readonly articles: readonly SitemapEntry[];
  readonly inputs: string;
}

class Planner {
  readonly #desk: PlanContext;
  readonly #task: ArchiveTask;
  readonly #added: ReadonlyMap<string, readonly SitemapEntry[]>;
  readonly #forced = new Map<string, string[]>();
  readonly #stale: StaleDocument[] = [];
  readonly #proof: FileDiff;
  readonly #removals = new Set<string>();
  readonly #months: Record<string, MonthRecord>;
  readonly #shelves = new Map<string, Record<string, FileRecord>>();
  /** As they were found. */
  readonly #found = new Map<string, State['files']>();

  constructor(desk: PlanContext, task: ArchiveTask) {
    this.#desk = desk;
    this.#task = task;
    this.#proof = new FileDiff(desk.forced);
    this.#added = entriesByMonth(desk.nextState.delta);
    this.#months = { ...task.months };
    for (const path of desk.forced) {
      const month = archiveMonthOf(path);
      if (month !== undefined) this.#forced.set(month, [...(this.#forced.get(month) ?? []), path]);
    }
  }

  /** Months whose documents may be other than they should be, newest first, those that this run changes before those that others left. */
  monthsToLookAt(): readonly string[] {
    const { touched, archives, before, months } = this.#task;
    const own = new Set([...touched, ...archives.monthsUnlike(before), ...this.#forced.keys()]);
    const due = Object.keys(months).filter(month => months[month]?.archive?.isDue);
    return [...inOrder(own), ...(this.#desk.includeBacklog ? inOrder(due).filter(month => !own.has(month)) : [])];
  }

  async lookAt(month: string): Promise<void> {
    const { archives } = this.#desk;
    const canWait = this.#months[month]?.archive !== undefined && !archives.isOfRebuild && !this.#forced.has(month);
    if (this.#isFull && canWait) return this.#remember(month, true);
    const { files, isAsStored } = await archives.read(month);
    const shelf: Record<string, FileRecord> = { ...files };
    this.#shelves.set(month, shelf);
    if (isAsStored) this.#found.set(month, files);
    const isDone = await this.#choose(month, shelf);
    this.#remember(month, !isDone);
  }

  async plan(): Promise<ArchivePlan | StaleSources> {
    const lines = this.#stale.flatMap(({ articles }) => articles);
    const entries = await gatherArchived(this.#desk, lines, this.#task.feeds, this.#task.entries);
    if (entries instanceof StaleSources) return entries;
    for (const stale of this.#stale) this.#make(stale, entries);
    const changed = [...this.#shelves].filter(
      ([month, shelf]) => JSON.stringify(shelf) !== JSON.stringify(this.#found.get(month)),
    );
    return {
      writes: this.#proof.writes,
      removals: [...this.#removals],
      months: this.#months,
      shelves: new Map(changed),
    };
  }

  get #isFull(): boolean {
    return this.#stale.length >= this.#desk.run.limits.archivesPerCommit;
  }

  /** Chooses documents to be made; `false` where more of the month's are to be made than this commit can. */
  async #choose(month: string, shelf: Record<string, FileRecord>): Promise<boolean> {
    const { forced, index, nextState, fingerprint } = this.#desk;
    const { archives } = this.#task;
    const documents = archives.documentsOf(month);
    const paths = new Set<string>(documents.flatMap(({ folder }) => Object.values(archivePaths(folder))));
    for (const path of [...Object.keys(shelf), ...(this.#forced.get(month) ?? [])]) {
      if (paths.has(path)) continue;
      this.#removals.add(path);
      delete shelf[path];
    }
    const lines = documents.length > 0 ? await index.sitemapEntries(month, nextState.delta, this.#added) : [];
    let isDone = true;
    for (const document of documents) {
      const articles = archives.articlesOf(document, lines);
      const inputs = digest([fingerprint, JSON.stringify(document), JSON.stringify(articles.map(inputsOf))]);
      const own = Object.values(archivePaths(document.folder));
      const isForced = own.some(path => forced.has(path));
      if (!isForced && own.every(path => shelf[path]?.inputs === inputs)) continue;
      // What may hold anything is remembered in this commit for the last time.
      if (isForced || !this.#isFull) this.#stale.push({ document, articles, inputs });
      else isDone = false;
    }
    return isDone;
  }

  #make({ document, articles, inputs }: StaleDocument, entries: Entries): void {
    const shelf = this.#shelves.get(document.month) ?? {};
    const feed = archiveFeed(document, articles, entries, this.#desk.site);
    for (const file of archiveFiles(feed, document.folder))
      shelf[file.path] = this.#proof.compare(file, shelf[file.path], inputs);
  }

  #remember(month: string, isDue: boolean): void {
    const known = this.#months[month];
    // A month without articles is remembered no more.
    if (!known?.archive) return;
    const { counts } = known.archive;
    const generation = this.#desk.archives.generation(month);
    this.#months[month] = {
      ...known,
      archive: { counts, ...(generation !== undefined && { generation }), ...(isDue && { isDue }) },
    };
  }
}

function inOrder(months: Iterable<string>): readonly string[] {
  return [...months].sort().reverse();
}

/** All that a document hangs on of one article. The length of an enclosure that lies under `media/` is told in feeds alone, or a file would change what is old. */
function inputsOf({ key, etag, lastModified, withdrawn }: SitemapEntry): readonly unknown[] {
  return [key, etag, lastModified, withdrawn?.when];
}
