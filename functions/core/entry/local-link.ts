import type { Buffer } from 'node:buffer';

const [LESS_THAN, CLOSING, PARENTHESIS, COLON] = [0x3c, 0x5d, 0x28, 0x3a];

/**
 * Returns true if a source has an element, or a link or definition of Markdown whose destination is not a web address.
 * A source with neither links to no file. Under a microsecond for most sources.
 */
export function hasLocalLink(buffer: Buffer): boolean {
  if (buffer.includes(LESS_THAN)) return true;
  for (let at = buffer.indexOf(CLOSING); at !== -1; at = buffer.indexOf(CLOSING, at + 1)) {
    const next = buffer[at + 1];
    if ((next === PARENTHESIS || next === COLON) && !isWebAddress(buffer, at + 2)) return true;
  }
  return false;
}

/** Returns true if `http:` or `https:`, in lower case, stands at an index of a source, after spaces. */
function isWebAddress(buffer: Buffer, start: number): boolean {
  let at = start;
  while (isSpace(buffer[at])) at++;
  for (const byte of HTTP) if (buffer[at++] !== byte) return false;
  return buffer[at] === COLON || (buffer[at] === SMALL_S && buffer[at + 1] === COLON);
}

const HTTP = [0x68, 0x74, 0x74, 0x70];
const SMALL_S = 0x73;

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
}
