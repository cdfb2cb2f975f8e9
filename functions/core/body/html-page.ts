import { Parser } from 'htmlparser2';
import type { PageFacts } from './page-facts.ts';

/** A page of HTML taken apart: what it says of itself, and where its text lies. */
export interface HtmlPage {
  readonly facts: PageFacts;
  /** The HTML of `<article>`, else `<main>`, else `<body>`, else all of it. */
  readonly body: string;
}

/** Where the text of a page lies, the surest sign first. */
const CONTAINERS: readonly string[] = ['article', 'main', 'body'];
/** What a browser takes for a part of the head, wherever it stands before the body. */
const OF_HEAD: ReadonlySet<string> = new Set('head title meta link base script style noscript template'.split(' '));
/** Facts stand in the head or soon after it; deeper than this no parser's close tags are looked at. */
const DEEPEST = 200;

/** Reads a page, or a fragment of one. In one pass, and linear whatever it holds. */
export function readHtmlPage(html: string): HtmlPage {
  const reader = new PageReader();
  const parser: Parser = new Parser({
    onopentag: (name, attributes) => reader.open(name, attributes, parser.startIndex, parser.endIndex + 1),
    ontext: text => reader.text(text, parser.startIndex),
    onclosetag: name => reader.close(name, parser.startIndex),
  });
  const STEP = 4096;
  for (let at = 0; at < html.length && reader.depth <= DEEPEST; at += STEP) parser.write(html.slice(at, at + STEP));
  const range = CONTAINERS.map(name => reader.ranges.get(name)).find(found => found !== undefined);
  return { facts: reader.facts(), body: range ? html.slice(range.start, range.end) : html };
}

class PageReader {
  readonly ranges = new Map<string, { start: number; depth: number; end?: number }>();
  depth = 0;
  readonly #meta = new Map<string, string>();
  readonly #texts = new Map<string, string>();
  #language: string | undefined;
  /** How many elements of the head are open. */
  #inHead = 0;
  /** Where the first text stands, or the first element that has no place in a head. */
  #textStart: number | undefined;
  /** The element whose text is being read. */
  #reading: string | undefined;

  open(name: string, attributes: Readonly<Record<string, string>>, start: number, end: number): void {
    this.depth += 1;
    if (OF_HEAD.has(name)) this.#inHead += 1;
    else if (name !== 'html' && name !== 'body') this.#beginText(start);
    if (name === 'html') this.#language = attributes.lang;
    if (name === 'meta') this.#readMeta(attributes);
    if ((name === 'title' || name === 'h1') && !this.#texts.has(name)) {
      this.#texts.set(name, '');
      this.#reading = name;
    }
    // Text before its tag is the body's, too (HTML, section 13.2.6.4.6).
    const from = name === 'body' ? (this.#textStart ?? end) : end;
    if (CONTAINERS.includes(name) && !this.ranges.has(name)) this.ranges.set(name, { start: from, depth: this.depth });
  }

  text(text: string, start: number): void {
    if (text.trim() !== '') this.#beginText(start);
    if (this.#reading !== undefined) this.#texts.set(this.#reading, (this.#texts.get(this.#reading) ?? '') + text);
  }

  close(name: string, start: number): void {
    const range = this.ranges.get(name);
    // One within it, such as a teaser, ends before.
    if (range && name !== 'body' && range.end === undefined && this.depth === range.depth) range.end = start;
    this.depth -= 1;
    if (OF_HEAD.has(name)) this.#inHead -= 1;
    if (name === this.#reading) this.#reading = undefined;
  }

  facts(): PageFacts {
    const meta = (...names: string[]): string | undefined =>
      names.map(name => this.#meta.get(name)).find(value => value !== undefined);
    const author = meta('author', 'article:author');
    return withoutEmpty({
      title: meta('og:title') ?? nonEmpty(this.#texts.get('h1')) ?? this.#texts.get('title'),
      published: meta('article:published_time', 'datepublished', 'date'),
      language: this.#language,
      image: meta('og:image', 'og:image:url', 'twitter:image'),
      // Some sites put the address of a profile there.
      author: author !== undefined && /^https?:/i.test(author) ? undefined : author,
      summary: meta('og:description', 'description'),
    });
  }

  #beginText(start: number): void {
    if (this.#inHead === 0) this.#textStart ??= start;
  }

  #readMeta({ property, name, itemprop, content }: Readonly<Record<string, string>>): void {
    const key = (property ?? name ?? itemprop ?? '').toLowerCase();
    if (key !== '' && content !== undefined && content.trim() !== '' && !this.#meta.has(key))
      this.#meta.set(key, content);
  }
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

function withoutEmpty(facts: { readonly [Name in keyof PageFacts]: string | undefined }): PageFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => nonEmpty(value) !== undefined));
}
