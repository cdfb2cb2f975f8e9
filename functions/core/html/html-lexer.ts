/*
 * The lexical level of HTML, as htmlparser2 reads it: where tags, comments and raw text begin and end. A construct that
 * never ends, or that has swallowed prose on its way, is reported as `literal`: its `<` is a character of the text.
 */

import { matchEnd } from '../text/match-end.ts';

/** Receives what a fragment of HTML consists of, in order. Offsets are UTF-16 code units; `end` is exclusive. */
export interface LexerVisitor {
  /**
   * A start tag. `stray` is what stands in it where attributes should, for a quote within a value has ended that; and
   * values that may have gone on too long.
   */
  open?(name: string, start: number, end: number, isSelfClosing: boolean, stray: string): void;
  /** An end tag. */
  close?(name: string, start: number, end: number): void;
  /** A comment, a document type, an XML declaration: nothing that anybody was meant to read. */
  hidden?(start: number, end: number): void;
  /** A CDATA section; its text lies between its nine first characters and its three last. */
  cdata?(start: number, end: number): void;
  /**
   * An element of raw text that is closed. Returns whether it is taken whole; otherwise its start tag is a literal and
   * the text is read on. `text` is where its text begins, `close` where its end tag does.
   */
  raw?(
    name: string,
    at: { readonly start: number; readonly text: number; readonly close: number; readonly end: number },
  ): boolean;
  /** A `<` that begins nothing. */
  literal?(at: number): void;
}

/** Elements whose text is read raw, up to their end tag, and how that begins. */
const CLOSERS: ReadonlyMap<string, RegExp> = new Map([
  ['script', /<\/script(?=[\t\n\f\r >])/gi],
  ['style', /<\/style(?=[\t\n\f\r >])/gi],
  ['title', /<\/title(?=[\t\n\f\r >])/gi],
  ['textarea', /<\/textarea(?=[\t\n\f\r >])/gi],
  ['xmp', /<\/xmp(?=[\t\n\f\r >])/gi],
]);
export const RAW_TEXT: ReadonlySet<string> = new Set(CLOSERS.keys());

