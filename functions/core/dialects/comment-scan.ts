import { addTo } from '../groups.ts';
import { createFenceReader, createIndentReader } from './code-lines.ts';
import { endless, type FoundComment } from './comment-ends.ts';
import { beginsComment, createBlankSearch, createSearch } from './comment-tags.ts';
import { formulaEnd } from './formula.ts';
import type { Range } from './ranges.ts';

/** A range that hides its text, and its kind, as it is reported. */
export interface Hidden extends Range {
  readonly what: string;
}

/** Comments, code and hidden elements of a text, as its first mark to open decides. Ranges are in order. */
export interface TextScan {
  /** Comments between marks: of ERB, JSP, FreeMarker and Obsidian; others only where `KnownTags` lacks them. */
  readonly comments: readonly FoundComment[];
  /** Marks that open a comment which never ends, so that they are text. */
  readonly endless: readonly FoundComment[];
  /** Elements `pre` and `code`, and indented lines. */
  readonly code: readonly Range[];
  /** Comments of HTML, programs, and elements whose content is not shown. */
  readonly hidden: readonly Hidden[];
  /** Offsets of those, and of marks of them that are text. */
  readonly seen: ReadonlySet<number>;
}

/** Facts about a text that is scanned, and how it is. */
export interface KnownTags {
  /** Tags in braces that are read, by their offset. */
  readonly tags: ReadonlyMap<number, Range & { readonly isComment: boolean }>;
  /** True if comments between marks are looked for. */
  readonly isMarked: boolean;
}

