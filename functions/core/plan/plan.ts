import { mainPathOf } from '../files/variants.ts';
import type { ReadObject } from '../index/found.ts';
import { publicPathOf } from '../index/index-record.ts';
import type { Delta } from '../index/index-view.ts';
import { isOwnPath } from '../index/keys/record-keys.ts';
import type { NextState } from '../index/next-state.ts';
import { hasArchiveBacklog, type State } from '../index/state.ts';
import type { Traits } from '../index/traits/feed-traits.ts';
import { type PurgePlan, planPurge } from '../purge/plan-purge.ts';
import { contestsOf } from './contests.ts';
import type { FilePlan } from './file-plan.ts';
import { pathsIn } from './file-plan.ts';
import { type Ingested, type IngestRequest, ingest } from './ingest.ts';
import { type Loaded, type Needs, NeedsCollector } from './needs.ts';
import { type ArticleFilePlan, planArticleFiles } from './plan-article-files.ts';
import { needEntries, planFiles } from './plan-files.ts';
import { type FormerPlan, planFormer } from './plan-former.ts';
import { planOutbox, type Telling } from './plan-outbox.ts';
import { segmentsAfter, settleFiles, withFilesOfOpen } from './segmented/open-feeds.ts';

/** Input of a publish: the state, and what is to be looked at again. Everything else is in what was loaded. */
export interface PlanRequest extends IngestRequest {
  /** Origin of the run. */
  readonly by: string;
  readonly storedSite: State['site'];
  /** Paths that may be stale, whatever the state says. */
  readonly forcedPaths: ReadonlySet<string>;
  /** Work of other runs that is still pending once this plan is applied. */
  readonly stillPending: State['pending'];
  readonly includeBacklog: boolean;
  /** Set where editors are notified about their articles; else notices of other runs stay as they are. */
  readonly telling?: Telling | undefined;
  /** Set where caches at the edge can be asked to forget what was published. */
  readonly isPurging?: boolean;
}

/** All that a run is about to write. Files are rendered when they are written, so that no plan holds their bytes. */
export interface Plan {
  readonly kind: 'plan';
  /** As it will be once everything is written, but for what is known only then of stale files. */
  readonly next: State;
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
  /** Files that are pending while it is applied. */
  readonly pending: Pick<State['pending'][number], 'paths' | 'keys'>;
  /** Objects that changed the state. */
  readonly changes: ReadonlyMap<string, ReadObject>;
  /** Keys of objects that were taken in though they are as they were: their files may be stale. */
  readonly recovered: ReadonlySet<string>;
  /** Problems of objects that changed, or of which there is something else to report: what they share with others. */
  readonly contests: ReturnType<typeof contestsOf>;
  readonly windows: Ingested['nextState']['windows'];
  /** Titles of feeds, those of which something changed among them. */
  readonly traits: Pick<Traits, 'titleOf'>;
  /** Records of what was written before, as far as the plan depends on them. */
  readonly filesBefore: State['files'];
  /** The directory of authors and tags, where it is to be written. */
  readonly directory?: FilePlan['directory'];
  /** Reason for which caches at the edge are to forget what is written. Absent where none is asked. */
  readonly purge?: PurgePlan;
  /** True if the state says all this already, and there is nothing to write. */
  readonly isIdle: boolean;
}