/** White space as HTML has it; a no-break space is none. */
const [SPACE, GAP] = [/[\t\n\f\r ]*/y, /[\t\n\f\r /]*/y];
/** Attributes in it mean nothing; words would be prose. */
const END_TAG =
  /<\/[\t\n\f\r ]*([a-z][a-z0-9:._-]*)(?:[\t\n\f\r ]+[\w:.-]+=(?:"[^"<>]*"|'[^'<>]*'|[\w#./:-]+))*[\t\n\f\r ]*\/?>/iy;
const DOCTYPE = /<!doctype(?:\s+[\w:-]+\s*(?:(?:public|system)\b\s*(?:"[^"<>]*"\s*|'[^'<>]*'\s*){0,2})?)?>/iy;
/** Conditions that Internet Explorer read, XML declarations, and an end tag of nothing. */
const HIDDEN = /<!\[(?:if|else|endif)\b[^<>]*>|<\?xml\b[^<>]*>|<\/>/iy;
/** Characters that end a name, and a value without quotes. */
const [TAG_NAME_END, NAME_END, UNQUOTED_END] = [/[\t\n\f\r />]/g, /[\t\n\f\r =/>]/g, /[\t\n\f\r >]/g];
/** A name of an element. What ends in a colon is the scheme of an address: `<https://bao.example/>`. */
const PLAIN_NAME = /^[a-z](?:[a-z0-9:._-]*[a-z0-9._-])?$/i;
/** No attribute is called so: a value has ended in the wrong place, or prose stands here. */
const ODD_NAME = /["'<=]|[^\u0000-\u007f]/;
const LETTER = /\p{L}/u;
/** Attributes in which no markup stands, even in part. */
const WITHOUT_MARKUP: ReadonlySet<string> = new Set(
  'href src srcset class id rel target width height style lang dir name type align'.split(' '),
);
/** Attributes that have no value. */
const BARE: ReadonlySet<string> = new Set(
  (
    'allowfullscreen async autofocus autoplay checked compact controls default defer disabled download ' +
    'formnovalidate hidden inert ismap itemscope loop multiple muted nomodule noshade novalidate nowrap open ' +
    'playsinline readonly required reversed selected'
  ).split(' '),
);
/** Shape of a word of prose. */
const WORD = /^[a-z]+[,.]?$/i;

/** Maximum of attributes of a tag; what has more is none. */
const MAX_ATTRIBUTES = 256;

/** Result of reading a start tag. */
interface TagEnd {
  readonly end: number;
  readonly isSelfClosing: boolean;
  readonly stray: string;
}

/** An attribute of a start tag, as far as it tells whether that is one. */
interface Attribute {
  readonly end: number;
  /** No attribute is called so, or its value ends where another's begins. */
  readonly isOdd: boolean;
  /** Its name, where that is words. */
  readonly stray?: string;
  /** Its value, where that may have swallowed markup. */
  readonly doubtful?: string;
  /** It may be a word of prose. */
  readonly isWord?: boolean;
  /** A tag stands in its value, where none should. */
  readonly hasTag?: boolean;
  readonly hasValue: boolean;
}

/** Reads a fragment of HTML. Linear: what has no end is looked for once. */
export function lexHtml(html: string, visitor: LexerVisitor): void {
  new Lexer(html, visitor).read();
}

class Lexer {
  readonly #html: string;
  readonly #visitor: LexerVisitor;
  /** Strings that do not occur in the rest of the text. */
  readonly #absent = new Set<string>();
  /** Start of the next match of each pattern, and the offset from which it was looked for. */
  readonly #found = new Map<RegExp, { readonly from: number; readonly at: number }>();

  #oddClose = { at: -1, isOdd: false };

  constructor(html: string, visitor: LexerVisitor) {
    this.#html = html;
    this.#visitor = visitor;
  }

  read(): void {
    for (let at = this.#html.indexOf('<'); at !== -1; at = this.#html.indexOf('<', at)) at = this.#construct(at);
  }

  /** Reads what begins with the `<` at an offset; returns where to go on. */
  #construct(at: number): number {
    const next = this.#html[at + 1] ?? '';
    if (next === '!' || next === '?' || next === '/') return this.#special(at, next);
    return /[a-z]/i.test(next) ? this.#tag(at) : this.#literal(at);
  }

  #special(at: number, next: string): number {
    const html = this.#html;
    if (html.startsWith('<!--', at)) return this.#hidden(at, this.#commentEnd(at));
    if (html.startsWith('<?', at) && !html.startsWith('<?xml', at)) return this.#hidden(at, this.#endOf('?>', at + 2));
    if (html.startsWith('<![CDATA[', at)) {
      const end = this.#endOf(']]>', at + 9);
      if (end !== undefined) this.#visitor.cdata?.(at, end);
      return end ?? this.#literal(at);
    }
    const hidden = matchEnd(HIDDEN, html, at) ?? matchEnd(DOCTYPE, html, at);
    if (hidden !== undefined || next !== '/') return this.#hidden(at, hidden);
    END_TAG.lastIndex = at;
    const name = END_TAG.exec(html)?.[1];
    if (name === undefined) return this.#literal(at);
    const end = END_TAG.lastIndex;
    this.#visitor.close?.(name.toLowerCase(), at, end);
    return end;
  }

  /** A comment ends with `-->` or, by mistake, with `--!>` (HTML, section 13.2.5.51). */
  #commentEnd(at: number): number | undefined {
    const ends = [this.#endOf('-->', at + 2), this.#endOf('--!>', at + 4)];
    return ends.reduce((one, other) => (one === undefined || (other !== undefined && other < one) ? other : one));
  }

  #tag(at: number): number {
    const nameEnd = this.#next(TAG_NAME_END, at + 2);
    const typed = this.#html.slice(at + 1, nameEnd);
    const tag = PLAIN_NAME.test(typed) ? this.#tagEnd(nameEnd) : undefined;
    if (!tag) return this.#literal(at);
    const [name, { end, isSelfClosing }] = [typed.toLowerCase(), tag];
    if (RAW_TEXT.has(name) && !isSelfClosing) return this.#rawText(name, at, end);
    this.#visitor.open?.(name, at, end, isSelfClosing, tag.stray);
    return end;
  }

  /** End of a start tag; `undefined` if it has none, or if it holds prose rather than attributes. */
  #tagEnd(nameEnd: number): TagEnd | undefined {
    const html = this.#html;
    const [stray, doubtful]: [string[], string[]] = [[], []];
    let [at, looked, words] = [nameEnd, nameEnd, 0];
    let [isOdd, hasTag, hasValue] = [false, false, false];
    for (let attributes = 0; attributes <= MAX_ATTRIBUTES; attributes++) {
      const gap = at;
      at = matchEnd(GAP, html, gap) ?? gap;
      if (at >= html.length) return undefined;
      // A tag that is odd has swallowed another, or prose.
      if (isOdd && (hasTag || /[<>]/.test(html.slice(looked, at)))) return undefined;
      if (isOdd) looked = at;
      if (html[at] === '>' && (isOdd || words > 1) && !hasValue) return undefined;
      if (html[at] === '>') {
        const isSelfClosing = html.slice(gap, at).trimEnd().endsWith('/');
        return { end: at + 1, isSelfClosing, stray: stray.length > 0 ? [...doubtful, ...stray].join(' ') : '' };
      }
      const attribute = this.#attribute(at);
      if (!attribute) return undefined;
      if (attribute.isOdd && !isOdd) looked = at;
      if (attribute.stray !== undefined) stray.push(attribute.stray);
      if (attribute.doubtful !== undefined) doubtful.push(attribute.doubtful);
      if (attribute.isWord) words += 1;
      isOdd ||= attribute.isOdd;
      hasTag ||= attribute.hasTag === true;
      hasValue ||= attribute.hasValue;
      at = attribute.end;
    }
    return undefined;
  }

  #attribute(at: number): Attribute | undefined {
    const html = this.#html;
    // It may begin with an equals sign (HTML, section 13.2.5.32).
    const nameEnd = this.#next(NAME_END, at + 1);
    const name = html.slice(at, nameEnd);
    const isOdd = ODD_NAME.test(name);
    const stray = isOdd && LETTER.test(name) ? { stray: name } : {};
    const equals = matchEnd(SPACE, html, nameEnd) ?? nameEnd;
    if (html[equals] !== '=') {
      const isWord = name.length < 32 && WORD.test(name) && !BARE.has(name.toLowerCase());
      return { end: nameEnd, isOdd, isWord, hasValue: false, ...stray };
    }
    const from = matchEnd(SPACE, html, equals + 1) ?? equals + 1;
    const quote = html[from];
    if (quote !== '"' && quote !== "'") {
      const end = this.#next(UNQUOTED_END, from);
      return { end, isOdd: isOdd || html.slice(from, end).includes('<'), hasValue: true, ...stray };
    }
    const end = this.#endOf(quote, from + 1);
    if (end === undefined) return undefined;
    const value = html.slice(from + 1, end - 1);
    const mayHaveTag = name.length > 8 || !WITHOUT_MARKUP.has(name.toLowerCase());
    if (!mayHaveTag && hasSwallowed(value)) return undefined;
    const hasTag = !mayHaveTag && /<[a-z]/i.test(value);
    const doubtful = /[<>]/.test(value) ? { doubtful: value } : {};
    return {
      end,
      isOdd: isOdd || ('doubtful' in doubtful && value.endsWith('=')),
      hasTag,
      hasValue: true,
      ...stray,
      ...doubtful,
    };
  }

  #rawText(name: string, start: number, text: number): number {
    const close = this.#closer(name, text);
    const end = close === undefined ? undefined : this.#endOf('>', close);
    if (close === undefined || end === undefined) return this.#literal(start);
    if (this.#isOddClose(name, close, end)) return this.#literal(start);
    return this.#visitor.raw?.(name, { start, text, close, end }) === false ? this.#literal(start) : end;
  }

  /** Returns whether an end tag holds text that nobody would see. Many start tags may stand before one. */
  #isOddClose(name: string, close: number, end: number): boolean {
    if (this.#oddClose.at !== close)
      this.#oddClose = { at: close, isOdd: this.#html.slice(close + name.length + 2, end - 1).trim() !== '' };
    return this.#oddClose.isOdd;
  }

  /** Start of the next end tag of raw text. */
  #closer(name: string, from: number): number | undefined {
    const closer = CLOSERS.get(name);
    const at = closer ? this.#next(closer, from) : this.#html.length;
    return at === this.#html.length ? undefined : at;
  }

  /**
   * Start of the next match of a pattern, or the end of the text. Each place is searched once, however often it is
   * asked for.
   */
  #next(pattern: RegExp, from: number): number {
    const known = this.#found.get(pattern);
    if (known && known.from <= from && from <= known.at) return known.at;
    pattern.lastIndex = from;
    const at = pattern.exec(this.#html)?.index ?? this.#html.length;
    this.#found.set(pattern, { from, at });
    return at;
  }

  #endOf(needle: string, from: number): number | undefined {
    const at = this.#absent.has(needle) ? -1 : this.#html.indexOf(needle, from);
    if (at === -1) this.#absent.add(needle);
    return at === -1 ? undefined : at + needle.length;
  }

  #hidden(at: number, end: number | undefined): number {
    if (end === undefined) return this.#literal(at);
    this.#visitor.hidden?.(at, end);
    return end;
  }

  #literal(at: number): number {
    this.#visitor.literal?.(at);
    return at + 1;
  }
}

/**
 * Returns whether a value goes on behind the quote that it lacks: up to that of another attribute, or across an end
 * tag.
 */
function hasSwallowed(value: string): boolean {
  return value.includes('<') && (value.endsWith('=') || value.includes('</'));
}
