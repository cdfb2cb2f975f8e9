import { Buffer } from 'node:buffer';
import type { BodyPart, FileBody } from './published-file.ts';

/** Maximum of bytes in UTF-8 of a UTF-16 code unit. */
const MAX_BYTES_PER_UNIT = 3;

/** Encodes what files hold in UTF-8, one after another, in one buffer. */
export class BodyEncoder {
  #buffer = Buffer.alloc(0);

  /** Returns a body as bytes; those of a text are good until the next body is encoded. */
  encode(body: FileBody): Uint8Array {
    if (body instanceof Uint8Array) return body;
    const parts = typeof body === 'string' ? [body] : body;
    this.#reserve(parts.reduce((bytes, part) => bytes + maxBytesOf(part), 0));
    let size = 0;
    for (const part of parts)
      size += typeof part === 'string' ? this.#buffer.write(part, size) : part.copy(this.#buffer, size);
    return this.#buffer.subarray(0, size);
  }

  #reserve(size: number): void {
    if (this.#buffer.length < size) this.#buffer = Buffer.allocUnsafeSlow(size);
  }
}

/** Returns a body as bytes. */
export function encodeBody(body: FileBody): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return Buffer.from(body);
  return Buffer.concat(body.map(part => (typeof part === 'string' ? Buffer.from(part) : part)));
}

/** Returns texts as bytes: parts of one buffer, so that small ones take no more room than they need. */
export function encodeTexts(texts: readonly string[]): readonly Buffer[] {
  const all = Buffer.allocUnsafeSlow(texts.reduce((bytes, text) => bytes + Buffer.byteLength(text), 0));
  let end = 0;
  return texts.map(text => {
    const start = end;
    end += all.write(text, start);
    return all.subarray(start, end);
  });
}

function maxBytesOf(part: BodyPart): number {
  return typeof part === 'string' ? part.length * MAX_BYTES_PER_UNIT : part.length;
}
