import { apply } from '../apply/apply.ts';
import type { Task } from '../apply/task.ts';
import { type ActiveSite, fingerprintOf, readActiveSite, recallSite, siteChange } from '../content/active-site.ts';
import { uploadedAt } from '../content/uploaded-at.ts';
import { isOut } from '../core/article/is-out.ts';
import { isContent, isSiteKey } from '../core/bucket-layout.ts';
import { problemsOf } from '../core/index/held.ts';
import { hasArchiveBacklog, type Marks, rejectedIn, type State } from '../core/index/state.ts';
import type { Instant } from '../core/instant.ts';
import { type Plan, type PlanRequest, plan } from '../core/plan/plan.ts';
import { cutFeedProblems } from '../core/views/cut-feeds.ts';
import { isOver, presentOf } from '../run/clock.ts';
import { Loader, MAX_LOADS } from '../run/loader.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { ArchiveFiles } from '../state/archive-files.ts';
import { ContentIndex } from '../state/content-index.ts';
import { StateLost } from '../state/state-lost.ts';
import type { LoadedState } from '../state/state-store.ts';
import { isSafeKey } from '../stores/object-key.ts';

/** Runs that meet lose a race now and then; one that loses this often is in trouble of another kind. */
const MAX_TRIES = 40;

/**
 * Takes in the objects of some keys as they are now, and publishes what changed: everything is read first, then
 * planned, then written. `rebuild` where there is no state to go on from. `loaded` is a state that was read already.
 */
export async function publishChanges(
  run: RunContext,
  task: Task,
  loaded?: LoadedState,
): Promise<RunResult<'done' | 'rebuild'>> {
  let current = loaded;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    current ??= await run.state.load();
    const result = await attempt(run, task, current);
    if (result !== 'lost') return result;
    current = undefined;
  }
  throw new Error(
    `state/state.br: other runs committed ${MAX_TRIES} times before this one could; it is tried again later`,
  );
}

async function attempt(
  run: RunContext,
  task: Task,
  loaded: LoadedState,
): Promise<RunResult<'done' | 'rebuild' | 'lost'>> {
  if (!loaded.state) return 'rebuild';
  try {
    const request = await requestOf(run, loaded.state, task);
    return request === 'rebuild' ? request : await publishPlan(run, task, loaded, request);
  } catch (error) {
    if (!(error instanceof StateLost)) throw error;
    // A run that committed meanwhile may have put another object in its place.
    return (await run.state.load()).etag === loaded.etag ? 'rebuild' : 'lost';
  }
}

async function publishPlan(
  run: RunContext,
  task: Task,
  before: LoadedState,
  request: PlanRequest,
): Promise<RunResult<'done' | 'lost'>> {
  const { state } = request;
  const index = new ContentIndex(run.state, state);
  const loader = new Loader({ ...request, run, index, archiveFiles: new ArchiveFiles(run.state, state.months) });
  const keys = [...task.keys, ...request.forcedKeys].filter(key => isContent(key) && isSafeKey(key));
  await loader.read(new Set(keys));
  const planned = withMarks(await planWith(loader, request), state, run.guard.marks);
  run.rejectedSources = rejectedIn(planned.next);
  if (!planned.isIdle) {
    const application = {
      plan: planned,
      loaded: loader.loaded,
      index,
      before: state.files,
      forced: request.forcedPaths,
    };
    if ((await apply(run, before, { ...application, fingerprint: request.fingerprint }, task.written)) === 'lost') {
      // What this run may have written has to be looked at with the eyes of the other.
      for (const path of planned.pending.paths) task.paths.add(path);
      for (const key of planned.pending.keys) task.forced.add(key);
      return 'lost';
    }
  }
  account(run, request, planned);
  await run.guard.settle();
  return 'done';
}

/** Sources that were given up while the plan was made are remembered with it. */
function withMarks(planned: Plan, state: State, marks: Marks): Plan {
  const isIdle = planned.isIdle && JSON.stringify(state.marks) === JSON.stringify(marks);
  return { ...planned, next: { ...planned.next, marks }, isIdle };
}

async function planWith(loader: Loader, request: PlanRequest): Promise<Plan> {
  for (let loads = 0; loads < MAX_LOADS; loads++) {
    const result = plan(request, loader.loaded);
    if (result.kind === 'plan') return result;
    await loader.load(result);
  }
  throw new Error(
    `site.yaml: sources changed ${MAX_LOADS} times while their files were planned; it is tried again later`,
  );
}

/** What to plan; `rebuild` where the state can't be gone on from. */
async function requestOf(run: RunContext, state: State, task: Task): Promise<PlanRequest | RunResult<'rebuild'>> {
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
  };
}

async function activeSite(run: RunContext, state: State, task: Task): Promise<ActiveSite | RunResult<'rebuild'>> {
  const recalled = recallSite(state.site, run.options.feedsUrl);
  if (!recalled) return 'rebuild';
  if (!task.readSite && ![...task.keys].some(isSiteKey)) return recalled;
  const { inForce = recalled, problems } = await readActiveSite(run.content, state.site, run.options.feedsUrl);
  run.problems.push(...problems);
  return siteChange(recalled.site, inForce.site) === 'everything' ? 'rebuild' : inForce;
}

/** Keys of articles that are due, and of corrections. */
function due(state: State, now: Instant): readonly string[] {
  return Object.entries(state.timers).flatMap(([key, at]) => (at <= now ? [key] : []));
}

function account(
  run: RunContext,
  { site, now, forcedKeys }: PlanRequest,
  { changes, recovered, contests, next, windows }: Plan,
): void {
  run.cutFeeds = cutFeedProblems(windows, site);
  run.read += changes.size;
  run.hasArchivesDue = hasArchiveBacklog(next);
  for (const [key, { found }] of changes) {
    run.problems.push(...problemsOf(found, now));
    if (found.kind === 'rejected') run.rejected += 1;
    // Of an article whose page alone may be stale, nothing came out or changed.
    const isMended = recovered.has(key) && !forcedKeys.has(key);
    const isLost = contests.get(key)?.isLost ?? false;
    if (found.kind === 'article' && isOut(found.article, now) && !isMended && !isLost) run.published += 1;
  }
  for (const { problems, isLost } of contests.values()) {
    run.problems.push(...problems);
    if (isLost) run.rejected += 1;
  }
  const published = new Map([...changes].filter(([key]) => !contests.get(key)?.isLost));
  run.uploaded.push(...uploadedAt(published, { now, forcedKeys: recovered }));
}
