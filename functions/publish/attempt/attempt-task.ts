import { apply } from '../../apply/apply.ts';
import type { Task } from '../../apply/task.ts';
import type { RunContext } from '../../run/run.ts';
import type { RunResult } from '../../run/run-result.ts';
import { noteCommitted } from '../../run/told/note-committed.ts';
import { partsOf } from '../../state/compaction/parts-of.ts';
import type { LoadedState } from '../../state/manifest/loaded-state.ts';
import { StateLost } from '../../state/state-lost.ts';
import { planTask } from './plan-task.ts';
import { isRush } from './rush.ts';

type Attempt = RunResult<'done' | 'rebuild' | 'other site' | 'lost'>;
/** A state that there is. */
type PresentState = Required<Pick<LoadedState, 'state'>> & LoadedState;

/**
 * Plans a task over the state that was read, commits the plan and writes its files, once. `isPressed`: the run has lost
 * races. `rebuild`: there is no state to go on from. `other site`: everything has to be made anew by another
 * `site.yaml`, and all else is published. `lost`: another run committed meanwhile.
 */
export async function attemptTask(
  run: RunContext,
  task: Task,
  loaded: LoadedState,
  isPressed: boolean,
): Promise<Attempt> {
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
    // A run that committed meanwhile may have replaced the part; this one, which may have committed, too, has not.
    const { state: current, etag } = await run.state.load();
    const isMissed = etag === from.etag || (current !== undefined && partsOf(current).has(error.key));
    return isMissed ? 'rebuild' : 'lost';
  }
}

/** `other site`: all else that the task is about is published by the site as it was, and waits for no rebuild. */
async function publishTask(run: RunContext, task: Task, loaded: PresentState): Promise<Attempt> {
  run.purging.follow([...task.ended, ...task.overdue]);
  const published = await publishPlanned(run, task, loaded);
  if (published !== 'other site') return published;
  const others = await publishPlanned(run, { ...task, keepsSite: true }, loaded);
  return others === 'done' ? published : others;
}

async function publishPlanned(run: RunContext, task: Task, loaded: PresentState): Promise<Attempt> {
  const planned = await planTask(run, loaded.state, task);
  if (planned === 'rebuild' || planned === 'other site') return planned;
  const { plan } = planned;
  run.report.takeState(plan.next);
  if (!plan.isIdle && (await apply(run, loaded, planned, task.written)) === 'lost') {
    // Files that this run may have written are compared with the state of the other run.
    for (const path of plan.pending.paths) task.paths.add(path);
    for (const key of plan.pending.keys) task.forced.add(key);
    return 'lost';
  }
  if (plan.isIdle && run.purging.hasLeft(plan.next)) await sendLeft(run);
  noteCommitted(run, loaded.state, plan.next);
  run.report.add(plan.report);
  await run.guard.settle();
  return 'done';
}

/** Has the edge forget what earlier runs could not, though there is nothing to publish. */
async function sendLeft(run: RunContext): Promise<void> {
  const { state, etag } = await run.state.load();
  if (!state || !run.purging.hasLeft(state)) return;
  const sent = await run.purging.send(state);
  // Where another run was faster, a later one asks for the same once more, under the same reference.
  if (sent.isSent) await run.state.commit(sent.state, etag);
}
