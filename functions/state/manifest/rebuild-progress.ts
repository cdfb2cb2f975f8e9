import type { State } from '../../core/index/state.ts';
import type { Instant } from '../../core/instant.ts';

/** Progress of a rebuild that takes several runs. */
export interface RebuildProgress {
  readonly fingerprint: string;
  /** Run that wrote it. Nobody goes on from it unless the active state has a mark of that run. */
  readonly run: string;
  /** Instant at which something was read last. */
  readonly at: Instant;
  readonly state: State;
  /** `rebuilt` of the state that was active when it began. */
  readonly over?: string;
  /** Last key that was read; absent if nothing was. */
  readonly after?: string;
  /** Parts whose records the segments and months of the state do not have yet. Absent where there are none. */
  readonly parts?: readonly RebuildPart[];
  /** Groups of these parts that it has already: of segments first, then of months. Absent where there are none. */
  readonly folded?: number;
  /** Id of the fleet that read what is in its parts; absent where no fleet did. */
  readonly fleet?: string;
}

/** A part of what a rebuild read: objects under `state/parts/` that hold its records and sitemap entries, in groups. */
export interface RebuildPart {
  readonly generation: string;
  /** Groups of segments, and of months, that have an object. */
  readonly segments: readonly number[];
  readonly months: readonly number[];
  /** It has the object of what runs that read others have to know. */
  readonly hasKnown?: true;
}

/**
 * A group of a part. `s`: of segments; `m`: of months; `k`, the only one of its kind: what the runs that read others
 * have to know.
 */
export type PartGroup = readonly [of: 's' | 'm' | 'k', at: number];
