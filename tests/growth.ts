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
 * Returns true for work that takes so long at a quarter of the smaller size that its growth can be told from there,
 * without waiting for sixteen times of it. The first run is slower than others are. Thorough tests wait.
 */
async function isSlow(run: () => unknown): Promise<boolean> {
  if (IS_THOROUGH) return false;
  return (await cost(run)) > FLOOR && (await cost(run)) > FLOOR;
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
  const size = n * ((await isSlow(() => work(inputOf((n * SIZE) / 4)))) ? SIZE / 4 : SIZE);
  const [small, large] = [inputOf(size), inputOf(4 * size)];
  let [base, grown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    grown = Math.min(grown, await cost(() => work(large)));
    // Most work is too quick for any growth to be seen.
    if (grown < 8 * FLOOR) return;
    base = Math.min(base, await cost(() => work(small)));
    if (grown < 8 * Math.max(base, FLOOR)) return;
  }
  expect(grown, `${size}: ${base} µs, ${4 * size}: ${grown} µs`).toBeLessThan(8 * Math.max(base, FLOOR));
}
