import { apply } from '../apply/apply.ts';
import { createTask, type Task } from '../apply/task.ts';
import { isSiteKey } from '../core/bucket-layout.ts';
import { joinItems } from '../core/handover/inbox-item.ts';
import { hasBacklog, rejectedIn } from '../core/index/state.ts';
import type { Pending } from '../core/index/stored/pending.ts';
import { handOver, isRush } from '../run/hand-over.ts';
import { lostFeedsBetween } from '../run/lost-feeds-between.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import type { LoadedState } from '../state/manifest/loaded-state.ts';
import { StateLost } from '../state/state-lost.ts';
import { planTask } from './plan-task.ts';

/** Maximum number of lost races. Concurrent runs lose one now and then; a run that loses more has another problem. */
const MAX_TRIES = 40;
/** Number of lost races after which a run announces itself before it plans again. */
const LOSSES = 2;

/**
 * Takes in the objects of some keys as they are now, and publishes what changed: everything is read first, then
 * planned, then written. After that it takes in what other runs left meanwhile. Keys of events are left to another run
 * where one is at work. `rebuild` where there is no state to go on from. `loaded` is a state that was read already.
 */
export async function publishChanges(
  run: RunContext,
  task: Task,
  loaded?: LoadedState,
): Promise<RunResult<'done' | 'rebuild'>> {
  const published = await publishOwn(run, task, loaded);
  const result = published === 'done' ? await takeInbox(run) : published;
  await run.lease.release();
  return result === 'other site' ? 'rebuild' : result;
}

async function publishOwn(
  run: RunContext,
  task: Task,
  loaded?: LoadedState,
): Promise<RunResult<'done' | 'rebuild' | 'other site'>> {
  const { lease } = run;
  // An item of the inbox names keys: what is left of an archive is no such work.
  lease.yields = task.by === 'events' && !task.recoverAll && !task.includeBacklog;
  let current = loaded;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    current ??= await run.state.load();
    const { deadHolder } = lease;
    if (deadHolder !== undefined) {
      lease.followsDead = true;
      task.overdue.add(deadHolder);
    }
    if (lease.yields && lease.isOthers) {
      if (await leaveToHolder(run, task)) return 'done';
      current = await run.state.load();
    }
    const result = await attempt(run, task, current, tries >= LOSSES);
    if (result !== 'lost') return result;
    current = undefined;
  }
  throw new Error(
    `state/state.br: other runs committed ${MAX_TRIES} times before this one could; it is tried again later`,
  );
}

/**
 * Takes in what other runs left, commit by commit, until nothing is left. If time runs short, the mark of the inbox
 * stays, by which any next run knows of the rest. Where `site.yaml` is among it, all else is published before
 * everything is made anew: it may be a withdrawal.
 */
async function takeInbox(run: RunContext): Promise<RunResult<'done' | 'rebuild' | 'other site'>> {
  const { lease, state, limits } = run;
  let isOther = false;
  while (lease.mayTakeInbox && !run.isShortOfTime) {
    const { etag } = state.manifest;
    const { names, items } = await state.inbox.read(limits.perCommit);
    if (names.length === 0) {
      if (await lease.settleInbox(etag)) break;
      continue;
    }
    const { keys, retried, ...more } = joinItems(items);
    run.guard.expect(lease.followsDead ? keys : retried);
    const result = await publishOwn(run, createTask('events', keys, more));
    // A site.yaml among them is for this run alone from now on, or each that comes would rebuild.
    const left = { run: run.runId, since: run.now() };
    if (result === 'rebuild') await addPending(run, { ...left, paths: more.paths, keys, retried });
    if (result === 'other site') await addPending(run, { ...left, paths: [], keys: keys.filter(isSiteKey) });
    await state.inbox.delete(names);
    if (result === 'rebuild') return result;
    isOther ||= result === 'other site';
  }
  return isOther ? 'other site' : 'done';
}

/** Leaves a task to the run that holds the lease. Returns `false` where none does any more. */
async function leaveToHolder(run: RunContext, { keys, forced, paths, ended }: Task): Promise<boolean> {
  const retried = [...keys].filter(key => run.guard.isExpected(key));
  const over = [...ended, ...(paths.size > 0 ? [run.runId] : [])];
  const isLeft = await handOver(run, {
    keys: [...keys],
    ...(retried.length > 0 && { retried }),
    ...(forced.size > 0 && { forced: [...forced] }),
    ...(paths.size > 0 && { paths: [...paths] }),
    ...(over.length > 0 && { ended: over }),
  });
  if (isLeft) run.report.handedOver += keys.size;
  return isLeft;
}

