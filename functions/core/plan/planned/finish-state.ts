import { withFeedSegments } from '../../index/segmented/feeds-of-delta.ts';
import { hasArchiveBacklog, type State } from '../../index/state.ts';
import type { NoticeBatch } from '../../notices/notice.ts';
import type { Ingested } from '../ingest.ts';
import { segmentsAfter, settleFiles } from '../segmented/open-feeds.ts';
import type { PlanRequest } from './plan-request.ts';
import type { PublicPlan } from './public-files.ts';

/** Returns the next state, but for what is known only once the files are written. */
export function finishState(
  request: PlanRequest,
  { nextState, again }: Ingested,
  views: PublicPlan['views'],
  outbox: readonly NoticeBatch[],
): State {
  const kept = settleFiles(nextState, views.kept, views.removals);
  const { outbox: _, again: __, ...finished } = nextState.finish(request.by);
  return withFeedSegments({
    ...finished,
    ...(outbox.length > 0 && { outbox }),
    ...(again.length > 0 && { again }),
    site: request.storedSite,
    months: views.months,
    files: kept,
    ...segmentsAfter(request),
    pending: request.stillPending,
  });
}

/** Returns true if two states say the same, but for what a delta has. */
export function isSameState(state: State, next: State): boolean {
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
