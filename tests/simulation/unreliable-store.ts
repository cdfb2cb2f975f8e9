import { type ObjectStore, PreconditionFailed } from '../../functions/stores/object-store.ts';
import type { Random } from './random.ts';

/** The run was killed: none of its code goes on. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Probability of each misfortune of a request. */
export interface Misfortunes {
  readonly fails: number;
  /** It was done, but the answer is lost. */
  readonly failsAfter: number;
  /** A conditional write is refused although nobody else wrote. */
  readonly refused: number;
  readonly crashes: number;
}

interface Request {
  readonly run: string;
  readonly perform: () => Promise<void>;
  readonly fail: (error: Error) => void;
}

/**
 * Decides which request of which run comes next, and what goes wrong with it. Every request waits here until its turn
 * comes.
 */
export class Scheduler {
  readonly #random: Random;
  readonly #misfortunes: Misfortunes;
  readonly #waiting: Request[] = [];
  /** Requests of runs that were killed, which were on their way. */
  readonly #stray: Request[] = [];
  readonly #dead = new Set<string>();
  requests = 0;

  constructor(random: Random, misfortunes: Misfortunes) {
    this.#random = random;
    this.#misfortunes = misfortunes;
  }

  /** The store as one run sees it. */
  storeFor(run: string, store: ObjectStore): ObjectStore {
    const turn = <Value>(isConditional: boolean, perform: () => Promise<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        if (this.#dead.has(run)) return reject(new Crash());
        this.#waiting.push({
          run,
          fail: reject,
          perform: () => this.#perform(run, isConditional, perform, resolve, reject),
        });
      });
    return {
      ...(store.listsInPages && { listsInPages: true }),
      list: (prefix, options) => {
        const first = turn(false, () => collect(store.list(prefix, options)));
        return { [Symbol.asyncIterator]: () => iterate(first) };
      },
      get: (key, options) => turn(false, () => store.get(key, options)),
      put: (key, bytes, options = {}) =>
        turn(options.ifMatch !== undefined || options.ifNoneMatch !== undefined, () => store.put(key, bytes, options)),
      delete: key => turn(false, () => store.delete(key)),
    };
  }

  /** Lets runs go on, one request at a time, until all have ended. */
  async drive(runs: readonly Promise<unknown>[]): Promise<void> {
    let active = runs.length;
    for (const run of runs)
      void run.then(
        () => active--,
        () => active--,
      );
    await settle();
    while (active > 0) {
      const next = this.#take(this.#stray.length > 0 && this.#random.chance(0.3) ? this.#stray : this.#waiting);
      if (!next) break;
      this.requests += 1;
      await next.perform();
      await settle();
    }
  }

  /** Performs the requests that are still under way. */
  async flush(): Promise<void> {
    for (let next = this.#take(this.#stray); next; next = this.#take(this.#stray)) {
      await next.perform();
      await settle();
    }
  }

  async #perform<Value>(
    run: string,
    isConditional: boolean,
    perform: () => Promise<Value>,
    resolve: (value: Value) => void,
    reject: (error: Error) => void,
  ): Promise<void> {
    const { fails, failsAfter, refused, crashes } = this.#misfortunes;
    if (!this.#dead.has(run)) {
      if (this.#random.chance(crashes)) return this.#kill(run, reject);
      if (this.#random.chance(fails)) return reject(new Error('503 Slow Down'));
      if (isConditional && this.#random.chance(refused)) return reject(new PreconditionFailed('409'));
    }
    try {
      const value = await perform();
      if (this.#random.chance(failsAfter)) reject(new Error('the answer was lost'));
      else resolve(value);
    } catch (error) {
      reject(error as Error);
    }
  }

  #kill(run: string, reject: (error: Error) => void): void {
    this.#dead.add(run);
    for (const request of this.#waiting.filter(waiting => waiting.run === run)) {
      this.#waiting.splice(this.#waiting.indexOf(request), 1);
      if (this.#random.chance(0.5)) this.#stray.push(request);
    }
    reject(new Crash());
  }

  #take(requests: Request[]): Request | undefined {
    return requests.splice(this.#random.integer(requests.length), 1)[0];
  }
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* iterate<Item>(items: Promise<readonly Item[]>): AsyncGenerator<Item> {
  yield* await items;
}

/** Everything that goes on by itself has gone on when this is over: the publisher waits for nothing but requests. */
function settle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
