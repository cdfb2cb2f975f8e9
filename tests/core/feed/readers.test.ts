import { describe, expect, it } from 'vitest';
import { renderAtom } from '../../../functions/core/feed/atom.ts';
import { renderJsonFeed } from '../../../functions/core/feed/json-feed.ts';
import { renderRss } from '../../../functions/core/feed/rss.ts';
import { expected, readers } from './readers.ts';
import { FULL_ENTRY, FULL_FEED, makeEntry } from './samples.ts';

const FEED = {
  ...FULL_FEED,
  entries: [
    { ...FULL_ENTRY, title: 'Chợ & “quê” 5 < 6' },
    makeEntry({ id: 'tag:bao.example,2018:articles/b', title: 'Hai', tags: ['một'], authors: [{ name: 'Lê Na' }] }),
    makeEntry({
      id: 'tag:bao.example,2018:articles/c',
      title: 'Ba',
      html: '<p>Ba &lt;b&gt; &amp;amp; ]]&gt;</p>',
      tags: ['hai'],
      authors: [{ name: 'Lê Na' }],
    }),
  ],
};

describe.each(Object.keys(readers))('%s', name => {
  it('reads back the same entries from every format that it knows', async () => {
    const rendered = {
      rss: renderRss(FEED).join(''),
      atom: renderAtom(FEED).join(''),
      json: renderJsonFeed(FEED).join(''),
    };
    const read = (await readers[name]?.(rendered)) ?? {};
    expect(Object.keys(read).length).toBeGreaterThanOrEqual(2);
    for (const entries of Object.values(read)) {
      expect(entries).toHaveLength(FEED.entries.length);
      for (const [index, entry] of expected(FEED).entries()) expect(entry).toMatchObject(entries[index] ?? {});
    }
  });
});
