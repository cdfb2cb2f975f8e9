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
