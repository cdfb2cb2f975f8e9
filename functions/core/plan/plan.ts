import { ingest } from './ingest.ts';
import { type Loaded, type Needs, NeedsCollector } from './needs.ts';
import { finishState, isSameState } from './planned/finish-state.ts';
import { reportPlan } from './planned/plan-report.ts';
import type { PlanRequest } from './planned/plan-request.ts';
import type { Plan } from './planned/plan-result.ts';
import { planTold } from './planned/plan-told.ts';
import { planPublicFiles } from './planned/public-files.ts';

/** Plans a publish. Pure, and may be asked again with more loaded: what is missing is returned as needs. */
export function plan(request: PlanRequest, loaded: Loaded): Needs | Plan {
  const needs = new NeedsCollector();
  const { state } = request;
  const before = needs.viewBefore(state, loaded);
  const ingested = ingest(request, before, loaded, needs);
  if (!ingested) return needs;
  const files = planPublicFiles({ ...request, ...ingested, before }, loaded, needs);
  if (!files) return needs;
  const { outbox, ...purge } = planTold(request, ingested, before, loaded);
  if (!needs.isEmpty) return needs;
  const { nextState, changes, keys } = ingested;
  const next = finishState(request, ingested, files.views, outbox);
  return {
    kind: 'plan',
    next,
    ...files.written,
    pending: { paths: files.pending, keys: [...keys] },
    changes,
    report: reportPlan(request, ingested, files.reported),
    windows: nextState.windows,
    filesBefore: files.filesBefore,
    ...purge,
    isIdle: files.isEmpty && changes.size === 0 && isSameState(state, next),
  };
}
