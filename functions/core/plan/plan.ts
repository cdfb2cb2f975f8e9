import type { Delta } from '../index/index-view.ts';
import { isOwnPath } from '../index/keys/record-keys.ts';
import type { NextState } from '../index/next-state.ts';
import { hasArchiveBacklog, type State } from '../index/state.ts';
import { planPurge } from '../purge/plan-purge.ts';
import { contestsOf } from './contests.ts';
import { ingest } from './ingest.ts';
import { type Loaded, type Needs, NeedsCollector } from './needs.ts';
import { planOutbox } from './plan-outbox.ts';
import type { PlanRequest } from './planned/plan-request.ts';
import type { Plan } from './planned/plan-result.ts';
import { type PublicPlan, planPublicFiles } from './planned/public-files.ts';
import { segmentsAfter, settleFiles } from './segmented/open-feeds.ts';

/** Plans a publish. Pure, and may be asked again with more loaded: what is missing is returned as needs. */
export function plan(request: PlanRequest, loaded: Loaded): Needs | Plan {
  const needs = new NeedsCollector();
  const { state } = request;
  const deltaBefore = new Map(Object.entries(state.delta));
  const forcedKeys = new Set([...request.forcedKeys, ...ownersOf(request, deltaBefore, loaded, needs)]);
  const ingested = needs.isEmpty ? ingest({ ...request, forcedKeys }, loaded, needs) : undefined;
  if (!ingested) return needs;
  const { nextState, changes, settled, stale, again } = ingested;
  const keys = new Set([...changes.keys(), ...settled.moved, ...stale]);
  const files = planPublicFiles({ ...request, forcedKeys, nextState, keys, deltaBefore }, loaded, needs);
  if (!files) return needs;
  const told = new Set([...keys, ...settled.reported]);
  const outbox = planOutbox({ ...request, nextState }, told, deltaBefore, loaded, needs);
  const purge = request.isPurging && { purge: planPurge({ ...request, nextState }, keys, files.indexBefore) };
  if (!needs.isEmpty) return needs;
  const next = nextOf(request, nextState, files.views, { outbox, again });
  return {
    kind: 'plan',
    next,
    ...files.written,
    pending: { paths: files.pending, keys: [...keys] },
    changes,
    recovered: forcedKeys,
    contests: contestsOf(nextState, [...changes.keys(), ...settled.reported, ...files.reported]),
    windows: nextState.windows,
    traits: nextState.traits,
    filesBefore: files.filesBefore,
    ...purge,
    isIdle: files.isEmpty && changes.size === 0 && isSame(state, next),
  };
}

/** Returns the next state, but for what is known only once the files are written. */
function nextOf(
  request: PlanRequest,
  nextState: NextState,
  views: PublicPlan['views'],
  { outbox, again }: Required<Pick<State, 'outbox' | 'again'>>,
): State {
  const kept = settleFiles(nextState, views.kept, views.removals);
  const { outbox: _, again: __, ...finished } = nextState.finish(request.by);
  return {
    ...finished,
    ...(outbox.length > 0 && { outbox }),
    ...(again.length > 0 && { again }),
    site: request.storedSite,
    months: views.months,
    files: kept,
    ...segmentsAfter(request),
    pending: request.stillPending,
  };
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
