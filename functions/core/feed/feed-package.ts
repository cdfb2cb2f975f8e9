import type { Enclosure } from '../article/article.ts';
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
    // Text and indices in turn. Joining them costs nothing before the feed is written, unlike a replacement.
    const [start = '', ...parts] = skeleton.replaceAll('<![CDATA[', '').replaceAll(']]>', '').split(TOKEN);
    let filled = start;
    for (let at = 0; at < parts.length; at += 2)
      filled += (this.#markup[Number(parts[at])] ?? '') + (parts[at + 1] ?? '');
    return filled;
  }

  #keep(markup: string): string {
    return `x-hole:${this.#markup.push(markup) - 1};`;
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

/**
 * Markup of entries in one format. An entry stands in the feed of all and in those of its categories, and is the same
 * in each as long as they are in one language, carry as much of it and are both podcasts, or none; so it is laid out
 * once.
 */
export class EntryMarkupCache {
  readonly #byKind = new Map<string, WeakMap<Entry, string>>();

  /**
   * The markup of a feed's entries, in their order. `layOut` makes that of the entries that are new here, in the order
   * that it is given.
   */
  of(feed: Feed, layOut: (entries: readonly Entry[]) => readonly string[]): readonly string[] {
    const known = this.#knownIn(`${feed.content} ${feed.language} ${feed.markdown} ${feed.podcast !== undefined}`);
    const unknown = feed.entries.filter(entry => !known.has(entry));
    const markup = unknown.length > 0 ? layOut(unknown) : [];
    for (const [at, entry] of unknown.entries()) known.set(entry, markup[at] ?? '');
    return feed.entries.map(entry => known.get(entry) ?? '');
  }

  #knownIn(kind: string): WeakMap<Entry, string> {
    const known = this.#byKind.get(kind) ?? new WeakMap<Entry, string>();
    this.#byKind.set(kind, known);
    return known;
  }
}

/** The package's markup of each item: what stands between the ends of `item` elements, whatever stands around them. */
export function itemsIn(skeleton: string, start: string, end: string): readonly string[] {
  const [, ...items] = skeleton.split(start);
  return items.map(item => item.slice(0, item.lastIndexOf(end)));
}
