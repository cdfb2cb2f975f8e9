import type { MessagePort } from 'node:worker_threads';

/** Mark by which a thread knows what it is for. */
export const FILE_PURPOSE = 'bantin: read files ahead and write them behind';

/** Data that a thread is started with. */
export interface FileThreadStart {
  readonly purpose: typeof FILE_PURPOSE;
  /** Directory whose files are read. */
  readonly directory: string;
  /** Port for what was read, which the other side empties without a turn of its event loop. */
  readonly port: MessagePort;
}

/** States of a batch of files that are to be read: whoever takes it first reads it. */
export const [FREE, TAKEN, READ] = [0, 1, 2];

/** Files that are to be read ahead, in batches. */
export interface ReadTask {
  readonly kind: 'read';
  /** Number of the expectation that the batch is of, and its place in it. */
  readonly expectation: number;
  readonly batch: number;
  readonly keys: readonly string[];
  /** Maximum size in bytes of a file that is read. */
  readonly most: number;
  /** States of all batches of the expectation, as Int32. */
  readonly states: SharedArrayBuffer;
}

/** Files that are to be written, one after another. */
export interface WriteTask {
  readonly kind: 'write';
  readonly files: readonly FileToWrite[];
  /** Contents of the files, one after another. The thread's own from then on; it comes back with the answer. */
  readonly buffer: ArrayBuffer;
}

/** A file that is to be written. */
export interface FileToWrite {
  readonly path: string;
  /** Number of its bytes in the buffer. */
  readonly size: number;
  /** Encoding of a text there; it is written in UTF-8. */
  readonly encoding: 'utf16le' | 'utf8';
  /** True where its folder is to be made first. */
  readonly inNewFolder: boolean;
}

/** Numbers of a key in an answer. */
export const NUMBERS = 4;

/** Files of a batch: the ETag of each key, or nothing where the other side is to read it by itself. */
export interface ReadAnswer {
  readonly expectation: number;
  readonly batch: number;
  readonly etags: readonly (string | undefined)[];
  /** Four numbers of each key: size, time of the last change, and where its bytes begin and end. */
  readonly numbers: Float64Array;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** An error of the system, as it can be sent. */
export interface SystemError {
  readonly message: string;
  readonly code?: string;
}

/** Answer to files that were to be written: what became of them, up to the first that could not be. */
export interface WriteAnswer {
  /** Facts that tell each file that was written from any other. */
  readonly facts: readonly string[];
  readonly buffer: ArrayBuffer;
  readonly error?: SystemError;
}