const MARK = /\\[^\n]|\n|`+|\$\$?|\{|<!--|<\?|<%#|<%--|<#--|<(?=[a-z])|%%/gi;
/** Marks that close comments, by those that open them. */
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['<%#', '%>'],
  ['<%--', '--%>'],
  ['<#--', '-->'],
  ['%%', '%%'],
  ['{#', '#}'],
]);
/** A mark of Obsidian that ends a comment: behind it is a space or a mark of a sentence, or the line ends. */
const PERCENT_END = /(?<!%)%%(?=[\s.,;:!?…)\]"'”’»]|$)/g;

/** Elements that show marks as they are, and those of which nothing is shown. */
const SHOWING: ReadonlySet<string> = new Set(['pre', 'code']);
const HIDING: ReadonlySet<string> = new Set(
  'script style textarea template noscript head nav select svg dialog iframe title'.split(' '),
);
/** A start tag: its name, and its attributes. */
const TAG = /^<([a-z][a-z\d-]*)(?:[\s/](?:[^<>"']|"[^"]*"|'[^']*')*)?>/i;
/** Maximum length of what may stand before the first mark of a line, in UTF-16 code units. */
const MAX_INDENT = 100;
/** Maximum length of a tag of HTML that is read, in UTF-16 code units. */
const MAX_HTML_TAG = 512;

/** Ends of comments between two tags, as they are looked for in code, too. */
const PAIRS: readonly (readonly [begin: RegExp, end: RegExp])[] = [
  [/^\{%/, /\{%-?\s{0,80}endcomment[^%}\n]{0,80}%\}/g],
  [/^\{\{[<%]/, /\{\{[<%]\s{0,80}\/\s{0,80}comment[^%>}\n]{0,80}[%>]\}\}/g],
  [/^\{::/, /\{:\/(?:comment)?\}/g],
];

/**
 * Scans a text once from its start to its end. The first mark to open wins: what is open (a block or a span of code, a
 * formula, an element of code, a comment, a tag of a template) decides what closes it, and no mark within it counts.
 * Time is linear.
 */
export function scanText(text: string, known: KnownTags): TextScan {
  return new Scanner(text, known).scan();
}

class Scanner {
  readonly #text: string;
  readonly #known: KnownTags;
  readonly #comments: FoundComment[] = [];
  readonly #endless: FoundComment[] = [];
  readonly #code: Range[] = [];
  readonly #hidden: Hidden[] = [];
  #runs: ReadonlyMap<number, Search> | undefined;
  readonly #next: (mark: string, from: number) => number;
  readonly #nextTag: (mark: string, from: number) => number;
  readonly #nextBlank: (from: number) => number;
  readonly #isIndented = createIndentReader();
  readonly #ends = new Map<RegExp, Search>();
  readonly #seen = new Set<number>();
  /** Beginning of the line, behind the comments that it begins with: these leave. */
  #lineStart = 0;
  /** True below an element `pre` that begins a line and never ends: all of it is HTML. */
  #isHtml = false;

  constructor(text: string, known: KnownTags) {
    this.#text = text;
    this.#known = known;
    this.#next = createSearch(text);
    this.#nextTag = createSearch(text.replace(/[A-Z]+/g, letters => letters.toLowerCase()));
    this.#nextBlank = createBlankSearch(text);
  }

  scan(): TextScan {
    const mark = new RegExp(MARK);
    mark.lastIndex = this.#beginLine(0);
    for (let found = mark.exec(this.#text); found; found = mark.exec(this.#text))
      mark.lastIndex = this.#read(found[0], found.index);
    const [comments, code, hidden] = [this.#comments, this.#code, this.#hidden];
    return { comments, endless: this.#endless, code, hidden, seen: this.#seen };
  }

  /** Returns the offset where reading goes on behind what a mark opens. */
  #read(mark: string, at: number): number {
    const end = at + mark.length;
    if (mark === '\n') return this.#beginLine(end);
    // Comments in braces leave indented code, as publishers read them there, too.
    if (this.#isInIndented(at)) return mark === '{' ? this.#brace(at) : end;
    if (mark.startsWith('`')) return this.#spanEnd(at, mark.length) ?? end;
    if (mark.startsWith('$')) return (this.#isHtml ? undefined : formulaEnd(this.#text, at)) ?? end;
    if (mark === '{') return this.#brace(at);
    if (mark === '<!--') return this.#unseen(at, '-->', end);
    if (mark === '<?') return this.#unseen(at, '?>', end);
    if (mark === '<') return this.#element(at);
    return this.#known.isMarked && CLOSING.has(mark) ? this.#comment(mark, at) : end;
  }

  /** Returns the end of the span of code that marks open; `undefined` where they are text. It ends in its paragraph. */
  #spanEnd(at: number, length: number): number | undefined {
    if (this.#isHtml) return undefined;
    this.#runs ??= runsByLength(this.#text);
    const run = this.#runs.get(length)?.(at + length);
    return run && run.at < this.#nextBlank(at) ? run.end : undefined;
  }

  /** Returns the end of the blocks of code that a line begins; where it begins none, the offset of the line. */
  #beginLine(at: number): number {
    this.#lineStart = at;
    const end = this.#fencesEnd(at);
    if (end === at && !this.#isHtml) this.#noteIndented(at);
    return end;
  }

  #fencesEnd(at: number): number {
    if (this.#isHtml) return at;
    const isCode = createFenceReader();
    for (let [from, end] = [at, at]; ; from = end + 1) {
      const feed = this.#next('\n', from);
      const lineEnd = feed === -1 ? this.#text.length : feed;
      if (from > this.#text.length || !isCode(this.#text.slice(from, lineEnd))) return end;
      end = lineEnd;
      if (feed === -1) return end;
    }
  }

  /** Notes a line of indented code. */
  #noteIndented(at: number): void {
    const feed = this.#text.indexOf('\n', at);
    const end = feed === -1 ? this.#text.length : feed;
    if (!this.#isIndented(this.#text.slice(at, end))) return;
    const last = this.#code.at(-1);
    const goesOn = last && this.#text.slice(last.end, at).trim() === '' && !this.#text.startsWith('<', last.at);
    if (goesOn) this.#code[this.#code.length - 1] = { at: last.at, end };
    else this.#code.push({ at, end });
  }

  /** Returns the end of what leaves. What stands behind it begins the line, if it does. */
  #leave(at: number, end: number): number {
    if (!this.#beginsLine(at)) return end;
    this.#lineStart = end;
    return this.#fencesEnd(end);
  }

  #beginsLine(at: number): boolean {
    const isNear = at >= this.#lineStart && at - this.#lineStart < MAX_INDENT;
    return isNear && /^(?:[ \t>*+-]|\d{1,9}[.)](?=[ \t]))*$/.test(this.#text.slice(this.#lineStart, at));
  }

  #brace(at: number): number {
    const tag = this.#known.tags.get(at);
    if (tag) return tag.isComment ? this.#leave(at, tag.end) : tag.end;
    if (!this.#known.isMarked) return at + 1;
    if (/^\{#[-\s]/.test(this.#text.slice(at, at + 3))) return this.#comment('{#', at);
    const pair = beginsComment(this.#text, at)
      ? PAIRS.find(([begin]) => begin.test(this.#text.slice(at, at + 3)))
      : undefined;
    const close = pair && this.#endBy(pair[1], at);
    return close ? this.#hide(at, close.end, '{% comment %}', this.#text.slice(at, close.at)) : at + 1;
  }

  /** Takes a comment between two marks. Where it never ends its mark is text. */
  #comment(mark: string, at: number): number {
    const from = at + mark.length;
    if (mark === '%%' && !this.#mayOpenPercent(at)) return from;
    const close = CLOSING.get(mark) ?? mark;
    const closeAt = mark === '%%' ? (this.#endBy(PERCENT_END, from)?.at ?? -1) : this.#next(close, from);
    const what = `${mark} ${close}`;
    if (closeAt !== -1) return this.#hide(at, closeAt + close.length, what, this.#text.slice(from, closeAt));
    if (mark !== '{#') this.#endless.push({ at, end: from, what: endless(what), text: '' });
    return from;
  }

  /** Returns true if two percent signs stand where no text has them: at the start of a line, or behind a space. */
  #mayOpenPercent(at: number): boolean {
    return this.#text[at + 2] !== '%' && (at === 0 || /\s/.test(this.#text.charAt(at - 1)));
  }

  #isInIndented(at: number): boolean {
    const last = this.#code.at(-1);
    return last !== undefined && last.at <= at && at < last.end;
  }

  #hide(at: number, end: number, what: string, text: string): number {
    this.#comments.push({ at, end, what, text });
    return this.#leave(at, end);
  }

  /** Reads a comment of HTML, or a program. One that begins within a line ends in its paragraph, as in CommonMark. */
  #unseen(at: number, mark: string, end: number): number {
    this.#seen.add(at);
    const close = this.#next(mark, at + 2);
    if (close === -1) return end;
    // In HTML it may reach further.
    const isText = !this.#isHtml && this.#nextBlank(at) < close && !this.#beginsLine(at);
    const [closed, what] = [close + mark.length, mark === '?>' ? '<?>' : '<!-- -->'];
    if (!isText || !this.#known.isMarked) this.#hidden.push({ at, end: closed, what });
    return isText ? end : closed;
  }

  /** Returns the end of an element that shows or hides all marks in it; else that of its tag. */
  #element(at: number): number {
    const [tag, written = ''] = TAG.exec(this.#text.slice(at, at + MAX_HTML_TAG)) ?? [];
    if (tag === undefined) return at + 1;
    const name = written.toLowerCase();
    this.#seen.add(at);
    const isShowing = SHOWING.has(name);
    if (!isShowing && !HIDING.has(name)) return at + tag.length;
    const close = this.#nextTag(`</${name}`, at);
    const isOpen = close === -1 || tag.endsWith('/>') || (name === 'code' && this.#nextBlank(at) < close);
    const end = isOpen ? -1 : this.#next('>', close) + 1;
    if (end <= 0 && close === -1 && name === 'pre' && this.#beginsLine(at)) this.#isHtml = true;
    if (end <= 0) return at + tag.length;
    if (isShowing) this.#code.push({ at, end });
    else this.#hidden.push({ at, end, what: `<${name}>` });
    return end;
  }

  /** Returns the next match of a pattern. Each pattern runs through the text once. */
  #endBy(pattern: RegExp, from: number): Range | undefined {
    const known = this.#ends.get(pattern) ?? createPatternSearch(this.#text, pattern);
    this.#ends.set(pattern, known);
    return known(from);
  }
}

/** Returns the next of some ranges that begins at an offset or behind it. Offsets only grow. */
type Search = (from: number) => Range | undefined;

function createPatternSearch(text: string, pattern: RegExp): Search {
  return createRangeSearch(
    [...text.matchAll(pattern)].map(({ 0: mark, index }) => ({ at: index, end: index + mark.length })),
  );
}

function createRangeSearch(ranges: readonly Range[]): Search {
  let next = 0;
  return from => {
    while ((ranges[next]?.at ?? from) < from) next += 1;
    return ranges[next];
  };
}

/** Returns searches for the backticks of a text, by the number of them in a row. */
function runsByLength(text: string): ReadonlyMap<number, Search> {
  const runs = new Map<number, Range[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) addTo(runs, run.length, { at: index, end: index + run.length });
  return new Map([...runs].map(([length, ranges]) => [length, createRangeSearch(ranges)]));
}
