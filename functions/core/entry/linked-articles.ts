import { Buffer } from 'node:buffer';
import { formatOf } from '../article/key.ts';
import { ARTICLES_PREFIX } from '../bucket-layout.ts';
import { hasLocalLink } from './local-link.ts';
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
  if (!hasLocalLink(buffer) || !ENDINGS.some(ending => buffer.includes(ending))) return [];
  const keys = new Set<string>();
  for (const [reference] of buffer.toString('utf8').matchAll(FILE)) {
    const linked = keyOf(reference, key);
    if (linked?.startsWith(ARTICLES_PREFIX) && formatOf(linked) && linked !== key.normalize('NFC')) keys.add(linked);
    if (keys.size === MAX_LINKED) break;
  }
  return [...keys].sort();
}
