import { Buffer, isAscii, transcode } from 'node:buffer';
import { bufferOf } from '../buffer-of.ts';
import { countLines as countLinesOf, findFrontMatter, mayBeginFrontMatter } from '../front-matter/find-front-matter.ts';
import { type FrontMatterForm, MORE, unclosedProblem } from '../front-matter/front-matter-text.ts';
import { fieldsInCode, fieldsOn, isOurs } from '../front-matter/line-of-field.ts';
import { FIELDS_HEAD, findMoreFields, findUnfencedFields } from '../front-matter/unfenced-fields.ts';
import type { SourceProblem } from '../problem.ts';
import { cleanBody, cleanText } from '../text/clean.ts';
import { isUnseen } from '../text/unseen.ts';
import { characterLength, textProblem } from '../text-problem.ts';
import { MAX_YAML_LENGTH } from '../yaml/limits.ts';
import { jsonEnd } from '../yaml/parse-json.ts';

/** Maximum size of a source, in bytes: 5 MB. Feeds contain whole articles, and readers fail on larger ones. */
export const MAX_SOURCE_BYTES = 5 * 1024 * 1024;

/** The parts of a source. The body is decoded on demand, since most builds do not need it. */
export interface SourceText {
  /** Clean text of the front matter, without the lines that enclose it. Absent where there is none. */
  readonly frontMatter?: string;
  /** Form of the front matter: YAML, TOML or another. */
  readonly form: FrontMatterForm;
  /** 1-based line of the source on which the front matter begins: 2, unless blank lines stand above it. */
  readonly frontMatterLine: number;
  /** 1-based line of the source on which the body begins. */
  readonly bodyLine: number;
  /** Clean text below the front matter. */
  body(): string;
  /** Bytes of that text, to look for signs in; those of the whole source where front matter was not found in bytes. */
  readonly below: Buffer;
}

const [FENCE, DOTS] = [Buffer.from('\n---'), Buffer.from('\n...')];
const [LF, CR, SPACE, TAB, DELETE] = [10, 13, 32, 9, 127];

/** Splits a source, or returns the reason why it can't be read. Only its head is decoded. */
export function openSource(bytes: Uint8Array): SourceText | SourceProblem {
  const buffer = bufferOf(bytes);
  if (buffer.length === 0) return { message: 'the file is empty; write the article, or delete the file' };
  const tooLarge = sizeProblem(buffer.length);
  if (tooLarge) return tooLarge;
  const noText = textProblem(buffer);
  if (noText) return noText;
  const start = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0;
  return hasLoneReturns(buffer, start)
    ? split(Buffer.from(cleanText(buffer.toString('utf8', start))), 0)
    : split(buffer, start);
}

/** Returns the problem of a source that is too large, by its size alone. */
export function sizeProblem(size: number): SourceProblem | undefined {
  if (size <= MAX_SOURCE_BYTES) return undefined;
  const megabytes = (size / 1024 / 1024).toFixed(1);
  return { message: `the file has ${megabytes} MB, an article at most 5 MB; move pictures and sound to media/` };
}

function split(buffer: Buffer, start: number): SourceText | SourceProblem {
  const first = skipNothing(buffer, start);
  const opened = fenceEnd(buffer, first - 1);
  if (opened === undefined || !buffer.subarray(first, first + 3).equals(FENCE.subarray(1))) {
    return splitOther(buffer, start, first);
  }
  const frontMatterLine = countLines(buffer, start, opened);
  const closing = closingFence(buffer, opened);
  if (!closing) return unclosedProblem(buffer.toString('latin1', opened, opened + MAX_YAML_LENGTH), frontMatterLine);
  const bodyLine = countLines(buffer, start, closing.end);
  const frontMatter = cleanText(buffer.toString('utf8', opened, closing.at));
  const more = moreFields(buffer, closing.end, bodyLine, frontMatter);
  if (more) return more;
  return { frontMatter, form: 'yaml', frontMatterLine, bodyLine, ...textBelow(buffer, closing.end) };
}

/** Finds the line that closes front matter: `---`, or `...`, the end of a YAML document, whichever comes first. */
function closingFence(buffer: Buffer, opened: number): { readonly at: number; readonly end: number } | undefined {
  const hyphens = fenceLine(buffer, FENCE, opened - 1, buffer.length);
  return fenceLine(buffer, DOTS, opened - 1, hyphens?.at ?? buffer.length) ?? hyphens;
}

