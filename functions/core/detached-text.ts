import { Buffer } from 'node:buffer';

const scratch = Buffer.alloc(4096);

/** Returns a copy of a text: a substring keeps all that it was cut from in memory for as long as it exists. */
export function detachedText(text: string): string {
  // A character takes three bytes at most, or two of them four.
  if (3 * text.length > scratch.length) return Buffer.from(text).toString();
  return scratch.toString('utf8', 0, scratch.write(text));
}
