import { availableParallelism } from 'node:os';
import { setImmediate as turnOfLoop } from 'node:timers/promises';
import { chunks } from '../../core/groups.ts';
import type { Marks } from '../../core/index/stored/marks.ts';
import type { Site } from '../../core/site/site.ts';
import type { GuardSettings } from '../../guard/settings.ts';
import { KEYS_AT_ONCE, type Results, type Setting, type WorkKind, type WorkOf } from '../work.ts';
import { Helper } from './helper.ts';
import { PURPOSE, type ThreadFindings } from './messages.ts';
import { Turns } from './turns.ts';
import { type Shares, worthSharing } from './worth-sharing.ts';

/** Threads for each core, at most: more only take memory, 18 MB each. */
const PER_CORE = 2;

/** Options of threads. */
export interface ThreadsOptions {
  /** Path of the directory of content. */
  readonly directory: string;
  /** Threads in all, this one included. */
  readonly count: number;
  /** They share in all work, however little there is. */
  readonly always?: boolean;
  /** This one leaves every turn to the others: tests see what these do. */
  readonly onlyOthers?: boolean;
  /** Default: those that the system has. */
  readonly cores?: number;
  /** MB of heap that each other one may take. Default: that of Node. */
  readonly heap?: number;
  readonly guard?: Omit<GuardSettings, 'isolate'>;
}

/** Terms on which work is shared. */
export interface Sharing<Kind extends WorkKind> {
  /** Does in this thread what others do in theirs. */
  readonly here: (keys: readonly string[]) => Promise<Results[Kind]>;
  /** Sources that were given up so far. */
  readonly marks: Marks;
  /** Turns that others may be ahead of what was used. Default: any number. */
  readonly ahead?: number;
  /** Returns whether this thread takes a turn where it would wait, by the number of turns that are left. */
  readonly takes?: (left: number) => boolean;
}

/** Threads beside this one, which read and render from the same directory. */
export class Threads {
  readonly #options: ThreadsOptions;
  #helpers: readonly Helper[] = [];

  constructor(options: ThreadsOptions) {
    this.#options = options;
  }

  get areRunning(): boolean {
    return this.others > 0;
  }

  /** Returns what they share in where there are so many sources. */
  sharesIn(sources: number, { permalink }: Site): Shares {
    const { count: threads, always } = this.#options;
    if (always) return { reads: threads > 1, renders: threads > 1 };
    return worthSharing({ sources, threads, hasPages: permalink === undefined });
  }

  /** Number of threads beside this one. */
  get others(): number {
    return this.#helpers.length;
  }

  /** Starts the threads, unless they were: no more than there is work for, of so many sources. */
  start(setting: Setting, sources: number): void {
    if (this.#helpers.length > 0) return;
    const { directory, guard = {}, heap, cores = availableParallelism() } = this.#options;
    const batches = Math.ceil(sources / Math.min(...Object.values(KEYS_AT_ONCE)));
    const count = Math.max(1, Math.min(this.#options.count, batches, PER_CORE * cores));
    const start = { purpose: PURPOSE, directory, setting, guard } as const;
    this.#helpers = Array.from({ length: count - 1 }, () => new Helper(start, heap));
  }

  /**
   * Does work on keys in all threads, each taking some at a time. Yields what comes of them in the order of the keys,
   * and returns what else the other threads found out.
   * @throws ThreadFailed
   */
  async *share<Kind extends WorkKind>(
    work: WorkOf<Kind>,
    { here, marks, ahead = Number.MAX_SAFE_INTEGER, takes = () => true }: Sharing<Kind>,
  ): AsyncGenerator<readonly [keys: readonly string[], results: Results[Kind]], readonly ThreadFindings[]> {
    const turns = new Turns();
    const batches = chunks(work.keys, KEYS_AT_ONCE[work.kind]);
    const results = new Map<number, Results[Kind]>();
    const answers = new Answers();
    const task = { work, turns: turns.memory, ahead, marks };
    const ends = this.#helpers.map(helper =>
      helper.give(task, (turn, result) => {
        results.set(turn, result as Results[Kind]);
        answers.note();
      }),
    );
    for (const end of ends) end.catch(error => answers.fail(error));
    try {
      for (const [at, wanted] of batches.entries()) {
        for (;;) {
          if (!results.has(at)) await turnOfLoop();
          const result = results.get(at);
          if (result) {
            results.delete(at);
            yield [wanted, result];
            break;
          }
          const left = batches.length - turns.next;
          const isOurs = left > 0 && turns.next - at < ahead && !this.#options.onlyOthers && takes(left);
          const turn = isOurs ? turns.take() : batches.length;
          const keys = batches[turn];
          if (keys) results.set(turn, await here(keys));
          else await answers.next();
        }
        turns.use(at + 1);
      }
      return await Promise.all(ends);
    } finally {
      turns.end();
    }
  }

  /** Ends all threads but this one. */
  async close(): Promise<void> {
    const helpers = this.#helpers;
    this.#helpers = [];
    await Promise.all(helpers.map(helper => helper.close()));
  }
}

/** Answers of other threads, for which this one may have to wait. */
class Answers {
  #count = 0;
  #seen = 0;
  #failure: unknown;
  #wake: () => void = () => {};

  note(): void {
    this.#count += 1;
    this.#wake();
  }

  fail(error: unknown): void {
    this.#failure = error;
    this.note();
  }

  /** Resolves once there is an answer since it was last asked. */
  async next(): Promise<void> {
    if (this.#count === this.#seen)
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    this.#seen = this.#count;
    if (this.#failure !== undefined) throw this.#failure;
  }
}
