/** Text before the marks that open a block of code: quotes, an item of a list. */
const BEFORE = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?/;
const QUOTE = /^\s*>/;
const MARKS = /^(?:`{3,}|~{3,})/;

/** Returns for each line of Markdown whether it belongs to a fenced block of code, including its fences. */
export function codeLines(lines: readonly string[]): readonly boolean[] {
  return lines.map(createFenceReader());
}

/** Returns a reader that says of each line that it is given in turn whether it is code in fences, or a fence. */
export function createFenceReader(): (line: string) => boolean {
  let [fence, isQuoted] = ['', false];
  return line => {
    // A quote ends with its last line, and so does code within it.
    if (isQuoted && !QUOTE.test(line)) fence = '';
    if (fence !== '') {
      if (closes(line, fence)) fence = '';
      return true;
    }
    const opening = line.replace(BEFORE, '');
    const [marks = ''] = MARKS.exec(opening) ?? [];
    if (marks.startsWith('`') && opening.includes('`', marks.length)) return false;
    [fence, isQuoted] = [marks, QUOTE.test(line)];
    return fence !== '';
  };
}

/** Beginning of what indented lines may belong to: an item of a list, a footnote, a definition, an admonition. */
const CONTAINER = /^ {0,3}(?:(?:[-*+]|\d{1,9}[.)])(?:\s|$)|\[\^[^\]\n]{1,80}\]:|:\s|:::|!!!|\?\?\?)/;
const INDENTED = /^(?: {4}| {0,3}\t)\s{0,80}\S/;

/**
 * Returns a reader that says of each line outside of fences that it is given in turn whether it is code because it is
 * indented. Where that is unclear, it is not.
 */
export function createIndentReader(): (line: string) => boolean {
  let [isWithin, isBelowBlank, isCode] = [false, true, false];
  return line => {
    if (line.trim() === '') {
      isBelowBlank = true;
      return false;
    }
    isCode = INDENTED.test(line) && (isCode || (isBelowBlank && !isWithin));
    if (CONTAINER.test(line)) isWithin = true;
    else if (isBelowBlank && !/^\s/.test(line)) isWithin = false;
    isBelowBlank = false;
    return isCode;
  };
}

function closes(line: string, fence: string): boolean {
  const marks = line.replace(/^[\s>]*/, '').trimEnd();
  return marks.length >= fence.length && marks === fence.charAt(0).repeat(marks.length);
}

/** A part of a text: code, which is left alone, or the text between. */
export interface Part {
  readonly text: string;
  readonly isCode: boolean;
}

/** Splits Markdown into blocks of code and the text between them. Joined by line ends, the parts are the text again. */
export function splitCode(markdown: string): readonly Part[] {
  const lines = markdown.split('\n');
  const isCode = codeLines(lines);
  const parts: Part[] = [];
  let from = 0;
  for (let at = 1; at <= lines.length; at++) {
    if (at < lines.length && isCode[at] === isCode[from]) continue;
    parts.push({ text: lines.slice(from, at).join('\n'), isCode: isCode[from] === true });
    from = at;
  }
  return parts;
}

/** Returns the spans of code in a text: the offset behind the closing mark, by that of the opening mark. */
export function codeSpans(text: string): ReadonlyMap<number, number> {
  const spans = new Map<number, number>();
  const runs = [...text.matchAll(/`+|\n[ \t]*(?=\n)/g)].map(({ 0: marks, index }) => ({ marks, index }));
  // Next offset of a run of each length, computed from the end. A blank line closes what is open.
  let next = new Map<number, number>();
  for (const { marks, index } of runs.reverse()) {
    if (marks.startsWith('\n')) {
      next = new Map();
      continue;
    }
    const end = next.get(marks.length);
    if (end !== undefined) spans.set(index, end);
    next.set(marks.length, index + marks.length);
  }
  return spans;
}
