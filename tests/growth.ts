import { expect } from 'vitest';
import { IS_THOROUGH } from './thorough.ts';

/** Maximum number of measurements of each size. The smallest counts, since other processes only add to it. */
const ROUNDS = 6;
/** Factor for the sizes of all inputs, and so for what is told of their CPU. */
const SIZE = IS_THOROUGH ? 1 : 1 / 2;
/** CPU below which nothing can be told, in microseconds. */
const FLOOR = 20_000 * SIZE;

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
 * fails no test. `n` is to be so large that quadratic work takes far more than 320 ms at four times of it: half as many
 * are tried where tests are not thorough, and told apart from 80 ms on.
 */
export async function expectLinear(
  work: (input: string) => unknown,
  inputOf: (n: number) => string,
  n: number,
): Promise<void> {
  const [small, large] = [inputOf(n * SIZE), inputOf(4 * n * SIZE)];
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
