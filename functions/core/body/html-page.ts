import { Parser } from 'htmlparser2';
import { type Closed, closeHtml, withoutMarks } from '../html/close-html.ts';
import { lexHtml } from '../html/html-lexer.ts';

/** Facts in a source outside its front matter, each as written. */
export interface PageFacts {
  readonly title?: string;
  readonly published?: string;
  readonly language?: string;
  readonly image?: string;
  readonly author?: string;
  readonly summary?: string;
}

/** A field of an HTML page: `<meta name="…" content="…">`. */
export interface PageField {
  readonly name: string;
  readonly content: string;
  /** Offset of its tag. */
  readonly at: number;
}

/** Parts of an HTML page: its facts and fields, and the position of its text. */
export interface HtmlPage {
  readonly facts: PageFacts;
  /** Its fields, as they stand in `<meta name>`. */
  readonly fields: readonly PageField[];
  /** The HTML of `<article>`, else `<main>`, else `<body>`, else all of it. */
  readonly body: Closed;
  /** The element that contains the text; absent where the text is the whole input. */
  readonly container?: string;
  /** True for a whole page, with `<html>` or `<body>`. */
  readonly isPage: boolean;
  /** Offsets where the text begins and ends. */
  readonly start: number;
  readonly end: number;
}

/** Elements that contain the text of a page, the most reliable first. */
const CONTAINERS: readonly string[] = ['article', 'main', 'body'];
/** Elements that a browser counts as part of the head, wherever they stand before the body. */
const OF_HEAD: ReadonlySet<string> = new Set('head title meta link base script style noscript template'.split(' '));
/** Headlines of a page, the most reliable first. Word has a paragraph of its own for that of a document. */
const HEADLINES = ['h1', 'MsoTitle', 'title'] as const;
type Headline = (typeof HEADLINES)[number];
/** Neither white space nor a mark of what goes. */
const VISIBLE = /[^\s\u0002]/;
/**
 * Maximum depth that is examined. Facts stand in the head or soon after it, and deeper close tags of the parser are not
 * examined.
 */
const MAX_DEPTH = 200;

/** Reads a page, or a fragment of one. One pass, in linear time for every input. */
export function readHtmlPage(html: string): HtmlPage {
  const { html: closed, hasSpecial, losses: all } = closeHtml(html);
  const reader = new PageReader();
  const parser: Parser = new Parser({
    onopentag: (name, attributes) => reader.open(name, attributes, tagStart(), parser.endIndex + 1),
    ontext: text => reader.text(text, textStart(text)),
    onclosetag: name => reader.close(name, tagStart()),
  });
  // After an end tag that contains white space, the parser's offset is some characters behind.
  const tagStart = (): number => {
    const at = closed.indexOf('<', parser.startIndex);
    return at === -1 ? closed.length : at;
  };
  const textStart = (text: string): number => {
    const at = parser.endIndex + 1 - text.length;
    return closed.startsWith(text, at) ? at : parser.startIndex;
  };
  const STEP = 4096;
  for (let at = 0; at < html.length && reader.depth <= MAX_DEPTH; at += STEP) parser.write(closed.slice(at, at + STEP));
  const container = CONTAINERS.find(name => reader.ranges.has(name));
  const { start = 0, end = html.length } = (container !== undefined && reader.ranges.get(container)) || {};
  const losses = all.map(loss => ({ ...loss, at: loss.at - start }));
  const body = { html: closed.slice(start, end), hasSpecial, losses };
  return {
    facts: reader.facts(),
    fields: reader.fields,
    body,
    isPage: reader.isPage,
    start,
    end,
    ...(container !== undefined && { container }),
  };
}

/** Parts of a page that mark themselves as outside its text. */
const AROUND: ReadonlySet<string> = new Set(['header', 'nav', 'aside', 'footer']);

/**
 * Returns the words before and after a page's text, each with the offset of its first. Code is left out. In a whole
 * page, so are its title above the text and elements of the page itself: headers, menus, asides, footers.
 */
export function textOutside(html: string, { start, end, isPage }: HtmlPage): readonly Words[] {
  const before = textIn(html.slice(0, start), 0, isPage, 'title');
  return [before, textIn(html.slice(end), end, isPage)].filter(({ text }) => text !== '');
}

/** Returns a page's text at its original offsets, with spaces in place of tags and of everything around it. */
export function textBetweenTags(html: string): string {
  const { start, end } = readHtmlPage(html);
  const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
  return blank(html.slice(0, start)) + html.slice(start, end).replace(/<[^<>]*>/g, blank);
}

/** Words, and the offset of the first. */
export interface Words {
  readonly at: number;
  readonly text: string;
}

