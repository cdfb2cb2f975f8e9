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

/** Parts of the smaller size from which the growth of work may be told that takes long. Thorough tests wait. */
const PARTS = IS_THOROUGH ? [] : [1 / 16, 1 / 4];

/** Returns true for work that takes long enough for its growth to be told. The first run is slower than others are. */
async function isSlow(run: () => unknown): Promise<boolean> {
  return (await cost(run)) > FLOOR && (await cost(run)) > FLOOR;
}

/** Returns the smallest part of a size at which work is slow, so that nothing waits for more of it; else the size. */
async function sizeOf(run: (size: number) => unknown, size: number): Promise<number> {
  for (const part of PARTS) if (await isSlow(() => run(size * part))) return size * part;
  return size;
}

/**
 * Holds work to time that grows no faster than its input: four times the input may take eight times the CPU, where work
 * that grows with the square takes sixteen. No clock is looked at, and a busy machine gets more rounds, so that it
 * fails no test. `n` is to be so large that quadratic work takes far more than 320 ms at four times of it: half as many
 * are tried where tests are not thorough, and told apart from 80 ms on. Work that is slow at a part of them is told by
 * that part: what grows with the square beside what does not is seen once it is a third of the work there, so it may be
 * seen by thorough tests alone.
 */
export async function expectLinear(
  work: (input: string) => unknown,
  inputOf: (n: number) => string,
  n: number,
): Promise<void> {
  const size = await sizeOf(size => work(inputOf(size)), n * SIZE);
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
