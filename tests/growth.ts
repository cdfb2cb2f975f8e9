import { expect } from 'vitest';

/** How often each size is measured; the least counts, since whatever else runs beside only adds. */
const ROUNDS = 5;
/** CPU below which nothing can be told, in microseconds. */
const FLOOR = 20_000;

/** CPU time of one run, in microseconds: other processes do not count. */
function cost(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function least(run: () => void): number {
  return Math.min(...Array.from({ length: ROUNDS }, () => cost(run)));
}

/**
 * Holds work to time that grows no faster than its input: four times the input may take eight times the CPU, where work that grows with the square
 * takes sixteen. No clock is looked at, so that a busy machine fails no test.
 */
export function expectLinear(work: (input: string) => unknown, inputOf: (n: number) => string, n: number): void {
  const [small, large] = [inputOf(n), inputOf(4 * n)];
  const [base, grown] = [least(() => work(small)), least(() => work(large))];
  expect(grown).toBeLessThan(8 * Math.max(base, FLOOR));
}
