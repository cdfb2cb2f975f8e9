import { Parser } from 'htmlparser2';
import { escapeHtmlText } from './canonical-html.ts';
import { type Closed, LITERAL, withoutMarks } from './close-html.ts';
import { isLeftOut, isLiteralIfOpen } from './html-elements.ts';
import { isPlaceholder } from './lazy-picture.ts';
import { type Goes, isFormulaTwice, isOfCode, MAX_NEXT, machineryOf } from './machinery.ts';
import { linkToPost, SCRIPT_POST, scriptPostOf } from './script-post.ts';

export interface LeaveOutOptions {
  /** HTML within Markdown, where a tag that is never closed is a word about it. */
  readonly isMarkdown?: boolean;
  /** Receives the words that are left out: offset, element, words. */
  readonly onLoss?: (at: number, element: string, text: string) => void;
  /** Returns the text in the place of an `<img>` that may not stay; `undefined` of one that may. */
  readonly onPicture?: (attributes: Readonly<Record<string, string>>, at: number) => string | undefined;
  /** Returns whether an `<iframe>` may stay. All may without it. */
  readonly onFrame?: (attributes: Readonly<Record<string, string>>, at: number) => boolean;
}

/** Types of fields in which readers see a text. */
const FIELD = /^(?:text|submit|button|reset|search|email|url|tel|number|date|time|month|week|datetime-local|)$/i;

/** Elements that readers see something of, whatever is in them. */
const SHOWN: ReadonlySet<string> = new Set(['img', 'iframe', 'video', 'audio', 'hr', 'input', 'math']);

type Attributes = Readonly<Record<string, string>>;

/** An element that is open. */
interface Open {
  readonly name: string;
  readonly start: number;
  /** End of its start tag; for a film, of the last of its sources. */
  end: number;
  readonly attributes: Attributes;
  /** Number of edits and texts when it opened. */
  readonly edits: number;
  readonly texts: number;
  /** Number of things that readers see when it opened. */
  readonly shown: number;
  /** Something that is not of a film stands in it. */
  hasContent: boolean;
  /** For an element that may go: it has a picture. */
  hasPicture?: boolean;
  /** For what pages put into a text: whether it goes. */
  readonly goes?: Goes;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  text: string;
  /** Words that go with it. */
  readonly loss?: { readonly element: string; readonly from: number; readonly to: number };
}

/**
 * Returns closed HTML, still marked, in which no element takes words along: elements that are left out go, with a
 * report; where one is never closed, only its tag does, and in Markdown that is text. Words in a frame, which no
 * browser shows, stand behind it.
 */
export function leaveOut({ html, hasSpecial }: Closed, options: LeaveOutOptions = {}): string {
  return hasSpecial ? new Elements(html, options).run() : html;
}

class Elements {
  readonly #html: string;
  readonly #options: LeaveOutOptions;
  readonly #parser: Parser;
  readonly #open: Open[] = [];
  readonly #edits: Edit[] = [];
  /** Texts of the elements that are left out. */
  readonly #texts: string[] = [];
  /** Fields of forms within elements of which it is not known yet whether they are left out. */
  readonly #fields: { readonly start: number; readonly text: string }[] = [];
  /** Number of texts, and of elements that are shown without one, up to here. */
  #shown = 0;
  /** Number of open elements whose text is kept for a report, and of open formulas. */
  #leftOut = 0;
  #formulas = 0;
  /** End of the last formula. */
  #formulaEnd = -1;
  /** Start of the last element of code. */
  #codeStart = -1;
  /** The last picture outside of `<noscript>`, where that is a placeholder. */
  #placeholder: Edit | undefined;

