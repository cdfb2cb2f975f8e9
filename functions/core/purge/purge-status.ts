import { earliest, type Instant } from '../instant.ts';
import { dayOf, type Purges } from './purge.ts';

/** Counts of what caches at the edge were asked to forget, and are still to be. */
export interface PurgeStatus {
  /** Items that were not taken yet. */
  readonly waiting: number;
  /** Instant at which the first of them was found. Absent if there are none. */
  readonly since?: Instant;
  /** Items that were taken on the day (UTC) of the last change. */
  readonly today: number;
  /** Items of that day that were beyond the budget. */
  readonly skipped: number;
}

/** Returns the counts of a state; `undefined` where nobody asks an edge. */
export function purgeStatusOf(purges: Purges | undefined, now: Instant): PurgeStatus | undefined {
  if (!purges?.isOn) return undefined;
  const { waiting = [], spent } = purges;
  const { items, skipped = 0 } = dayOf(spent, now);
  const since = earliest(waiting.map(({ at }) => at));
  const count = waiting.reduce((sum, batch) => sum + batch.items.length, 0);
  return { waiting: count, ...(since !== undefined && { since }), today: items, skipped };
}
