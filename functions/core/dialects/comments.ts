import { UNCLOSED } from '../body/loss.ts';
import { codeSpans, createCodeLines } from './code-lines.ts';
import type { Unknown } from './template-tags.ts';

/** Kind of what is not text for readers, or of text that shows such marks: how it begins, and where it ends. */
interface Kind {
  readonly opening: RegExp;
  readonly closing: RegExp;
  /** True for text that shows its marks. */
  readonly isShown?: boolean;
  /** Name of a tag without whose end no publisher makes the page, so all below it belongs to it. */
  readonly tag?: string;
}

const LIQUID: readonly Kind[] = [
  {
    opening: /^\{%[-~]?\s{0,8}comment\b[^%\n]{0,200}%\}/,
    closing: /\{%[-~]?\s{0,8}endcomment\b[^%\n]{0,200}%\}/g,
    tag: '{% comment %}',
  },
  {
    opening: /^\{\{[%<]\s{0,8}comment\s{0,8}[%>]\}\}/,
    closing: /\{\{[%<]\s{0,8}\/\s{0,8}comment\s{0,8}[%>]\}\}/g,
    tag: '{{% comment %}}',
  },
  { opening: /^\{#[-\s]/, closing: /#\}/g },
  {
    opening: /^\{%[-~]?\s{0,8}(?:raw|verbatim)\s{0,8}[-~]?%\}/,
    closing: /\{%[-~]?\s{0,8}end(?:raw|verbatim)\s{0,8}[-~]?%\}/g,
    isShown: true,
  },
];
const MDX: Kind = { opening: /^\{\/\*/, closing: /\*\/\}/g };
const MARK = /\{[%{#/]/g;
/** Maximum length of a mark that opens a comment, in UTF-16 code units. */
const MAX_OPENING = 256;

/** A mark that opens a comment: its offset, and that of what follows it. */
interface Opening {
  readonly at: number;
  readonly from: number;
  readonly kind: Kind;
}

/**
 * Removes comments of templates and of MDX with all that is in them, blocks of code included; every line keeps its
 * number. Marks in code are shown, and so left alone. Time is linear.
 */
export function withoutComments(text: string, isMdx: boolean, report: (unknown: Unknown) => void): string {
  const comments = new Comments(text, isMdx ? [MDX] : [...LIQUID, MDX]);
  let [kept, from] = ['', 0];
  for (let found = comments.next(); found; found = comments.next()) {
    const { opening, end } = found;
    const { tag } = opening.kind;
    if (end === undefined && tag !== undefined)
      report({ at: opening.at, what: `${tag}${UNCLOSED}`, text: text.slice(opening.at) });
    const last = end ?? text.length;
    kept += text.slice(from, opening.at) + text.slice(opening.at, last).replace(/[^\n]+/g, '');
    from = last;
  }
  return from === 0 ? text : kept + text.slice(from);
}

const IN_HTML =
  /\{%[-~]?\s{0,8}(?:(endcomment)|(comment))\b[^%\n]{0,200}%\}|<(\/?)(?:pre|code|script|textarea)(?=[\s>])/gi;

/** Removes comments of Liquid from HTML, with all that is in them, but for those in code. Lines keep their number. */
export function withoutCommentsInHtml(html: string): string {
  if (!html.includes('{%')) return html;
  let [kept, from, depth] = ['', 0, 0];
  let open: number | undefined;
  for (const { 0: mark, 1: end, 2: begin, 3: slash, index } of html.matchAll(IN_HTML)) {
    if (begin !== undefined) open ??= depth === 0 ? index : undefined;
    else if (end === undefined) depth = open !== undefined ? depth : Math.max(0, depth + (slash === '/' ? -1 : 1));
    else if (open !== undefined) {
      const after = index + mark.length;
      kept += html.slice(from, open) + html.slice(open, after).replace(/[^\n]+/g, '');
      [from, open] = [after, undefined];
    }
  }
  return from === 0 ? html : kept + html.slice(from);
}

class Comments {
  readonly #text: string;
  readonly #kinds: readonly Kind[];
  readonly #isCode = createCodeLines();
  /** Next end of each kind. */
  readonly #ends = new Map<Kind, { readonly at: number; readonly end: number }>();
  /** Openings on the line that is being read, from the last to the first. */
  #openings: Opening[] = [];
  #line = 0;
  #at = 0;

  constructor(text: string, kinds: readonly Kind[]) {
    this.#text = text;
    this.#kinds = kinds;
  }

  /** Returns the next comment; `end` is `undefined` where nothing ends it, and it goes on to the end of the text. */
  next(): { readonly opening: Opening; readonly end: number | undefined } | undefined {
    for (let opening = this.#next(); opening; opening = this.#next()) {
      const end = this.#endBelow(opening);
      if (end === undefined && opening.kind.tag === undefined) continue;
      this.#at = end ?? this.#text.length;
      if (!opening.kind.isShown) return { opening, end };
    }
    return undefined;
  }

  /** Returns the next opening that lies in no comment before it. */
  #next(): Opening | undefined {
    for (;;) {
      const opening = this.#openings.pop();
      if (opening && opening.at >= this.#at) return opening;
      if (opening) continue;
      const start = Math.max(this.#line, this.#at);
      if (start >= this.#text.length) return undefined;
      const isWhole = start === 0 || this.#text[start - 1] === '\n';
      const end = (this.#text.indexOf('\n', start) + 1 || this.#text.length + 1) - 1;
      this.#line = end + 1;
      const line = this.#text.slice(start, end);
      if (!isWhole || !this.#isCode(line)) this.#openings = this.#openingsOn(line, start).reverse();
    }
  }

  #openingsOn(line: string, start: number): Opening[] {
    if (line.search(MARK) === -1) return [];
    const spans = [...codeSpans(line)].sort(([one], [other]) => one - other);
    let [span, codeEnd] = [0, 0];
    return [...line.matchAll(MARK)].flatMap(({ index }) => {
      for (; (spans[span]?.[0] ?? index) < index; span++)
        if ((spans[span]?.[0] ?? 0) >= codeEnd) codeEnd = spans[span]?.[1] ?? 0;
      const at = start + index;
      if (index < codeEnd || line[index - 1] === '\\') return [];
      const mark = this.#text.slice(at, at + MAX_OPENING);
      for (const kind of this.#kinds) {
        const length = kind.opening.exec(mark)?.[0].length;
        if (length !== undefined) return [{ at, from: at + length, kind }];
      }
      return [];
    });
  }

  #endBelow({ from, kind }: Opening): number | undefined {
    const known = this.#ends.get(kind);
    if (known !== undefined && known.at >= from) return Number.isFinite(known.end) ? known.end : undefined;
    kind.closing.lastIndex = from;
    const match = kind.closing.exec(this.#text);
    const none = Number.POSITIVE_INFINITY;
    this.#ends.set(kind, match ? { at: match.index, end: kind.closing.lastIndex } : { at: none, end: none });
    return match ? kind.closing.lastIndex : undefined;
  }
}
