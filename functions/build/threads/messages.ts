import type { Marks } from '../../core/index/stored/marks.ts';
import type { GuardSettings } from '../../guard/settings.ts';
import type { Results, Setting, SharedWork, WorkKind } from '../work.ts';

/** Mark by which a thread knows what it is for. */
export const PURPOSE = 'bantin: read and render beside the main thread';

/** Data that a thread is started with. */
export interface Start {
  readonly purpose: typeof PURPOSE;
  /** Path of the directory of content. */
  readonly directory: string;
  readonly setting: Setting;
  readonly guard: Omit<GuardSettings, 'isolate'>;
}

/** Work that a thread is to share in. */
export interface SharedTask {
  readonly work: SharedWork;
  /** Memory of the turns that are taken. */
  readonly turns: SharedArrayBuffer;
  /** Turns that a thread may be ahead of what was used. */
  readonly ahead: number;
  /** Sources that were given up so far. */
  readonly marks: Marks;
}

/** Answer of a thread: what came of a turn; and, when no turn is left, what else is to be known. */
export type ThreadAnswer =
  | { readonly kind: 'turn'; readonly turn: number; readonly result: Results[WorkKind] }
  | ({ readonly kind: 'end' } & ThreadFindings)
  | { readonly kind: 'failed'; readonly message: string };

/** Findings of a thread while it shared in some work. */
export interface ThreadFindings {
  /** States of the parts that it read, each as JSON: that is copied sooner than an object of so many parts. */
  readonly parts: readonly string[];
  readonly marks: Marks;
  /** Sources that it gave up while it rendered them. */
  readonly unrendered: number;
}
