import { type Buffer, isUtf8 } from 'node:buffer';
import { bufferOf } from './buffer-of.ts';
import type { SourceProblem } from './problem.ts';

const [LF, CR, SPACE, TAB, NUL] = [10, 13, 32, 9, 0];

/** Returns the reason why bytes are not UTF-8 text, or `undefined`. */
export function textProblem(bytes: Uint8Array): SourceProblem | undefined {
  const buffer = bufferOf(bytes);
  if (!isUtf8(buffer)) return encodingProblem(buffer);
  return buffer.includes(NUL) && looksBinary(buffer) ? { message: BINARY } : undefined;
}

const BINARY = 'this is no text file; move pictures and sound to media/, or save the article as UTF-8 text';

/**
 * Returns true for a file with more than one control character in twenty bytes: it is not text. A stray NUL is removed
 * later.
 */
function looksBinary(buffer: Buffer): boolean {
  const head = buffer.subarray(0, 8192);
  const controls = head.filter(byte => byte < SPACE && byte !== LF && byte !== CR && byte !== TAB).length;
  return controls * 20 > head.length;
}

function encodingProblem(buffer: Buffer): SourceProblem {
  const mark = buffer.length > 1 ? buffer.readUInt16BE(0) : 0;
  if (mark === 0xfffe || mark === 0xfeff)
    return { line: 1, column: 1, message: 'the file is UTF-16; save it as UTF-8' };
  if (buffer.includes(NUL) && looksBinary(buffer)) return { message: BINARY };
  const at = firstInvalid(buffer);
  const before = buffer.toString('utf8', 0, at);
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  const found = `0x${(buffer[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
  return { line, column, message: `the file is not UTF-8: found byte ${found}; save it as UTF-8` };
}

/**
 * Returns the end of the longest valid prefix. A binary search finds it, since a prefix of valid text is valid but for
 * a character that is cut.
 */
function firstInvalid(buffer: Buffer): number {
  let [valid, invalid] = [0, buffer.length];
  while (invalid - valid > 1) {
    const middle = characterStart(buffer, (valid + invalid) >> 1);
    if (middle <= valid) break;
    if (isUtf8(buffer.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  while (valid < invalid && isUtf8(buffer.subarray(0, valid + characterLength(buffer, valid))))
    valid += characterLength(buffer, valid);
  return Math.min(valid, buffer.length - 1);
}

function characterStart(buffer: Buffer, at: number): number {
  let start = at;
  while (start > 0 && at - start < 3 && ((buffer[start] ?? 0) & 0xc0) === 0x80) start--;
  return start;
}

/** Returns the length of the UTF-8 character at an offset of valid text, in bytes. */
export function characterLength(buffer: Buffer, at: number): number {
  const first = buffer[at] ?? 0;
  if (first < 0x80) return 1;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}
