import type { FileRecord, FileRecords } from '../files/file-record.ts';
import { addTo } from '../groups.ts';
import type { IndexView } from '../index/index-view.ts';
import type { SitemapEntry } from '../index/sitemap-entry.ts';
import type { MonthRecord, MonthRecords } from '../index/stored/months.ts';
import { type Archives, archiveGroup, archiveMonthOf, archivePaths } from '../views/archives.ts';
import type { FileGroup } from '../views/view.ts';
import type { FileRequest, StaleFiles } from './file-plan.ts';
import type { Loaded, NeedsCollector, StoredArchiveFiles } from './needs.ts';

/** Plan of archive documents in one commit. */
export interface ArchivePlan {
  readonly stale: readonly StaleFiles[];
  readonly removals: readonly string[];
  readonly months: MonthRecords;
  /** Records of the documents that stay, by month, where something changes. */
  readonly files: ReadonlyMap<string, FileRecords>;
}

/** Input that documents are planned from. */
export interface ArchiveTask {
  /** As they were, and as they are with the articles that were taken in. */
  readonly before: Archives;
  readonly archives: Archives;
  readonly months: MonthRecords;
  /** Months in which articles changed. */
  readonly touched: ReadonlySet<string>;
}

/**
 * Chooses archive documents that depend on something that changed: those of months in which articles changed, and their
 * neighbours, whose links did. One commit makes so many and no more; a month that is not done is remembered as due, and
 * sweeps go on with it, the newest first.
 */
export function planArchives(
  request: FileRequest,
  task: ArchiveTask,
  index: IndexView,
  loaded: Loaded,
  needs: NeedsCollector,
): ArchivePlan {
  const planner = new ArchivePlanner(request, task, index, loaded, needs);
  for (const month of planner.monthsToLookAt()) planner.lookAt(month);
  return planner.plan();
}

class ArchivePlanner {
  readonly #request: FileRequest;
  readonly #task: ArchiveTask;
  readonly #index: IndexView;
  readonly #loaded: Loaded;
  readonly #needs: NeedsCollector;
  readonly #forced = new Map<string, string[]>();
  readonly #stale: StaleFiles[] = [];
  readonly #removals = new Set<string>();
  readonly #months: Record<string, MonthRecord>;
  readonly #files = new Map<string, Record<string, FileRecord>>();
  /** Months of which something is written or goes. */
  readonly #changed = new Set<string>();

  constructor(request: FileRequest, task: ArchiveTask, index: IndexView, loaded: Loaded, needs: NeedsCollector) {
    this.#request = request;
    this.#task = task;
    this.#index = index;
    this.#loaded = loaded;
    this.#needs = needs;
    this.#months = { ...task.months };
    for (const path of request.forced) {
      const month = archiveMonthOf(path);
      if (month !== undefined) addTo(this.#forced, month, path);
    }
  }

  /**
   * Returns months whose documents may be stale, newest first, those that this run changes before those that others
   * left.
   */
  monthsToLookAt(): readonly string[] {
    const { touched, archives, before, months } = this.#task;
    const own = new Set([...touched, ...archives.monthsUnlike(before), ...this.#forced.keys()]);
    const due = Object.keys(months).filter(month => months[month]?.archive?.isDue);
    return [...inOrder(own), ...(this.#request.includeBacklog ? inOrder(due).filter(month => !own.has(month)) : [])];
  }

  lookAt(month: string): void {
    const canWait = this.#months[month]?.archive !== undefined && !this.#request.isRebuild && !this.#forced.has(month);
    if (this.#isFull && canWait) {
      this.#remember(month, true);
      return;
    }
    const { files, isAsStored } = this.#stored(month);
    if (!isAsStored) this.#changed.add(month);
    const kept: Record<string, FileRecord> = { ...files };
    this.#files.set(month, kept);
    this.#remember(month, !this.#choose(month, kept));
  }

  plan(): ArchivePlan {
    return {
      stale: this.#stale,
      removals: [...this.#removals],
      months: this.#months,
      files: new Map([...this.#files].filter(([month]) => this.#changed.has(month))),
    };
  }

  get #isFull(): boolean {
    return this.#stale.length >= this.#request.limits.archivesPerCommit;
  }

  #stored(month: string): StoredArchiveFiles {
    const { before } = this.#request;
    if (before.months[month]?.archive?.generation === undefined) return { files: {}, isAsStored: true };
    const known = this.#loaded.archiveFiles.get(month);
    if (!known) this.#needs.archiveFiles.add(month);
    return known ?? { files: {}, isAsStored: true };
  }

  /** Chooses documents to be made; `false` where more of the month's are to be made than this commit can. */
  #choose(month: string, kept: Record<string, FileRecord>): boolean {
    const { forced } = this.#request;
    const { archives } = this.#task;
    const documents = archives.documentsOf(month);
    const paths = new Set(documents.flatMap(document => archivePaths(document, this.#request.site)));
    for (const path of [...Object.keys(kept), ...(this.#forced.get(month) ?? [])]) {
      if (paths.has(path)) continue;
      this.#removals.add(path);
      this.#changed.add(month);
      delete kept[path];
    }
    const entries = documents.length > 0 ? this.#index.month(month) : [];
    let isDone = true;
    for (const document of documents) {
      const articles = archives.articlesOf(document, entries, this.#request.site);
      const group = archiveGroup(document, articles, this.#request);
      const isForced = [...group.inputs.keys()].some(path => forced.has(path));
      if (!isForced && [...group.inputs].every(([path, input]) => kept[path]?.inputs === input)) continue;
      // The record of what may be stale is in this commit for the last time.
      if (isForced || !this.#isFull) this.#make(month, group, articles);
      else isDone = false;
    }
    return isDone;
  }

  #make(month: string, group: FileGroup, articles: readonly SitemapEntry[]): void {
    this.#stale.push({ group, archive: { month, articles } });
    this.#changed.add(month);
  }

  #remember(month: string, isDue: boolean): void {
    const known = this.#months[month];
    // A month without articles is remembered no more.
    if (!known?.archive) return;
    const { counts } = known.archive;
    const generation = this.#request.before.months[month]?.archive?.generation;
    this.#months[month] = {
      ...known,
      archive: { counts, ...(generation !== undefined && { generation }), ...(isDue && { isDue }) },
    };
  }
}

function inOrder(months: Iterable<string>): readonly string[] {
  return [...months].sort().reverse();
}
