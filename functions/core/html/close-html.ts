import { isPlainElement, isSpecialElement } from './html-elements.ts';
import { lexHtml, RAW_TEXT } from './html-lexer.ts';
import { mayBeMachinery } from './machinery.ts';
import { isProse } from './prose.ts';
import { mayBeScriptPost } from './script-post.ts';

/*
 * HTML is mended before it is sanitized, so that no words vanish: what begins something that never ends becomes text.
 * What is safe the sanitizer alone decides; here nothing becomes markup that was not.
 */

/** Stands for a `<` that is text, until the HTML is put together: of the same length, so that offsets stay. */
export const LITERAL = '\u0001';
/** Behind the name of an element: the words stand in its start tag, where attributes should. */
export const STRAY = ' "';
/** Stands for what goes. */
const NOTHING = '\u0002';

/** A picture that stays, as far as its address goes. */
const PLAIN_PICTURE = /\ssrc=["']?(?:https?:|[^:"'\s>]+["'\s>])/i;

/**
 * A part of the HTML that is read as it was written; offsets. The rest was made by a renderer, which makes no mistakes.
 */
export interface RawRange {
  readonly start: number;
  readonly end: number;
}

/** HTML in which all that begins also ends, as long as before, with marks: `put` takes them out. */
export interface Closed {
  readonly html: string;
  /** True if there are elements of which not everything stays. */
  readonly hasSpecial: boolean;
  /** Words that go: instructions to a program, such as PHP, and what stands in a tag where attributes should. */
  readonly losses: readonly MarkupLoss[];
}

/** Words within markup: where it begins, its element, and the words. */
interface MarkupLoss {
  readonly at: number;
  readonly element: string;
  readonly text: string;
}

/**
 * Returns HTML of the same length in which every construct ends; `<` that is text, and what goes, are marked. `raw` is
 * HTML within Markdown, where a tag that is never closed is a word about it; without it all is HTML.
 */
export function closeHtml(html: string, raw?: readonly RawRange[]): Closed {
  const clean = /[\u0001\u0002]/.test(html) ? html.replace(/[\u0001\u0002]/g, '\u007f') : html;
  const closer = new Closer(clean, raw !== undefined);
  for (const { start, end } of raw ?? [{ start: 0, end: html.length }]) closer.read(start, end);
  return { html: closer.finish(), hasSpecial: closer.hasSpecial, losses: closer.losses };
}

/** Puts marked HTML together. */
export function put(closed: string): string {
  if (!/[\u0001\u0002]/.test(closed)) return closed;
  return closed.replaceAll(NOTHING, '').replaceAll(LITERAL, '&lt;');
}

/** Text of closed HTML as it is read. */
export function withoutMarks(text: string): string {
  return /[\u0001\u0002]/.test(text) ? text.replaceAll(NOTHING, '').replaceAll(LITERAL, '<') : text;
}

/** An XML declaration, or that of a namespace, as word processors leave it: attributes, and no words. */
const XML_DECLARATION = new RegExp(
  String.raw`^<\?xml(?::[\w-]{1,40})?(?:\s{1,9}[\w:.-]{1,80}\s{0,9}=\s{0,9}` +
    String.raw`(?:"[^"<>]*"|'[^'<>]*'|[\w:./-]+))*\s{0,9}[?/]{0,2}>$`,
  'i',
);

class Closer {
  hasSpecial = false;
  readonly losses: MarkupLoss[] = [];
  readonly #html: string;
  readonly #isMarkdown: boolean;
  /** The end tag behind which prose was found. */
  #prose = -1;
  #done = '';
  #from = 0;

  constructor(html: string, isMarkdown: boolean) {
    this.#html = html;
    this.#isMarkdown = isMarkdown;
  }

  read(start: number, end: number): void {
    lexHtml(this.#html.slice(start, end), {
      open: (name, at, to, _, stray) => this.#open(name, start + at, start + to, stray),
      close: (name, at) => this.#close(name, start + at),
      cdata: (from, to) => this.#cdata(start + from, start + to),
      raw: (name, { text, close, ...at }) =>
        this.#raw(name, start + at.start, start + text, start + close, start + at.end),
      hidden: (at, to) => this.#hidden(start + at, start + to),
      literal: at => this.#mark(start + at, start + at + 1, LITERAL),
    });
  }

  finish(): string {
    return this.#from === 0 ? this.#html : this.#done + this.#html.slice(this.#from);
  }

  #open(name: string, start: number, end: number, stray: string): void {
    if (stray !== '') this.losses.push({ at: start, element: name + STRAY, text: stray });
    if (name === 'img' && PLAIN_PICTURE.test(this.#html.slice(start, end))) return;
    if (this.#isMarkdown ? !isPlainElement(name) : isSpecialElement(name)) this.hasSpecial = true;
    else if (mayBeMachinery(name, this.#html.slice(start, end))) this.hasSpecial = true;
    else if (mayBeScriptPost(name, this.#html.slice(start, end))) this.hasSpecial = true;
  }

  /** Receives what only a browser takes for a comment, or for an instruction up to its own end. */
  #hidden(start: number, end: number): void {
    const text = this.#html.startsWith('<?', start) ? this.#html.slice(start, end) : '';
    const isInstruction = text !== '' && !XML_DECLARATION.test(text);
    if (isInstruction) this.losses.push({ at: start, element: '?', text: text.replace(/^<\?|\??>$/g, '') });
    if (isInstruction || this.#html.startsWith('--!>', end - 4)) this.#mark(start, end, NOTHING.repeat(end - start));
  }

  #close(name: string, at: number): void {
    // Its start tag is a word, too.
    if (this.#isMarkdown && RAW_TEXT.has(name)) this.#mark(at, at + 1, LITERAL);
  }

  #cdata(start: number, end: number): void {
    this.#mark(start, start + 9, NOTHING.repeat(9));
    const text = this.#html.slice(start + 9, end - 3);
    this.#mark(start + 9, end - 3, text.replaceAll('<', LITERAL));
    this.#mark(end - 3, end, NOTHING.repeat(3));
  }

  /**
   * Code goes without a word. In Markdown all else is words about elements; in HTML it is what a browser would not
   * show.
   */
  #raw(name: string, start: number, text: number, close: number, end: number): boolean {
    const words = this.#html.slice(text, close);
    const isStyle = name === 'style';
    const isCode =
      close !== this.#prose &&
      ((isStyle && words.includes('{')) || ((isStyle || name === 'script') && !isProse(words)));
    // So are all others that this one end tag would close.
    if (!isCode) this.#prose = close;
    if (isCode) this.#mark(start, end, NOTHING.repeat(end - start));
    else if (this.#isMarkdown) return false;
    else if (name === 'xmp') {
      this.#mark(start, text, NOTHING.repeat(text - start));
      this.#mark(text, close, words.replaceAll('<', LITERAL));
      this.#mark(close, end, NOTHING.repeat(end - close));
    } else this.hasSpecial = true;
    return true;
  }

  #mark(start: number, end: number, mark: string): void {
    this.#done += this.#html.slice(this.#from, start) + mark;
    this.#from = end;
  }
}
