/** A point in time: milliseconds since 1970-01-01T00:00:00Z, as `Date.now()` gives it. */
export type Instant = number;

/** Milliseconds. */
export const HOUR = 3_600_000;
/** Milliseconds of a day of 24 hours. */
export const DAY = 24 * HOUR;

/** Returns the earliest of some instants; `undefined` if there is none. */
export function earliest(instants: Iterable<Instant | undefined>): Instant | undefined {
  let first: Instant | undefined;
  for (const at of instants) if (at !== undefined && (first === undefined || at < first)) first = at;
  return first;
}
