import { createTask } from '../apply/task.ts';
import { isAuditDue } from '../core/files/audit.ts';
import type { State } from '../core/index/state.ts';
import type { Instant } from '../core/instant.ts';
import { isOver } from '../run/clock.ts';
import { dueWork } from '../run/due.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { isFleetMark } from '../state/fleet/fleet-store.ts';
import { audit } from './audit.ts';
import { compareContent } from './compare-content.ts';
import { publishChanges } from './publish-changes.ts';

/**
 * Finds changes without an event: lists the bucket, compares it with the index, and publishes the differences. If there
 * are none, the listing and one object read are all it costs. From time to time, or on request, it also compares
 * `public/` with the files that were written. `short`: time ran short. `later`: a fleet is at work on a rebuild, which
 * looks at everything by itself; what is due is published.
 */
export async function sweep(
  run: RunContext,
  isAuditAsked = false,
): Promise<RunResult<'done' | 'rebuild' | 'short' | 'later'>> {
  const loaded = await run.state.load();
  const { state } = loaded;
  if (state && isFleetAtWork(state, run)) {
    if ((await publishDue(run)) === 'rebuild') return 'rebuild';
    run.report.waitsForFleet = true;
    return 'later';
  }
  if (!state || Object.keys(state.rebuilding).length > 0 || state.revision !== run.revision) return 'rebuild';
  run.guard.watchAll();
  const difference = await compareContent(run, state);
  if (difference === 'rebuild' || difference === 'short') return difference;
  const { keys, readSite, dataKeys, hasSidecars } = difference;
  // One round even without differences: articles fall due, days pass, and a crash may have left repairs.
  for (let at = 0; at === 0 || at < keys.length; at += run.limits.perCommit) {
    if (at > 0 && run.isShortOfTime) return 'short';
    const next = keys.slice(at, at + run.limits.perCommit);
    const task = createTask('sweep', at === 0 ? [...dataKeys, ...next] : next, {
      recoverAll: at === 0,
      readSite: at === 0 && readSite,
      hasSidecars,
      includeBacklog: true,
    });
    if ((await publishChanges(run, task, at === 0 ? loaded : undefined)) === 'rebuild') return 'rebuild';
  }
  const made = await makeArchives(run, 'sweep');
  // All differences were handled.
  if (made !== 'done') return made;
  await run.guard.settle(true);
  if (!isAuditAsked && !isAuditDue(state.audit, run.now())) return 'done';
  return (await audit(run)) === 'rebuild' ? 'rebuild' : 'done';
}

/**
 * Publishes what is due, as the state knows it, without a listing: one request where nothing is, and no run left keys.
 * `later`: a rebuild has to come first, and another run is at work on it. `short`: time ran short.
 */
export async function publishDue(run: RunContext): Promise<RunResult<'done' | 'rebuild' | 'short' | 'later'>> {
  const loaded = await run.state.load();
  const work = loaded.state ? dueWork(loaded.state, run) : 'rebuild';
  if (work === 'nothing' && !run.lease.mayTakeInbox) return 'done';
  if (work === 'wait') return 'later';
  if (work === 'rebuild') return (await hasOthersAtWork(run)) ? 'later' : 'rebuild';
  run.guard.watchAll();
  const published = await publishChanges(run, createTask('due', [], { includeBacklog: true }), loaded);
  return published === 'done' ? makeArchives(run, 'due') : published;
}

/** Returns whether all that the state tells of is rebuilds by fleets that have given a sign lately. */
function isFleetAtWork({ rebuilding, isBlank, revision }: State, run: RunContext): boolean {
  const marks = Object.entries(rebuilding);
  const isLive = ([mark, since]: readonly [string, Instant]) =>
    isFleetMark(mark) && !isOver({ run: mark, since }, run.runId, run.now());
  return marks.length > 0 && !isBlank && revision === run.revision && marks.every(isLive);
}

/** Returns whether another run may be at work on a rebuild of which the state does not tell yet. */
async function hasOthersAtWork({ state, runId, now }: RunContext): Promise<boolean> {
  const { suspects } = await state.suspects.read();
  const present = now();
  return Object.entries(suspects?.runs ?? {}).some(([run, { since }]) => !isOver({ run, since }, runId, present));
}

/** Makes the remaining archive documents, some with each commit. */
export async function makeArchives(run: RunContext, by: string): Promise<RunResult<'done' | 'rebuild' | 'short'>> {
  while (run.report.hasBacklog) {
    if (run.isShortOfTime) return 'short';
    if ((await publishChanges(run, createTask(by, [], { includeBacklog: true }))) === 'rebuild') return 'rebuild';
  }
  return 'done';
}
