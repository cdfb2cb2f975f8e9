import { describe, expect, it } from 'vitest';
import { renderAtom } from '../../../functions/core/feed/atom.ts';
import { renderJsonFeed } from '../../../functions/core/feed/json-feed.ts';
import { renderRss } from '../../../functions/core/feed/rss.ts';
import { all, parseXml, text, texts } from './parsed-xml.ts';
import { FULL_ENTRY, FULL_FEED, makeEntry, makeFeed } from './samples.ts';

const parse = (feed = FULL_FEED) => parseXml(renderAtom(feed).join(''));

describe('the Atom feed', () => {
  const feed = parse();

  it('tells what it is, in what language, and when it last changed', () => {
    expect(feed.attributes).toMatchObject({ xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'vi' });
    expect(text(feed, 'id')).toBe(FULL_FEED.id);
    expect(all(feed, 'title')[0]).toMatchObject({ text: FULL_FEED.title, attributes: { type: 'text' } });
    expect(text(feed, 'subtitle')).toBe(FULL_FEED.description);
    expect(text(feed, 'updated')).toBe('2026-11-21T02:00:00Z');
    expect(text(feed, 'rights')).toBe(FULL_FEED.rights);
    expect(text(feed, 'logo')).toBe(FULL_FEED.logo);
    expect(text(feed, 'icon')).toBe(FULL_FEED.icon);
  });

  it('names its page, its own address and its hub (RFC 4287, section 4.2.7)', () => {
    expect(all(feed, 'link').map(({ attributes }) => attributes)).toEqual([
      { rel: 'alternate', type: 'text/html', href: FULL_FEED.url },
      { rel: 'self', type: 'application/atom+xml', href: FULL_FEED.self.atom },
      { rel: 'hub', href: FULL_FEED.hub },
    ]);
  });

  it('names its authors, and itself where it has none: entries may name none (section 4.1.1)', () => {
    expect(texts(feed, 'author', 'name')).toEqual(['Ban biên tập', 'Ban hai']);
    expect(text(feed, 'author', 'email')).toBe('ban@bao.example');
    expect(text(feed, 'author', 'uri')).toBe('https://bao.example/ban');
    expect(texts(parse(makeFeed()), 'author', 'name')).toEqual(['Báo Mẫu']);
  });

  it('has an IRI for an id even where the entry has none (section 4.2.6)', () => {
    const entry = makeEntry({ id: '12345', iri: 'tag:bao.example,2018:12345' });
    const [read] = all(parse(makeFeed({ entries: [entry] })), 'entry');
    expect(read && text(read, 'id')).toBe('tag:bao.example,2018:12345');
  });

  it('is there without entries', () => {
    expect(all(parse(makeFeed({ entries: [] })), 'entry')).toEqual([]);
  });
});

