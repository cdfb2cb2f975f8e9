import type { Application } from '../../apply/application.ts';
import { browseMonthOf } from '../../core/files/browse-path.ts';
import type { State } from '../../core/index/state.ts';
import { LIFETIME } from '../../run/clock.ts';
import { fleetMark } from '../../state/fleet/fleet-store.ts';
import type { Rebuild } from '../rebuild-context.ts';
import { withoutSegmentedFeeds } from '../segmented-feeds.ts';

/** Returns the state of a rebuild as it is to be the active one. `isOvertaken`: another rebuild has to follow. */
export function activatedState(
  { nextState, activeSite, run, now, fleet }: Rebuild,
  state: State | undefined,
  by: string,
  isOvertaken: boolean,
): State {
  const { revision, runId } = run;
  // The next rebuild looks at files written by a run that may still be at work on a rebuild of its own.
  const own = fleet === undefined ? [runId] : [runId, fleetMark(fleet)];
  const others = Object.entries(state?.rebuilding ?? {}).filter(
    ([id, since]) => !own.includes(id) && since + LIFETIME >= now,
  );
  // A fresh deployment is looked at an hour later, not at once.
  const audit = state?.audit ?? { at: now, files: 0 };
  const next = nextState.finish(by);
  return {
    ...next,
    delta: withoutSegmentedFeeds(next.delta),
    revision,
    site: activeSite.stored,
    rebuilding: { ...Object.fromEntries(others), ...(isOvertaken && { [`${runId} again`]: 0 }) },
    rebuilt: runId,
    audit,
  };
}

/** Returns whether the active state says all that a plan does already. */
export function isIdle({ next, stale, removals, archiveFiles }: Application['plan'], state: State): boolean {
  if (stale.length + removals.length + archiveFiles.size > 0 || state.isBlank || state.pending.length > 0) return false;
  if (Object.keys(state.rebuilding).length > 0) return false;
  // Records of segmented feeds are written anew; one that was lost may be why this is a rebuild.
  if (next.feedSegments || state.feedSegments) return false;
  const facts = ({
    site,
    revision,
    feedsUrl,
    windows,
    titles,
    languages,
    timers,
    counts,
    files,
    segments,
    marks,
    outbox,
  }: State) =>
    JSON.stringify([
      outbox,
      site,
      revision,
      feedsUrl,
      windows.articles,
      Object.entries(windows.horizons).sort(),
      titles,
      languages,
      Object.entries(timers).sort(),
      counts,
      // Records of months' pages lie with the months, and nothing of them is stale.
      Object.entries(files)
        .filter(([path]) => browseMonthOf(path) === undefined)
        .sort(),
      segments.map(({ digest }) => digest),
      marks,
    ]);
  return facts(next) === facts(state);
}
