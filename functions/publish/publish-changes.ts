import { createTask, type Task } from '../apply/task.ts';
import { isSiteKey } from '../core/bucket-layout.ts';
import { joinItems } from '../core/handover/inbox-item.ts';
import type { Pending } from '../core/index/stored/pending.ts';
import { handOver } from '../run/hand-over.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import type { LoadedState } from '../state/manifest/loaded-state.ts';
import { attemptTask } from './attempt/attempt-task.ts';

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
    const result = await attemptTask(run, task, current, tries >= LOSSES);
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
