import type { Marks } from '../core/index/stored/marks.ts';
import type { Site } from '../core/site/site.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { Guard } from './guard.ts';
import { GUARD_LIMITS } from './limits.ts';
import { GivenUp } from './marks.ts';
import { RunWatch, type RunWatchOptions } from './run-watch.ts';
import type { GuardSettings } from './settings.ts';
import { askedSidecars, type SidecarFinder } from './sidecars.ts';
import type { SourceGuard } from './source-guard.ts';
import { SourceReader } from './source-reader.ts';

/** Options of the guard of one run. */
export interface RunGuardOptions extends Omit<RunWatchOptions, 'large' | 'alone' | 'givenUp'> {
  readonly content: ObjectStore;
  readonly guard?: GuardSettings | undefined;
  /** Milliseconds until the process is cut off; without it there is all the time in the world. */
  readonly timeLeft: (() => number) | undefined;
}

/** The guard of a run whose stores are given. */
export class RunGuard implements SourceGuard {
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

  readerOf(site: Site, sidecars?: SidecarFinder): SourceReader {
    const content = this.#content;
    const find = sidecars ?? askedSidecars(content, site.hasSidecars === true);
    return new SourceReader({ content, site, guard: this.#guard, sidecars: find });
  }

  get marks(): Marks {
    return this.#givenUp.all();
  }

  recall(marks: Marks): void {
    this.#givenUp.recall(marks);
  }

  expect(retried: Iterable<string>): void {
    this.#watch.expect(retried);
  }

  isExpected(key: string): boolean {
    return this.#watch.isExpected(key);
  }

  watchAll(): void {
    this.#watch.watchAll();
  }

  async beginRebuild(keys: Iterable<string>): Promise<void> {
    await this.#watch.beginRebuild();
    this.#givenUp.keepOnly(keys);
  }

  passed(): void {
    this.#watch.passed();
  }

  async pause(): Promise<void> {
    await this.#watch.pause();
  }

  async settle(isAll = false): Promise<void> {
    await this.#watch.settle(isAll);
  }

  async close(): Promise<void> {
    await this.#guard.close();
  }
}
