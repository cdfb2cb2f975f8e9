import type { Site } from '../core/site/site.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { Guard } from './guard.ts';
import { GUARD_LIMITS } from './limits.ts';
import { GivenUp } from './marks.ts';
import { RunWatch, type RunWatchOptions } from './run-watch.ts';
import type { GuardSettings } from './settings.ts';
import { askedSidecars, type SidecarFinder } from './sidecars.ts';
import { SourceReader } from './source-reader.ts';

/** Options of the guard of one run. */
export interface RunGuardOptions extends Omit<RunWatchOptions, 'large' | 'alone' | 'givenUp'> {
  readonly content: ObjectStore;
  readonly guard?: GuardSettings | undefined;
  /** Milliseconds until the process is cut off; without it there is all the time in the world. */
  readonly timeLeft: (() => number) | undefined;
}

type Marks = ReturnType<GivenUp['all']>;

/**
 * The guard of one run, which may die and is started again: reads sources, writes down what the run may die of before
 * it is handled, and knows which sources were given up.
 */
export class RunGuard {
  readonly #content: ObjectStore;
  readonly #givenUp: GivenUp;
  readonly #watch: RunWatch;
  readonly #guard: Guard;

  constructor({ content, guard, timeLeft, ...watched }: RunGuardOptions) {
    const { large, alone } = { ...GUARD_LIMITS, ...guard?.limits };
    this.#content = content;
    this.#givenUp = new GivenUp(watched.revision);
    this.#watch = new RunWatch({ ...watched, large, alone, givenUp: this.#givenUp });
    this.#guard = new Guard({
      ...guard,
      watch: this.#watch,
      givenUp: this.#givenUp,
      ...(timeLeft && { timeLeft }),
    });
  }

  /** Returns a reader of the content bucket's sources. Their sidecars are asked for unless `sidecars` knows them. */
  readerOf(site: Site, sidecars?: SidecarFinder): SourceReader {
    const content = this.#content;
    const find = sidecars ?? askedSidecars(content, site.hasSidecars === true);
    return new SourceReader({ content, site, guard: this.#guard, sidecars: find });
  }

  /** Sources that were given up, in order of their keys. */
  get marks(): Marks {
    return this.#givenUp.all();
  }

  /** Takes over what a state says of sources that were given up. */
  recall(marks: Marks): void {
    this.#givenUp.recall(marks);
  }

  /** Has sources handled with care whose handling may have ended another run. */
  expect(retried: Iterable<string>): void {
    this.#watch.expect(retried);
  }

  /** Has everything written down from now on: for runs that are rare, and have no message that comes again. */
  watchAll(): void {
    this.#watch.watchAll();
  }

  /** Writes down that a rebuild of these keys has begun, and forgets marks of all others. */
  async beginRebuild(keys: Iterable<string>): Promise<void> {
    await this.#watch.beginRebuild();
    this.#givenUp.keepOnly(keys);
  }

  /** Notes that the sources at hand came through; others come after them. */
  passed(): void {
    this.#watch.passed();
  }

  /** Leaves what the run found out to the next one. */
  async pause(): Promise<void> {
    await this.#watch.pause();
  }

  /** Notes that what was handled is committed, and the marks with it. `isAll`: nothing is left that any run died on. */
  async settle(isAll = false): Promise<void> {
    await this.#watch.settle(isAll);
  }

  /** Ends the thread of suspects, if there is one. */
  async close(): Promise<void> {
    await this.#guard.close();
  }
}
