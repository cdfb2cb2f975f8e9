import { createContext, Script } from 'node:vm';

/** How long the work for one source may take, in milliseconds, before it is ended. What decides is counted elsewhere; this only guards. */
export const GUARD_TIMEOUT = 20_000;

/** What became of the work for one source. */
export type Guarded<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly reason: string };

/** A source that runs out of time is tried once more, alone, before it is given up. */
const TRIES = 2;

const script = new Script('run()');

/**
 * Runs synchronous work for many sources so that none can keep the others from being done: an expression or a loop that does not end is ended, and
 * what is thrown is the failure of its own source. All sources of a batch are worked on in one call of `vm`, whose watchdog costs more than most
 * sources do.
 */
export class Guard {
  readonly #timeout: number;
  readonly #context = createContext({ run: undefined as unknown });

  /** `timeout` is for each source, in milliseconds. */
  constructor(timeout = GUARD_TIMEOUT) {
    this.#timeout = timeout;
  }

  /** Returns what became of each item, in their order. */
  run<Item, Result>(items: readonly Item[], work: (item: Item) => Result): readonly Guarded<Result>[] {
    const results: Guarded<Result>[] = [];
    while (results.length < items.length) {
      const isInTime = this.#timed(() => {
        while (results.length < items.length) results.push(attempt(work, items[results.length] as Item));
      });
      if (!isInTime) results.push(this.#alone(items[results.length] as Item, work));
    }
    return results;
  }

  #alone<Item, Result>(item: Item, work: (item: Item) => Result): Guarded<Result> {
    for (let tries = 0; tries < TRIES; tries++) {
      let result: Guarded<Result> | undefined;
      const isInTime = this.#timed(() => {
        result = attempt(work, item);
      });
      if (isInTime && result) return result;
    }
    return { kind: 'failed', reason: `reading it took more than ${this.#timeout / 1000} s, ${TRIES} times` };
  }

  /** Returns whether the work came to its end. */
  #timed(work: () => void): boolean {
    this.#context.run = work;
    try {
      script.runInContext(this.#context, { timeout: this.#timeout });
      return true;
    } catch (error) {
      // Of another realm than this code where a test runner has its own.
      if (Reflect.get(Object(error), 'code') === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
      throw error;
    } finally {
      this.#context.run = undefined;
    }
  }
}

function attempt<Item, Result>(work: (item: Item) => Result, item: Item): Guarded<Result> {
  try {
    return { kind: 'done', result: work(item) };
  } catch (error) {
    // A parser's own fault, such as a stack that overflows, is that of the source which showed it.
    return { kind: 'failed', reason: `reading it failed: ${error instanceof Error ? error.message : error}` };
  }
}
