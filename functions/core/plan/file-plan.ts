import type { FileRecords } from '../files/file-record.ts';
import type { Limits } from '../index/limits.ts';
import type { NextState } from '../index/next-state.ts';
import type { NextDirectory } from '../index/segmented/name-directory.ts';
import type { SitemapEntry } from '../index/sitemap-entry.ts';
import type { State } from '../index/state.ts';
import type { MonthRecords } from '../index/stored/months.ts';
import type { Archives } from '../views/archives.ts';
import type { PlannedFeed } from '../views/feeds.ts';
import type { FileGroup, ViewContext } from '../views/view.ts';

/** Input that files are planned from. */
export interface FileRequest extends ViewContext {
  readonly nextState: NextState;
  readonly limits: Limits;
  /** Records of what was written before and is still there. */
  readonly before: Pick<State, 'files' | 'months' | 'directory'>;
  /** Paths that may be stale, whatever `before` says. */
  readonly forced: ReadonlySet<string>;
  /** Archive documents that other runs left to be made are made, too. */
  readonly includeBacklog: boolean;
  /** Everything under `public/` is looked at. */
  readonly isRebuild: boolean;
  /** Segmented feeds are left out: their files are made later, some with each commit. */
  readonly isWithoutSegmented?: true;
}

/** Files that are to be rendered, and written where they are other than they were. */
export interface StaleFiles {
  readonly group: FileGroup;
  /** The feed whose entries are to be cached. */
  readonly feed?: PlannedFeed;
  /** The month of archive documents, whose records are kept apart, and the articles that they show. */
  readonly archive?: { readonly month: string; readonly articles: readonly SitemapEntry[] };
}

/** Plan of feeds, lists, sitemaps and archives. */
export interface FilePlan {
  /** In the order in which they are to be written: what feeds lead to comes before them. */
  readonly stale: readonly StaleFiles[];
  /** Paths of what was there and belongs no more. */
  readonly removals: readonly string[];
  /** Records of files that stay as they are. */
  readonly kept: FileRecords;
  readonly months: MonthRecords;
  /** Records of archive documents that stay, by month, where something changes. */
  readonly archiveFiles: ReadonlyMap<string, FileRecords>;
  readonly archives: Archives;
  readonly feeds: readonly PlannedFeed[];
  /** The directory of authors and tags, where it changed. */
  readonly directory?: NextDirectory;
}

/** Returns the paths of stale files. */
export function pathsIn(stale: FilePlan['stale']): readonly string[] {
  return stale.flatMap(({ group }) => [...group.inputs.keys()]);
}

/** Returns the paths of feeds, lists and sitemaps, of those that stay as they are, too. */
export function filePaths({ kept, stale }: Pick<FilePlan, 'kept' | 'stale'>): ReadonlySet<string> {
  return new Set([...Object.keys(kept), ...pathsIn(stale)]);
}