function textIn(html: string, offset: number, isPage: boolean, unseen?: string): Words {
  const closed = closeHtml(html).html;
  const parts: Words[] = [];
  const open: { readonly name: string; readonly parts: number }[] = [];
  let from = 0;
  const skip = (start: number, end: number): void => {
    const part = closed.slice(from, start);
    const text = withoutMarks(part).trim();
    if (text !== '') parts.push({ at: offset + from + part.search(VISIBLE), text });
    from = end;
  };
  lexHtml(closed, {
    open(name, start, end) {
      skip(start, end);
      if (isPage && AROUND.has(name) && open.length < MAX_DEPTH) open.push({ name, parts: parts.length });
    },
    close(name, start, end) {
      skip(start, end);
      const index = AROUND.has(name) ? open.findLastIndex(one => one.name === name) : -1;
      if (index !== -1) parts.length = open[index]?.parts ?? parts.length;
      if (index !== -1) open.length = index;
    },
    hidden: skip,
    raw(name, { start, text, close, end }) {
      skip(start, name === unseen ? end : text);
      if (name !== unseen) skip(close, end);
      return true;
    },
  });
  skip(closed.length, closed.length);
  return { at: parts[0]?.at ?? offset, text: parts.map(({ text }) => text).join(' ') };
}

class PageReader {
  readonly ranges = new Map<string, { start: number; depth: number; end?: number }>();
  depth = 0;
  isPage = false;
  readonly fields: PageField[] = [];
  readonly #meta = new Map<string, string>();
  readonly #texts = new Map<Headline, string>();
  #language: string | undefined;
  /** Number of open elements of the head. */
  #inHead = 0;
  /** Offset of the first text, or of the first element that may not stand in a head. */
  #textStart: number | undefined;
  /** The headline that is being read, and its element. */
  #reading: { readonly headline: Headline; readonly name: string } | undefined;

  open(name: string, attributes: Readonly<Record<string, string>>, start: number, end: number): void {
    this.depth += 1;
    if (OF_HEAD.has(name)) this.#inHead += 1;
    else if (name !== 'html' && name !== 'body') this.#beginText(start);
    if (name === 'html' || name === 'body') this.isPage = true;
    if (name === 'html') this.#language = attributes.lang;
    if (name === 'meta') this.#readMeta(attributes, start);
    const headline = headlineOf(name, attributes);
    if (headline !== undefined && !this.#texts.has(headline)) {
      this.#texts.set(headline, '');
      this.#reading = { headline, name };
    }
    // Text before the body's tag belongs to the body, too (HTML, section 13.2.6.4.6).
    const from = name === 'body' ? (this.#textStart ?? end) : end;
    if (CONTAINERS.includes(name) && !this.ranges.has(name)) this.ranges.set(name, { start: from, depth: this.depth });
  }

  text(text: string, start: number): void {
    if (text.trim() !== '') this.#beginText(start);
    if (this.#reading === undefined) return;
    const { headline } = this.#reading;
    this.#texts.set(headline, (this.#texts.get(headline) ?? '') + withoutMarks(text));
  }

  close(name: string, start: number): void {
    const range = this.ranges.get(name);
    // An element within it, such as a teaser, ends earlier.
    if (range && name !== 'body' && range.end === undefined && this.depth === range.depth) range.end = start;
    this.depth -= 1;
    if (OF_HEAD.has(name)) this.#inHead -= 1;
    if (name === this.#reading?.name) this.#reading = undefined;
  }

  facts(): PageFacts {
    const meta = (...names: string[]): string | undefined =>
      names.map(name => this.#meta.get(name)).find(value => value !== undefined);
    const author = meta('author', 'article:author');
    return withoutEmpty({
      title:
        meta('og:title') ?? HEADLINES.map(name => nonEmpty(this.#texts.get(name))).find(text => text !== undefined),
      published: meta('article:published_time', 'datepublished', 'date'),
      language: this.#language,
      image: meta('og:image', 'og:image:url', 'twitter:image'),
      // Some sites put the address of a profile in this field.
      author: author !== undefined && /^https?:/i.test(author) ? undefined : author,
      summary: meta('og:description', 'description'),
    });
  }

  #beginText(start: number): void {
    if (this.#inHead === 0) this.#textStart ??= start;
  }

  #readMeta({ property, name, itemprop, ...given }: Readonly<Record<string, string>>, at: number): void {
    const key = (property ?? name ?? itemprop ?? '').toLowerCase();
    // `contents` is read by Pelican, too.
    const content = given.content?.trim() ? given.content : given.contents;
    if (!content?.trim()) return;
    for (const field of [name, property]) if (field !== undefined) this.fields.push({ name: field, content, at });
    if (key !== '' && !this.#meta.has(key)) this.#meta.set(key, content);
  }
}

/** Returns what an element is as a headline, if it is one. */
function headlineOf(name: string, { class: classes }: Readonly<Record<string, string>>): Headline | undefined {
  if (name === 'h1' || name === 'title') return name;
  return name === 'p' && classes !== undefined && /(?:^|\s)MsoTitle(?:\s|$)/.test(classes) ? 'MsoTitle' : undefined;
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

function withoutEmpty(facts: { readonly [Name in keyof PageFacts]: string | undefined }): PageFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => nonEmpty(value) !== undefined));
}
