import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { type Activated, activate } from './activate.ts';
import { beginRebuild } from './begin-rebuild.ts';
import type { FleetRoot } from './parts/fleet-progress.ts';
import { readAll } from './read-all.ts';

/**
 * Reads every source once and makes everything anew, beside the active state: nothing that feeds show is changed before
 * all is read. What a fleet has read is not read again. `short`: time ran short, and what was read is kept for the next
 * run. `no site`: there is no `site.yaml` to go by. `isBehind`: a sweep is to find sources that changed after they were
 * read.
 */
export async function rebuild(
  run: RunContext,
  by: string,
  fleet?: FleetRoot,
): Promise<Activated | RunResult<'short' | 'no site'>> {
  const begun = await beginRebuild(run, by, fleet);
  if (begun === 'no site') return begun;
  if ((await readAll(begun)) === 'short') return 'short';
  const activated = await activate(begun.rebuild, by, begun.ownFiles);
  return { ...activated, isBehind: begun.rebuild.isResumed === true || activated.isBehind };
}
