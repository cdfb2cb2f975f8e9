import { renderBody } from '../body/body.ts';
import { labelKind, type Navigation, ownLabels } from '../html/navigation.ts';
import type { Resolve } from '../html/url-policy.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import type { Article } from './article.ts';
import type { SourceText } from './source-text.ts';

/** Bytes at the end of plain text that are examined for navigation. */
const TAIL = 4096;
/** Text between two tags, or within one. */
const PIECE = /[^<>]+/g;
/** UTF-16 code units of a label, in HTML. */
const MAX_LABEL = 100;
/** References to characters that are in no label that is looked for. */
const REFERENCE = /&(?!(?:nbsp|amp|quot|lt|gt|#160|#34|#39|raquo|laquo);)/;
const NONE: ReadonlySet<string> = new Set();

/** Reports navigation of a saved page that is left out at its end. Most sources show at once that they have none. */
export function findNavigation({ format, key, title }: Article, source: SourceText, site: Site): readonly Problem[] {
  if (format !== 'text' && format !== 'html') return [];
  if (format === 'text' && !mayEndInNavigation(source.below)) return [];
  const text = source.body();
  const { drop } = site.plainText;
  if (format === 'html' && !new NavigationSearch(text, ownLabels(drop)).mayFind()) return [];
  const { navigation = [] } = renderBody(format, text, { title, resolve: resolverFor(site), drop, idPrefix: '' });
  return navigationProblems(navigation, key, source.bodyLine);
}

function mayEndInNavigation(bytes: Buffer): boolean {
  const tail = bytes.toString('utf8', Math.max(0, bytes.length - TAIL));
  return tail.split(/[\r\n]/).some(line => isLabel(line));
}

/** Tags of ordinary text, without attributes but in links and pictures: what stands between them is shown. */
const PLAIN_TAG =
  /^(?:\/?(?:p|b|i|u|a|strong|em|ul|ol|li|h[2-6]|blockquote|code|figure|figcaption|sub|sup)|br ?\/?|(?:a|img) .*)$/s;
/** Tags within a line. */
const INLINE_TAG = /^\/?(?:a|abbr|b|code|em|font|i|mark|s|small|span|strong|sub|sup|u)(?:\s|$)/;
/** Plain tags that leave nothing open. */
const VOID_TAG = /^(?:br|img) ?/;
/** A character that is shown, in text whose references to characters are gone. */
const VISIBLE = /[\p{L}\p{N}]/u;

/** Text between two tags. */
interface Piece {
  readonly text: string;
  readonly isLink: boolean;
}

/** Text between two tags that end a line. */
interface Line {
  readonly pieces: Piece[];
  /** True for a paragraph that nothing lies around. */
  readonly isParagraph: boolean;
}

/**
 * Looks for a label of navigation with none but links below it, at a small part of the price of rendering. Whether they
 * are at the end of what is shown is known only while all tags are plain. Lines are examined from the last, and no
 * further than to one that is the article's text.
 */
class NavigationSearch {
  readonly #html: string;
  readonly #own: ReadonlySet<string>;
  #isPlain = true;
  #isLink = false;
  #lines: Line[] = [];
  #line: Line = { pieces: [], isParagraph: false };
  /** Names of the plain elements around, without paragraphs; `undefined` once an end tag closes another element. */
  #open: string[] | undefined = [];

  constructor(html: string, own: ReadonlySet<string>) {
    this.#html = html;
    this.#own = own;
  }

  /** Returns false only for HTML that has no navigation. */
  mayFind(): boolean {
    const html = this.#html;
    for (const { 0: piece, index } of html.matchAll(PIECE)) {
      const wasPlain = this.#isPlain;
      if (html[index - 1] === '<' && html[index + piece.length] === '>') this.#takeTag(piece);
      else this.#takeText(piece);
      if (!wasPlain || this.#isPlain) continue;
      if (this.#endsInLabel()) return true;
      this.#lines = [];
    }
    return this.#endsInLabel();
  }

  #takeTag(tag: string): void {
    this.#isPlain &&= PLAIN_TAG.test(tag);
    if (tag === '/a') this.#isLink = false;
    else if (tag.startsWith('a ')) this.#isLink = true;
    if (!INLINE_TAG.test(tag)) {
      if (this.#line.pieces.length > 0) this.#lines.push(this.#line);
      this.#line = { pieces: [], isParagraph: tag === 'p' && this.#open?.length === 0 };
    }
    if (this.#isPlain && tag !== 'p' && tag !== '/p' && !VOID_TAG.test(tag)) this.#takeElement(tag);
  }

  #takeElement(tag: string): void {
    const open = this.#open;
    const name = /[a-z0-9]+/.exec(tag)?.[0] ?? '';
    if (tag.startsWith('/') ? open?.pop() !== name : open?.includes(name)) this.#open = undefined;
    else if (!tag.startsWith('/')) open?.push(name);
  }

  #takeText(text: string): void {
    // A comment that holds tags shows nothing of what stands between them.
    if (/^[!?]/.test(text)) this.#isPlain = false;
    this.#line.pieces.push({ text, isLink: this.#isLink });
  }

  /** Returns true where there is a label, and below it none of the article's text that is surely shown. */
  #endsInLabel(): boolean {
    const lines = [...this.#lines, this.#line];
    for (let at = lines.length - 1; at >= 0; at--) {
      const line = lines[at];
      const found = line && this.#examine(line, at < lines.length - 1);
      if (found) return found === 'label';
    }
    return false;
  }

  #examine({ pieces, isParagraph }: Line, isWhole: boolean): 'label' | 'text' | undefined {
    if (this.#isPlain && isParagraph && isWhole && this.#isText(pieces)) return 'text';
    const [all, unlinked] = [new LineStart(), new LineStart()];
    let found: 'label' | 'text' | undefined;
    for (const { text, isLink } of pieces) {
      all.add(text);
      if (!isLink) unlinked.add(text);
      if (mayBeLabel(text) || all.mayBeLabel()) found = 'label';
      else if (this.#isPlain && !isLink && unlinked.isLong) found = 'text';
    }
    return found;
  }

  #isText(pieces: readonly Piece[]): boolean {
    if (!VISIBLE.test(spaced(join(pieces.filter(({ isLink }) => !isLink))))) return false;
    const line = join(pieces);
    return !REFERENCE.test(line) && labelKind(spaced(line).trim(), this.#own) === undefined;
  }
}

/** The first pieces of a line, until they are too long for a label. */
class LineStart {
  #text = '';
  #hasReference = false;

  get isLong(): boolean {
    return this.#text.length > MAX_LABEL + 2;
  }

  add(text: string): void {
    if (this.isLong) return;
    this.#text = spaced(this.#text + text);
    this.#hasReference ||= REFERENCE.test(text);
  }

  mayBeLabel(): boolean {
    return !this.isLong && (this.#hasReference || isLabel(this.#text.trim()));
  }
}

function join(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** Returns text with a space for each reference to a character, and for all that part its words. */
function spaced(text: string): string {
  return text.replace(/(?:&[^\s;&]{1,32};?|\s)+/g, ' ');
}

/** Returns true for a label, and for text that may be one, since it refers to characters by names or numbers. */
function mayBeLabel(text: string): boolean {
  const start = new LineStart();
  start.add(text);
  return start.mayBeLabel();
}

function isLabel(line: string): boolean {
  const kind = labelKind(line, NONE);
  return kind === 'list' || kind === 'button';
}

/** Creates a resolver that decides only whether an address may stay; its target does not matter here. */
export function resolverFor(site: Site): Resolve {
  return reference => (URL.canParse(reference, site.url) ? new URL(reference, site.url).href : undefined);
}

/**
 * Reports navigation that is left out at the end of a saved page. Labels, buttons and links are reported once for all
 * files. Lines that only look like headlines are reported in each file. `bodyLine` is the line where the text begins,
 * 1-based.
 */
function navigationProblems(navigation: readonly Navigation[], path: string, bodyLine: number): readonly Problem[] {
  const problems = navigation.map(({ label, line, what, below }): Problem => {
    const place = { path, ...(line !== undefined && { line: line + bodyLine - 1 }) };
    const things = below === 1 ? what.slice(0, -1) : what;
    if (what !== 'headlines' || below === 0) {
      const more = below === 0 ? '' : ` and the ${things} below it`;
      const message = `"${label}"${more} at the end of a saved page: left out, since it leads elsewhere`;
      return { ...place, severity: 'note', message, files: 1 };
    }
    const message =
      `"${label}" and the ${below} headlines below it at the end of a saved page are left out; if they belong to ` +
      'the article, put them above that line';
    return { ...place, severity: 'warning', message };
  });
  return problems.filter(({ message }, at) => problems.findIndex(other => other.message === message) === at);
}
