import { Buffer } from 'node:buffer';
import { formatOf } from '../article/key.ts';
import { ARTICLES_PREFIX } from '../bucket-layout.ts';
import { keyOf } from './reference.ts';

/** A reference to a file that an article may lie in, as it stands in Markdown or HTML. */
const FILE = /(?<![^\s()<>"'=[\]])[^\s()<>"'=[\]:]{1,500}\.(?:md|mdx|markdown|html?|txt)(?=[?#)>"'\s]|$)/gi;
const ENDINGS: readonly string[] = ['.md', '.MD', '.htm', '.HTM', '.txt', '.TXT', '.markdown'];
/** Maximum of articles that one leads to by their files and whose addresses are looked up. */
const MAX_LINKED = 200;

/**
 * Returns the keys, in NFC, of articles that a source may lead to by their files: all that do, and perhaps some that
 * are only spoken of. Most sources have none, which a few bytes tell.
 */
export function linkedArticles(key: string, bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!hasLink(buffer) || !ENDINGS.some(ending => buffer.includes(ending))) return [];
  const keys = new Set<string>();
  for (const [reference] of buffer.toString('utf8').matchAll(FILE)) {
    const linked = keyOf(reference, key);
    if (linked?.startsWith(ARTICLES_PREFIX) && formatOf(linked) && linked !== key.normalize('NFC')) keys.add(linked);
    if (keys.size === MAX_LINKED) break;
  }
  return [...keys].sort();
}

const [LESS_THAN, CLOSING, PARENTHESIS, COLON] = [0x3c, 0x5d, 0x28, 0x3a];

/**
 * Returns whether there is an element, or a link or definition of Markdown whose destination is no address of the web,
 * which {@link FILE} never takes. Under a microsecond for most sources.
 */
function hasLink(buffer: Buffer): boolean {
  if (buffer.includes(LESS_THAN)) return true;
  for (let at = buffer.indexOf(CLOSING); at !== -1; at = buffer.indexOf(CLOSING, at + 1)) {
    const next = buffer[at + 1];
    if ((next === PARENTHESIS || next === COLON) && !isWebAddress(buffer, at + 2)) return true;
  }
  return false;
}

/** Returns whether `http:` or `https:`, in small letters, stands at an index of a source, after spaces. */
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
