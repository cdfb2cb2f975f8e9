import type { Instant } from '../core/instant.ts';
import { PreconditionFailed } from '../stores/object-store.ts';
import { MAX_FAILURES } from './limits.ts';
import { DIED, type GivenUp } from './marks.ts';
import {
  addFailure,
  type Care,
  careAfter,
  countDeaths,
  failuresOf,
  isEmpty,
  NO_SUSPECTS,
  type Suspects,
  withoutFailures,
  withoutRun,
} from './suspects.ts';
import type { Watch, Watched } from './watch.ts';

/** Store of suspects. */
export interface SuspectsStore {
  read(): Promise<{ readonly suspects?: Suspects; readonly etag?: string }>;
  /** @throws PreconditionFailed */
  write(suspects: Suspects, etag: string | undefined): Promise<string>;
  drop(): Promise<void>;
}

export interface RunWatchOptions {
  readonly store: SuspectsStore;
  readonly runId: string;
  readonly revision: string;
  readonly now: () => Instant;
  /** Bytes beyond which a source is written down before it is handled. */
  readonly large: number;
  /** Milliseconds that one source may take alone. */
  readonly alone: number;
  /**
   * Keys whose handling may have ended a run before, though nothing was written down: the queue hands them out again.
   */
  readonly retried: ReadonlySet<string>;
  readonly givenUp: GivenUp;
}

/**
 * Multiple of the time that a source may take alone after which the run that tries it is taken to be dead: it has a
 * thread to start as well, and its clock may differ.
 */
const DEATH_AFTER = 2;

/**
 * The watch of a run that may die and is started again. What it might die of it writes down first, so that the next run
 * knows; an ordinary publish of small sources writes nothing down, and asks for nothing.
 */
export class RunWatch implements Watch {
  readonly #options: RunWatchOptions;
  readonly #retried: Set<string>;
  #watchesAll = false;
  /** Other runs were found at work, or dead. */
  #hasOthers = false;
  #suspects: Suspects | undefined;
  #etag: string | undefined;
  #cares: ReadonlyMap<string, Care> = new Map();
  /** Sources that this run is at work on. */
  readonly #own = new Map<string, Care>();
  /** Sources that it handled since it last settled. */
  readonly #handled = new Set<string>();
  #trying: Watched | undefined;

  constructor(options: RunWatchOptions) {
    this.#options = options;
    this.#retried = new Set(options.retried);
  }

  /** Everything is written down from now on: for runs that are rare, and have no message that comes again. */
  watchAll(): void {
    this.#watchesAll = true;
  }

  /** Has sources handled with care whose handling may have ended another run. */
  expect(retried: Iterable<string>): void {
    for (const key of retried) this.#retried.add(key);
  }

  /** Returns whether a source is one of these. */
  isExpected(key: string): boolean {
    return this.#retried.has(key);
  }

  /** A rebuild writes down that it has begun, and its sources only where an earlier run died. */
  async beginRebuild(): Promise<void> {
    await this.#load();
    this.#watchesAll = this.#hasOthers;
    await this.#write();
  }

