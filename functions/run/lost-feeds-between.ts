import { recallSite } from '../content/active-site.ts';
import type { State } from '../core/index/state.ts';
import type { Problem } from '../core/problem.ts';
import { feedsOut, lostFeedProblems, type SiteFeedsOut } from '../core/views/lost-feeds.ts';

/** The parts of a state by which its feeds are known. */
export type StateOfFeeds = Pick<State, 'site' | 'feedsUrl' | 'asOf' | 'windows' | 'titles' | 'languages'>;

/** Returns a warning for each feed that the `site.yaml` of a later state took from its address, or gave another id. */
export function lostFeedsBetween(before: StateOfFeeds | undefined, after: StateOfFeeds): readonly Problem[] {
  if (!before || before.site.text === after.site.text) return [];
  const [one, other] = [feedsOfState(before), feedsOfState(after)];
  return one && other ? lostFeedProblems(one, other, after.site.text) : [];
}

/** Returns the feeds of a state; `undefined` where its site is valid no more. */
export function feedsOfState(state: StateOfFeeds): SiteFeedsOut | undefined {
  const active = recallSite(state.site, state.feedsUrl);
  return active && feedsOut(active.site, state);
}