describe('an Atom entry', () => {
  const [entry, plain] = all(parse(), 'entry');
  if (!entry || !plain) throw new Error('entries are missing');

  it('keeps every character of its id, title, summary and text', () => {
    expect(text(entry, 'id')).toBe(FULL_ENTRY.id);
    expect(all(entry, 'title')[0]).toMatchObject({ text: FULL_ENTRY.title, attributes: { type: 'text' } });
    expect(all(entry, 'summary')[0]).toMatchObject({ text: FULL_ENTRY.summary, attributes: { type: 'text' } });
    expect(all(entry, 'content')[0]).toMatchObject({ text: FULL_ENTRY.html, attributes: { type: 'html' } });
  });

  it('tells when it was published and when it was corrected', () => {
    expect(text(entry, 'published')).toBe('2026-11-20T01:30:00Z');
    expect(text(entry, 'updated')).toBe('2026-11-21T02:00:00.500Z');
  });

  it('tells its authors, categories and tags, each once', () => {
    expect(texts(entry, 'author', 'name')).toEqual(['Lê Na', 'Trần & Vũ']);
    expect(text(entry, 'author', 'uri')).toBe('https://bao.example/vu?a&b');
    expect(all(entry, 'category').map(({ attributes }) => attributes)).toEqual([
      { label: 'Đời sống', term: 'doi-song' },
      { label: 'Tư pháp', term: 'tu-phap' },
      { label: 'chợ', term: 'chợ' },
      { label: 'a<b', term: 'a<b' },
    ]);
  });

  it('links to its page, its enclosure and its picture', () => {
    expect(all(entry, 'link').map(({ attributes }) => attributes)).toEqual([
      { rel: 'alternate', href: FULL_ENTRY.url },
      { rel: 'enclosure', type: 'audio/mpeg', length: '1234', href: FULL_ENTRY.enclosure?.url, title: 'Nghe "bài"' },
    ]);
    expect(all(entry, 'media:thumbnail')[0]?.attributes).toEqual({ url: FULL_ENTRY.image?.src });
    const unknown = makeEntry({ enclosure: { url: 'https://bao.example/a', type: 'audio/mpeg', length: 0 } });
    expect(all(parse(makeFeed({ entries: [unknown] })), 'entry', 'link')[1]?.attributes).toEqual({
      rel: 'enclosure',
      type: 'audio/mpeg',
      href: 'https://bao.example/a',
    });
  });

  it('tells its language where it is not that of the feed', () => {
    expect(entry.attributes).toEqual({ 'xml:lang': 'en-GB' });
    expect(plain.attributes).toEqual({});
  });

  it.each([
    ['the title', { summary: 'Chợ quê' }, []],
    ['the whole text', { summary: 'Giá < 5 & hơn', html: '<p>Giá &lt; 5\n&amp; <b>hơn</b></p>' }, []],
    ['the whole text among many tags', { summary: 'Một hai.', html: `<p>${'<b></b>'.repeat(500)}Một hai.</p>` }, []],
    ['the whole text with a tag in a word', { summary: '[Tin] nóng', html: '<p>[T<b>in</b>] nóng</p>' }, []],
    ['the whole text with a picture between words', { summary: 'Một hai', html: '<p>Một<img src="/x" />hai</p>' }, []],
    ['the whole text with a no-break space', { summary: 'Một hai', html: '<p>\u00a0 Một \u00a0hai</p>' }, []],
    ['how a long text begins', { summary: 'Một.', html: `<p>Một.${'<b>x</b>'.repeat(500)}</p>` }, ['Một.']],
    ['the first of two paragraphs', { summary: 'Một.', html: '<p>Một.</p>\n<p>Hai.</p>' }, ['Một.']],
  ])('has no summary that is %s again (section 4.2.13)', (_, entry, expected) => {
    expect(texts(parse(makeFeed({ entries: [makeEntry(entry)] })), 'entry', 'summary')).toEqual(expected);
  });

  it('carries no text where feeds carry summaries', () => {
    const feed = parse(makeFeed({ content: 'summary' }));
    expect(all(feed, 'entry', 'content')).toEqual([]);
    expect(text(feed, 'entry', 'summary')).toBe('Chợ họp từ sáng sớm.');
  });
});

describe('an entry that was withdrawn', () => {
  const when = Date.UTC(2026, 10, 22, 3);
  const withdrawn = [
    { id: '12345', iri: 'tag:bao.example,2018:12345', url: 'https://bao.example/a', when, reason: 'Sai <nguồn> & tên' },
    { id: 'urn:b', url: 'https://bao.example/b', when },
  ];

  it('is named by its id, with the date and the reason (RFC 6721, section 3)', () => {
    const feed = parse(makeFeed({ withdrawn }));
    expect(feed.attributes['xmlns:at']).toBe('http://purl.org/atompub/tombstones/1.0');
    expect(all(feed, 'at:deleted-entry')).toMatchObject([
      { attributes: { ref: 'tag:bao.example,2018:12345', when: '2026-11-22T03:00:00Z' } },
      { attributes: { ref: 'urn:b', when: '2026-11-22T03:00:00Z' }, children: [] },
    ]);
    expect(texts(feed, 'at:deleted-entry', 'at:comment')).toEqual(['Sai <nguồn> & tên']);
    expect(all(feed, 'entry')).toHaveLength(1);
  });

  it('is nowhere else, and where there is none the feed has no word for it', () => {
    expect(renderRss(makeFeed({ withdrawn })).join('')).toBe(renderRss(makeFeed()).join(''));
    expect(renderJsonFeed(makeFeed({ withdrawn })).join('')).toBe(renderJsonFeed(makeFeed()).join(''));
    expect(renderAtom(makeFeed()).join('')).not.toContain('tombstones');
  });
});
