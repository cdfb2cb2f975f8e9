import { codeSpans, createFenceReader } from './code-lines.ts';
import { FILLER, type FoundComment, type WithoutComments } from './comment-ends.ts';
import { formulaEnd } from './formula.ts';

/** The beginning of a comment, and of what it can't begin in: an escape, a span of code, a formula. */
const MARK = /\\[\s\S]|`+|\$\$?|\{\s*\/\*/g;
/** Behind the end of a comment: another comment, or the end of the expression. */
const BEHIND = /\s*(\}|\/\*)/y;
/** A comment in a comment, which JavaScript does not have. */
const NESTED = /.\{\s*\/\*/s;
/** A line that is a statement of a module, not of prose: its strings may have anything in them. */
const STATEMENT = /export\s+(?:const|let|var|default)\s/y;
/** Code units behind a mark in which the string that it is in may end. */
const MAX_STRING = 200;
/** Maximum number of comments in one expression. */
const MAX_COMMENTS = 16;
/** Kind of these comments, as it is reported. */
const KIND = '{/* *' + '/}';

/**
 * Fills expressions of MDX that are nothing but comments. They may have anything in them, such as braces, blocks of
 * code and statements of modules, so they are looked for before these are. Comments with a fence of code in them are
 * returned: where the end of one was forgotten, it is that of a comment in code. Linear.
 */
export function withoutMdxComments(text: string): WithoutComments {
  if (!text.includes('/*')) return { text, comments: [] };
  return new CommentReader(text).read();
}

class CommentReader {
  readonly #text: string;
  readonly #comments: FoundComment[] = [];
  #spans: ReadonlyMap<number, number> | undefined;
  /** Offset of the next end of a comment, of those that were looked for. */
  #nextEnd = 0;
  /** End of the expression whose first comment has that end; unset until it is looked for. */
  #known: { readonly end: number | undefined } | undefined;
  /** The mark that was found last, which may be on a later line than was asked for. */
  #found: RegExpExecArray | null | undefined;
  /** Offset from which on the text is read. */
  #from = 0;
  #lineStart = 0;
  #filled = '';
  #filledTo = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): WithoutComments {
    const isCode = createFenceReader();
    let start = 0;
    for (const line of this.#text.split('\n')) {
      this.#lineStart = start;
      // Lines that begin within a comment are none of Markdown's.
      if (start >= this.#filledTo && isCode(line)) this.#from = Math.max(this.#from, start + line.length);
      else this.#readLine(Math.max(this.#from, start), start + line.length);
      start += line.length + 1;
    }
    const text = this.#filled + this.#text.slice(this.#filledTo);
    return { text, comments: this.#comments };
  }

  #readLine(start: number, end: number): void {
    for (let found = this.#markAt(start); found && found.index < end; found = this.#markAt(this.#from)) {
      const { 0: mark, index } = found;
      const next = mark.startsWith('{') ? this.#take(index, index + mark.length) : this.#verbatimEnd(mark, index);
      this.#from = next ?? index + mark.length;
    }
  }

  /** Returns the first mark from an offset on, which is none before the last. */
  #markAt(from: number): RegExpExecArray | null {
    if (this.#found === undefined || (this.#found && this.#found.index < from)) {
      MARK.lastIndex = from;
      this.#found = MARK.exec(this.#text);
    }
    return this.#found;
  }

  #verbatimEnd(mark: string, at: number): number | undefined {
    if (mark.startsWith('$')) return formulaEnd(this.#text, at);
    this.#spans ??= codeSpans(this.#text);
    return mark.startsWith('`') ? this.#spans.get(at) : undefined;
  }

  /**
   * Fills a comment, whose text begins at an offset. Returns where reading goes on; `undefined` where it is none.
   */
  #take(at: number, inner: number): number | undefined {
    // The value of an attribute is one, whatever is in it.
    const end = this.#text[at - 1] === '=' || this.#isInString(at, inner) ? undefined : this.#end(inner);
    if (end === undefined) return undefined;
    const comment = this.#text.slice(at, end);
    // Which end is whose is read by their braces, later.
    if (NESTED.test(comment)) return end;
    if (hasFence(comment)) this.#comments.push({ at, end, what: KIND, text: comment.slice(1, -1).trim() });
    this.#filled += this.#text.slice(this.#filledTo, at) + comment.replace(/[^\n]/g, FILLER);
    this.#filledTo = end;
    return end;
  }

  /** Returns whether what begins at an offset is a string of a module: `export const open = '{/*'`. */
  #isInString(at: number, inner: number): boolean {
    const quote = this.#text.charAt(at - 1);
    STATEMENT.lastIndex = this.#lineStart;
    if (!/["'`]/.test(quote) || !STATEMENT.test(this.#text)) return false;
    const [behind = ''] = this.#text.slice(inner, inner + MAX_STRING).split('\n', 1);
    return behind.includes(quote);
  }

  /** Returns the offset behind an expression of comments alone, the first of which begins before an offset. */
  #end(from: number): number | undefined {
    if (this.#nextEnd !== -1 && this.#nextEnd < from) {
      this.#nextEnd = this.#text.indexOf('*/', from);
      this.#known = undefined;
    }
    this.#known ??= { end: this.#endBehind(this.#nextEnd) };
    return this.#known.end;
  }

  /** Returns the offset behind an expression of comments alone, the first of which has its end at an offset. */
  #endBehind(first: number): number | undefined {
    let end = first;
    for (let count = 0; count < MAX_COMMENTS && end !== -1; count++) {
      BEHIND.lastIndex = end + 2;
      const [behind = '', mark] = BEHIND.exec(this.#text) ?? [];
      if (mark === undefined) return undefined;
      const at = end + 2 + behind.length;
      if (mark === '}') return at;
      end = this.#text.indexOf('*/', at);
    }
    return undefined;
  }
}

function hasFence(comment: string): boolean {
  const isCode = createFenceReader();
  return comment.split('\n').some(line => isCode(line));
}
