import { renderBody } from '../body/body.ts';
import { textOf } from '../html/canonical-html.ts';
import { isDates, labelKind, type Navigation, ownLabels } from '../html/navigation.ts';
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
  const own = ownLabels(drop);
  if (format === 'html' && !mayKeepLabel(text) && !new NavigationSearch(text, own).mayFind()) return [];
  const options = { title, resolve: resolverFor(site), drop, idPrefix: '' };
  const { html, navigation = [] } = renderBody(format, text, options);
  const problems = navigationProblems(navigation, key, source.bodyLine);
  const label = keptLabel(html, own);
  return label === undefined ? problems : [...problems, keptProblem(label, text, { key, bodyLine: source.bodyLine })];
}

/** Lines at the end in which a label is one of a saved page, most likely. */
const MAX_LAST_LINES = 15;
/** Ends of lines in canonical HTML. */
const LINE_END =
  /\n|<br \/>|<\/?(?:p|h[1-6]|[uo]l|li|d[ltd]|div|section|article|aside|footer|nav|main|t[rdh])(?: [^<>]*)?>/;

/** Returns whether a label may stand alone at the end of HTML, as its characters show. */
function mayKeepLabel(html: string): boolean {
  return html
    .slice(-TAIL)
    .split(/[<>\n]/)
    .some(piece => isLabel(piece.trim()));
}

/** Returns the first label that stands alone on one of the last lines that are shown, unless the site lists it. */
function keptLabel(html: string, own: ReadonlySet<string>): string | undefined {
  const lines = html.split(LINE_END).map(textOf);
  return lines
    .filter(line => line !== '')
    .slice(-MAX_LAST_LINES)
    .find(line => isLabel(line) && [...ownLabels([line])].every(label => !own.has(label)));
}

/** Returns the warning of a label that is published, at the last line of the source that has it. */
function keptProblem(
  label: string,
  text: string,
  { key, bodyLine }: { readonly key: string; readonly bodyLine: number },
): Problem {
  const at = text.lastIndexOf(label);
  const place = at === -1 ? {} : { line: bodyLine + text.slice(0, at).split('\n').length - 1 };
  const message =
    `"${label}" seems to be left of a saved page, and is published with what stands below it; take it out, or list ` +
    'it in plainText.drop';
  return { path: key, ...place, severity: 'warning', message };
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
    const unlinked = spaced(join(pieces.filter(({ isLink }) => !isLink))).trim();
    if (!VISIBLE.test(unlinked) || isDates(unlinked) || mayBeLabel(unlinked)) return false;
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
