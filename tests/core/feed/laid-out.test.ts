import { describe, expect, it } from 'vitest';
import { renderAtom } from '../../../functions/core/feed/atom.ts';
import type { Feed } from '../../../functions/core/feed/feed.ts';
import { renderJsonFeed } from '../../../functions/core/feed/json-feed.ts';
import { renderRss } from '../../../functions/core/feed/rss.ts';
import { FULL_ENTRY, FULL_FEED, makeEntry, makeFeed } from './samples.ts';

const FORMATS = [
  ['RSS', renderRss],
  ['Atom', renderAtom],
  ['JSON Feed', renderJsonFeed],
] as const;

/** Returns a copy of a feed for which no markup is cached. */
const anew = (feed: Feed): Feed => ({ ...feed, entries: feed.entries.map(entry => ({ ...entry })) });

describe.each(FORMATS)('an entry that stands in several %s feeds', (_, render) => {
  const [first, second] = [
    makeEntry({ id: 'tag:a', title: 'Một x-hole:0; $& "items": [' }),
    makeEntry({ id: 'tag:b' }),
  ];
  const feeds: readonly (readonly [name: string, feed: Feed])[] = [
    ['with others', makeFeed({ entries: [first, FULL_ENTRY, second] })],
    ['in another order', makeFeed({ entries: [second, first] })],
    ['beside one that is new', makeFeed({ entries: [second, makeEntry({ id: 'tag:c', language: 'en' }), first] })],
    ['of another language', makeFeed({ language: 'en-GB', entries: [first, FULL_ENTRY] })],
    ['of summaries', makeFeed({ content: 'summary', entries: [first, FULL_ENTRY] })],
    ['of another title', { ...FULL_FEED, entries: [FULL_ENTRY, second] }],
    ['twice', makeFeed({ entries: [first, first] })],
    ['never', makeFeed({ entries: [] })],
  ];

  it.each(feeds)('is the same as if it were laid out anew: %s', (_name, feed) => {
    for (const [, before] of feeds) render(before);
    expect(render(feed)).toEqual(render(anew(feed)));
  });

  it('changes with the language of the feed, and with how much of it is carried', () => {
    const texts = feeds.slice(3, 5).map(([, feed]) => render(feed).join(''));
    expect(texts[0]?.includes('en-GB')).toBe(true);
    expect(texts[1]?.includes(FULL_ENTRY.html.slice(0, 12))).toBe(false);
  });
});

describe.each(FORMATS)('an entry of the shape of another in %s', (_, render) => {
  it('has its own dates, labels and values', () => {
    const one = makeEntry({ tags: ['mía', 'lúa'], published: 0, updated: 1 });
    const other = makeEntry({
      id: 'tag:khac',
      title: 'Tin khác x-hole:3;',
      tags: ['cà phê', 'x-hole:0;'],
      published: Date.UTC(2019, 1, 3, 4, 5, 6, 7),
      updated: Date.UTC(2020, 1, 3),
    });
    const text = render(makeFeed({ entries: [one, other] })).join('');
    expect(text.indexOf('lúa')).toBeLessThan(text.indexOf('Tin khác x-hole:3;'));
    expect(text.indexOf('cà phê')).toBeGreaterThan(text.indexOf('lúa'));
    expect(text).toContain('x-hole:0;');
    expect(text).toMatch(/03 Feb 2019 04:05:06 GMT|2019-02-03T04:05:06\.007Z/);
    expect(text).toMatch(/Thu, 01 Jan 1970 00:00:00 GMT|1970-01-01T00:00:00Z/);
  });
});
