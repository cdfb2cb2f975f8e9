import { isContent, isSiteKey } from '../core/bucket-layout.ts';
import { LIMITS } from '../core/index/limits.ts';
import type { Instant } from '../core/instant.ts';
import type { PreviewPublisher, PublishedPreview } from './publisher.ts';

/**
 * Editors save in several steps, most of them within this time of the first; what comes later is published once more.
 * Milliseconds.
 */
const SETTLE = 50;
/** After so long without a change everything is listed, for what no change told of. Milliseconds. */
const QUIET = 2000;
/** Node's timers count no further than 31 bits; what is due later is looked at again then. */
const MAX_TIMER = 2 ** 31 - 1;

/** A run: of everything, of what changed, of whatever differs, or the same while nobody waits for it. */
type Kind = 'everything' | 'changes' | 'sweep' | 'quiet sweep';

export interface LoopOptions {
  readonly publisher: PreviewPublisher;
  readonly now: () => Instant;
  /** The clock shows the same moment for ever, so nothing ever falls due. */
  readonly standsStill?: boolean;
  /** Called after each run, with what is published. */
  readonly onPublished: (published: PublishedPreview) => void;
  /** Called with the error of a run that failed. What was shown before stays. */
  readonly onFailed: (error: unknown) => void;
}

/**
 * Publishes what changes, one run after the other: what comes while one is under way is published by the next. A quiet
 * sweep gives way to changes.
 */
export class PublishLoop {
  readonly #options: LoopOptions;
  readonly #keys = new Set<string>();
  /** Work that is needed whatever the keys are. */
  #wanted: 'everything' | 'sweep' | undefined;
  #running: { readonly kind: Kind; readonly end: Promise<void> } | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** The timer runs for changes. */
  #isSettling = false;
  /** Something happened that no run has looked at. */
  #isChanged = false;
  #isSwept = true;
  #nextDue: Instant | undefined;
  #isStopped = false;

  constructor(options: LoopOptions) {
    this.#options = options;
  }

  /** Publishes everything. */
  async start(): Promise<void> {
    await this.#begin('everything');
  }

  /** Something happened to the object of a key. */
  changed(key: string): void {
    if (!isSiteKey(key) && !isContent(key)) return;
    this.#keys.add(key);
    this.#settle();
  }

  /** It is not known what happened. */
  anyChanged(): void {
    this.#wanted ??= 'sweep';
    this.#settle();
  }

  /** Begins no more runs, and waits for the one that is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running?.end;
  }

  /** The first change counts, so that a file that is written all the time is published, too. */
  #settle(): void {
    this.#isChanged = true;
    if (this.#running?.kind === 'quiet sweep') this.#options.publisher.isInterrupted = true;
    if (!this.#running && !this.#isSettling) this.#wait(SETTLE, true);
  }

  #wait(milliseconds: number, isSettling: boolean): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#isSettling = isSettling;
    const time = Math.min(Math.max(milliseconds, 0), MAX_TIMER);
    this.#timer = setTimeout(() => void this.#begin(this.#choose()), time);
  }

  #choose(): Kind {
    if (this.#wanted) return this.#wanted;
    // To list everything costs no more then.
    if (this.#keys.size > LIMITS.perCommit) return 'sweep';
    const isDue = this.#nextDue !== undefined && this.#nextDue <= this.#options.now();
    return this.#keys.size > 0 || isDue || this.#isSwept ? 'changes' : 'quiet sweep';
  }

  async #begin(kind: Kind): Promise<void> {
    this.#isSettling = false;
    this.#isChanged = false;
    const keys = [...this.#keys];
    this.#keys.clear();
    this.#wanted = undefined;
    this.#running = { kind, end: this.#run(kind, keys) };
    await this.#running.end;
    this.#running = undefined;
    this.#schedule();
  }

  async #run(kind: Kind, keys: readonly string[]): Promise<void> {
    const { publisher, onPublished, onFailed } = this.#options;
    try {
      const published = await publisher.publish(kind === 'quiet sweep' ? 'sweep' : kind, keys);
      if (!published) return;
      this.#nextDue = published.nextDue;
      this.#isSwept = kind !== 'changes';
      if (kind !== 'quiet sweep' || published.isChanged) onPublished(published);
    } catch (error) {
      // A sweep mends what it left half-done, once something changes: before, it would fail for the same reason.
      this.#wanted = kind === 'everything' ? kind : 'sweep';
      this.#isSwept = true;
      this.#nextDue = undefined;
      onFailed(error);
    }
  }

  #schedule(): void {
    const { now } = this.#options;
    const isDue = this.#nextDue !== undefined && !this.#options.standsStill;
    const due = isDue ? (this.#nextDue ?? 0) - now() : Number.POSITIVE_INFINITY;
    const next = Math.min(due, this.#isSwept ? Number.POSITIVE_INFINITY : QUIET);
    if (this.#isChanged) this.#wait(SETTLE, true);
    else if (next < Number.POSITIVE_INFINITY) this.#wait(next, false);
  }
}
