import type { Buffer } from 'node:buffer';
import { inflateSync } from 'node:zlib';
import { bufferOf } from '../buffer-of.ts';

/**
 * Names of actions that run a script, start a program or bring a player or forms with scripts (ISO 32000-1, sections
 * 12.6.4, 12.7.8 and 13). Those of few letters stand in compressed pictures by chance, so they count with a value
 * only.
 */
const ACTIONS =
  /\/(?:JavaScript|Launch|RichMedia)(?![\w#.-])|\/(?:JS|XFA)\s{0,16}(?:[(<[]|\d{1,10}\s{1,16}\d{1,5}\s{1,16}R)/;
/** Bytes that are searched at a time, and how many of them again with the next, so that no name is cut. */
const STEP = 1024 ** 2;
const OVERLAP = 64;
/** Bytes between the name of an object stream and its data: the rest of a dictionary. */
const MAX_DICTIONARY_BYTES = 2048;
/** Maximum number of bytes that compressed objects may become, in all. */
const MAX_INFLATED_BYTES = 16 * 1024 ** 2;
/** Cost of a stream that can't be inflated, however far it came. */
const COST_OF_FAILURE = MAX_INFLATED_BYTES / 8;

/** Returns whether a PDF holds a script, as far as can be seen: not what is encrypted, or lies beyond the limits. */
export function hasPdfScript(bytes: Uint8Array): boolean {
  const document = bufferOf(bytes);
  if (hasAction(document)) return true;
  let left = MAX_INFLATED_BYTES;
  for (let at = document.indexOf('/ObjStm'); at !== -1 && left > 0; at = document.indexOf('/ObjStm', at + 1)) {
    const objects = inflatedAfter(document, at, left);
    if (objects && hasAction(objects)) return true;
    left -= objects?.length ?? COST_OF_FAILURE;
  }
  return false;
}

function hasAction(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at += STEP) {
    const text = bytes.toString('latin1', Math.max(at - OVERLAP, 0), at + STEP);
    // A name may have any of its characters as # and two digits (section 7.3.5).
    const names = text.replace(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    if (ACTIONS.test(names)) return true;
  }
  return false;
}

/**
 * Returns the objects of the compressed object stream (section 7.5.7) whose dictionary is here; `undefined` where
 * they can't be had.
 */
function inflatedAfter(document: Buffer, at: number, most: number): Buffer | undefined {
  const keyword = document.subarray(at, at + MAX_DICTIONARY_BYTES).indexOf('stream');
  if (keyword === -1) return undefined;
  const start = at + keyword + 'stream'.length;
  const CARRIAGE_RETURN = 13;
  try {
    // Bytes after the data are not read.
    return inflateSync(document.subarray(start + (document[start] === CARRIAGE_RETURN ? 2 : 1)), {
      maxOutputLength: most,
    });
  } catch {
    return undefined;
  }
}
