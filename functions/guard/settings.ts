import type { Isolate, IsolateOptions } from './isolate.ts';
import type { GuardLimits } from './limits.ts';

/** Settings that tests replace, and no one else. */
export interface GuardSettings {
  readonly limits?: Partial<GuardLimits>;
  /** Address of a module that exports a `parser`; Bantin's own without it. */
  readonly parser?: string;
  /** A worker thread unless told. */
  readonly isolate?: (options: IsolateOptions) => Isolate;
}
