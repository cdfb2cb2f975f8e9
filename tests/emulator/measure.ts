import { setTimeout } from 'node:timers/promises';

/** Seconds that each of so many runs takes, one after another. */
export async function measure(count: number, run: (at: number) => Promise<void>): Promise<readonly number[]> {
  const seconds: number[] = [];
  for (let at = 0; at < count; at++) {
    const start = performance.now();
    await run(at);
    seconds.push((performance.now() - start) / 1000);
    // Until the function is done that was seen at work, and the next run is not held up by it.
    await setTimeout(200);
  }
  return seconds;
}

export function describeSeconds(seconds: readonly number[]): string {
  const sorted = [...seconds].sort((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  const median = (low + high) / 2;
  return `${sorted.length} times: median ${median.toFixed(2)} s, at most ${sorted.at(-1)?.toFixed(2)} s`;
}
