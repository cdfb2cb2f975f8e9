import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadEntry } from '../core/feed/readers.ts';
import { type Newsroom, openNewsroom } from './newsroom.ts';
import { PARSERS, readWithParser } from './readers.ts';

const FORMATS = ['rss.xml', 'atom.xml', 'feed.json'] as const;
const FIELDS = ['title', 'link', 'published', 'updated', 'authors', 'categories', 'enclosures', 'content'] as const;

type Lacks = Readonly<Partial<Record<(typeof FORMATS)[number], readonly (keyof ReadEntry)[]>>>;

/** Fields that a parser does not have. All others are compared. */
const LACKS: Readonly<Record<(typeof PARSERS)[number], Lacks>> = {
  // Of the extensions of RSS it knows `content:encoded` alone; of JSON Feed the one `author` of version 1, not
  // `authors`.
  atoma: { 'rss.xml': ['updated', 'authors'], 'feed.json': ['authors'] },
  // It reads no `atom:updated`, and of Atom's links none to an enclosure.
  fastfeedparser: { 'rss.xml': ['updated'], 'atom.xml': ['enclosures'] },
  // What it calls updated in RSS is the date of publication.
  'feedparser-rs': { 'rss.xml': ['updated'] },
};

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom?.close());

describe.each(PARSERS)('%s', parser => {
  it.each(FORMATS)('reads every entry of %s as it was written', async format => {
    const lacks = LACKS[parser][format] ?? [];
    const fields = FIELDS.filter(field => !lacks.includes(field));
    // To fastfeedparser, U+2028 and U+2029 in XML are line feeds.
    const alike = parser === 'fastfeedparser' ? withLineFeeds : undefined;
    const read = readWithParser(parser, newsroom.url + format);
    expect(await newsroom.compare(read, fields, alike)).toEqual([]);
  });
});

function withLineFeeds(json: string): string {
  return json.replace(/[\u2028\u2029]/g, '\\n');
}
