import type { State } from '../../core/index/state.ts';
import type { Marks } from '../../core/index/stored/marks.ts';
import type { Instant } from '../../core/instant.ts';
import type { Measure } from '../../core/media/measure.ts';
import { compress, decompress } from '../encode.ts';
import { restoreState, type StoredState, storeState } from '../manifest/manifest.ts';
import type { RebuildPart } from '../manifest/rebuild-progress.ts';

/** Work that was done, as `bantin status` sums it up. */
export interface FleetTally {
  readonly batches: number;
  /** Sources that its functions read. */
  readonly read: number;
  readonly rejected: number;
  /** Time of the functions, in milliseconds. */
  readonly milliseconds: number;
  /** Requests to S3, by what they are billed as: `PUT` with COPY and LIST, and `GET`. */
  readonly puts: number;
  readonly gets: number;
}

/** A rebuild by a fleet that is done. */
export interface FleetReport extends FleetTally {
  readonly id: string;
  readonly began: Instant;
  readonly ended: Instant;
  /** Sources that were listed when it began. */
  readonly sources: number;
}

/** A part of an archive as a fleet has read it: one batch, or several that were merged. */
export interface FleetReading {
  /** State of it on an empty one. Of a batch its delta has all records; of merged ones these are in `parts`. */
  readonly state: State;
  /** Parts that hold its records. */
  readonly parts: readonly RebuildPart[];
  /** Digests of the keys that it has read, as `DigestSet.toBytes` gives them. */
  readonly keys: Uint8Array;
  /** Digests of the paths of pages of a batch. */
  readonly paths: Uint8Array;
  /** Pictures that were measured for a batch, and the versions of them. */
  readonly measured: readonly (readonly [name: string, etag: string, sides: Measure])[];
  /** Sources that were given up. */
  readonly marks: Marks;
  readonly tally: FleetTally;
}

type Head = Pick<FleetReading, 'parts' | 'measured' | 'marks' | 'tally'>;

/** Returns a reading as parts of an object. */
export function encodeReading({ state, keys, paths, ...head }: FleetReading): readonly Uint8Array[] {
  return [compress(head), keys, paths, ...storeState(state)];
}

/** Returns the reading in the parts of an object; `undefined` where it is none. */
export function decodeReading(stored: readonly Uint8Array[]): FleetReading | undefined {
  const [head, keys, paths, state, windows] = stored;
  if (!head || !keys || !paths || !state || !windows) return undefined;
  const parts: StoredState = [decompress(state), decompress(windows)];
  return { ...decompress<Head>(head), keys, paths, state: restoreState(parts) };
}

export const NO_TALLY: FleetTally = { batches: 0, read: 0, rejected: 0, milliseconds: 0, puts: 0, gets: 0 };

export function sumOfTallies(one: FleetTally, other: FleetTally): FleetTally {
  return {
    batches: one.batches + other.batches,
    read: one.read + other.read,
    rejected: one.rejected + other.rejected,
    milliseconds: one.milliseconds + other.milliseconds,
    puts: one.puts + other.puts,
    gets: one.gets + other.gets,
  };
}
