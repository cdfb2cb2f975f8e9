import type { Task } from '../../apply/task.ts';
import {
  type ActiveSite,
  fingerprintOf,
  readActiveSite,
  recallSite,
  siteChange,
  withSidecarNote,
} from '../../content/active-site.ts';
import { areSidecarsBeside } from '../../content/read-data-files.ts';
import { AUTHORS_KEYS, isDataKey, SITE_KEY } from '../../core/bucket-layout.ts';
import type { FeedKey } from '../../core/feed/feed-key.ts';
import { renewedFeeds, withUnknownFeeds } from '../../core/filing/changed-feeds.ts';
import type { State } from '../../core/index/state.ts';
import type { Pending } from '../../core/index/stored/pending.ts';
import type { Instant } from '../../core/instant.ts';
import type { PlanRequest } from '../../core/plan/planned/plan-request.ts';
import { withDueFeeds } from '../../core/plan/segmented/open-feeds.ts';
import { isOver, presentOf } from '../../run/clock.ts';
import { articlesSpokenOf, changedFolderData } from '../../run/folder-data.ts';
import type { RunContext } from '../../run/run.ts';
import type { RunResult } from '../../run/run-result.ts';
import { isSafeKey } from '../../stores/object-key.ts';

/**
 * Returns the inputs of a plan; `rebuild` if the state can't be used as its beginning, `other site` if everything has
 * to be made anew by the site as it is now.
 */
export async function planRequestOf(
  run: RunContext,
  state: State,
  task: Task,
): Promise<PlanRequest | RunResult<'rebuild' | 'other site'>> {
  const { limits, runId } = run;
  run.guard.recall(state.marks);
  if (state.isBlank || state.feedsUrl !== run.feedsUrl) return 'rebuild';
  const now = presentOf(state, run.now());
  if (now < state.latestDate) return 'rebuild';
  // Segmented feeds that showed more by then are not known.
  if (state.feedSegments && now < state.asOf) return 'rebuild';
  const isLeft = (pending: Pending): boolean => task.ended.has(pending.run) || isOver(pending, runId, now);
  const recovered = state.pending.filter(
    pending => task.recoverAll || task.overdue.has(pending.run) || isLeft(pending),
  );
  const left = recovered.flatMap(({ keys }) => keys);
  run.guard.expect(recovered.flatMap(({ retried = [] }) => retried));
  const active = await activeSite(run, state, task, left);
  if (active === 'rebuild' || active === 'other site') return active;
  const { site, stored, isChanged, renewed, spokenOf } = active;
  // What is left may be the site, which is yet to be read.
  const settled = new Set(task.keepsSite ? [] : recovered.filter(isLeft));
  return {
    state: withUnknownFeeds(isChanged ? withDueFeeds(state) : state, renewed, now),
    site,
    now,
    limits,
    fingerprint: fingerprintOf(run.revision, site),
    by: task.by,
    storedSite: stored,
    forcedKeys: new Set([...task.forced, ...left, ...due(state, now), ...spokenOf]),
    forcedPaths: new Set([...task.paths, ...recovered.flatMap(({ paths }) => paths)]),
    stillPending: state.pending.filter(pending => !settled.has(pending)),
    // Of a few feeds that the site changed, all are made at once.
    includeBacklog: task.includeBacklog || isChanged,
    telling: run.notices.telling(now),
    isPurging: run.purging.isOn(state),
  };
}

/** The active site. */
interface NextSite extends ActiveSite {
  /** Feeds that are new, or have changed, with this site. The state has no articles of them. */
  readonly renewed: readonly FeedKey[];
  /** Keys of articles to read again, since their data files changed. */
  readonly spokenOf: readonly string[];
  /** Feeds have to be made anew of what is remembered. */
  readonly isChanged: boolean;
}

/** `left` are keys that earlier runs did not come to: they may be of files that are part of the site. */
async function activeSite(
  run: RunContext,
  state: State,
  task: Task,
  left: readonly string[],
): Promise<NextSite | RunResult<'rebuild' | 'other site'>> {
  const recalled = recallSite(state.site, run.feedsUrl);
  if (!recalled) return 'rebuild';
  const keys = [...task.keys, ...left].filter(isSafeKey);
  const isListed = task.by !== 'events' && task.by !== 'due';
  const toldOf = await haveSidecars(run, state, task, keys);
  const { data: before } = state.site;
  const asked = isListed ? keys.filter(isDataKey) : keys;
  const changed = await changedFolderData(run.content, asked, before, toldOf);
  // One that spoke of all is that of the article that comes.
  const hasSidecars = toldOf || (await areSidecarsBeside(run.content, changed));
  const known = { ...withSidecarNote(recalled, hasSidecars), renewed: [], spokenOf: [], isChanged: false };
  // An article must not come out before a file that may hold it back is taken in.
  if (task.keepsSite) return changed.length === 0 ? known : 'rebuild';
  if (!task.readSite && changed.length === 0 && !keys.some(isSiteFile)) return known;
  const wanted = { changed, hasSidecars };
  const { active = known, problems } = await readActiveSite(run.content, state.site, run.feedsUrl, wanted);
  run.report.problems.push(...problems);
  const change = siteChange(recalled.site, active.site);
  if (change === 'everything') return 'other site';
  const files = { before, after: active.stored.data };
  const spokenOf = await articlesSpokenOf(run.content, files, run.limits.perCommit);
  if (spokenOf === 'many') return 'rebuild';
  const renewed = renewedFeeds(recalled.site, active.site);
  return { ...active, spokenOf, renewed, isChanged: change === 'feeds' };
}

/**
 * Returns whether some data files belong to single articles. A sweep has listed them all, and says so where the state
 * says something else. Events may be of one that came since, or of one that is gone.
 */
async function haveSidecars(run: RunContext, { site }: State, task: Task, keys: readonly string[]): Promise<boolean> {
  return (task.hasSidecars ?? site.hasSidecars) === true || areSidecarsBeside(run.content, keys);
}

/** Returns the keys of articles that fell due, or have a correction that did. */
function due(state: State, now: Instant): readonly string[] {
  return Object.entries(state.timers).flatMap(([key, at]) => (at <= now ? [key] : []));
}

function isSiteFile(key: string): boolean {
  return key === SITE_KEY || AUTHORS_KEYS.includes(key);
}