  constructor(html: string, options: LeaveOutOptions) {
    this.#html = html;
    this.#options = options;
    this.#parser = new Parser({
      onopentag: (name, attributes) => this.#onOpen(name, attributes),
      ontext: text => this.#onText(text),
      onclosetag: (name, isImplied) => this.#onClose(name, isImplied),
    });
  }

  run(): string {
    this.#parser.end(this.#html);
    const { onLoss } = this.#options;
    let [done, from] = ['', 0];
    for (const { start, end, text, loss } of this.#edits.sort((a, b) => a.start - b.start || a.end - b.end)) {
      done += this.#html.slice(from, start) + text;
      from = end;
      const words = loss ? withoutMarks(this.#texts.slice(loss.from, loss.to).join('')) : '';
      if (loss && words.trim() !== '') onLoss?.(start, loss.element, words);
    }
    return done + this.#html.slice(from);
  }

  #onOpen(name: string, attributes: Attributes): void {
    const [start, end] = [this.#tagStart(), this.#parser.endIndex + 1];
    const parent = this.#open.at(-1);
    const isSource = (name === 'source' || name === 'track') && (parent?.name === 'video' || parent?.name === 'audio');
    if (parent && isSource && !parent.hasContent) parent.end = end;
    else if (parent) parent.hasContent = true;
    const [edits, texts] = [this.#edits.length, this.#texts.length];
    const goes = this.#machinery(name, attributes, parent);
    const shown = this.#shown;
    this.#open.push({ name, start, end, attributes, edits, texts, shown, hasContent: false, ...(goes && { goes }) });
    if (SHOWN.has(name) && this.#leftOut === 0) this.#shown += 1;
    if (goes || isLeftOut(name)) this.#leftOut += 1;
    if (name === 'math') this.#formulas += 1;
    if (name === 'pre' || name === 'code') this.#codeStart = start;
    if (name !== 'img' && name !== 'noscript' && this.#leftOut === 0) this.#placeholder = undefined;
    if (name === 'img') this.#picture(attributes, start, end);
    if (name === 'input' && FIELD.test(attributes.type ?? 'text')) this.#field(attributes, start);
  }

  #onText(text: string): void {
    const parent = this.#open.at(-1);
    if (parent && text.trim() !== '') parent.hasContent = true;
    if (text.trim() !== '' && this.#leftOut === 0) {
      this.#placeholder = undefined;
      this.#shown += 1;
    }
    if (this.#leftOut > 0) this.#texts.push(text);
  }

  #onClose(name: string, isImplied: boolean): void {
    const open = this.#open.pop();
    if (!open) return;
    if (name === 'math') [this.#formulas, this.#formulaEnd] = [this.#formulas - 1, this.#parser.endIndex];
    if (open.goes) this.#closeMachinery(open, open.goes, isImplied);
    else if (isLeftOut(name)) this.#closeLeftOut(open, isImplied);
    else if (name === 'iframe') this.#closeFrame(open, isImplied);
    else if ((name === 'video' || name === 'audio') && isImplied) this.#edit(open.end, open.end, `</${name}>`);
    else if (isImplied && this.#isWord(open)) this.#makeText(open);
    else if (!isImplied && open.shown === this.#shown && this.#leftOut === 0) this.#linkToPost(open);
    this.#settleFields();
  }

  /** Shows a link to a post in the element in which a script would show it. */
  #linkToPost({ name, attributes, start }: Open): void {
    const url = scriptPostOf(name, attributes);
    if (!url) return;
    const link = linkToPost(url);
    this.#shown += 1;
    if (link === undefined) this.#options.onLoss?.(start, 'iframe', url.origin);
    else {
      this.#edit(this.#tagStart(), this.#tagStart(), link);
      this.#options.onLoss?.(start, SCRIPT_POST, url.host);
    }
  }

  #machinery(name: string, attributes: Attributes, parent: Open | undefined): Goes | undefined {
    if (parent && this.#formulaEnd > parent.start && isFormulaTwice(attributes)) return () => true;
    return machineryOf(name, attributes, parent?.attributes);
  }

  #closeMachinery(open: Open, goes: Goes, isImplied: boolean): void {
    const { start, texts, hasPicture } = open;
    this.#leftOut -= 1;
    if (isImplied || hasPicture) return;
    const end = this.#closeEnd();
    const text = withoutMarks(this.#texts.slice(texts).join(''));
    const hasCode = this.#open.some(({ name, attributes }) => isOfCode(name, attributes)) || this.#codeStart >= start;
    if (!goes({ text, hasCode, next: this.#html.slice(end, end + MAX_NEXT) })) return;
    this.#dropFrom(open);
    this.#edit(start, end, '');
  }

  #closeLeftOut(open: Open, isImplied: boolean): void {
    this.#leftOut -= 1;
    const { name, start, end } = open;
    if (open.hasPicture && this.#placeholder && !isImplied) {
      this.#showInstead(open);
      return;
    }
    const isFormula = name.startsWith('annotation');
    // The notes of a formula say it again, for machines.
    const goes = !isImplied && (!isFormula || this.#formulas > 0);
    if (!goes) {
      if (isImplied && this.#isWord(open)) this.#makeText(open);
      else this.#edit(start, end, '');
      return;
    }
    // Whatever lies within goes along.
    this.#dropFrom(open);
    const loss = !isFormula && { loss: { element: name, from: open.texts, to: this.#texts.length } };
    this.#edits.push({ start, end: this.#closeEnd(), text: '', ...loss });
  }

  /** Shows what stands in a `<noscript>` in the place of the picture that a script would load. */
  #showInstead({ start, end }: Open): void {
    if (this.#placeholder) this.#placeholder.text = '';
    this.#placeholder = undefined;
    this.#edit(start, end, '');
    this.#edit(this.#tagStart(), this.#closeEnd(), '');
  }

  #closeFrame(open: Open, isImplied: boolean): void {
    if (isImplied && this.#options.isMarkdown && open.attributes.src === undefined) {
      this.#makeText(open);
      return;
    }
    const stays = this.#options.onFrame?.(open.attributes, open.start) ?? true;
    if (stays && !isImplied && !open.hasContent) return;
    if (stays) this.#edit(open.end, open.end, '</iframe>');
    else this.#edit(open.start, open.end, '');
    if (!isImplied) this.#edit(this.#tagStart(), this.#closeEnd(), '');
  }

  /** Reports what stands in a field of a form; within what may be left out, it is a part of that. */
  #field({ value = '' }: Attributes, start: number): void {
    const text = withoutMarks(value);
    if (text.trim() === '') return;
    this.#fields.push({ start, text });
    if (this.#leftOut === 0) this.#settleFields();
    else this.#texts.push(` ${value} `);
  }

  /** Reports the fields of what is not left out after all, once nothing is open that may be. */
  #settleFields(): void {
    if (this.#leftOut > 0) return;
    for (const { start, text } of this.#fields) this.#options.onLoss?.(start, 'input', text);
    this.#fields.length = 0;
  }

  /** Forgets what lies in an element that goes. */
  #dropFrom({ start, edits }: Open): void {
    this.#edits.length = edits;
    while ((this.#fields.at(-1)?.start ?? -1) > start) this.#fields.pop();
  }

  #picture(attributes: Attributes, start: number, end: number): void {
    const around = this.#leftOut > 0 ? this.#open.filter(({ name, goes }) => goes || name === 'noscript') : [];
    const noscript = around.find(({ name }) => name === 'noscript');
    const mayGo = !noscript && isPlaceholder(attributes);
    const words = this.#options.onPicture?.(attributes, start);
    const isBeacon = attributes.width === '1' || attributes.height === '1' || words !== undefined;
    for (const open of around) if (open !== noscript || !isBeacon) open.hasPicture = true;
    if (words === undefined && !mayGo) {
      if (!noscript) this.#placeholder = undefined;
      return;
    }
    const text = words === undefined ? this.#html.slice(start, end) : escapeHtmlText(words);
    const edit = { start, end, text };
    this.#edits.push(edit);
    if (!noscript) this.#placeholder = mayGo ? edit : undefined;
  }

  /**
   * Returns whether the start tag of an element that was never closed is a word in Markdown. One that closes itself is
   * none.
   */
  #isWord({ name, start, end }: Open): boolean {
    if (!this.#options.isMarkdown || !isLiteralIfOpen(name)) return false;
    return this.#html[start] === '<' && !/\/\s*>$/.test(this.#html.slice(Math.max(start, end - 16), end));
  }

  /** Shows a start tag as it was written. What its attributes hold is no markup either. */
  #makeText({ start, end }: Open): void {
    this.#edit(start, end, this.#html.slice(start, end).replaceAll('<', LITERAL));
  }

  #edit(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text });
  }

  /**
   * Start of the tag that is being read. After an end tag with white space in it the parser is some characters behind.
   */
  #tagStart(): number {
    return this.#html.indexOf('<', this.#parser.startIndex);
  }

  /** End of the end tag that is being read. */
  #closeEnd(): number {
    const end = this.#html.indexOf('>', this.#parser.endIndex);
    return end === -1 ? this.#html.length : end + 1;
  }
}