function fenceLine(
  buffer: Buffer,
  mark: Buffer,
  from: number,
  to: number,
): { readonly at: number; readonly end: number } | undefined {
  const searched = to === buffer.length ? buffer : buffer.subarray(0, to);
  for (let fence = searched.indexOf(mark, from); fence !== -1; fence = searched.indexOf(mark, fence + 1)) {
    const end = fenceEnd(buffer, fence);
    if (end !== undefined) return { at: fence + 1, end };
  }
  return undefined;
}

/** Returns the text from an offset, which is decoded and cleaned on the first call, and its bytes. */
function textBelow(buffer: Buffer, start: number): Pick<SourceText, 'body' | 'below'> {
  const below = buffer.subarray(start);
  return { below, body: once(() => cleanBody(decoded(below), hidesText)) };
}

/** Returns a text that is made on the first call. */
function once(make: () => string): () => string {
  let text: string | undefined;
  return () => {
    text ??= make();
    return text;
  };
}

/** Returns true for a line that may hide text, by a field that holds the article back or as part of a comment. */
function hidesText(line: string): boolean {
  const fields = () => [...fieldsOn(line), ...fieldsInCode(line, true), ...fieldsInCode(line, false)];
  return /<[!%#]|\{[%{#/]|%%|--|\*\/|[%#]>/.test(line) || fields().some(isOurs);
}

/** Decodes valid UTF-8, in less than half the time of `toString`. */
function decoded(utf8: Buffer): string {
  return isAscii(utf8) ? utf8.toString('latin1') : transcode(utf8, 'utf8', 'utf16le').toString('utf16le');
}

/**
 * Reads fields that continue below the front matter. Most texts have no line that could close them. Where the front
 * matter is empty, such fields are all that there are.
 */
function moreFields(buffer: Buffer, from: number, line: number, frontMatter: string): SourceProblem | undefined {
  if (isNothing(frontMatter)) return fieldsBelowNothing(cleanText(decoded(buffer.subarray(from))), line);
  if (!mayHaveMoreFields(buffer.toString('latin1', from, from + FIELDS_HEAD))) return undefined;
  return findMoreFields(cleanText(buffer.toString('utf8', from, from + FIELDS_HEAD)), line);
}

/** Line ends that few texts have, each byte as one character: U+0085, U+2028 and U+2029. */
const RARE_LINE_ENDS = ['\xc2\x85', '\xe2\x80\xa8', '\xe2\x80\xa9'];
/** The rest of a line without letters and digits of ASCII, as lines that close fields are. */
const NO_WORDS = /[^a-z0-9\n]+(?:\n|$)/iy;
const [SMALL_A, SMALL_Z, CASE] = [0x61, 0x7a, 0x20];

/**
 * Returns true if a text below front matter may have more fields: JSON, or what a line without words closes. Others are
 * not looked for there. Takes the first bytes of the text, `FIELDS_HEAD` of them, each as one character.
 */
export function mayHaveMoreFields(head: string): boolean {
  if (head.includes('{') || RARE_LINE_ENDS.some(end => head.includes(end))) return true;
  if (head.includes('\r') && /\r(?!\n)/.test(head)) return true;
  for (let at = head.indexOf('\n'); at !== -1; at = head.indexOf('\n', at + 1)) {
    const first = head.charCodeAt(at + 1) | CASE;
    NO_WORDS.lastIndex = at + 1;
    if ((first < SMALL_A || first > SMALL_Z) && NO_WORDS.test(head)) return true;
  }
  return false;
}

/** Returns true for front matter without a line that is neither empty nor a comment. */
function isNothing(frontMatter: string): boolean {
  const text = frontMatter.trimStart();
  return text === '' || (text.startsWith('#') && text.split('\n').every(line => /^\s*(?:#|$)/.test(line)));
}

/** Finds fields of any form in the text below empty front matter, which begins on line `first`. */
function fieldsBelowNothing(text: string, first: number): SourceProblem | undefined {
  const found = findFrontMatter(text) ?? findUnfencedFields(text, MORE);
  if (!found) return undefined;
  return { line: first + (found.line ?? 1) - 1, column: 1, message: 'message' in found ? found.message : MORE };
}

/** Number of bytes that show whether front matter of another form may begin there. */
const HEAD = 128;

/** Splits a source that does not begin with a bare `---`: one with front matter of another form, or without any. */
function splitOther(buffer: Buffer, start: number, first: number): SourceText | SourceProblem {
  const isPlain = !mayBeginFrontMatter(buffer.toString('latin1', first, first + HEAD));
  if (isPlain) return { form: 'yaml', frontMatterLine: 1, bodyLine: 1, ...textBelow(buffer, start) };
  const headed = splitHead(buffer, start, first);
  if (headed) return headed;
  const raw = decoded(buffer.subarray(start));
  const text = cleanText(raw);
  const found = findFrontMatter(text);
  if (!found) return { form: 'yaml', frontMatterLine: 1, bodyLine: 1, ...textBelow(buffer, start), below: buffer };
  if ('message' in found) return found;
  const bodyLine = countLinesOf(text, found.body);
  const more = moreFields(Buffer.from(text.slice(found.body)), 0, bodyLine, found.text);
  if (more) return more;
  return {
    frontMatter: found.text,
    form: found.form,
    frontMatterLine: found.line,
    bodyLine,
    body: once(() =>
      text[found.body - 1] === '\n' ? linesFrom(cleanBody(raw, hidesText), bodyLine) : text.slice(found.body),
    ),
    below: buffer,
  };
}

/** Returns a text from a 1-based line on. */
function linesFrom(text: string, line: number): string {
  let start = 0;
  for (let at = 1; at < line; at++) start = text.indexOf('\n', start) + 1;
  return text.slice(start);
}

/** Lines that close front matter of another form, by the byte with which its first line begins. */
const CLOSINGS: ReadonlyMap<number | undefined, Buffer> = new Map(
  ['\n---', '\n+++', '\n;;;'].map(closing => [closing.charCodeAt(1), Buffer.from(closing)]),
);
const BRACE = 0x7b;

/**
 * Splits a source whose front matter ends where its bytes say so, as nearly all does, and decodes nothing below.
 * Returns `undefined` for any other, and where something is wrong, which only the whole text shows.
 */
function splitHead(buffer: Buffer, start: number, first: number): SourceText | SourceProblem | undefined {
  const closing = CLOSINGS.get(buffer[first]);
  const end = closing ? fenceLine(buffer, closing, first, buffer.length)?.end : jsonHeadEnd(buffer, first);
  if (end === undefined) return undefined;
  const text = cleanText(buffer.toString('utf8', start, end));
  const found = findFrontMatter(text);
  if (!found || 'message' in found || found.body !== text.length) return undefined;
  const bodyLine = countLinesOf(text, text.length);
  const more = moreFields(buffer, end, bodyLine, found.text);
  if (more) return more;
  return {
    frontMatter: found.text,
    form: found.form,
    frontMatterLine: found.line,
    bodyLine,
    ...textBelow(buffer, end),
  };
}

/** Returns the end of the line on which JSON that begins at `first` ends. */
function jsonHeadEnd(buffer: Buffer, first: number): number | undefined {
  if (buffer[first] !== BRACE) return undefined;
  const length = jsonEnd(buffer.toString('latin1', first, first + MAX_YAML_LENGTH), 0);
  const line = length === -1 ? -1 : buffer.indexOf(LF, first + length);
  return line === -1 ? undefined : line + 1;
}

/**
 * Returns the offset of the first visible character. Front matter counts below blank lines, too, or else `draft: true`
 * would go unread.
 */
function skipNothing(buffer: Buffer, start: number): number {
  let at = start;
  while (at < buffer.length) {
    const byte = buffer[at] ?? 0;
    if (byte > SPACE && byte < DELETE) return at;
    const length = characterLength(buffer, at);
    if (byte > DELETE && !isUnseen(buffer.toString('utf8', at, at + length))) return at;
    at += length;
  }
  return at;
}

/**
 * Returns the end of a fence's line, its line end included, or `undefined` where more than white space follows the
 * three hyphens.
 */
function fenceEnd(buffer: Buffer, fence: number): number | undefined {
  let at = fence + 4;
  while (buffer[at] === SPACE || buffer[at] === TAB || buffer[at] === CR) at++;
  if (at >= buffer.length) return buffer.length;
  return buffer[at] === LF ? at + 1 : undefined;
}

function countLines(buffer: Buffer, start: number, end: number): number {
  let lines = 1;
  for (let at = start; at < end; at++) if (buffer[at] === LF) lines++;
  return lines;
}

/** Returns true for text whose lines end in a carriage return alone, as in classic Mac OS. */
function hasLoneReturns(buffer: Buffer, start: number): boolean {
  const first = buffer.indexOf(CR, start);
  return first !== -1 && buffer[first + 1] !== LF;
}
