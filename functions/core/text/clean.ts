import { isBlank } from './unseen.ts';

const FORBIDDEN_UNITS = String.raw`\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF`;
/** High surrogates of the last two code points of each plane; their low ones are U+DFFE and U+DFFF. */
const LAST_OF_PLANES =
  String.raw`\uD83F\uD87F\uD8BF\uD8FF\uD93F\uD97F\uD9BF\uD9FF` +
  String.raw`\uDA3F\uDA7F\uDABF\uDAFF\uDB3F\uDB7F\uDBBF\uDBFF`;
/**
 * Characters that XML 1.0 (section 2.2, `Char`) forbids in a well-formed string, or advises against, as HTML does: the
 * other control characters, and code points that are no characters. None of them is visible.
 */
const FORBIDDEN_CHARACTER = String.raw`[${FORBIDDEN_UNITS}]|[${LAST_OF_PLANES}][\uDFFE\uDFFF]`;
const FORBIDDEN = new RegExp(FORBIDDEN_CHARACTER);
/**
 * Characters that Latin and Vietnamese text does not use. All others are allowed, end lines correctly, and are left
 * alone by NFC whatever stands beside them: this one test spares four, and normalizing, which takes ten times as long.
 */
const UNUSUAL = /[^\t\n -~\u00a0-\u02ff\u1ea0-\u1ef9\u2010-\u2027\u20ab]/;
const UNEVEN = /\s{2}|[^\S ]/;
const BLANKS = /[\t\n]| {2}/;
const EVERY_BLANKS = /[\t\n ]+/g;
const EVERY_FORBIDDEN = new RegExp(FORBIDDEN_CHARACTER, 'g');
/** Characters that no format can carry: XML 1.0, section 2.2, `Char`, of a well-formed string. */
const EVERY_UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/**
 * Makes a string from outside fit for every format: lone surrogates become U+FFFD, characters that XML 1.0 forbids or
 * advises against go, line ends become LF, and what is left is in NFC. Every other character stays. Idempotent.
 */
export function cleanText(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  let clean = text.isWellFormed() ? text : text.toWellFormed();
  if (FORBIDDEN.test(clean)) clean = clean.replace(EVERY_FORBIDDEN, '');
  if (clean.includes('\r')) clean = clean.replace(/\r\n?/g, '\n');
  return toNfc(clean);
}

/**
 * Control characters that part words as white space does: a line tabulation (a line break of word processors), a form
 * feed, the separators of records, and a next line (Unicode: bidirectional classes B, S and WS). XML 1.0 forbids them,
 * or advises against them.
 */
const PARTING = /[\u000B\u000C\u001C-\u001F\u0085]/;
const EVERY_PARTING = /[\u000B\u000C\u001C-\u001F\u0085]+/;
const EVERY_WORD = /[^\t\n\r \u00a0]+/g;

/**
 * Makes a text of several paragraphs fit for every format as `cleanText` does, but for control characters that part two
 * words: they become a space, unless they stand in an address, or on a line for which `isKept` returns true (it is
 * given the line as `cleanText` leaves it). The number of lines is that of `cleanText`.
 */
export function cleanBody(text: string, isKept: (line: string) => boolean): string {
  if (!PARTING.test(text)) return cleanText(text);
  const lines = text.split(/(\r\n|\r|\n)/);
  return cleanText(lines.map(line => (PARTING.test(line) && !isKept(cleanText(line)) ? parted(line) : line)).join(''));
}

function parted(line: string): string {
  const open = new Set<string>();
  return line.replace(EVERY_WORD, word => {
    if (PARTING.test(word)) return partedWord(word, open);
    toggle(open, word);
    return word;
  });
}

