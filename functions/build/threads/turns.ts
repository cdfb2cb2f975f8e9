const [NEXT, DONE] = [0, 1];
const OVER = 0x4000_0000;

/**
 * Turns that threads take, counted in memory that they share: each takes the next that nobody has. A thread that runs
 * far ahead of what was used waits, so that results do not pile up.
 */
export class Turns {
  readonly memory: SharedArrayBuffer;
  readonly #counts: Int32Array;

  constructor(memory = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#counts = new Int32Array(memory);
  }

  /** Takes the next turn. */
  take(): number {
    return Atomics.add(this.#counts, NEXT, 1);
  }

  /** The next turn, which nobody has taken yet. */
  get next(): number {
    return Atomics.load(this.#counts, NEXT);
  }

  /** Notes that the results of so many turns were used. */
  use(turns: number): void {
    Atomics.store(this.#counts, DONE, turns);
    Atomics.notify(this.#counts, DONE);
  }

  /** Ends all of it: no turn is left, and nobody waits. */
  end(): void {
    Atomics.store(this.#counts, NEXT, OVER);
    this.use(OVER);
  }

  /** Blocks this thread until fewer than so many turns lie between those that were used and this one. */
  wait(turn: number, ahead: number): void {
    for (;;) {
      const done = Atomics.load(this.#counts, DONE);
      if (turn - done < ahead) return;
      Atomics.wait(this.#counts, DONE, done);
    }
  }
}
