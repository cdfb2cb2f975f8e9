import { Parser } from 'htmlparser2';
import { cleanLine } from '../../text/clean.ts';
import { firstDate } from '../feed-date.ts';
import type { ImportedFeed, ImportedItem } from '../imported-feed.ts';
import { withoutAbsent } from './rss.ts';

/** Returns true for a page that is a story of a Medium export (microformats `h-entry`). */
export function isMediumStory(html: string): boolean {
  return /<article\s+class="h-entry"/.test(html.slice(0, 5000));
}

/**
 * A story of a Medium export. Its name tells whether it was out, and the number by which readers know it. Stories that
 * answer others look like any other.
 */
export function mediumItem(path: string, html: string): ImportedItem {
  const story = new Story(html).read();
  const name = path.replace(/^.*\//, '');
  const number = /-{1,2}([0-9a-f]{8,12})\.html$/.exec(name)?.[1];
  const isDraft = /^draft_/i.test(name) || story.published === undefined;
  const canonical = story.canonical?.split('?')[0];
  return withoutAbsent({
    id: number === undefined ? canonical : `https://medium.com/p/${number}`,
    link: canonical,
    title: story.texts.get('p-name') ?? '',
    published: firstDate([story.published]),
    dateText: story.published,
    authors: story.author === undefined ? [] : [{ name: story.author, ...(story.page && { url: story.page }) }],
    topics: [],
    tags: story.tags,
    sorted: true,
    summary: story.texts.get('subtitle'),
    html: story.body,
    held: isDraft ? 'a draft' : undefined,
  });
}

/** A Medium export as a feed. */
export function mediumFeed(items: readonly ImportedItem[]): ImportedFeed {
  return { format: 'Medium export', authors: [], categories: [], items, media: [], left: new Map() };
}

type Attributes = Readonly<Record<string, string>>;

/** Maximum depth of elements in a story: the parser takes time for each that grows with the depth. */
const MAX_DEPTH = 1000;

/** Elements of a story lie deeper than they may. */
class TooDeep extends Error {}

/** The field that is being read, the depth of its element, and where that begins. */
interface Reading {
  readonly name: string;
  readonly depth: number;
  readonly from: number;
  text: string;
}

class Story {
  readonly texts = new Map<string, string>();
  readonly tags: string[] = [];
  body = '';
  author: string | undefined;
  page: string | undefined;
  published: string | undefined;
  canonical: string | undefined;
  readonly #html: string;
  readonly #parser: Parser;
  #reading: Reading | undefined;
  #depth = 0;

  constructor(html: string) {
    this.#html = html;
    this.#parser = new Parser({
      onopentag: (_, attributes) => this.#open(attributes),
      ontext: text => {
        if (this.#reading) this.#reading.text += text;
      },
      onclosetag: () => this.#close(),
    });
  }

  read(): this {
    try {
      this.#parser.end(this.#html);
    } catch (error) {
      if (!(error instanceof TooDeep)) throw error;
      // All that is left is its text; without a date below it, the story is a draft.
      this.body ||= this.#html.slice(this.#reading?.from ?? this.#parser.startIndex).trim();
    }
    return this;
  }

  #open({ class: classes = '', href, datetime, 'data-field': field }: Attributes): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new TooDeep();
    const has = (one: string): boolean => classes.split(/\s+/).includes(one);
    if (has('dt-published')) this.published = datetime;
    if (has('p-canonical')) this.canonical = href;
    // No field holds the body: one that does was never closed.
    const isEnded = this.#reading?.name !== 'body' && field === 'body';
    if (this.#reading && !isEnded) return;
    if (this.#reading) this.#keep(this.#reading);
    const what = field ?? ['p-name', 'p-author', 'p-tag'].find(has);
    if (has('p-author')) this.page = href;
    if (what === undefined || !/^(?:body|subtitle|p-name|p-author|p-tag)$/.test(what)) return;
    this.#reading = { name: what, depth: this.#depth, from: this.#parser.endIndex + 1, text: '' };
  }

  #close(): void {
    const reading = this.#reading;
    this.#depth -= 1;
    if (!reading || this.#depth >= reading.depth) return;
    this.#reading = undefined;
    this.#keep(reading);
  }

  #keep(reading: Reading): void {
    const text = cleanLine(reading.text);
    if (reading.name === 'body') this.body ||= this.#html.slice(reading.from, this.#parser.startIndex).trim();
    else if (reading.name === 'p-author') this.author ??= text || undefined;
    else if (reading.name === 'p-tag') this.tags.push(...(text === '' ? [] : [text]));
    else if (text !== '' && !this.texts.has(reading.name)) this.texts.set(reading.name, text);
  }
}
