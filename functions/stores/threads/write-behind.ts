import { Buffer } from 'node:buffer';
import { mostBytes, writeParts } from '../../core/files/encode-body.ts';
import type { FileBody } from '../../core/files/published-file.ts';
import { explained } from '../directory/file-error.ts';
import type { WriteAnswer, WriteTask } from './messages.ts';
import { ThreadFailed } from './thread-failed.ts';

/** Bytes of buffers that are with the thread, beyond which the next file waits. */
const MAX_WRITING = 8 * 1024 * 1024;
/** Buffers that are kept to be filled again. */
const MAX_KEPT = 16;

/** Takes the facts that tell a file that was written from any other. */
type OnWritten = (facts: string) => void;

/** Files that a thread writes while others are made. */
export class WriteBehind {
  readonly #send: (task: WriteTask) => void;
  readonly #waiting = new Map<string, OnWritten>();
  #kept: ArrayBuffer[] = [];
  #writing = 0;
  #failure: unknown;
  #wake: () => void = () => {};

  /** `send` gives the thread a file, and its buffer with it. */
  constructor(send: (task: WriteTask) => void) {
    this.#send = send;
  }

  /**
   * Has a text written. Its path is given once. A text of which no part is encoded is sent in UTF-16, which is nearly a
   * copy: for 47 MB that takes 10 ms of this thread, where UTF-8 takes 110.
   */
  write(path: string, body: Exclude<FileBody, Uint8Array>, onWritten: OnWritten): void {
    const parts = typeof body === 'string' ? [body] : body;
    const encoding = parts.every(part => typeof part === 'string') ? 'utf16le' : 'utf8';
    const text = Buffer.from(this.#buffer(mostBytes(parts, encoding)));
    const size = writeParts(parts, text, encoding);
    const { buffer } = text;
    this.#waiting.set(path, onWritten);
    this.#writing += buffer.byteLength;
    this.#send({ kind: 'write', path, buffer, size, encoding });
  }

  /** True where the next file should wait. */
  get isFull(): boolean {
    return this.#writing > MAX_WRITING;
  }

  /**
   * Resolves when less is being written than may be.
   * @throws the error of the system of a file that could not be written; ThreadFailed.
   */
  async room(): Promise<void> {
    while (this.isFull && this.#failure === undefined) await this.#next();
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Resolves when all is written. Throws as `room` does. */
  async settle(): Promise<void> {
    while (this.#waiting.size > 0 && this.#failure === undefined) await this.#next();
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Takes in what the thread answers. */
  take({ path, buffer, facts = '', error }: WriteAnswer): void {
    this.#writing -= buffer.byteLength;
    if (this.#kept.length < MAX_KEPT) this.#kept.push(buffer);
    if (error) this.fail(explained(Object.assign(new Error(error.message), error), path));
    else this.#waiting.get(path)?.(facts);
    this.#waiting.delete(path);
    this.#wake();
  }

  /** Notes that the thread has come to its end. */
  end(): void {
    this.fail(new ThreadFailed('the thread that writes files came to its end'));
    this.#wake();
  }

  fail(error: unknown): void {
    this.#failure ??= error;
  }

  /** Returns a buffer of at least so many bytes, which may hold anything. */
  #buffer(size: number): ArrayBuffer {
    const at = this.#kept.findIndex(({ byteLength }) => byteLength >= size);
    const [kept] = at < 0 ? [] : this.#kept.splice(at, 1);
    return kept ?? Buffer.allocUnsafeSlow(size).buffer;
  }

  #next(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve;
    });
  }
}
