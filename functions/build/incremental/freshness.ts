import type { Instant } from '../../core/instant.ts';

/**
 * So long before the present a file may say that it changed, and change once more without saying so. Systems tell the
 * time of a change by a clock that ticks every 10 ms at most; those that keep whole seconds alone, by two of them.
 * Milliseconds.
 */
const [TICK, COARSE_TICK] = [20, 2000];
const SECOND = 1000;

/** Version of an object in a directory: the time of its last change of bytes, and of status, in milliseconds. */
const TIMES = /^"\d+-\d+-(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)" /;

/**
 * Returns whether a version of an object was so young when a build began to read that the object may be another by now,
 * though its version is the same. So is one that does not say when it changed.
 */
export function mayBeStale(version: string, since: Instant): boolean {
  const [, modified, changed] = TIMES.exec(version) ?? [];
  if (modified === undefined || changed === undefined) return true;
  const isCoarse = [modified, changed].every(time => Number(time) % SECOND === 0);
  return Number(changed) >= since - (isCoarse ? COARSE_TICK : TICK);
}
