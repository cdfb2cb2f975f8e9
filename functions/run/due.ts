import { hasBacklog, type State } from '../core/index/state.ts';
import type { Instant } from '../core/instant.ts';
import { isOver, LIFETIME, presentOf } from './clock.ts';
import type { RunContext } from './run.ts';

/** Work that a state shows without any listing. */
export type DueWork =
  /** `public/` is as it should be, as far as the state knows the content. */
  | 'nothing'
  /** Something is due, or was left by a run that died. */
  | 'publish'
  /** The state can't be continued from, or a rebuild stopped halfway. */
  | 'rebuild'
  /** Nothing can be published before a rebuild that is under way. */
  | 'wait';

/**
 * Returns what is due: articles, corrections and expiries; articles that feeds or the news sitemap show for their youth
 * alone; files and notices that a run left when it died; files that are made some at a time; a rebuild.
 */
export function dueWork(state: State, { runId, revision, feedsUrl, notices, purging, now }: RunContext): DueWork {
  const present = presentOf(state, now());
  const rebuilds = Object.values(state.rebuilding);
  const isUnderWay = rebuilds.some(since => since + LIFETIME >= present);
  const isUsable =
    !state.isBlank && state.revision === revision && state.feedsUrl === feedsUrl && present >= state.latestDate;
  if (!isUsable && isUnderWay) return 'wait';
  if (!isUsable || (rebuilds.length > 0 && !isUnderWay)) return 'rebuild';
  const isPendingLeft = state.pending.some(one => isOver(one, runId, present));
  const isLeft = isPendingLeft || notices.hasLeft(state, present) || purging.isDue(state);
  const isDue = isChangeDue(state, present) || hasBacklog(state) || isLeft;
  return isDue ? 'publish' : 'nothing';
}

/** Returns whether something changes by now. What a state knows of the future counts from its own instant on. */
function isChangeDue({ nextDue, asOf }: State, now: Instant): boolean {
  if (now < asOf || nextDue === undefined) return true;
  return nextDue !== null && nextDue <= now;
}
