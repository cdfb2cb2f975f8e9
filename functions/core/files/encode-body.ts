import { Buffer } from 'node:buffer';
import type { FileBody } from './published-file.ts';

/** Maximum of bytes in UTF-8 of a UTF-16 code unit. */
const MAX_BYTES_PER_UNIT = 3;

/** Encodes what files hold in UTF-8, one after another, in one buffer unless it is given away. */
export class BodyEncoder {
  readonly #take: (size: number) => ArrayBuffer;
  #buffer: Buffer<ArrayBuffer> = Buffer.from(new ArrayBuffer(0));

  /** `take` returns a buffer of at least so many bytes. Default: a new one. */
  constructor(take: (size: number) => ArrayBuffer = size => Buffer.allocUnsafeSlow(size).buffer) {
    this.#take = take;
  }

  /** Returns the buffer at whose beginning the last text is, which is the caller's from then on. */
  giveAway(): ArrayBuffer {
    const { buffer } = this.#buffer;
    this.#buffer = Buffer.from(new ArrayBuffer(0));
    return buffer;
  }

  /** Returns a body as bytes; those of a text are good until the next body is encoded. */
  encode(body: FileBody): Uint8Array {
    if (body instanceof Uint8Array) return body;
    const parts = typeof body === 'string' ? [body] : body;
    this.#reserve(parts.reduce((units, { length }) => units + length, 0) * MAX_BYTES_PER_UNIT);
    let size = 0;
    for (const part of parts) size += this.#buffer.write(part, size);
    return this.#buffer.subarray(0, size);
  }

  #reserve(size: number): void {
    if (this.#buffer.length < size) this.#buffer = Buffer.from(this.#take(size));
  }
}

/** Returns a body as bytes. */
export function encodeBody(body: FileBody): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return typeof body === 'string' ? Buffer.from(body) : Buffer.concat(body.map(part => Buffer.from(part)));
}
