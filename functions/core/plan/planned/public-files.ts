import { mainPathOf } from '../../files/variants.ts';
import { publicPathOf } from '../../index/index-record.ts';
import type { IndexView } from '../../index/index-view.ts';
import { type FilePlan, pathsIn } from '../file-plan.ts';
import type { Ingested } from '../ingest.ts';
import type { Loaded, NeedsCollector } from '../needs.ts';
import { type ArticleFilePlan, planArticleFiles } from '../plan-article-files.ts';
import { needEntries, planFiles } from '../plan-files.ts';
import { type FormerPlan, planFormer } from '../plan-former.ts';
import { withFilesOfOpen } from '../segmented/open-feeds.ts';
import type { PlanRequest } from './plan-request.ts';

/** Input that the files under `public/` are planned from: the next state, and the objects that changed it. */
export interface PublicRequest extends PlanRequest, Pick<Ingested, 'nextState' | 'keys' | 'forcedKeys'> {
  /** The index as it was when the run began. */
  readonly before: IndexView;
}

/** Files under `public/` that a run writes and removes. They are rendered when they are written. */
export interface PublicFiles {
  readonly stale: FilePlan['stale'];
  readonly pages: ArticleFilePlan['pages'];
  /** Keys of media to be published, by path. */
  readonly copies: ReadonlyMap<string, string>;
  /** Copies of media beside articles, by path. */
  readonly pageMedia: ArticleFilePlan['pageMedia']['copies'];
  /** Pages of former addresses, by path. */
  readonly former: FormerPlan['pages'];
  readonly removals: readonly string[];
  readonly archiveFiles: FilePlan['archiveFiles'];
  /** The directory of authors and tags, where it is to be written. */
  readonly directory?: FilePlan['directory'];
}

/** Plan of all files under `public/`. */
export interface PublicPlan {
  readonly written: PublicFiles;
  /** Records of the files of views that stay, and paths of those that go. */
  readonly views: Pick<FilePlan, 'kept' | 'months' | 'removals'>;
  /** Articles of which there is something else to report. */
  readonly reported: ReadonlySet<string>;
  /** Paths that are pending while it is applied: those that the pending keys do not lead to. */
  readonly pending: readonly string[];
  /** Records of what was written before, as far as the plan depends on them. */
  readonly filesBefore: PlanRequest['state']['files'];
  /** True if nothing is written or removed. */
  readonly isEmpty: boolean;
}

/** Plans all files under `public/` that depend on something that changed. What is missing goes to `needs`. */
export function planPublicFiles(request: PublicRequest, loaded: Loaded, needs: NeedsCollector): PublicPlan | undefined {
  const { state, nextState, forcedPaths } = request;
  const own = planArticleFiles(request, loaded, needs);
  const filesBefore = withFilesOfOpen(state, nextState, needs.viewOf(nextState, loaded));
  const files = planFiles({ ...request, before: filesBefore, forced: forcedPaths, isRebuild: false }, loaded, needs);
  if (files) needEntries(files, loaded, needs);
  if (!files || !needs.isEmpty) return undefined;
  const pathsBefore = new Set(Object.keys(filesBefore.files));
  const former = planFormer({ ...request, files, articles: own, pathsBefore }, own.index);
  const removals = removalsOf(files, own, former);
  const written = files.stale.length + own.pages.size + own.copies.size + own.pageMedia.copies.size + former.pages.size;
  return {
    written: {
      stale: files.stale,
      pages: own.pages,
      copies: own.copies,
      pageMedia: own.pageMedia.copies,
      former: former.pages,
      removals,
      archiveFiles: files.archiveFiles,
      ...(files.directory && { directory: files.directory }),
    },
    views: files,
    reported: former.reported,
    pending: pendingPaths(files, own, former, request),
    filesBefore: filesBefore.files,
    isEmpty: !files.directory && written + removals.length + files.archiveFiles.size === 0,
  };
}

function removalsOf(files: FilePlan, own: ArticleFilePlan, former: FormerPlan): readonly string[] {
  const left = [...files.removals, ...own.removals, ...own.pageMedia.removals, ...former.removals];
  return [...new Set(left)].filter(path => !former.owned.has(path));
}

/**
 * Returns the paths that are named as pending: those that the pending keys do not lead to. A key leads to the path that
 * it makes by itself, and not to that of a slug, which may be another by then.
 */
function pendingPaths(
  files: FilePlan,
  own: ArticleFilePlan,
  former: FormerPlan,
  { forcedPaths, keys }: Pick<PublicRequest, 'forcedPaths' | 'keys'>,
): readonly string[] {
  const led = new Set([...keys].map(key => publicPathOf(key, undefined)));
  const isNamed = (path: string): boolean => forcedPaths.has(path) || !led.has(mainPathOf(path));
  return [
    ...pathsIn(files.stale),
    ...files.removals,
    ...own.removals.filter(isNamed),
    ...[...own.pages.values()].flatMap(({ inputs }) => [...inputs.keys()].filter(path => !led.has(path))),
    // An article leads to what it names, and no more to what it named before.
    ...own.pageMedia.copies.keys(),
    ...own.pageMedia.removals,
    ...former.pages.keys(),
    ...former.removals,
  ];
}
