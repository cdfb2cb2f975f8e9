/** Work that other threads share in. */
export interface Shares {
  readonly renders: boolean;
  readonly reads: boolean;
}

/** Facts that tell whether other threads are worth it. */
export interface Sharable {
  readonly sources: number;
  /** Threads in all. */
  readonly threads: number;
  /** Every article has a page, so that all are rendered. */
  readonly hasPages: boolean;
}

/** Number of sources below which a build is over before a thread has started. */
const FEWEST = 300;
/** Number of sources from which on to read them takes far longer than to compile the code once more. */
const MANY = 20_000;
/** The same where other cores are free for what compiles. */
const MANY_FOR_CORES = 5000;

/**
 * Returns what other threads are worth sharing in. Each compiles the code for itself, and what compiles takes the
 * second of two cores: so with two threads, a build of fewer without pages is slower than with one.
 */
export function worthSharing({ sources, threads, hasPages }: Sharable): Shares {
  const reads = threads > 1 && sources >= (threads > 2 || hasPages ? MANY_FOR_CORES : MANY);
  const isRendering = hasPages || threads > 2;
  return { reads, renders: reads || (threads > 1 && sources >= FEWEST && isRendering) };
}