/**
 * Leaves keys that this run had no time for in the state, as pending work of a run that is over: the next run of what
 * is due, or an earlier publish, takes them in. Where there is no state, a rebuild reads everything.
 */
export async function leaveKeys(
  run: RunContext,
  { keys, retried = [] }: { readonly keys: readonly string[]; readonly retried?: readonly string[] },
): Promise<void> {
  const left = { run: `${run.runId} left`, since: 0, paths: [], keys };
  await addPending(run, { ...left, ...(retried.length > 0 && { retried }) });
}

/** Adds to what is pending. Where there is no state, a rebuild reads everything. */
async function addPending(run: RunContext, left: Pending): Promise<void> {
  if (left.keys.length + left.paths.length === 0) return;
  await run.state.update(state =>
    state && !state.isBlank ? { ...state, pending: [...state.pending, left] } : undefined,
  );
}

/** `isPressed`: the run has lost races. */
async function attempt(
  run: RunContext,
  task: Task,
  loaded: LoadedState,
  isPressed: boolean,
): Promise<RunResult<'done' | 'rebuild' | 'other site' | 'lost'>> {
  const { lease } = run;
  const { state } = loaded;
  if (!state) return 'rebuild';
  let from: LoadedState = loaded;
  try {
    if (isPressed || (lease.yields && !lease.isOwn && (await isRush(run, state, task.keys)))) {
      const etag = await lease.announce(loaded.etag);
      if (etag === undefined) return 'lost';
      from = { state, etag };
    }
    return await publishTask(run, task, { ...from, state });
  } catch (error) {
    if (!(error instanceof StateLost)) throw error;
    // A run that committed meanwhile may have replaced the object.
    return (await run.state.load()).etag === from.etag ? 'rebuild' : 'lost';
  }
}

/** Has the edge forget what earlier runs could not, though there is nothing to publish. */
async function sendLeft(run: RunContext): Promise<void> {
  const { state, etag } = await run.state.load();
  if (!state || !run.purging.hasLeft(state)) return;
  const sent = await run.purging.send(state);
  // Where another run was faster, a later one asks for the same once more, under the same reference.
  if (sent.isSent) await run.state.commit(sent.state, etag);
}

type LoadedForPlan = Required<Pick<LoadedState, 'state'>> & LoadedState;

/** `other site`: all else that the task is about is published by the site as it was, and waits for no rebuild. */
async function publishTask(
  run: RunContext,
  task: Task,
  loaded: LoadedForPlan,
): Promise<RunResult<'done' | 'rebuild' | 'other site' | 'lost'>> {
  run.purging.follow([...task.ended, ...task.overdue]);
  const published = await publishPlanned(run, task, loaded);
  if (published !== 'other site') return published;
  const others = await publishPlanned(run, { ...task, keepsSite: true }, loaded);
  return others === 'done' ? published : others;
}

async function publishPlanned(
  run: RunContext,
  task: Task,
  loaded: LoadedForPlan,
): Promise<RunResult<'done' | 'rebuild' | 'other site' | 'lost'>> {
  const planned = await planTask(run, loaded.state, task);
  if (planned === 'rebuild' || planned === 'other site') return planned;
  const { plan } = planned;
  run.report.rejectedSources = rejectedIn(plan.next);
  if (!plan.isIdle && (await apply(run, loaded, planned, task.written)) === 'lost') {
    // Files that this run may have written are compared with the state of the other run.
    for (const path of plan.pending.paths) task.paths.add(path);
    for (const key of plan.pending.keys) task.forced.add(key);
    return 'lost';
  }
  if (plan.isIdle && run.purging.hasLeft(plan.next)) await sendLeft(run);
  run.notices.committed(plan.next);
  run.report.lostFeeds.push(...lostFeedsBetween(loaded.state, plan.next));
  run.report.add(plan.report);
  run.report.hasBacklog = hasBacklog(plan.next);
  await run.guard.settle();
  return 'done';
}
