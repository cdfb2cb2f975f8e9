import { setImmediate as turnOfLoop } from 'node:timers/promises';
import { chunks } from '../../core/groups.ts';
import type { Marks } from '../../core/index/stored/marks.ts';
import { KEYS_AT_ONCE, type Results, type WorkKind, type WorkOf } from '../work.ts';
import type { Helper } from './helper.ts';
import type { ThreadFindings } from './messages.ts';
import { Turns } from './turns.ts';

/** Terms on which other threads work. */
export interface JointTerms {
  /** Sources that were given up so far. */
  readonly marks: Marks;
  /** Turns that others may be ahead of what was used. Default: any number. */
  readonly ahead?: number | undefined;
  /** This thread leaves every turn to the others. */
  readonly onlyOthers?: boolean | undefined;
}

/** Part of this thread in the work. */
export interface OwnPart<Kind extends WorkKind> {
  /** Does here what others do in their threads. */
  readonly here: (keys: readonly string[]) => Promise<Results[Kind]>;
  /** Returns whether this thread takes its first turn where it would wait, by the number of turns that are left. */
  readonly takes?: ((left: number) => boolean) | undefined;
}

/** Work that other threads have begun, and that this one shares in while it takes what comes of it. */
export class JointWork<Kind extends WorkKind> {
  readonly #batches: readonly (readonly string[])[];
  readonly #turns = new Turns();
  readonly #results = new Map<number, Results[Kind]>();
  readonly #answers = new Answers();
  readonly #ends: readonly Promise<ThreadFindings>[];
  readonly #ahead: number;
  readonly #onlyOthers: boolean;
  #hasTaken = false;

  constructor(work: WorkOf<Kind>, helpers: readonly Pick<Helper, 'give'>[], terms: JointTerms) {
    const { marks, ahead = Number.MAX_SAFE_INTEGER, onlyOthers = false } = terms;
    this.#ahead = ahead;
    this.#onlyOthers = onlyOthers;
    this.#batches = chunks(work.keys, KEYS_AT_ONCE[work.kind]);
    this.#ends = helpers.map(helper =>
      helper.give({ work, turns: this.#turns.memory, ahead, marks }, (turn, result) => {
        this.#results.set(turn, result as Results[Kind]);
        this.#answers.note();
      }),
    );
    for (const end of this.#ends) end.catch(error => this.#answers.fail(error));
  }

  /**
   * Yields what comes of the work, in the order of its keys, and does what is left of it; returns what else the other
   * threads found out.
   * @throws ThreadFailed
   */
  async *results(
    own: OwnPart<Kind>,
  ): AsyncGenerator<readonly [keys: readonly string[], results: Results[Kind]], readonly ThreadFindings[]> {
    try {
      for (const [at, keys] of this.#batches.entries()) {
        yield [keys, await this.#resultOf(at, own)];
        this.#turns.use(at + 1);
      }
      return await Promise.all(this.#ends);
    } finally {
      this.end();
    }
  }

  /** Lets go of what was not begun yet. */
  end(): void {
    this.#turns.end();
  }

  /** Resolves when a turn is over. Takes others meanwhile. */
  async #resultOf(at: number, { here, takes = () => true }: OwnPart<Kind>): Promise<Results[Kind]> {
    for (;;) {
      if (!this.#results.has(at)) await turnOfLoop();
      const result = this.#results.get(at);
      if (result) {
        this.#results.delete(at);
        return result;
      }
      const left = this.#batches.length - this.#turns.next;
      const isNear = this.#turns.next - at < this.#ahead;
      const isOurs = left > 0 && isNear && !this.#onlyOthers && (this.#hasTaken || takes(left));
      const turn = isOurs ? this.#turns.take() : this.#batches.length;
      const keys = this.#batches[turn];
      if (keys) {
        // The code is compiled here from now on.
        this.#hasTaken = true;
        this.#results.set(turn, await here(keys));
      } else {
        await this.#answers.next();
      }
    }
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