/** Beginnings and ends of addresses, and of what stands in tags. */
const ADDRESS = /^["'(]?(?:#|\.{0,2}\/)|:\/\/|\]\(|\]:|[<=]/g;
const MARK = /^\p{M}/u;
const AFTER_ADDRESS = /[)>]/g;
/** Marks at the end of a word and before it, which no space parts from it. */
const CLOSING = /^[.,;:!?\u2026)\]}"'\u201d\u2019\u00bb]+$/;
const OPENING = /^[([{\u201c\u2018\u00ab]+$/;
/** Marks of emphasis in Markdown, which open before a word and close behind one. */
const EVERY_RUN = /\*+|_+|~+/g;
const [LEADING_RUN, WORD] = [/^[*_~]+/, /^[\p{L}\p{N}]/u];

/** Opens and closes the marks of emphasis in a text. */
function toggle(open: Set<string>, text: string): void {
  for (const [run] of text.matchAll(EVERY_RUN)) if (!open.delete(run)) open.add(run);
}

/** Returns a run of characters that are not white space, with a space in place of controls between two of them. */
function partedWord(word: string, open: Set<string>): string {
  let isAddress = false;
  const pieces: string[] = [];
  for (const part of word.split(EVERY_PARTING)) {
    if (part === '') continue;
    const last = isAddress || MARK.test(part) ? undefined : pieces.pop();
    pieces.push(...(last === undefined ? [part] : apart(last, part, open)));
    toggle(open, part);
    const [begin, end] = [lastOf(part, ADDRESS), lastOf(part, AFTER_ADDRESS)];
    if (begin > end) isAddress = true;
    else if (end !== -1) isAddress = false;
  }
  return pieces.join('');
}

/** Puts a space between two texts, outside of the emphasis that ends or begins there. */
function apart(before: string, part: string, open: ReadonlySet<string>): readonly string[] {
  if (CLOSING.test(part) || OPENING.test(before)) return [before, part];
  const [closing = ''] = LEADING_RUN.exec(part) ?? [];
  if (open.has(closing)) {
    const rest = part.slice(closing.length);
    return [before, closing + (WORD.test(rest) ? ' ' : ''), rest];
  }
  let at = before.length;
  while (at > 0 && '*_~'.includes(before.charAt(at - 1))) at--;
  const opening = before.slice(at);
  if (!open.has(opening)) return [before, ` ${part}`];
  return [before.slice(0, at) + (at > 0 ? ' ' : ''), opening, part];
}

/** Returns where the last match begins; -1 where there is none. */
function lastOf(text: string, every: RegExp): number {
  let last = -1;
  for (const { index } of text.matchAll(every)) last = index;
  return last;
}

/** Text from outside in NFC. Use it in place of `normalize`, which takes quadratic time. */
export function toNfc(text: string): string {
  return streamSafe(text).normalize('NFC');
}

/** Combining marks in a row that no language has, in UTF-16 code units. */
const MAX_MARKS = 320;
/** Most text has no two marks in a row, and a look for them takes a quarter of the time. */
const MARKS = /\p{M}\p{M}/u;
/** A run is looked at once. */
const MANY_MARKS = /(?<!\p{M})\p{M}{320,}/gu;
/** Shows nothing, and keeps marks from being sorted across it. */
export const JOINER = '\u034f';

/**
 * Parts endless runs of combining marks, which normalizing would sort in time that grows with the square of them, by a
 * joiner that nobody sees (UAX #15, Stream-Safe Text Format, does so after 30; towers of some hundred stay as they were
 * typed). Idempotent.
 */
export function streamSafe(text: string): string {
  if (text.length < MAX_MARKS || !MARKS.test(text)) return text;
  return text.replace(MANY_MARKS, run => run.split(JOINER).map(partedMarks).join(JOINER));
}

/** Cuts a run of marks. No pair of surrogates is cut in two. */
function partedMarks(marks: string): string {
  const parts: string[] = [];
  for (let at = 0; at < marks.length; ) {
    const most = at + MAX_MARKS;
    const end = isHighSurrogate(marks.charCodeAt(most - 1)) ? most - 1 : most;
    parts.push(marks.slice(at, end));
    at = end;
  }
  return parts.join(JOINER);
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/**
 * Cleans text of one line, such as a title: runs of white space and line ends become one space, with none at the ends.
 * No-break spaces stay within it. Empty where none of it can be seen, as no reader shows a name that is blank.
 */
export function cleanLine(text: string): string {
  const clean = cleanText(text);
  const line = (BLANKS.test(clean) ? clean.replace(EVERY_BLANKS, ' ') : clean).trim();
  return isBlank(line) ? '' : line;
}

/**
 * A name that must stay what it is, such as an entry's id: nothing goes but what no format can carry, and blanks at its
 * ends, which readers leave out. It is neither normalized nor folded.
 */
export function cleanName(name: string): string {
  const writable = name.toWellFormed().replace(EVERY_UNWRITABLE, '');
  let [start, end] = [0, writable.length];
  while (start < end && isXmlSpace(writable[start])) start += 1;
  while (end > start && isXmlSpace(writable[end - 1])) end -= 1;
  return writable.slice(start, end);
}

/** White space as XML has it (XML 1.0, section 2.3). */
function isXmlSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}

/** The form in which names are compared: `ĐỜI  SỐNG`, typed in any normalization, is `đời sống`. */
export function foldName(name: string): string {
  const clean = cleanText(name).trim();
  const folded = (UNEVEN.test(clean) ? clean.replace(/\s+/g, ' ') : clean).toLowerCase();
  return UNUSUAL.test(folded) ? folded.normalize('NFC') : folded;
}
