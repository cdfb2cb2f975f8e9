import type { FileRecords } from '../files/file-record.ts';
import { EMPTY_DIGEST } from '../text/set-digest.ts';
import type { OlderState } from './stored/older-state.ts';
import type { RunNotes } from './stored/run-notes.ts';
import type { StoredIndex } from './stored/stored-index.ts';
import type { StoredSite } from './stored/stored-site.ts';

/** The form of what is stored. What was stored in another is not read but made again. */
export const STATE_VERSION = 8;

/** The manifest: all that is kept between runs, but for the parts of the index, whose objects it names. */
export interface State extends StoredIndex, RunNotes {
  /** Revision of the code that rendered; another one renders everything anew. */
  readonly revision: string;
  readonly site: StoredSite;
  readonly feedsUrl?: string;
  /** Kind of the run that committed last: `events`, `due`, `sweep`, `full`. */
  readonly by: string;
  readonly files: FileRecords;
  /** Nothing was read yet; there are only marks of runs. */
  readonly isBlank?: true;
  /** Only where nothing was read yet since an upgrade. */
  readonly older?: OlderState;
}

/** Returns whether archive documents are left to be made. */
export function hasArchiveBacklog({ months }: Pick<StoredIndex, 'months'>): boolean {
  return Object.values(months).some(({ archive }) => archive?.isDue);
}

/** Returns whether files of segmented feeds are left to be made. */
function hasFeedBacklog({ feedSegments = [] }: Pick<StoredIndex, 'feedSegments'>): boolean {
  return feedSegments.some(({ isDue }) => isDue);
}

/** Returns the articles that are to be looked at again. A rebuild that is under way looks at all of them. */
export function articlesAgain({ again = [], rebuilding }: Pick<RunNotes, 'again' | 'rebuilding'>): readonly string[] {
  return Object.keys(rebuilding).length > 0 ? [] : again;
}

/** Returns whether files are left to be made, or articles to be looked at, some with each commit. */
export function hasBacklog(state: Pick<State, 'months' | 'feedSegments' | 'again' | 'rebuilding'>): boolean {
  return hasArchiveBacklog(state) || hasFeedBacklog(state) || articlesAgain(state).length > 0;
}

/** Returns the state before anything was read. */
export function emptyState(of: Pick<State, 'revision' | 'site' | 'feedsUrl' | 'by'>, segments: number): State {
  return {
    ...of,
    asOf: 0,
    latestDate: 0,
    counts: { published: 0, withdrawn: 0, waiting: 0, draft: 0, expired: 0, rejected: 0 },
    windows: { articles: [], horizons: {} },
    titles: {},
    languages: {},
    timers: {},
    segments: Array.from({ length: segments }, () => ({ digest: EMPTY_DIGEST })),
    delta: {},
    months: {},
    files: {},
    pending: [],
    rebuilding: {},
    marks: {},
    isBlank: true,
  };
}

/**
 * Returns the number of objects that can't be used: rejected sources, and `site.yaml` if an earlier one is active in
 * its place.
 */
export function rejectedIn({ counts, site }: Pick<State, 'counts' | 'site'>): number {
  return counts.rejected + (site.problems.some(({ severity }) => severity === 'error') ? 1 : 0);
}
