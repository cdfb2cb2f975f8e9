import type { Instant } from '../../core/instant.ts';
import type { FleetReport } from './fleet-reading.ts';
import type { FleetId, FleetStore } from './fleet-store.ts';

/** A rebuild by a fleet that has begun and is not active. */
export interface FleetProgress {
  readonly id: string;
  readonly began: Instant;
  /** Absent where the bucket may not be listed. */
  readonly done?: {
    /** Batches that were read, and the sources in them. */
    readonly batches: number;
    readonly read: number;
    /** Groups of them that were merged. */
    readonly merged: number;
  };
}

/** Rebuilds by fleets, as far as `state/` tells of them. */
export interface FleetStatus {
  /** The last that is active; absent where there was none. */
  readonly last?: FleetReport;
  /** The one that began last, if it is not active. */
  readonly underWay?: FleetProgress;
}

/** Price of a function with 1,024 MB on arm64 for a second, and of a thousand requests to S3, in dollars. */
const [SECOND, THOUSAND_PUTS, THOUSAND_GETS] = [0.0000133334, 0.005, 0.0004];
/** Price of a transition between states, and the number of them for a batch: it starts, reads, and ends. */
const [TRANSITION, PER_BATCH] = [0.000025, 3];

/** Reads how far fleets are. Two objects tell of them; only where one is under way its own are listed. */
export async function readFleets(store: FleetStore): Promise<FleetStatus> {
  const [begun, last] = [await store.readBegun(), await store.readReport()];
  const done = begun && (await doneBy(store, begun.id));
  return { ...(last && { last }), ...(begun && { underWay: { ...begun, ...(done && { done }) } }) };
}

/** Returns what a fleet has done; `undefined` where that can't be listed. */
async function doneBy(store: FleetStore, id: FleetId): Promise<FleetProgress['done']> {
  try {
    const [batches, merged] = [await store.names(id, 'read/'), await store.names(id, 'merged/')];
    const sources = batches.map(name => Number(/-(\d{1,9})$/.exec(name)?.[1] ?? 0));
    return { batches: batches.length, read: sources.reduce((sum, count) => sum + count, 0), merged: merged.length };
  } catch {
    // Editors may read the state, and need not be allowed to list it.
    return undefined;
  }
}

/**
 * Returns about what reading by a fleet cost, in dollars: list prices in us-east-1, without the last step, which costs
 * what it does in every rebuild.
 */
export function costOf({ milliseconds, puts, gets, batches }: FleetReport): number {
  const requests = (puts * THOUSAND_PUTS + gets * THOUSAND_GETS) / 1000;
  return (milliseconds / 1000) * SECOND + requests + batches * PER_BATCH * TRANSITION;
}
