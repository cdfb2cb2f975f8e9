import { chunks } from '../core/groups.ts';
import type { RunContext } from '../run/run.ts';
import { compress, decompress } from '../state/encode.ts';
import type { FleetId } from '../state/fleet/fleet-store.ts';
import { readPlan } from './fleet-plan.ts';
import type { MergeGroup } from './fleet-step.ts';
import { BATCHES } from './read-batch.ts';

/** Merges that come next. `isDone`: it is all in one, the `root`, or there is nothing at all. */
export interface Merges {
  readonly level: number;
  /** They may be merged in any order. */
  readonly groups: readonly MergeGroup[];
  readonly isDone: boolean;
  readonly root?: string;
}

type Groups = readonly (readonly string[])[];

/**
 * Plans the merges of one level, from 1, over what the level before it has left. A plan that was made before stays as
 * it is, so what comes later is not merged, and is read by the last step.
 * @throws FleetOver
 */
export async function planMerges(run: RunContext, id: FleetId, level: number): Promise<Merges> {
  await readPlan(run, id);
  const names = await run.state.fleets.names(id, level === 1 ? BATCHES : mergeName({ level: level - 1 }));
  if (level > 1 && names.length <= 1) return { level, groups: [], isDone: true, ...(names[0] && { root: names[0] }) };
  const planned: Groups = chunks(names, run.limits.perMerge);
  await run.state.fleets.write(id, planName(level), [compress(planned)]);
  const groups = (await readGroups(run, id, level)).map((_, group) => ({ level, group }));
  return { level, groups, isDone: groups.length === 0 };
}

/** Returns the names of the readings of a group. */
export async function readGroup(
  run: RunContext,
  id: FleetId,
  { level, group }: MergeGroup,
): Promise<readonly string[]> {
  return (await readGroups(run, id, level))[group] ?? [];
}

/** Returns the name of what a group was merged into; without a group, how those of a level begin. */
export function mergeName({ level, group = '' }: Pick<MergeGroup, 'level'> & { readonly group?: number | '' }): string {
  return `merged/${level}-${group}`;
}

async function readGroups(run: RunContext, id: FleetId, level: number): Promise<Groups> {
  const [stored] = (await run.state.fleets.read(id, planName(level))) ?? [];
  return stored ? decompress<Groups>(stored) : [];
}

function planName(level: number): string {
  return `groups-${level}`;
}
