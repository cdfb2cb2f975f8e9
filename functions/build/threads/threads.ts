import { availableParallelism } from 'node:os';
import type { Site } from '../../core/site/site.ts';
import type { GuardSettings } from '../../guard/settings.ts';
import { KEYS_AT_ONCE, type Setting, type WorkKind, type WorkOf } from '../work.ts';
import { Helper } from './helper.ts';
import { type JointTerms, JointWork } from './joint-work.ts';
import { PURPOSE } from './messages.ts';
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

  /** Begins work on keys in the other threads, after the work that they have; this one takes part when it is free. */
  share<Kind extends WorkKind>(work: WorkOf<Kind>, terms: JointTerms): JointWork<Kind> {
    return new JointWork(work, this.#helpers, { onlyOthers: this.#options.onlyOthers, ...terms });
  }

  /** Ends all threads but this one. */
  async close(): Promise<void> {
    const helpers = this.#helpers;
    this.#helpers = [];
    await Promise.all(helpers.map(helper => helper.close()));
  }
}
