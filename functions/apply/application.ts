import type { Entry } from '../core/feed/feed.ts';
import type { FileRecords } from '../core/files/file-record.ts';
import type { Plan } from '../core/plan/planned/plan-result.ts';
import type { Site } from '../core/site/site.ts';
import type { Entries } from '../core/views/view.ts';
import type { ContentIndex } from '../state/content-index.ts';

/** A plan, and all that it is applied with. */
export interface Application {
  readonly plan: Pick<
    Plan,
    | 'next'
    | 'stale'
    | 'pages'
    | 'copies'
    | 'pageMedia'
    | 'former'
    | 'removals'
    | 'archiveFiles'
    | 'pending'
    | 'directory'
    | 'purge'
  >;
  /** Entries that no file needs any more are deleted. */
  readonly loaded: { readonly entries: Map<string, Entry>; readonly archivedEntries: Entries };
  /** The index as the state before names it. */
  readonly index: ContentIndex;
  readonly site: Site;
  readonly fingerprint: string;
  /** Records of files that were written before and are still there, by path. */
  readonly before: FileRecords;
  /** Paths that may be stale, whatever `before` says. */
  readonly forced: ReadonlySet<string>;
  /**
   * In a rebuild, returns whether a file that this run wrote before it lost a race is still there. Until files that
   * nothing names are gone, it has not ended.
   */
  readonly isThere?: (path: string, version: string) => boolean;
  /** After an upgrade, the versions of files that the older version of Bantin wrote, by path. */
  readonly told?: Readonly<Record<string, string>>;
}
