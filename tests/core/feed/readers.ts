import { createRequire } from 'node:module';
import { extractFromJson, extractFromXml } from '@extractus/feed-extractor';
import { parseFeed as parseWithRowan } from '@rowanmanning/feed-parser';
import type feedme from 'feedme';
import { parseFeed } from 'feedsmith';
import { parseFeed as parseLeniently } from 'htmlparser2';
import RssParser from 'rss-parser';
import { correctedHtml } from '../../../functions/core/feed/correction.ts';
import type { Feed } from '../../../functions/core/feed/feed.ts';

/** An entry as a reader has it. Dates are ISO 8601 in UTC. */
export interface ReadEntry {
  readonly id: string;
  readonly title: string;
  readonly link: string;
  readonly published?: string;
  readonly updated?: string;
  readonly authors?: readonly string[];
  readonly categories?: readonly string[];
  readonly content?: string;
  /** Addresses of its enclosures. */
  readonly enclosures?: readonly string[];
}

/** A feed as it was published, in each format. */
export interface Rendered {
  readonly rss: string;
  readonly atom: string;
  readonly json: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Third-party parsers, each with what it reads of the formats that it knows. */
export const readers: Readonly<
  Record<string, (feed: Rendered) => Promise<Readonly<Record<string, readonly ReadEntry[]>>>>
> = {
  feedsmith: async ({ rss, atom, json }) => ({
    rss: list(fields(parseFeed(rss).feed).items).map(readFeedsmithRss),
    atom: list(fields(parseFeed(atom).feed).entries).map(readFeedsmithAtom),
    json: list(fields(parseFeed(json).feed).items).map(readJsonItem),
  }),
  'rss-parser': async ({ rss, atom }) => ({
    rss: (await new RssParser().parseString(rss)).items.map(readRssParserItem),
    atom: (await new RssParser().parseString(atom)).items.map(readRssParserItem),
  }),
  '@extractus/feed-extractor': async ({ rss, atom, json }) => ({
    rss: list(fields(extractFromXml(rss, RAW)).item).map(readExtractedRss),
    atom: list(fields(extractFromXml(atom, RAW)).entry).map(readExtractedAtom),
    json: list(fields(extractFromJson(json, RAW)).items).map(readJsonItem),
  }),
  feedme: async ({ rss, atom, json }) => ({
    rss: (await readWithFeedMe(rss)).map(item => ({
      ...readExtractedRss({ ...item, pubDate: item.pubdate, guid: fields(item.guid).text }),
    })),
    atom: (await readWithFeedMe(atom)).map(readFeedMeAtom),
    json: (await readWithFeedMe(json)).map(readJsonItem),
  }),
  '@rowanmanning/feed-parser': async ({ rss, atom }) => ({
    rss: list(fields(parseWithRowan(rss).toJSON()).items).map(readRowanItem),
    atom: list(fields(parseWithRowan(atom).toJSON()).items).map(readRowanItem),
  }),
  htmlparser2: async ({ rss, atom }) => ({
    rss: list(parseLeniently(rss)?.items).map(item => readLenientItem(item, 'published')),
    atom: list(parseLeniently(atom)?.items).map(item => readLenientItem(item, 'updated')),
  }),
};

/** Returns the entries that every reader should find in a feed. */
export function expected(feed: Feed): readonly Required<ReadEntry>[] {
  return feed.entries.map(entry => ({
    id: entry.id,
    title: entry.title,
    link: entry.url,
    published: new Date(entry.published).toISOString(),
    updated: new Date(entry.updated).toISOString(),
    authors: entry.authors.map(({ name }) => name),
    categories: [...new Set([...entry.categories.map(({ title }) => title), ...entry.tags])],
    content: correctedHtml(entry, feed),
    enclosures: entry.enclosure ? [entry.enclosure.url] : [],
  }));
}

// Its types describe another module than it is.
const FeedMe: typeof feedme.default = createRequire(import.meta.url)('feedme');

const RAW = { normalization: false } as const;

function readFeedsmithRss(item: Fields): ReadEntry {
  return {
    id: string(fields(item.guid).value),
    title: string(item.title),
    link: string(item.link),
    published: iso(item.pubDate),
    authors: strings(fields(item.dc).creators),
    categories: list(item.categories).map(({ name }) => string(name)),
    content: string(fields(item.content).encoded),
    enclosures: list(item.enclosures).map(({ url }) => string(url)),
  };
}

function readFeedsmithAtom(entry: Fields): ReadEntry {
  return {
    id: string(entry.id),
    title: string(fields(entry.title).value),
    link: alternate(list(entry.links)),
    published: iso(entry.published),
    authors: list(entry.authors).map(({ name }) => string(name)),
    categories: list(entry.categories).map(({ label }) => string(label)),
    content: string(fields(entry.content).value),
    updated: iso(entry.updated),
    enclosures: related(list(entry.links), 'enclosure'),
  };
}

function readJsonItem(item: Fields): ReadEntry {
  return {
    id: string(item.id),
    title: string(item.title),
    link: string(item.url),
    published: iso(item.date_published),
    authors: list(item.authors).map(({ name }) => string(name)),
    categories: strings(item.tags),
    content: string(item.content_html),
    updated: iso(item.date_modified),
    enclosures: list(item.attachments).map(({ url }) => string(url)),
  };
}

/** This reader knows one author, and of Atom no categories. */
function readRssParserItem(item: Fields): ReadEntry {
  return {
    id: string(item.guid ?? item.id),
    title: string(item.title),
    link: string(item.link),
    published: iso(item.isoDate),
    content: string(item['content:encoded'] ?? item.content),
    ...(item.enclosure !== undefined && { enclosures: [string(fields(item.enclosure).url)] }),
  };
}

function readExtractedRss(item: Fields): ReadEntry {
  return {
    id: string(item.guid),
    title: string(item.title),
    link: string(item.link),
    published: iso(item.pubDate ?? item.pubdate),
    authors: strings(item['dc:creator']),
    categories: strings(item.category).map(withoutNumbers),
    content: string(item['content:encoded']),
    enclosures: list(item.enclosure).map(enclosure => string(enclosure['@_url'] ?? enclosure.url)),
  };
}

/** This reader and its like leave numeric character references alone, except in titles. */
function withoutNumbers(text: string): string {
  return text.replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}

/** This reader resolves the entities of Atom content once more than it should, so its content is not compared. */
function readExtractedAtom(entry: Fields): ReadEntry {
  return {
    id: string(entry.id),
    title: string(entry.title),
    link: string(entry.link),
    published: iso(entry.published),
    authors: list(entry.author).map(({ name }) => string(name)),
    categories: list(entry.category).map(category => string(category['@_label'])),
    updated: iso(entry.updated),
  };
}

/**
 * Its `updated` in RSS is the date of publication, it resolves the entities of content once too often, and a picture is
 * media as an enclosure is.
 */
function readRowanItem(item: Fields): ReadEntry {
  const media = list(JSON.parse(JSON.stringify(item.media)));
  return {
    id: string(item.id),
    title: string(item.title),
    link: string(item.url),
    published: iso(item.published),
    authors: list(item.authors).map(({ name }) => string(name)),
    categories: list(item.categories).map(({ label }) => string(label)),
    enclosures: media.filter(({ type }) => type !== 'image').map(({ url }) => string(url)),
  };
}

/**
 * It reads XML as it reads HTML, knows no authors, takes the summary for the text, and of Atom's dates only the latter.
 */
function readLenientItem({ id, title, link, pubDate }: Fields, date: 'published' | 'updated'): ReadEntry {
  return { id: string(id), title: string(title), link: string(link), [date]: iso(pubDate) };
}

function readFeedMeAtom(entry: Fields): ReadEntry {
  return {
    id: string(entry.id),
    title: string(entry.title),
    link: alternate(list(entry.link)),
    published: iso(entry.published),
    authors: list(entry.author).map(({ name }) => string(name)),
    categories: list(entry.category).map(({ label }) => string(label)),
    content: string(entry.content),
    updated: iso(entry.updated),
    enclosures: related(list(entry.link), 'enclosure'),
  };
}

function readWithFeedMe(feed: string): Promise<readonly Fields[]> {
  return new Promise((resolve, reject) => {
    const items: Fields[] = [];
    const parser = new FeedMe();
    parser.on('item', item => items.push(fields(item)));
    parser.on('finish', () => resolve(items));
    parser.on('error', reject);
    parser.end(feed);
  });
}

function alternate(links: readonly Fields[]): string {
  return string(related(links, 'alternate')[0]);
}

function related(links: readonly Fields[], relation: string): readonly string[] {
  return links.filter(({ rel }) => rel === relation).map(({ href }) => string(href));
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly Fields[] {
  return value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(fields);
}

function strings(value: unknown): readonly string[] {
  return value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(string);
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : `not text: ${JSON.stringify(value)}`;
}

function iso(value: unknown): string {
  const date = value instanceof Date ? value : new Date(string(value));
  return Number.isNaN(date.getTime()) ? `not a date: ${JSON.stringify(value)}` : date.toISOString();
}
