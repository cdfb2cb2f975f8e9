import { expect } from 'vitest';

/** Maximum number of measurements of each size. The smallest counts, since other processes only add to it. */
const ROUNDS = 6;
/** CPU below which nothing can be told, in microseconds. */
const FLOOR = 20_000;

/** CPU time of one run, in microseconds: other processes do not count. */
async function cost(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/**
 * Holds work to time that grows no faster than its input: four times the input may take eight times the CPU, where work
 * that grows with the square takes sixteen. No clock is looked at, and a busy machine gets more rounds, so that it
 * fails no test. `n` is to be so large that quadratic work takes far more than 160 ms at four times of it.
 */
export async function expectLinear(
  work: (input: string) => unknown,
  inputOf: (n: number) => string,
  n: number,
): Promise<void> {
  const [small, large] = [inputOf(n), inputOf(4 * n)];
  let [base, grown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    grown = Math.min(grown, await cost(() => work(large)));
    // Most work is too quick for any growth to be seen.
    if (grown < 8 * FLOOR) return;
    base = Math.min(base, await cost(() => work(small)));
    if (grown < 8 * Math.max(base, FLOOR)) return;
  }
  expect(grown, `${n}: ${base} µs, ${4 * n}: ${grown} µs`).toBeLessThan(8 * Math.max(base, FLOOR));
}
