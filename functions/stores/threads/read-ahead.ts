import { Buffer } from 'node:buffer';
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { chunks } from '../../core/groups.ts';
import type { StoredObject } from '../object-store.ts';
import { FREE, NUMBERS, type ReadAnswer, type ReadTask, TAKEN } from './messages.ts';

/** Files that are read at a time. */
const PER_BATCH = 64;
/** Batches that may be read before they are asked for. */
const AHEAD = 24;
/** Files that were read and that nobody asked for in their turn, beyond which they go. */
const MAX_LEFT = 4 * PER_BATCH;
/** Milliseconds after which a file is read here, since the thread may have come to its end. */
const PATIENCE = 2000;

/** Sends the thread a batch that it is to read. */
type Ask = (task: ReadTask) => void;

/** Files that a thread reads before they are asked for. What it did not begin is read by whoever asks. */
export class ReadAhead {
  readonly #port: MessagePort;
  readonly #ask: Ask;
  readonly #objects = new Map<string, StoredObject>();
  #expected: Expected;
  #number = 0;

  constructor(port: MessagePort, ask: Ask) {
    this.#port = port;
    this.#ask = ask;
    this.#expected = new Expected([], 0);
  }

  /** Has files read that are asked for next, in this order, unless they have more bytes than `most`. */
  expect(keys: readonly string[], most: number): void {
    this.#expected.end();
    this.#objects.clear();
    this.#number += 1;
    this.#expected = new Expected(keys, most);
    this.#askUpTo(AHEAD);
  }

  /** Returns a file that was read as it was expected to be; `undefined` where the caller is to read it. */
  take(key: string, most: number | undefined): StoredObject | undefined {
    if (this.#expected.most !== most) return undefined;
    const batch = this.#expected.open(key);
    if (batch !== undefined) {
      if (this.#objects.size > MAX_LEFT) this.#objects.clear();
      this.#askUpTo(batch + AHEAD);
      if (this.#expected.wasRead(batch)) this.#receive(batch);
    }
    const object = this.#objects.get(key);
    this.#objects.delete(key);
    return object;
  }

  #askUpTo(end: number): void {
    const { states, most } = this.#expected;
    for (const [batch, keys] of this.#expected.askUpTo(end))
      this.#ask({ kind: 'read', expectation: this.#number, batch, keys, most, states: states.buffer });
  }

  /** Takes in what was read up to a batch. Answers come in order. */
  #receive(wanted: number): void {
    for (;;) {
      const answer: ReadAnswer | undefined = receiveMessageOnPort(this.#port)?.message;
      if (!answer) return;
      if (answer.expectation !== this.#number) continue;
      this.#takeIn(answer);
      if (answer.batch === wanted) return;
    }
  }

  #takeIn({ batch, etags, numbers, bytes }: ReadAnswer): void {
    for (const [at, key] of this.#expected.keysOf(batch).entries()) {
      const etag = etags[at];
      if (etag === undefined) continue;
      const [size = 0, lastModified = 0, start = 0, end = 0] = numbers.subarray(at * NUMBERS, (at + 1) * NUMBERS);
      const own = Buffer.from(bytes.buffer, start, end - start);
      this.#objects.set(key, { key, etag, size, lastModified, bytes: own, metadata: {} });
    }
  }
}

/** Files that are expected, in batches, and how far they were asked for. */
class Expected {
  readonly most: number;
  readonly states: Int32Array<SharedArrayBuffer>;
  readonly #batches: readonly (readonly string[])[];
  /** Batches, by key, that nobody has opened yet. */
  readonly #closed: Map<string, number>;
  #asked = 0;

  constructor(keys: readonly string[], most: number) {
    this.most = most;
    this.#batches = chunks(keys, PER_BATCH);
    this.states = new Int32Array(new SharedArrayBuffer(this.#batches.length * Int32Array.BYTES_PER_ELEMENT));
    this.#closed = new Map(this.#batches.map(([first = ''], at) => [first, at]));
  }

  keysOf(batch: number): readonly string[] {
    return this.#batches[batch] ?? [];
  }

  /** Returns the batch that a key is the first of, the first time that it is asked for. */
  open(key: string): number | undefined {
    const batch = this.#closed.get(key);
    this.#closed.delete(key);
    return batch;
  }

  /** Yields batches up to one that were not asked for yet. */
  *askUpTo(end: number): Generator<readonly [batch: number, keys: readonly string[]]> {
    for (; this.#asked < Math.min(end, this.#batches.length); this.#asked++)
      yield [this.#asked, this.keysOf(this.#asked)];
  }

  /** Returns whether the thread has read a batch. If it did not begin it, it will not do so any more. */
  wasRead(batch: number): boolean {
    if (Atomics.compareExchange(this.states, batch, FREE, TAKEN) === FREE) return false;
    return Atomics.wait(this.states, batch, TAKEN, PATIENCE) !== 'timed-out';
  }

  /** Has the thread read none of those any more that it did not begin. */
  end(): void {
    for (let batch = 0; batch < this.#asked; batch++) Atomics.compareExchange(this.states, batch, FREE, TAKEN);
  }
}
