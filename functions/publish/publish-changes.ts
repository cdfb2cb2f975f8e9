import { apply } from '../apply/apply.ts';
import type { Task } from '../apply/task.ts';
import { rejectedIn } from '../core/index/state.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { StateLost } from '../state/state-lost.ts';
import type { LoadedState } from '../state/state-store.ts';
import { PreconditionFailed } from '../stores/object-store.ts';
import { planTask } from './plan-task.ts';
import { reportPlan } from './report-plan.ts';

/** Maximum number of lost races. Concurrent runs lose one now and then; a run that loses more has another problem. */
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

/**
 * Leaves keys that this run had no time for in the state, as pending work of a run that is over: the next run of what
 * is due, or an earlier publish, takes them in. Where there is no state, a rebuild reads everything.
 */
export async function leaveKeys(
  run: RunContext,
  { keys, retried = [] }: { readonly keys: readonly string[]; readonly retried?: readonly string[] },
): Promise<void> {
  const left = { run: `${run.options.runId} left`, since: 0, paths: [], keys, ...(retried.length > 0 && { retried }) };
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const { state, etag } = await run.state.load();
    if (!state || state.isBlank) return;
    try {
      await run.state.commit({ ...state, pending: [...state.pending, left] }, etag);
      return;
    } catch (error) {
      if (!(error instanceof PreconditionFailed)) throw error;
    }
  }
  throw new Error(`state/state.br: other runs committed ${MAX_TRIES} times; what this one left is tried again later`);
}

async function attempt(
  run: RunContext,
  task: Task,
  loaded: LoadedState,
): Promise<RunResult<'done' | 'rebuild' | 'lost'>> {
  if (!loaded.state) return 'rebuild';
  try {
    return await publishTask(run, task, { ...loaded, state: loaded.state });
  } catch (error) {
    if (!(error instanceof StateLost)) throw error;
    // A run that committed meanwhile may have replaced the object.
    return (await run.state.load()).etag === loaded.etag ? 'rebuild' : 'lost';
  }
}

/** Has the edge forget what earlier runs could not, though there is nothing to publish. */
async function sendLeft(run: RunContext): Promise<void> {
  const { state, etag } = await run.state.load();
  if (!state || !run.purging.hasLeft(state)) return;
  const sent = await run.purging.send(state);
  if (!sent.isSent) return;
  try {
    await run.state.commit(sent.state, etag);
  } catch (error) {
    // A later run asks for the same once more, under the same reference.
    if (!(error instanceof PreconditionFailed)) throw error;
  }
}

async function publishTask(
  run: RunContext,
  task: Task,
  loaded: Required<Pick<LoadedState, 'state'>> & LoadedState,
): Promise<RunResult<'done' | 'rebuild' | 'lost'>> {
  const planned = await planTask(run, loaded.state, task);
  if (planned === 'rebuild') return planned;
  const { plan } = planned;
  run.rejectedSources = rejectedIn(plan.next);
  if (!plan.isIdle && (await apply(run, loaded, planned, task.written)) === 'lost') {
    // Files that this run may have written are compared with the state of the other run.
    for (const path of plan.pending.paths) task.paths.add(path);
    for (const key of plan.pending.keys) task.forced.add(key);
    return 'lost';
  }
  if (plan.isIdle && run.purging.hasLeft(plan.next)) await sendLeft(run);
  run.takeNotices(plan.next);
  reportPlan(run, planned.request, plan);
  await run.guard.settle();
  return 'done';
}
