import { Buffer } from 'node:buffer';
import { mostBytes, writeParts } from '../../core/files/encode-body.ts';
import type { FileBody } from '../../core/files/published-file.ts';
import { explained } from '../directory/file-error.ts';
import type { FileToWrite, WriteAnswer, WriteTask } from './messages.ts';
import { ThreadFailed } from './thread-failed.ts';

/** Bytes of buffers that are with the thread, beyond which the next file waits. */
const MAX_WRITING = 8 * 1024 * 1024;
/** Bytes of a buffer that small files share: to send each by itself takes as long as to write it. */
const SHARED = 256 * 1024;
/** Bytes beyond which what a file holds is not copied to be sent. */
const MAX_COPIED = 1024 * 1024;
/** Buffers that are kept to be filled again. */
const MAX_KEPT = 16;

/** A file that is to be written. */
export interface Behind {
  readonly path: string;
  readonly body: FileBody;
  /** True where its folder is to be made first. */
  readonly inNewFolder: boolean;
  /** Takes the facts that tell the file, once it is written, from any other. */
  readonly onWritten: (facts: string) => void;
}

/** Files that a thread writes while others are made. Those that come while it writes are sent together. */
export class WriteBehind {
  readonly #send: (task: WriteTask) => void;
  /** Batches that are with the thread, which answers them in their order. */
  readonly #sent: (readonly Behind[])[] = [];
  #open = new Batch(new ArrayBuffer(0));
  #kept: ArrayBuffer[] = [];
  #writing = 0;
  #failure: unknown;
  #wake: () => void = () => {};

  /** `send` gives the thread files, and their buffer with them. */
  constructor(send: (task: WriteTask) => void) {
    this.#send = send;
  }

  /** Returns whether a body is one to write behind: of a large file that was read, a copy would be made. */
  static takes(body: FileBody): boolean {
    return !(body instanceof Uint8Array) || body.length <= MAX_COPIED;
  }

  /** Has a file written. */
  write(file: Behind): void {
    if (!this.#open.add(file)) {
      this.#flush();
      this.#open = new Batch(this.#buffer(Math.max(mostRoom(file.body), SHARED)));
      this.#open.add(file);
    }
    if (this.#sent.length === 0) this.#flush();
  }

  /** True where the next file should wait, or where none is to come, since one could not be written. */
  get isFull(): boolean {
    return this.#failure !== undefined || this.#writing > MAX_WRITING;
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
    this.#flush();
    while (this.#sent.length > 0 && this.#failure === undefined) await this.#next();
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Takes in what the thread answers. */
  take({ facts, buffer, error }: WriteAnswer): void {
    this.#writing -= buffer.byteLength;
    if (this.#kept.length < MAX_KEPT) this.#kept.push(buffer);
    const files = this.#sent.shift() ?? [];
    for (const [at, each] of facts.entries()) files[at]?.onWritten(each);
    if (error) this.fail(explained(Object.assign(new Error(error.message), error), files[facts.length]?.path ?? ''));
    else if (this.#sent.length === 0) this.#flush();
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

  /** Sends what was gathered; nothing once a file could not be written. */
  #flush(): void {
    const { files, task } = this.#open;
    if (files.length === 0 || this.#failure !== undefined) return;
    this.#open = new Batch(new ArrayBuffer(0));
    this.#sent.push(files);
    this.#writing += task.buffer.byteLength;
    this.#send(task);
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

/** Files that are sent together, and the buffer that is filled with what they hold. */
class Batch {
  readonly files: Behind[] = [];
  readonly #told: FileToWrite[] = [];
  readonly #buffer: ArrayBuffer;
  #end = 0;

  constructor(buffer: ArrayBuffer) {
    this.#buffer = buffer;
  }

  get task(): WriteTask {
    return { kind: 'write', files: this.#told, buffer: this.#buffer };
  }

  /** Adds a file, and returns whether there was room for it. */
  add(file: Behind): boolean {
    const { parts, encoding } = toSend(file.body);
    if (mostBytes(parts, encoding) > this.#buffer.byteLength - this.#end) return false;
    const size = writeParts(parts, Buffer.from(this.#buffer, this.#end), encoding);
    this.#end += size;
    this.files.push(file);
    this.#told.push({ path: file.path, size, encoding, inNewFolder: file.inNewFolder });
    return true;
  }
}

/**
 * Returns a body in parts, and the encoding that it is sent in. A text of which no part is encoded is sent in UTF-16,
 * which is nearly a copy: for 47 MB that takes 10 ms of this thread, where UTF-8 takes 110.
 */
function toSend(body: FileBody) {
  if (body instanceof Uint8Array)
    return { parts: [Buffer.from(body.buffer, body.byteOffset, body.length)], encoding: 'utf8' } as const;
  const parts = typeof body === 'string' ? [body] : body;
  return { parts, encoding: parts.every(part => typeof part === 'string') ? 'utf16le' : 'utf8' } as const;
}

/** Returns how many bytes a body takes at most. */
function mostRoom(body: FileBody): number {
  const { parts, encoding } = toSend(body);
  return mostBytes(parts, encoding);
}
