import { describe, expect, it } from 'vitest';
import { inParallel } from '../../functions/stores/in-parallel.ts';

/** Tasks that end when they are told to. */
class Tasks {
  readonly begun: number[] = [];
  readonly #ends = new Map<number, { resolve: (value: string) => void; reject: (error: Error) => void }>();

  readonly run = (item: number): Promise<string> => {
    this.begun.push(item);
    return new Promise((resolve, reject) => this.#ends.set(item, { resolve, reject }));
  };

  async end(item: number): Promise<void> {
    this.#ends.get(item)?.resolve(`${item}`);
    await settled();
  }

  async fail(item: number): Promise<void> {
    this.#ends.get(item)?.reject(new Error(`${item}`));
    await settled();
  }
}

const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('work in parallel', () => {
  it('begins so many tasks, and another whenever one ends', async () => {
    const tasks = new Tasks();
    const all = inParallel([1, 2, 3, 4], 2, tasks.run);
    expect(tasks.begun).toEqual([1, 2]);
    await tasks.end(2);
    expect(tasks.begun).toEqual([1, 2, 3]);
    await tasks.end(3);
    await tasks.end(1);
    await tasks.end(4);
    expect(await all).toEqual(['1', '2', '3', '4']);
  });

  it('takes an item only when there is room for it', async () => {
    const taken: number[] = [];
    function* items(): Generator<number> {
      for (let at = 1; at <= 3; at++) {
        taken.push(at);
        yield at;
      }
    }
    const tasks = new Tasks();
    const all = inParallel(items(), 1, tasks.run);
    expect(taken).toEqual([1]);
    for (const item of [1, 2, 3]) await tasks.end(item);
    expect([taken, await all]).toEqual([
      [1, 2, 3],
      ['1', '2', '3'],
    ]);
  });

  it('begins nothing after a failure, and throws it once what runs has ended', async () => {
    const tasks = new Tasks();
    let thrown: unknown;
    const all = inParallel([1, 2, 3, 4], 2, tasks.run).catch((error: unknown) => (thrown = error));
    await tasks.fail(1);
    expect([tasks.begun, thrown]).toEqual([[1, 2], undefined]);
    await tasks.end(2);
    await all;
    expect([tasks.begun, thrown]).toEqual([[1, 2], new Error('1')]);
  });

  it('gives nothing for nothing', async () => {
    expect(await inParallel([], 16, async () => 1)).toEqual([]);
  });
});