/** Plans a publish. Pure, and may be asked again with more loaded: what is missing is returned as needs. */
export function plan(request: PlanRequest, loaded: Loaded): Needs | Plan {
  const needs = new NeedsCollector();
  const { state, forcedPaths } = request;
  const deltaBefore = new Map(Object.entries(state.delta));
  const forcedKeys = new Set([...request.forcedKeys, ...ownersOf(request, deltaBefore, loaded, needs)]);
  const ingested = needs.isEmpty ? ingest({ ...request, forcedKeys }, loaded, needs) : undefined;
  if (!ingested) return needs;
  const { nextState, changes, settled, stale, again } = ingested;
  const keys = new Set([...changes.keys(), ...settled.moved, ...stale]);
  const own = planArticleFiles({ ...request, forcedKeys, nextState, keys, deltaBefore }, loaded, needs);
  const before = withFilesOfOpen(state, nextState, needs.viewOf(nextState, loaded));
  const files = planFiles({ ...request, nextState, before, forced: forcedPaths, isRebuild: false }, loaded, needs);
  if (files) needEntries(files, loaded, needs);
  if (!files || !needs.isEmpty) return needs;
  const pathsBefore = new Set(Object.keys(before.files));
  const former = planFormer({ ...request, nextState, keys, files, articles: own, pathsBefore }, own.index);
  const told = new Set([...keys, ...settled.reported]);
  const outbox = planOutbox({ ...request, nextState }, told, deltaBefore, loaded, needs);
  const purge = request.isPurging && { purge: planPurge({ ...request, nextState }, keys, own.index.before) };
  if (!needs.isEmpty) return needs;
  const next = nextOf(request, nextState, files, { outbox, again });
  const removals = removalsOf(files, own, former);
  const written = files.stale.length + own.pages.size + own.copies.size + own.pageMedia.copies.size + former.pages.size;
  return {
    kind: 'plan',
    next,
    stale: files.stale,
    pages: own.pages,
    copies: own.copies,
    pageMedia: own.pageMedia.copies,
    former: former.pages,
    removals,
    archiveFiles: files.archiveFiles,
    pending: { paths: pendingPaths(files, own, former, { forcedPaths, keys }), keys: [...keys] },
    changes,
    recovered: forcedKeys,
    contests: contestsOf(nextState, [...changes.keys(), ...settled.reported, ...former.reported]),
    windows: nextState.windows,
    traits: nextState.traits,
    filesBefore: before.files,
    ...(files.directory && { directory: files.directory }),
    ...purge,
    isIdle:
      !files.directory &&
      written + removals.length + changes.size + files.archiveFiles.size === 0 &&
      isSame(state, next),
  };
}

function removalsOf(files: FilePlan, own: ArticleFilePlan, former: FormerPlan): readonly string[] {
  const left = [...files.removals, ...own.removals, ...own.pageMedia.removals, ...former.removals];
  return [...new Set(left)].filter(path => !former.owned.has(path));
}

/** Returns the next state, but for what is known only once the files are written. */
function nextOf(
  request: PlanRequest,
  nextState: NextState,
  files: FilePlan,
  { outbox, again }: Required<Pick<State, 'outbox' | 'again'>>,
): State {
  const kept = settleFiles(nextState, files.kept, files.removals);
  const { outbox: _, again: __, ...finished } = nextState.finish(request.by);
  return {
    ...finished,
    ...(outbox.length > 0 && { outbox }),
    ...(again.length > 0 && { again }),
    site: request.storedSite,
    months: files.months,
    files: kept,
    ...segmentsAfter(request),
    pending: request.stillPending,
  };
}

/**
 * Returns the paths that are named as pending: those that the pending keys do not lead to. A key leads to the path that
 * it makes by itself, and not to that of a slug, which may be another by then.
 */
function pendingPaths(
  files: FilePlan,
  own: ArticleFilePlan,
  former: FormerPlan,
  { forcedPaths, keys }: Pick<PlanRequest, 'forcedPaths'> & { readonly keys: Iterable<string> },
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

/** Returns the keys of the objects that own pages and media which may be stale; they are read and taken in again. */
function ownersOf(
  { state, forcedPaths }: PlanRequest,
  delta: Delta,
  loaded: Loaded,
  needs: NeedsCollector,
): readonly string[] {
  const index = needs.viewOf({ segmentCount: state.segments.length, delta }, loaded);
  const owners = [...forcedPaths]
    .filter(isOwnPath)
    .flatMap(path => index.ownerOfPath(path) ?? index.namedAt(path).map(({ article }) => article));
  for (const key of owners) if (!loaded.objects.has(key)) needs.objects.add(key);
  return owners;
}

function isSame(state: State, next: State): boolean {
  const facts = ({ site, files, pending, again, outbox, feedSegments, shrinking, nextDue }: State): string =>
    JSON.stringify([
      site,
      Object.entries(files).sort(),
      pending.length,
      again,
      outbox,
      feedSegments,
      shrinking,
      nextDue,
    ]);
  return facts(state) === facts(next) && hasArchiveBacklog(state) === hasArchiveBacklog(next);
}
