import type { FleetRoot } from '../rebuild/parts/fleet-progress.ts';
import type { RunContext } from '../run/run.ts';
import { decodeReading, type FleetReport, NO_TALLY } from '../state/fleet/fleet-reading.ts';
import { findPlan } from './fleet-plan.ts';
import type { MergedFleet } from './fleet-step.ts';

/** Returns what a rebuild goes on from; `undefined` where the fleet is over: then everything is read. */
export async function rootOf(run: RunContext, { id, root }: MergedFleet): Promise<FleetRoot | undefined> {
  const plan = await findPlan(run, id);
  if (!plan) return undefined;
  const { digest, rebuilt } = plan;
  return { id, digest, ...(root !== undefined && { root }), ...(rebuilt !== undefined && { rebuilt }) };
}

/** Keeps a report of a fleet whose rebuild is active, and deletes all else of it. */
export async function endFleet(run: RunContext, { id, root }: MergedFleet): Promise<void> {
  const plan = await findPlan(run, id);
  if (!plan) return;
  const stored = root === undefined ? undefined : await run.state.fleets.read(id, root);
  const tally = (stored && decodeReading(stored)?.tally) ?? NO_TALLY;
  const report: FleetReport = { id, began: plan.now, ended: run.now(), sources: plan.sources, ...tally };
  await run.state.fleets.writeReport(report);
  await run.state.fleets.drop(id);
}

/** Returns whether the rebuild of a fleet is active already. Deletes what a function that died has left of it. */
export async function dropEnded(run: RunContext, { id }: MergedFleet): Promise<boolean> {
  if ((await run.state.fleets.readReport())?.id !== id) return false;
  await run.state.fleets.drop(id);
  return true;
}
