import type { IndexView } from '../../index/index-view.ts';
import type { NoticeBatch } from '../../notices/notice.ts';
import { type PurgePlan, planPurge } from '../../purge/plan-purge.ts';
import type { Ingested } from '../ingest.ts';
import type { Loaded } from '../needs.ts';
import { planOutbox } from '../plan-outbox.ts';
import type { PlanRequest } from './plan-request.ts';

/** News of a plan for others: for editors, and for caches at the edge. */
export interface PlanTold {
  readonly outbox: readonly NoticeBatch[];
  /** Absent where no cache can be asked. */
  readonly purge?: PurgePlan;
}

/** Plans what editors and the edge are told of what changed. `before` is the index as it was. */
export function planTold(request: PlanRequest, ingested: Ingested, before: IndexView, loaded: Loaded): PlanTold {
  const { keys, reported, nextState } = ingested;
  const changed = { ...request, delta: nextState.delta };
  return {
    outbox: planOutbox(changed, new Set([...keys, ...reported]), before, loaded),
    ...(request.isPurging && { purge: planPurge(changed, keys, before) }),
  };
}
