import { createTask } from '../apply/task.ts';
import { dropEnded, endFleet, rootOf } from '../fleet/end-fleet.ts';
import type { MergedFleet } from '../fleet/fleet-step.ts';
import type { FleetRoot } from '../rebuild/parts/fleet-progress.ts';
import { dropProgress } from '../rebuild/parts/owned-progress.ts';
import { rebuild } from '../rebuild/rebuild.ts';
import type { RunContext } from '../run/run.ts';
import { StateLost } from '../state/state-lost.ts';
import { publishChanges } from './publish-changes.ts';
import { makeArchives, sweep } from './sweep.ts';

/** Rebuilds, and reads everything again if the parts that an earlier run read are lost. */
async function rebuildFromWhatIsThere(run: RunContext, by: string, fleet?: FleetRoot): ReturnType<typeof rebuild> {
  try {
    return await rebuild(run, by, fleet);
  } catch (error) {
    if (!(error instanceof StateLost)) throw error;
    await dropProgress(run);
    return rebuild(run, by);
  }
}

/**
 * Rebuilds, then publishes what changed meanwhile, fell due, or was left half-written by others. Returns `false` if it
 * is not complete.
 */
export async function rebuildAll(run: RunContext, by: string): Promise<boolean> {
  const rebuilt = await rebuildFromWhatIsThere(run, by);
  // Nothing can be published without a site, and somebody has to be notified.
  if (rebuilt === 'short' || rebuilt === 'no site') return false;
  if (rebuilt.isBehind) return (await sweep(run)) === 'done';
  const { changed, written } = rebuilt;
  await publishChanges(run, createTask(by, changed, { recoverAll: true, written }));
  return (await makeArchives(run, by)) === 'done';
}

/**
 * Makes active what a fleet has read, and ends the fleet. The sweep after it, which may have to wait for others, is no
 * part of that: where it is not done, the next one goes on. Returns `false` while the rebuild is not active.
 */
export async function activateFleet(run: RunContext, fleet: MergedFleet): Promise<boolean> {
  if (await dropEnded(run, fleet)) return true;
  const rebuilt = await rebuildFromWhatIsThere(run, 'full', await rootOf(run, fleet));
  if (rebuilt === 'short' || rebuilt === 'no site') return false;
  await endFleet(run, fleet);
  await sweep(run);
  return true;
}
