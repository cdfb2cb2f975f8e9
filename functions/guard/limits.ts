/**
 * Maximum time and size of work on one source before the guard ends it. Generous: the limits that matter are counted in
 * the parsers, and these only guard.
 */
export interface GuardLimits {
  /**
   * Milliseconds that the sources of one call may take together, a thousand times what they do take. `Infinity`: as
   * long as they want, and nothing watches them.
   */
  readonly batch: number;
  /** Milliseconds that one source may take by itself. */
  readonly alone: number;
  /** MB of heap that one source may take in a worker thread, the code included. */
  readonly heap: number;
  /** Bytes beyond which a source may take more memory than a run can spare. */
  readonly large: number;
  /** Sources that one call takes. */
  readonly perCall: number;
  /** Bytes of sources that one call takes, unless a single one has more. */
  readonly bytesPerCall: number;
}

export const GUARD_LIMITS: GuardLimits = {
  batch: 10_000,
  alone: 30_000,
  // Beside a rebuild of 320 MB it leaves room in the 1,024 MB of the function.
  heap: 320,
  large: 64 * 1024,
  perCall: 1024,
  bytesPerCall: 4 * 1024 * 1024,
};

/** Times that a source has to fail by itself before it is given up: one slow or crowded machine withdraws nothing. */
export const MAX_FAILURES = 2;
