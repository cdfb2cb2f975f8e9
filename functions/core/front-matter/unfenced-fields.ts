import type { SourceProblem } from '../problem.ts';
import { withoutUnseen } from '../text/unseen.ts';
import { MORE } from './front-matter-text.ts';
import {
  commentEnd,
  fieldsInCode,
  fieldsOn,
  hasDate,
  holdsBack,
  isJson,
  isKnown,
  isOurs,
  isUnlikeText,
  type LineField,
  opensModule,
  tellsOfPublication,
} from './line-of-field.ts';

/** Length of the top of a text in which fields are expected, in UTF-16 code units. */
export const FIELDS_HEAD = 2048;
const LINE_END = /\n|\u0085|\u2028|\u2029/;
/** Opening of front matter elsewhere, or a mistyped `---`. */
const FENCE =
  /^(?:-{3}.*|[-\u2013\u2014]{1,3}|\+{3}|;{3}|<!-{2,}(?:\s?[-+;]{3})?|\{|\[{1,2}[\w.-]+\]{1,2}|%(?:YAML|TAG)\b.*)$/;
/** A mistyped `---` above fields; elsewhere it parts nothing. */
const DOTS = '...';
/** Beginning of an HTML page. */
const DOCTYPE = /^<[!?](?:doctype|xml)\b/i;
/** Marks with or without blanks between them, which are a fence where only fields stand between two such lines. */
const MARKS = /^(?:[\p{Pd}\u2212\u2500\u2501=_*~#][ \t\u00a0]*){3,}$/u;
const CODE = /^(?:`{3}|~{3})[^`]*$/;
/** Beginning of a statement of a module (MDX). A sentence may begin with `import`, which holds nothing back. */
const STATEMENT = /^(?:import\s|(export)\s+(?:const|let|var|default|async|function|class|type|interface|enum|[{*]))/;
/** End of a line of a module that goes on below. */
const UNFINISHED = /[=,:(?&|<>]$/;
/** Closing of front matter. */
const CLOSING = /^(?:\*{3,}|_{3,}|[-\u2013\u2014]{2,}|\+{3,}|;{3,}|~{3,}|\.{3}|(?:[-+;]{3}\s?)?-{2,}>)$/;
/** A field of any name, in any language. */
const NAME_AND_VALUE = /^[^\s:\uff1a][^:\uff1a]{0,60}[:\uff1a](?!\/\/)/;
/** Continuation of a field: an item of a list, the end of one, a comment. */
const GOING_ON = /^(?:[-*]\s|[\]})"']|#|\/\/)/;

/** A line. It is parsed on demand, since only the first line of most texts is examined. */
class Line {
  readonly #raw: string;
  #seen: string | undefined;
  #fields: readonly LineField[] | undefined;

  constructor(raw: string) {
    this.#raw = raw;
  }

  /** The line without invisible characters, and without white space around it. */
  get text(): string {
    this.#seen ??= withoutUnseen(this.#raw).trim();
    return this.#seen;
  }

  get fields(): readonly LineField[] {
    this.#fields ??= fieldsOn(this.text);
    return this.#fields;
  }

  get isIndented(): boolean {
    return /^[ \t]/.test(withoutUnseen(this.#raw));
  }
}

/**
 * Finds front matter of no supported form: between other lines, with other marks, below a heading, or among lines that
 * are not fields. Showing it as text would be bad; ignoring its `draft: true` would be worse. One field alone may be
 * the beginning of an article, unless something opens it, or it holds the article back. `message` is that of fields in
 * no comment and no module.
 */
export function findUnfencedFields(text: string, message = MESSAGE): SourceProblem | undefined {
  const lines = linesOf(text);
  const beginnings = beginningsIn(lines);
  const at =
    fieldsBetweenMarks(lines) ??
    fieldsAtTop(lines) ??
    firstOf(beginnings, from => fieldsBelow(lines, from, false)) ??
    firstOf(beginnings, from => fieldsInCodeBelow(lines, from));
  if (at === undefined) return undefined;
  const isCode = lines.slice(0, at + 1).some(({ text }) => STATEMENT.test(text) || commentEnd(text) !== undefined);
  return { line: at + 1, column: 1, message: isCode ? IN_CODE : message };
}

/**
 * Finds fields at the top of a text that already has front matter, and another line such as `---` below them.
 * `firstLine` is the line of the source on which the text begins. Where nothing opens the front matter, a field that
 * holds the article back needs no such line.
 */
export function findMoreFields(text: string, firstLine: number, isOpened = true): SourceProblem | undefined {
  const lines = linesOf(text);
  const at = firstOf(beginningsIn(lines, isOpened), from => fieldsBelow(lines, from, isOpened));
  return at === undefined ? undefined : { line: firstLine + at, column: 1, message: MORE };
}

const MESSAGE =
  'fields such as these are read between two lines of --- only, as YAML, so the article is held back; put ' +
  'one line above them and one below';
const IN_CODE =
  'fields in a comment or a module are not read, so the article is held back; write them at the top between two ' +
  'lines of ---, as YAML, or take this line out';

function linesOf(text: string): readonly Line[] {
  return text
    .slice(0, FIELDS_HEAD)
    .split(LINE_END)
    .map(raw => new Line(raw));
}

function isFence(text: string): boolean {
  return FENCE.test(text) || DOCTYPE.test(text);
}

function isOpening({ text }: Line): boolean {
  return isFence(text) || CODE.test(text) || opensModule(text);
}

function isClosing(text: string): boolean {
  return CLOSING.test(text) || MARKS.test(text);
}

/** Examines the lines between a line of marks at the top and the next such line. One field there may be a title. */
function fieldsBetweenMarks(lines: readonly Line[]): number | undefined {
  const opening = lines.findIndex(({ text }) => text !== '');
  if (opening === -1 || !MARKS.test(lines[opening]?.text ?? '')) return undefined;
  const end = lines.findIndex(({ text }, at) => at > opening && isClosing(text));
  const inside = lines.slice(opening + 1, end === -1 ? opening : end);
  const areFields = inside.every(
    ({ text, isIndented }) => isIndented || NAME_AND_VALUE.test(text) || GOING_ON.test(text),
  );
  const fields = inside.flatMap(line => line.fields);
  const isMeant = inside.length > 1 ? fields.some(isOurs) : fields.some(field => tellsOfPublication(field));
  return areFields && isMeant ? opening + 1 : undefined;
}

/** Examines the first block of lines, whatever opens it. */
function fieldsAtTop(lines: readonly Line[]): number | undefined {
  const isApart = (line: Line): boolean => line.text === '' || isOpening(line);
  const first = lines.findIndex(line => !isApart(line) && line.text !== DOTS);
  if (first === -1) return undefined;
  const above = lines.slice(0, first).filter(({ text }) => text !== '');
  const opened = above.length > 0 || isJson(lines[first]?.text ?? '');
  if (!opened && lines[first]?.fields.length === 0) return undefined;
  const end = lines.findIndex((line, at) => at > first && isApart(line));
  const block = lines.slice(first, end === -1 ? undefined : end);
  const fields = block.flatMap(line => line.fields);
  if (opened && fields.some(field => tellsOfPublication(field) === 'surely')) return first;
  // A block of code may have names of all kinds, so there the first must be a field.
  const telling = above.some(({ text }) => CODE.test(text)) ? fields.slice(0, 1) : fields;
  const isMeant = (opened && telling.some(isOurs)) || fields.filter(isKnown).length > 1;
  return block[0]?.fields.length && isMeant ? first : undefined;
}

/**
 * Finds fields that begin below line `from`. Below front matter, lines of fields and a thematic break may be text.
 * There they must be closed, and be about publication.
 */
function fieldsBelow(lines: readonly Line[], from: number, hasFrontMatter: boolean): number | undefined {
  const isAbove = ({ text }: Line): boolean => text === '' || isFence(text) || MARKS.test(text);
  const first = lines.findIndex((line, at) => at >= from && !isAbove(line));
  if (first === -1) return undefined;
  const above = lines.slice(from, first).filter(({ text }) => text !== '');
  const isOpened = above.length > 0;
  const end = lines.findIndex((line, at) => at >= first && !belongs(line, isOpened));
  const run = lines.slice(first, end === -1 ? undefined : end);
  const next = end === -1 ? undefined : lines[end]?.text;
  const all = run.flatMap(({ fields }) => fields);
  const isObject = isJson((above.at(-1) ?? run[0])?.text ?? '');
  const isClosed = (next !== undefined && isClosing(next)) || (isObject && run.some(({ text }) => /[}\]]$/.test(text)));
  if (isClosed && areFrontMatter(run, all, isOpened)) return first;
  if (hasFrontMatter) return undefined;
  const blank = run.findIndex(({ text }) => text === '');
  const block = (blank === -1 ? run : run.slice(0, blank)).flatMap(({ fields }) => fields);
  const isWhole =
    blank !== -1 || next === undefined || isClosed || HEADING.test(next) || isUnlikeText(run[0]?.text ?? '');
  const isMeant = block.some(
    field => (field.isMarked && tellsOfPublication(field) !== undefined) || (field.isCommented && holdsBack(field)),
  );
  return isMeant || ((isOpened || isWhole) && block.some(holdsBack)) ? first : undefined;
}

/**
 * Returns true for lines above a `---` that are front matter. Fields with empty lines between them may be text and
 * thematic breaks.
 */
function areFrontMatter(run: readonly Line[], fields: readonly LineField[], isOpened: boolean): boolean {
  if (fields.some(holdsBack)) return true;
  if (run.some(({ text }) => text === '')) return false;
  const told = fields.map(tellsOfPublication);
  const isMeant = isOpened || fields.filter(isKnown).length > 1;
  return told.includes('surely') || (isMeant && told.includes('perhaps'));
}

/** Returns true for a line that can be part of fields: a field, a continuation, or an empty line. */
function belongs({ text, isIndented, fields }: Line, isOpened: boolean): boolean {
  if (text === '' || fields.length > 0) return true;
  if (isClosing(text)) return false;
  return isIndented || (GOING_ON.test(text) && (isOpened || !text.startsWith('#')));
}

/** Finds a field that may hold its article back in the comments and modules that begin at line `from`. */
function fieldsInCodeBelow(lines: readonly Line[], from: number): number | undefined {
  for (let at = from; at < lines.length; ) {
    const { text } = lines[at] ?? { text: '' };
    const [end, isModule] = STATEMENT.test(text) ? [statementEnd(lines, at), true] : [commentBelow(lines, at), false];
    if (end === undefined && text !== '' && !DOCTYPE.test(text)) return undefined;
    const isRead = end !== undefined && !text.startsWith('import');
    const found = lines.findIndex(
      (line, index) =>
        isRead &&
        index >= at &&
        index <= end &&
        fieldsInCode(line.text, isModule).some(field => holdsBack(field) || (isModule && hasDate(field))),
    );
    if (found !== -1) return found;
    at = (end ?? at) + 1;
  }
  return undefined;
}

/** Returns the last line of the comment that begins at a line. */
function commentBelow(lines: readonly Line[], at: number): number | undefined {
  const end = commentEnd(lines[at]?.text ?? '');
  if (end === undefined) return undefined;
  // Its own mark is no end, as that of Obsidian would be.
  const last = lines.findIndex(({ text }, index) => index >= at && text.includes(end, index === at ? 2 : 0));
  return last === -1 ? lines.length - 1 : last;
}

/** Returns the last line of the statement that begins at a line. */
function statementEnd(lines: readonly Line[], from: number): number {
  let depth = 0;
  for (let at = from; at < lines.length; at++) {
    const text = (lines[at]?.text ?? '').replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '');
    depth += text.replace(/[^([{]/g, '').length - text.replace(/[^)\]}]/g, '').length;
    if (depth <= 0 && !UNFINISHED.test(text)) return at;
  }
  return lines.length - 1;
}

const HEADING = /^(?:#{1,6}\s|={1,5}\s|<h1[\s>])/i;
const UNDERLINE = /^(?:=+|-+|~{3,}|#{3,}|\*{3,}|\^{3,}|\+{3,})$/;
/** Beginning of a line that may be a field, known or not, or marks above others. */
const LIKE_FIELDS = /^(?:[{[#:=+;*_~-]|["']?_?[a-z\u0080-\uffff][\w\u0080-\uffff -]{0,60}["']?\s{0,4}[:=\uff1a])/i;
const MAX_HEADINGS = 3;

/** Returns the lines at which fields may begin: the first, and those below each heading at the top. */
function beginningsIn(lines: readonly Line[], hasFrontMatter = false): readonly number[] {
  const found = [0];
  const next = (from: number): number | undefined => belowHeading(lines, from, hasFrontMatter);
  for (let at = next(0); at !== undefined && found.length <= MAX_HEADINGS; at = next(at)) found.push(at);
  return found;
}

/**
 * Returns the line below a heading that begins at line `from`. A title above a line of marks is one also where it reads
 * as fields, so that what stands below them is read, too. Below front matter the first of several lines is text.
 */
function belowHeading(lines: readonly Line[], from: number, hasFrontMatter: boolean): number | undefined {
  const at = lines.findIndex(({ text }, index) => index >= from && text !== '');
  const [line, title, last] = at === -1 ? [] : lines.slice(at, at + 3);
  if (!line) return undefined;
  const isBetweenMarks = UNDERLINE.test(line.text) && line.text === last?.text;
  if (isBetweenMarks && title?.text && !isOpening(title)) return at + 3;
  if (HEADING.test(line.text)) return at + 1;
  if (isOpening(line)) return undefined;
  let end = lines.findIndex(({ text }, index) => index > at && (text === '' || UNDERLINE.test(text)));
  while (line.fields.length > 0 && lines[end]?.text === '') end++;
  const isText = end !== at + 1 && !MARKS.test(line.text) && !LIKE_FIELDS.test(line.text);
  if (hasFrontMatter && from === 0 && isText && !/^[-=~#*^+]/.test(title?.text ?? '')) return undefined;
  return UNDERLINE.test(lines[end]?.text ?? '') ? end + 1 : undefined;
}

function firstOf(beginnings: readonly number[], find: (from: number) => number | undefined): number | undefined {
  for (const from of beginnings) {
    const found = find(from);
    if (found !== undefined) return found;
  }
  return undefined;
}
