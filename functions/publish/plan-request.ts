import type { Task } from '../apply/task.ts';
import {
  type ActiveSite,
  fingerprintOf,
  readActiveSite,
  recallSite,
  siteChange,
  withSidecarNote,
} from '../content/active-site.ts';
import { dataFilesBeside } from '../content/read-data-files.ts';
import { AUTHORS_KEYS, isDataKey, SITE_KEY } from '../core/bucket-layout.ts';
import { dataPlace, isSidecarKey } from '../core/data-files/data-keys.ts';
import type { State } from '../core/index/state.ts';
import type { Instant } from '../core/instant.ts';
import type { PlanRequest } from '../core/plan/plan.ts';
import { isOver, presentOf } from '../run/clock.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { isSafeKey } from '../stores/object-key.ts';

/** Returns the inputs of a plan; `rebuild` where the state can't be continued from. */
export async function planRequestOf(
  run: RunContext,
  state: State,
  task: Task,
): Promise<PlanRequest | RunResult<'rebuild'>> {
  const { options, limits } = run;
  run.guard.recall(state.marks);
  if (state.isBlank || state.feedsUrl !== options.feedsUrl) return 'rebuild';
  const now = presentOf(state, options.now());
  if (now < state.latestDate) return 'rebuild';
  const active = await activeSite(run, state, task);
  if (active === 'rebuild') return active;
  const { site, stored } = active;
  const recovered = state.pending.filter(pending => task.recoverAll || isOver(pending, options.runId, now));
  const settled = new Set(recovered.filter(pending => isOver(pending, options.runId, now)));
  return {
    state,
    site,
    now,
    limits,
    fingerprint: fingerprintOf(options.revision, site),
    by: task.by,
    storedSite: stored,
    forcedKeys: new Set([...task.forced, ...recovered.flatMap(({ keys }) => keys), ...due(state, now)]),
    forcedPaths: new Set([...task.paths, ...recovered.flatMap(({ paths }) => paths)]),
    stillPending: state.pending.filter(pending => !settled.has(pending)),
    includeBacklog: task.includeBacklog,
    telling: run.telling(now),
  };
}

async function activeSite(run: RunContext, state: State, task: Task): Promise<ActiveSite | RunResult<'rebuild'>> {
  const recalled = recallSite(state.site, run.options.feedsUrl);
  if (!recalled) return 'rebuild';
  const keys = [...task.keys].filter(isSafeKey);
  const hasSidecars = task.hasSidecars ?? (state.site.hasSidecars === true || keys.some(isSidecarKey));
  const known = withSidecarNote(recalled, hasSidecars);
  const changed = keys.filter(key => isDataKey(key) && dataPlace(key) !== 'article');
  // What speaks of all articles may be that of the one that comes.
  const isLooked = hasSidecars || state.site.data?.some(({ key }) => dataPlace(key) === 'either');
  if (isLooked) changed.push(...(await dataFilesBeside(run.content, keys)));
  if (!task.readSite && changed.length === 0 && !keys.some(isSiteFile)) return known;
  const wanted = { changed, hasSidecars };
  const { active = known, problems } = await readActiveSite(run.content, state.site, run.options.feedsUrl, wanted);
  run.problems.push(...problems);
  return siteChange(recalled.site, active.site) === 'everything' ? 'rebuild' : active;
}

/** Returns keys of articles that are due, and of corrections. */
function due(state: State, now: Instant): readonly string[] {
  return Object.entries(state.timers).flatMap(([key, at]) => (at <= now ? [key] : []));
}

function isSiteFile(key: string): boolean {
  return key === SITE_KEY || AUTHORS_KEYS.includes(key);
}
