import type { Tally } from '../index-record.ts';

/** Counts names. */
export function tallyOf(names: readonly string[]): Tally {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}
