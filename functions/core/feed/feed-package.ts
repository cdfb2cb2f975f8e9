import { Buffer } from 'node:buffer';
import type { Item } from 'feed';
import type { Enclosure } from '../article/article.ts';
import { encodeTexts } from '../files/encode-body.ts';
import type { Author } from '../site/site.ts';
import type { Entry, Feed } from './feed.ts';
import { cdata, emptyElement, escapeAttribute, escapePlainText } from './xml.ts';

/** Name of the program that made the feed, in RSS and Atom. */
export const GENERATOR = 'Bantin';

export const NAMESPACES = {
  atom: 'http://www.w3.org/2005/Atom',
  content: 'http://purl.org/rss/1.0/modules/content/',
  dc: 'http://purl.org/dc/elements/1.1/',
  media: 'http://search.yahoo.com/mrss/',
  tombstones: 'http://purl.org/atompub/tombstones/1.0',
} as const;

/**
 * A token is a URL, because the `feed` package sends links and ids through `new URL`, which keeps this one as it is.
 */
const TOKEN = /x-hole:(\d+);/;

/**
 * Keeps every outside value away from the `feed` package, whose escaping can't be trusted: it escapes some values once,
 * some never, and rewrites others (ids, `&amp;` in text, the second `]]>`). The package is given tokens and lays out a
 * skeleton of its own markup. The values, escaped here, are put in last, in one pass. A value can't pass for a token or
 * for markup, since none is in the skeleton when that is read.
 */
export class Placeholders {
  readonly #markup: string[] = [];

  /** A token for text, in an element or in an attribute. */
  text(value: string): string {
    return this.#keep(escapeAttribute(value));
  }

  /** A token for text in an element of RSS that holds no HTML. */
  plain(value: string): string {
    return this.#keep(escapePlainText(value));
  }

  /** A token for HTML, as the content of an element. */
  html(value: string): string {
    return this.#keep(cdata(value));
  }

  /** A token for elements of our own, each on a line at `depth`. */
  lines(elements: readonly string[], depth: number): string {
    return this.#keep(linesAt(depth, elements));
  }

  /**
   * Returns the skeleton with its values. A CDATA section of the package's own contains only a token, and is removed.
   */
  fill(skeleton: string): string {
    return this.fillParts(partsOf(skeleton));
  }

  /** Returns a skeleton with its values. `parts` are its texts and the numbers of its tokens in turn. */
  fillParts(parts: readonly string[]): string {
    // Joining them costs nothing before the feed is written, unlike a replacement.
    let filled = parts[0] ?? '';
    for (let at = 1; at < parts.length; at += 2)
      filled += (this.#markup[Number(parts[at])] ?? '') + (parts[at + 1] ?? '');
    return filled;
  }

  #keep(markup: string): string {
    return `x-hole:${this.#markup.push(markup) - 1};`;
  }
}

function partsOf(skeleton: string): readonly string[] {
  return skeleton.replaceAll('<![CDATA[', '').replaceAll(']]>', '').split(TOKEN);
}

/** Maximum number of shapes of items that are kept. */
const MAX_SHAPES = 1000;

/**
 * Skeletons of items. An item is made of tokens, which count from 0 in each, and of dates that say nothing; so most are
 * of few shapes, such as eight labels and a text. The package takes longer for one than all else that an entry costs.
 */
export class Skeletons {
  readonly #known = new Map<string, readonly string[]>();

  /** Returns the parts of an item's skeleton, for `fillParts`; `layOut` makes one that is not known. */
  of(item: Item, layOut: (item: Item) => string): readonly string[] {
    const shape = JSON.stringify(item);
    const known = this.#known.get(shape);
    if (known) return known;
    if (this.#known.size >= MAX_SHAPES) this.#known.clear();
    const parts = partsOf(layOut(item));
    this.#known.set(shape, parts);
    return parts;
  }
}

/** Elements of our own, each on a line, indented as the package does it. */
export function linesAt(depth: number, elements: readonly string[]): string {
  return elements.map(markup => `${'    '.repeat(depth)}${markup}\n`).join('');
}

/** Returns the labels of an entry: the titles of its categories, then its tags, each once. */
export function labels(entry: Entry): readonly string[] {
  return [...new Set([...entry.categories.map(({ title }) => title), ...entry.tags])].filter(name => name !== '');
}

/** Returns all files that go with an entry, the one first that RSS has. */
export function allEnclosures({ enclosure, alternates = [] }: Entry): readonly Enclosure[] {
  return enclosure ? [enclosure, ...alternates] : [];
}

/** Authors that can be shown: an element without a name is not valid in any of the formats. */
export function named(authors: readonly Author[]): readonly Author[] {
  return authors.filter(({ name }) => name !== '');
}

/** Declares, on the root of RSS and Atom, what `extensionElements` is made of. */
export const EXTENSION_NAMESPACES = ` xmlns:media="${NAMESPACES.media}"`;

/** Returns what is told of an entry by the same elements in RSS and Atom. */
export function extensionElements({ image }: Entry): readonly string[] {
  // As Media RSS shows it in a list.
  return image ? [emptyElement('media:thumbnail', { url: image.src })] : [];
}

const NOTHING = Buffer.alloc(0);

/**
 * Markup of entries in one format. An entry stands in the feed of all and in those of its categories, and is the same
 * in each as long as they are in one language, carry as much of it and are both podcasts, or none; so it is laid out
 * and encoded once. With feeds of authors and tags, an entry may stand in dozens.
 */
export class EntryMarkupCache {
  readonly #byKind = new Map<string, WeakMap<Entry, Buffer>>();

  /**
   * The markup of a feed's entries, in their order. `layOut` makes that of the entries that are new here, in the order
   * that it is given.
   */
  of(feed: Feed, layOut: (entries: readonly Entry[]) => readonly string[]): readonly Buffer[] {
    const known = this.#knownIn(`${feed.content} ${feed.language} ${feed.markdown} ${feed.podcast !== undefined}`);
    const unknown = feed.entries.filter(entry => !known.has(entry));
    const markup = unknown.length > 0 ? encodeTexts(layOut(unknown)) : [];
    for (const [at, entry] of unknown.entries()) known.set(entry, markup[at] ?? NOTHING);
    return feed.entries.map(entry => known.get(entry) ?? NOTHING);
  }

  #knownIn(kind: string): WeakMap<Entry, Buffer> {
    const known = this.#byKind.get(kind) ?? new WeakMap<Entry, Buffer>();
    this.#byKind.set(kind, known);
    return known;
  }
}

/** The package's markup of each item: what stands between the ends of `item` elements, whatever stands around them. */
export function itemsIn(skeleton: string, start: string, end: string): readonly string[] {
  const [, ...items] = skeleton.split(start);
  return items.map(item => item.slice(0, item.lastIndexOf(end)));
}
