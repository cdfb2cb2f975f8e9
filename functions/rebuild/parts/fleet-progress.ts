import type { Marks } from '../../core/index/stored/marks.ts';
import type { RunContext } from '../../run/run.ts';
import { decodeReading } from '../../state/fleet/fleet-reading.ts';
import type { FleetId } from '../../state/fleet/fleet-store.ts';
import type { RebuildProgress } from '../../state/manifest/rebuild-progress.ts';

/** All that a fleet has read: the name of the object that its merges came down to. */
export interface FleetRoot {
  readonly id: FleetId;
  /** Absent where it has read nothing. */
  readonly root?: string;
  /** Digest of the site and code that it read by, as `rebuildDigestOf` gives it. */
  readonly digest: string;
  /** `rebuilt` of the state that was active when it began. */
  readonly rebuilt?: string;
}

type Read = Pick<RebuildProgress, 'state' | 'parts' | 'fleet'> & { readonly marks: Marks };

/**
 * Returns what a fleet has read, as the progress of a rebuild that has read nothing else; `undefined` where it is of
 * another site or code, or lost: then everything is read again.
 */
export async function readByFleetOf(
  run: RunContext,
  { id, root, digest }: FleetRoot,
  wanted: string,
): Promise<Read | undefined> {
  const stored = root === undefined || digest !== wanted ? undefined : await run.state.fleets.read(id, root);
  const reading = stored && decodeReading(stored);
  if (!reading || reading.state.latestDate > run.now()) return undefined;
  const { state, parts, marks } = reading;
  return { state, parts, marks, fleet: id };
}
