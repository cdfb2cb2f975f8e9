import type { FleetId } from '../state/fleet/fleet-store.ts';
import type { ObjectSummary } from '../stores/object-store.ts';

/** Step of a rebuild by a fleet, as its state machine asks for it. */
export type FleetStep = { readonly id: FleetId } & (
  | { readonly step: 'begin' }
  | { readonly step: 'read'; readonly objects: readonly ObjectSummary[]; readonly isRetried: boolean }
  | { readonly step: 'plan'; readonly level: number }
  | ({ readonly step: 'merge' } & MergeGroup)
);

/** Result of a step, which its state machine goes on from. */
export type FleetResult =
  /** `next` is the level of merges that is to be planned. */
  | { readonly sources: number; readonly next: number }
  | { readonly read: number; readonly rejected: number }
  | {
      readonly groups: readonly { readonly level: number; readonly group: number }[];
      readonly isDone: boolean;
      /** Name of what was merged in the end; `null` where there is none, or not yet. */
      readonly root: string | null;
      readonly next: number;
    }
  | Readonly<Record<string, never>>;

/** A group of readings: the batches are those of level 1, what was made of them is that of level 2, and so on. */
export interface MergeGroup {
  readonly level: number;
  readonly group: number;
}

/** A fleet whose readings were merged. */
export interface MergedFleet {
  readonly id: FleetId;
  /** Name of what they were merged into; absent where nothing was read. */
  readonly root?: string;
}