  async begin(sources: readonly Watched[]): Promise<ReadonlyMap<string, Care>> {
    const { large, givenUp } = this.#options;
    const isSuspect = ({ key }: Watched): boolean => this.isExpected(key) || givenUp.has(key);
    const isWatched =
      this.#watchesAll ||
      sources.some(source => source.size > large || isSuspect(source) || this.#cares.has(source.key));
    if (!isWatched || sources.length === 0) return this.#cares;
    await this.#load();
    const cares = new Map<string, Care>();
    for (const source of sources) {
      const care = this.#cares.get(source.key) ?? (isSuspect(source) ? 'apart' : 'together');
      if (givenUp.of(source.key, source.version) === undefined) cares.set(source.key, care);
    }
    const isNew = [...cares].some(([key, care]) => this.#own.get(key) !== care);
    for (const [key, care] of cares) this.#own.set(key, care);
    for (const { key } of sources) this.#handled.add(key);
    // A source that came through stays a suspect until the run has settled, since it is yet to be rendered.
    this.#cares = new Map([...this.#cares, ...[...cares].filter(([, care]) => care !== 'together')]);
    if (isNew) await this.#write();
    return cares;
  }

  async trying(source: Watched): Promise<void> {
    this.#trying = source;
    await this.#write();
  }

  async tried(): Promise<void> {
    this.#trying = undefined;
    await this.#write();
  }

  async suspect({ key }: Watched): Promise<void> {
    this.#cares = new Map([...this.#cares, [key, 'apart']]);
    this.#own.set(key, 'apart');
    this.#handled.add(key);
    await this.#write();
  }

  async failed({ key, version }: Watched): Promise<number> {
    const { revision } = this.#options;
    const counted = addFailure(await this.#load(), key, { version, revision });
    this.#suspects = counted;
    return failuresOf(counted, key, { version, revision });
  }

  /** Written down at once: a run that gives up several may be cut off before it commits. */
  async gaveUp({ key }: Watched): Promise<void> {
    this.#trying = undefined;
    await this.#load();
    const marks = this.#options.givenUp.all();
    await this.#write(suspects => withoutFailures({ ...suspects, marks: { ...suspects.marks, ...marks } }, key));
  }

  /** Sources came through; others come after them. */
  passed(): void {
    this.#own.clear();
  }

  /** The run stops; what it found out is for the next. */
  async pause(): Promise<void> {
    if (!this.#suspects) return;
    this.#own.clear();
    this.#trying = undefined;
    const { runId } = this.#options;
    await this.#write(suspects => withoutRun(suspects, runId, new Set()), false);
  }

  /** Settles after a commit of what was handled, marks included. `isAll`: nothing is left that any run died on. */
  async settle(isAll = false): Promise<void> {
    if (!this.#suspects && !(isAll && this.#hasOthers)) return;
    const { runId } = this.#options;
    const handled = new Set(this.#handled);
    this.#own.clear();
    this.#handled.clear();
    this.#trying = undefined;
    await this.#write(suspects => {
      if (isAll) return NO_SUSPECTS;
      const kept = [...handled].reduce(withoutFailures, { ...suspects, marks: {} });
      return withoutRun(kept, runId, handled);
    }, false);
    this.#suspects = undefined;
  }

  async #load(): Promise<Suspects> {
    if (this.#suspects) return this.#suspects;
    const { store, runId, revision, now, alone, givenUp } = this.#options;
    const { suspects = NO_SUSPECTS, etag } = await store.read();
    const counted = countDeaths(suspects, { own: runId, revision, before: now() - DEATH_AFTER * alone });
    this.#suspects = counted;
    this.#etag = etag;
    this.#hasOthers ||= Object.keys(counted.runs).some(run => run !== runId);
    this.#cares = new Map([...this.#cares, ...careAfter(counted, runId)]);
    givenUp.recall(counted.marks);
    for (const [key, { version, count }] of Object.entries(counted.failures))
      if (count >= MAX_FAILURES && !givenUp.of(key, version)) givenUp.add(key, version, DIED);
    return counted;
  }

  /**
   * Changes what is written down, whatever other runs write meanwhile. `isAtWork`: this run is one of those that do.
   */
  async #write(change = (suspects: Suspects): Suspects => suspects, isAtWork = true): Promise<void> {
    const { store, runId, now } = this.#options;
    for (;;) {
      const changed = change(await this.#load());
      const own = { since: now(), keys: Object.fromEntries(this.#own), ...this.#tryingNow() };
      const next = isAtWork ? { ...changed, runs: { ...changed.runs, [runId]: own } } : changed;
      try {
        if (!isEmpty(next)) this.#etag = await store.write(next, this.#etag);
        else if (this.#etag !== undefined) await store.drop();
        this.#suspects = next;
        if (isEmpty(next)) this.#etag = undefined;
        return;
      } catch (error) {
        if (!(error instanceof PreconditionFailed)) throw error;
        this.#suspects = undefined;
      }
    }
  }

  #tryingNow() {
    return this.#trying && { trying: { key: this.#trying.key, version: this.#trying.version } };
  }
}
