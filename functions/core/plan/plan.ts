import { planPurge } from '../purge/plan-purge.ts';
import { ingest } from './ingest.ts';
import { type Loaded, type Needs, NeedsCollector } from './needs.ts';
import { planOutbox } from './plan-outbox.ts';
import { finishState, isSameState } from './planned/finish-state.ts';
import { ownersOfForced } from './planned/forced-owners.ts';
import { reportPlan } from './planned/plan-report.ts';
import type { PlanRequest } from './planned/plan-request.ts';
import type { Plan } from './planned/plan-result.ts';
import { planPublicFiles } from './planned/public-files.ts';

/** Plans a publish. Pure, and may be asked again with more loaded: what is missing is returned as needs. */
export function plan(request: PlanRequest, loaded: Loaded): Needs | Plan {
  const needs = new NeedsCollector();
  const { state } = request;
  const deltaBefore = new Map(Object.entries(state.delta));
  const forcedKeys = new Set([...request.forcedKeys, ...ownersOfForced(request, deltaBefore, loaded, needs)]);
  const ingested = needs.isEmpty ? ingest({ ...request, forcedKeys }, loaded, needs) : undefined;
  if (!ingested) return needs;
  const { nextState, changes, settled, stale, again } = ingested;
  const keys = new Set([...changes.keys(), ...settled.moved, ...stale]);
  const files = planPublicFiles({ ...request, forcedKeys, nextState, keys, deltaBefore }, loaded, needs);
  if (!files) return needs;
  const { delta } = nextState;
  const told = new Set([...keys, ...settled.reported]);
  const outbox = planOutbox({ ...request, delta }, told, deltaBefore, loaded, needs);
  const purge = request.isPurging && { purge: planPurge({ ...request, delta }, keys, files.indexBefore) };
  if (!needs.isEmpty) return needs;
  const next = finishState(request, nextState, files.views, { outbox, again });
  const others = [...settled.reported, ...files.reported];
  const report = reportPlan(request, { nextState, changes, recovered: forcedKeys, others });
  return {
    kind: 'plan',
    next,
    ...files.written,
    pending: { paths: files.pending, keys: [...keys] },
    changes,
    report,
    windows: nextState.windows,
    filesBefore: files.filesBefore,
    ...purge,
    isIdle: files.isEmpty && changes.size === 0 && isSameState(state, next),
  };
}
