import { createTask } from '../apply/task.ts';
import { isAuditDue } from '../core/files/audit.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { audit } from './audit.ts';
import { compareContent } from './compare-content.ts';
import { publishChanges } from './publish-changes.ts';

/**
 * Finds whatever no event told of: lists the bucket, compares it with the index, and publishes what differs. Where
 * nothing does, that is all: the listing and one object read. From time to time, or where it is asked for, what lies
 * under `public/` is compared with what was written, too. `short`: time ran short.
 */
export async function sweep(run: RunContext, isAuditAsked = false): Promise<RunResult<'done' | 'rebuild' | 'short'>> {
  const loaded = await run.state.load();
  const { state } = loaded;
  if (!state || Object.keys(state.rebuilding).length > 0 || state.revision !== run.options.revision) return 'rebuild';
  run.guard.watchAll();
  const difference = await compareContent(run, state);
  if (difference === 'rebuild') return 'rebuild';
  const { keys, readSite, dataKeys } = difference;
  // One round even where nothing differs: articles fall due, days go by, and what a crash left is mended.
  for (let at = 0; at === 0 || at < keys.length; at += run.limits.perCommit) {
    if (at > 0 && run.isShortOfTime) return 'short';
    const next = keys.slice(at, at + run.limits.perCommit);
    const task = createTask('sweep', at === 0 ? [...dataKeys, ...next] : next, {
      recoverAll: at === 0,
      readSite: at === 0 && readSite,
      includeBacklog: true,
    });
    if ((await publishChanges(run, task, at === 0 ? loaded : undefined)) === 'rebuild') return 'rebuild';
  }
  const made = await makeArchives(run, 'sweep');
  // All that differed was handled.
  if (made !== 'done') return made;
  await run.guard.settle(true);
  if (!isAuditAsked && !isAuditDue(state.audit, run.options.now())) return 'done';
  return (await audit(run)) === 'rebuild' ? 'rebuild' : 'done';
}

/** Makes the archive documents that are left to be made, some with each commit. */
export async function makeArchives(run: RunContext, by: string): Promise<RunResult<'done' | 'rebuild' | 'short'>> {
  while (run.hasArchivesDue) {
    if (run.isShortOfTime) return 'short';
    if ((await publishChanges(run, createTask(by, [], { includeBacklog: true }))) === 'rebuild') return 'rebuild';
  }
  return 'done';
}
