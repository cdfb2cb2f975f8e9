import { codeSpans } from './code-lines.ts';
import { formulaEnd } from './formula.ts';

/** A tag without a known meaning, or a comment: its offset, the spelling of its kind, and the tag, or what is in it. */
export interface Unknown {
  readonly at: number;
  readonly what: string;
  readonly text: string;
}

/** Replacement of a tag: the new text, and the offset where reading continues. */
export interface Replacement {
  readonly text: string;
  readonly end: number;
  readonly what?: string;
  /** The words that leave, as they are reported; the whole tag where it is absent. */
  readonly inner?: string;
}

/** Reads the tag that begins at an offset; `undefined` where it is text. */
export type Reader = (at: number) => Replacement | undefined;

/** Replaces the tags that a reader recognizes, at each place where a pattern says that one may begin. */
export function replaceTags(
  text: string,
  pattern: RegExp,
  read: Reader,
  onUnknown: (unknown: Unknown) => void,
): string {
  let spans: ReadonlyMap<number, number> | undefined;
  let [done, from] = ['', 0];
  for (const { 0: mark, index: at } of text.matchAll(pattern)) {
    if (at < from || mark.startsWith('\\')) continue;
    spans ??= codeSpans(text);
    const replacement = /^[`$]/.test(mark)
      ? verbatim(text, at, mark.startsWith('$') ? formulaEnd(text, at) : spans.get(at))
      : read(at);
    if (!replacement) continue;
    const { text: instead, end, what, inner = text.slice(at, end) } = replacement;
    if (what !== undefined) onUnknown({ at, what, text: inner });
    done += text.slice(from, at) + withLines(amongText(instead, text, at, end), text.slice(at, end));
    from = end;
  }
  return from === 0 ? text : done + text.slice(from);
}

/** Returns a span of code, or a formula, unchanged. */
function verbatim(text: string, at: number, end: number | undefined): Replacement | undefined {
  return end === undefined ? undefined : { text: text.slice(at, end), end };
}

/**
 * Wraps HTML in a span where text follows it. As a block of HTML it would include the lines below it, up to the next
 * blank line, and show their marks.
 */
function amongText(instead: string, text: string, at: number, end: number): string {
  if (!/^<(?:iframe|figure)/.test(instead)) return instead;
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const goesOn = /^[ \t]{0,80}\n?[ \t]{0,80}\S/.test(text.slice(end, end + 200));
  return before.trim() === '' && goesOn ? `<span>${instead}</span>` : instead;
}

/** Pads a text to the number of lines of the original. */
function withLines(text: string, original: string): string {
  const missing = count(original) - count(text);
  return missing > 0 ? text + '\n'.repeat(missing) : text;
}

function count(text: string): number {
  return text.includes('\n') ? text.split('\n').length - 1 : 0;
}
