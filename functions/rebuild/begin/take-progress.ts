import { type ActiveSite, rebuildDigestOf } from '../../content/active-site.ts';
import { emptyState, type State } from '../../core/index/state.ts';
import type { Marks } from '../../core/index/stored/marks.ts';
import type { RunContext } from '../../run/run.ts';
import type { RebuildProgress } from '../../state/manifest/rebuild-progress.ts';
import { type FleetRoot, readByFleetOf } from '../parts/fleet-progress.ts';
import { takeProgress } from '../parts/owned-progress.ts';

/** Returns the state before anything was read of so many objects. */
export function emptyStateFor(run: RunContext, { stored }: ActiveSite, objects: number, by: string): State {
  const { revision, feedsUrl } = run;
  const segments = Math.max(1, Math.ceil(objects / run.limits.perSegment));
  return emptyState({ revision, site: stored, by, ...(feedsUrl !== undefined && { feedsUrl }) }, segments);
}

/** Reading that a rebuild goes on from. */
type Begun = Pick<RebuildProgress, 'state' | 'after' | 'parts' | 'folded' | 'fleet'> & {
  readonly marks?: Marks;
  /** True where no run went on from what a fleet has read. */
  readonly isByFleet?: boolean;
};

/** Returns what a fleet, or an earlier run, has read, where it was of the same site and code; else nothing. */
export async function progressOf(
  run: RunContext,
  active: ActiveSite,
  objects: number,
  by: string,
  fleet: FleetRoot | undefined,
): Promise<Begun> {
  const digest = rebuildDigestOf(run.revision, active.site);
  const progress = await takeProgress(run, digest);
  // An earlier run may have gone on from what the fleet read.
  const read = fleet && progress?.fleet !== fleet.id ? await readByFleetOf(run, fleet, digest) : undefined;
  if (read) return { ...read, isByFleet: true };
  return progress ?? { state: emptyStateFor(run, active, objects, by) };
}
