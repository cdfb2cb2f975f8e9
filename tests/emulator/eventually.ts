import { setTimeout } from 'node:timers/promises';

export interface EventuallyOptions {
  /** Milliseconds until it is given up. */
  readonly limit?: number;
  /** Milliseconds between attempts. */
  readonly pause?: number;
}

/**
 * Waits until a probe gives something, and gives that. A probe that throws is tried again.
 * @throws Error that says what was waited for, how long, and what the probe ended with.
 */
export async function eventually<Value>(
  what: string,
  probe: () => Promise<Value | undefined | false>,
  { limit = 30_000, pause = 100 }: EventuallyOptions = {},
): Promise<Value> {
  const start = performance.now();
  let last: unknown;
  do {
    try {
      const value = await probe();
      if (value !== undefined && value !== false) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    await setTimeout(pause);
  } while (performance.now() - start < limit);
  throw new Error(`waited ${limit / 1000} s for ${what}; the last look gave: ${last}`, { cause: last });
}
