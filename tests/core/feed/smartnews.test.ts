import { describe, expect, it } from 'vitest';
import { renderRss } from '../../../functions/core/feed/rss.ts';
import { renderSmartNews } from '../../../functions/core/feed/smartnews.ts';
import { all, parseXml, text, texts } from './parsed-xml.ts';
import { FULL_FEED } from './samples.ts';

const when = Date.UTC(2026, 10, 22, 3);
const withdrawn = [
  { id: 'urn:a', url: 'https://bao.example/a?x&y', when, reason: 'Sai nguồn & tên' },
  { id: 'https://bao.example/b', url: 'https://bao.example/b', when },
];

describe('the feed for SmartNews', () => {
  const [channel] = all(parseXml(renderSmartNews({ ...FULL_FEED, withdrawn }).join('')), 'channel');
  if (!channel) throw new Error('no channel');
  const items = all(channel, 'item');

  it('has the items of RSS, and after them what was withdrawn, marked and dated anew', () => {
    const entries = FULL_FEED.entries.map(({ id }) => id);
    expect(texts(channel, 'item', 'guid')).toEqual([...entries, 'urn:a', 'https://bao.example/b']);
    expect(all(channel, 'item', 'media:status')).toMatchObject(
      withdrawn.map(() => ({ attributes: { state: 'deleted' }, text: 'deleted' })),
    );
    const [first, second] = items.slice(-2);
    expect(first && ['title', 'link', 'pubDate', 'description'].map(name => text(first, name))).toEqual([
      'Bài này đã được gỡ',
      'https://bao.example/a?x&y',
      'Sun, 22 Nov 2026 03:00:00 GMT',
      'Sai nguồn & tên',
    ]);
    expect(second && text(second, 'description')).toBe('Tòa soạn đã rút lại bài đăng ở địa chỉ này.');
    expect(items.slice(-2).map(item => all(item, 'guid')[0]?.attributes.isPermaLink)).toEqual(['false', 'true']);
  });

  it('names its own address, and no hub, since none is told of it', () => {
    const links = all(channel, 'atom:link').map(({ attributes }) => attributes);
    expect(links).toEqual([expect.objectContaining({ rel: 'self', href: 'https://feeds.bao.example/smartnews.xml' })]);
    expect(renderRss(FULL_FEED).join('')).toContain('rel="hub"');
  });
});
