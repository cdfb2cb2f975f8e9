import { describe, expect, it } from 'vitest';
import { renderRss } from '../../../functions/core/feed/rss.ts';
import { all, parseXml, text, texts } from './parsed-xml.ts';
import { FULL_ENTRY, FULL_FEED, makeEntry, makeFeed } from './samples.ts';

const channelOf = (feed = FULL_FEED) => {
  const [channel] = all(parseXml(renderRss(feed).join('')), 'channel');
  if (!channel) throw new Error('no channel');
  return channel;
};

describe('the RSS channel', () => {
  it('tells what it is, in what language, and when it last changed', () => {
    const channel = channelOf();
    expect(text(channel, 'title')).toBe(FULL_FEED.title);
    expect(text(channel, 'link')).toBe(FULL_FEED.url);
    expect(text(channel, 'description')).toBe(FULL_FEED.description);
    expect(text(channel, 'language')).toBe('vi');
    expect(text(channel, 'copyright')).toBe(FULL_FEED.rights);
    expect(text(channel, 'lastBuildDate')).toBe('Sat, 21 Nov 2026 02:00:00 GMT');
    expect(text(channel, 'pubDate')).toBe('Fri, 20 Nov 2026 01:30:00 GMT');
    expect(text(channel, 'image', 'url')).toBe(FULL_FEED.logo);
  });

  it('names its own address and its hub (Best Practices Profile, atom:link)', () => {
    expect(all(channelOf(), 'atom:link').map(({ attributes }) => attributes)).toEqual(
      expect.arrayContaining([
        { href: FULL_FEED.self.rss, rel: 'self', type: 'application/rss+xml' },
        { href: FULL_FEED.hub, rel: 'hub' },
      ]),
    );
    expect(all(channelOf(makeFeed()), 'atom:link')).toHaveLength(1);
  });

  it('is there without entries', () => {
    const channel = channelOf(makeFeed({ entries: [] }));
    expect(all(channel, 'item')).toEqual([]);
    expect(all(channel, 'pubDate')).toEqual([]);
  });
});

describe('an RSS item', () => {
  const [item, permalinked] = all(channelOf(), 'item');
  if (!item || !permalinked) throw new Error('items are missing');

  it('keeps every character of its title, link and text', () => {
    expect(text(item, 'title')).toBe(FULL_ENTRY.title);
    expect(text(item, 'link')).toBe(FULL_ENTRY.url);
    expect(text(item, 'content:encoded')).toBe(FULL_ENTRY.html);
  });

  it('has its summary as the HTML that description holds', () => {
    expect(text(item, 'description')).toBe('Giá < 5 & hơn.');
    const markup = makeFeed({ entries: [makeEntry({ summary: '<b> &amp; c' })] });
    expect(text(channelOf(markup), 'item', 'description')).toBe('&lt;b&gt; &amp;amp; c');
  });

  it('has a guid that is a permalink only where it is its link', () => {
    expect(all(item, 'guid')[0]).toMatchObject({ text: FULL_ENTRY.id, attributes: { isPermaLink: 'false' } });
    expect(all(permalinked, 'guid')[0]).toMatchObject({
      text: 'https://bao.example/b',
      attributes: { isPermaLink: 'true' },
    });
  });

  it('tells its authors, categories and tags, each once', () => {
    expect(texts(item, 'dc:creator')).toEqual(['Lê Na', 'Trần & Vũ']);
    expect(texts(item, 'category')).toEqual(['Đời sống', 'Tư pháp', 'chợ', 'a<b']);
    expect(all(item, 'author')).toEqual([]);
  });

  it('tells when it was published and corrected, and its language where that is another', () => {
    expect(text(item, 'pubDate')).toBe('Fri, 20 Nov 2026 01:30:00 GMT');
    expect(text(item, 'atom:updated')).toBe('2026-11-21T02:00:00.500Z');
    expect(text(item, 'dc:language')).toBe('en-GB');
    expect(all(permalinked, 'atom:updated')).toEqual([]);
    expect(all(permalinked, 'dc:language')).toEqual([]);
  });

  it('has its picture and its enclosure', () => {
    const url = FULL_ENTRY.image?.src;
    expect(all(item, 'media:content')[0]?.attributes).toEqual({ url, medium: 'image', type: 'image/jpeg' });
    expect(text(item, 'media:content', 'media:description')).toBe('Chợ "quê"');
    expect(all(item, 'media:thumbnail')[0]?.attributes).toEqual({ url });
    expect(all(item, 'enclosure').map(({ attributes }) => attributes)).toEqual([
      { url: FULL_ENTRY.enclosure?.url, length: '1234', type: 'audio/mpeg' },
    ]);
    const bare = makeFeed({ entries: [makeEntry({ image: { src: 'https://bao.example/x' } })] });
    expect(all(channelOf(bare), 'item', 'media:content')[0]?.attributes).toEqual({
      url: 'https://bao.example/x',
      medium: 'image',
    });
  });

  it('carries no text where feeds carry summaries', () => {
    const channel = channelOf(makeFeed({ content: 'summary' }));
    expect(all(channel, 'item', 'content:encoded')).toEqual([]);
    expect(text(channel, 'item', 'description')).toBe('Chợ họp từ sáng sớm.');
  });

  it('has its text as description where there are no words for one', () => {
    const html = '<p><img src="https://bao.example/a.jpg" alt="" /></p>';
    expect(text(channelOf(makeFeed({ entries: [makeEntry({ summary: '', html })] })), 'item', 'description')).toBe(
      html,
    );
    const empty = channelOf(makeFeed({ entries: [makeEntry({ summary: '', html: '' })] }));
    expect(all(empty, 'item', 'content:encoded')).toEqual([]);
  });

  it('names no author without a name', () => {
    const nameless = makeFeed({ entries: [makeEntry({ authors: [{ name: '' }] })] });
    expect(all(channelOf(nameless), 'item', 'dc:creator')).toEqual([]);
  });
});
