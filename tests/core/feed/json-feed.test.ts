import { describe, expect, it } from 'vitest';
import { renderJsonFeed } from '../../../functions/core/feed/json-feed.ts';
import { FULL_ENTRY, FULL_FEED, makeEntry, makeFeed } from './samples.ts';

describe('JSON Feed', () => {
  it('is version 1.1, with everything that it can tell', () => {
    const { items, ...feed } = JSON.parse(renderJsonFeed(FULL_FEED).join(''));
    expect(feed).toEqual({
      version: 'https://jsonfeed.org/version/1.1',
      title: FULL_FEED.title,
      home_page_url: FULL_FEED.url,
      feed_url: FULL_FEED.self.json,
      description: FULL_FEED.description,
      icon: FULL_FEED.logo,
      favicon: FULL_FEED.icon,
      language: 'vi',
      authors: [{ name: 'Ban biên tập', url: 'https://bao.example/ban' }, { name: 'Ban hai' }],
      hubs: [{ type: 'WebSub', url: FULL_FEED.hub }],
    });
    expect(items[0]).toEqual({
      id: FULL_ENTRY.id,
      url: FULL_ENTRY.url,
      title: FULL_ENTRY.title,
      content_html: FULL_ENTRY.html,
      summary: FULL_ENTRY.summary,
      image: FULL_ENTRY.image?.src,
      date_published: '2026-11-20T01:30:00Z',
      date_modified: '2026-11-21T02:00:00.500Z',
      authors: [{ name: 'Lê Na' }, { name: 'Trần & Vũ', url: 'https://bao.example/vu?a&b' }],
      tags: ['Đời sống', 'Tư pháp', 'chợ', 'a<b'],
      language: 'en-GB',
      attachments: [
        { url: FULL_ENTRY.enclosure?.url, mime_type: 'audio/mpeg', title: 'Nghe "bài"', size_in_bytes: 1234 },
      ],
    });
  });

  it('leaves out what is not there', () => {
    const { items, ...feed } = JSON.parse(renderJsonFeed(makeFeed()).join(''));
    expect(Object.keys(feed).sort()).toEqual(
      ['description', 'feed_url', 'home_page_url', 'language', 'title', 'version'].sort(),
    );
    expect(Object.keys(items[0]).sort()).toEqual(
      ['content_html', 'date_modified', 'date_published', 'id', 'summary', 'title', 'url'].sort(),
    );
  });

  it('has a text in every item, be it empty', () => {
    const empty = makeEntry({ html: '', summary: '' });
    expect(JSON.parse(renderJsonFeed(makeFeed({ entries: [empty] })).join('')).items[0].content_html).toBe('');
    const summaries = JSON.parse(
      renderJsonFeed(makeFeed({ content: 'summary', entries: [makeEntry(), empty] })).join(''),
    ).items;
    expect(summaries[0]).toMatchObject({ content_text: 'Chợ họp từ sáng sớm.' });
    expect(summaries[0]).not.toHaveProperty('content_html');
    expect(summaries[1].content_text).toBe('');
  });
});
