import { describe, expect, it } from 'vitest';
import { renderAtom } from '../../../functions/core/feed/atom.ts';
import type { Entry, Feed } from '../../../functions/core/feed/feed.ts';
import { renderJsonFeed } from '../../../functions/core/feed/json-feed.ts';
import { renderRss } from '../../../functions/core/feed/rss.ts';
import { renderOpml } from '../../../functions/core/lists/opml.ts';
import { renderNewsSitemap } from '../../../functions/core/lists/sitemap.ts';
import { anyText, fc, runs } from '../../property.ts';
import { all, parseXml, text, texts } from './parsed-xml.ts';
import { FULL_ENTRY, FULL_FEED, makeEntry, makeFeed } from './samples.ts';

/** Text with characters that break feeds, among any others of Unicode. */
const hostile = fc.oneof(
  fc.constantFrom(
    ...[
      '&',
      '<',
      '>',
      '"',
      "'",
      ']]>',
      '<![CDATA[',
      '-->',
      '<?',
      '&amp;',
      '&lt;b&gt;',
      '&#0;',
      '&#x1F;',
      '&nbsp;',
      '%',
      '$&',
      '$1',
    ],
    ...[
      '\u0000',
      '\u0008',
      '\u000b',
      '\u001f',
      '\ufffe',
      '\uffff',
      '\ud800',
      '\udc00',
      '\u0338',
      '\u2028',
      '\u0085',
      '\ufeff',
    ],
    ...[
      '\t',
      '\n',
      '\r',
      '\r\n',
      '  ',
      'x-hole:0;',
      'x-hole:1;',
      '</title>',
      '</item>',
      '<entry>',
      '    </entry>',
      '        </item>',
    ],
    ...[
      '</content>',
      '<title>',
      '<link href=',
      '.000Z<',
      '__proto__',
      'Đời sống',
      'Đời sống'.normalize('NFD'),
      '👩‍👩‍👧',
      '𠮷',
    ],
  ),
  anyText({ maxLength: 8 }),
);
const text$ = fc.array(hostile, { maxLength: 8 }).map(parts => parts.join(''));
const name = text$.map(text => `x${text}`);
const url = text$.map(text => `https://bao.example/${encodeURIComponent(text.toWellFormed())}?a=1&b='`);

/** Returns the part of a text that XML 1.0 can express (section 2.2). */
function expressible(value: string): string {
  return [...value]
    .filter(character => /[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(character))
    .join('');
}

const entry: fc.Arbitrary<Entry> = fc
  .record({ id: url, url, title: name, summary: name, html: text$, author: name, tag: name, category: name, alt: name })
  .map(({ author, tag, category, alt, ...texts }) =>
    makeEntry({
      ...texts,
      // Atom leaves out a summary that is the title again.
      summary: `Tóm tắt: ${texts.summary}`,
      authors: [{ name: author }],
      tags: [tag],
      categories: [{ id: 'c', title: category, slug: 'c' }],
      image: { src: texts.url, alt },
      enclosure: { url: texts.url, type: 'audio/mpeg', length: 1, title: alt },
    }),
  );
const feed: fc.Arbitrary<Feed> = fc
  .record({ title: name, description: name, rights: name, url, entries: fc.array(entry, { maxLength: 3 }) })
  .map(parts => makeFeed({ ...parts, logo: parts.url, icon: parts.url, hub: parts.url }));
const RUNS = runs(400);

describe('whatever the sources hold', () => {
  it('RSS is well-formed and keeps every character that XML allows', () => {
    fc.assert(
      fc.property(feed, feed => {
        const [channel] = all(parseXml(renderRss(feed).join('')), 'channel');
        if (!channel) throw new Error('no channel');
        expect(text(channel, 'title')).toBe(expressible(feed.title));
        expect(text(channel, 'copyright')).toBe(expressible(feed.rights ?? ''));
        const items = all(channel, 'item');
        expect(items.map(item => text(item, 'title'))).toEqual(feed.entries.map(({ title }) => expressible(title)));
        expect(items.map(item => text(item, 'guid'))).toEqual(feed.entries.map(({ id }) => id));
        expect(items.map(item => text(item, 'content:encoded') ?? '')).toEqual(
          feed.entries.map(({ html }) => expressible(html)),
        );
        expect(items.map(item => text(item, 'dc:creator'))).toEqual(
          feed.entries.map(({ authors }) => expressible(authors[0]?.name ?? '')),
        );
        expect(items.map(item => texts(item, 'category'))).toEqual(feed.entries.map(names));
        expect(items.map(item => all(item, 'enclosure')[0]?.attributes.url)).toEqual(
          feed.entries.map(({ url }) => url),
        );
      }),
      RUNS,
    );
  });

  it('Atom is well-formed and keeps every character that XML allows', () => {
    fc.assert(
      fc.property(feed, feed => {
        const atom = parseXml(renderAtom(feed).join(''));
        const entries = all(atom, 'entry');
        expect(text(atom, 'title')).toBe(expressible(feed.title));
        expect(entries.map(entry => text(entry, 'title'))).toEqual(feed.entries.map(({ title }) => expressible(title)));
        expect(entries.map(entry => text(entry, 'id'))).toEqual(feed.entries.map(({ id }) => id));
        expect(entries.map(entry => text(entry, 'summary'))).toEqual(
          feed.entries.map(({ summary }) => expressible(summary)),
        );
        expect(entries.map(entry => text(entry, 'content') ?? '')).toEqual(
          feed.entries.map(({ html }) => expressible(html)),
        );
        expect(entries.map(entry => all(entry, 'category').map(({ attributes }) => attributes.label))).toEqual(
          feed.entries.map(names),
        );
      }),
      RUNS,
    );
  });

  it('JSON Feed keeps every character', () => {
    fc.assert(
      fc.property(feed, feed => {
        const json = JSON.parse(renderJsonFeed(feed).join(''));
        expect(json.title).toBe(feed.title);
        expect(json.items.map((item: Record<string, unknown>) => [item.id, item.title, item.content_html])).toEqual(
          feed.entries.map(({ id, title, html }) => [id, title, html]),
        );
      }),
      RUNS,
    );
  });

  it('OPML and sitemaps are well-formed', () => {
    fc.assert(
      fc.property(name, url, (title, url) => {
        const opml = parseXml(renderOpml({ title, feeds: [{ title, xmlUrl: url, htmlUrl: url }] }));
        expect(all(opml, 'body', 'outline')[0]?.attributes.text).toBe(expressible(title));
        const publication = { name: title, language: 'vi' };
        const news = parseXml(
          renderNewsSitemap({ home: url, publication, articles: [{ loc: url, title, published: 0 }] }),
        );
        expect(text(news, 'url', 'news:news', 'news:title')).toBe(expressible(title));
      }),
      RUNS,
    );
  });

  it('a value that looks like a placeholder is a value', () => {
    const title = 'x-hole:3; </title><item>';
    const feed = { ...FULL_FEED, title, entries: [{ ...FULL_ENTRY, title, html: title }] };
    expect(text(parseXml(renderAtom(feed).join('')), 'entry', 'title')).toBe(title);
    expect(text(parseXml(renderRss(feed).join('')), 'channel', 'item', 'content:encoded')).toBe(title);
  });
});

function names({ categories, tags }: Entry): readonly string[] {
  return [...new Set([...categories.map(({ title }) => title), ...tags])].map(expressible);
}
