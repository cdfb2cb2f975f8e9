import { describe, expect, it } from 'vitest';
import {
  ALL,
  categoryFeed,
  FEED_KINDS,
  feedKey,
  folderOf,
  parseFeedKey,
} from '../../../functions/core/feed/feed-key.ts';
import { feedsOf, listedFeeds, sectionFeedsOf, sectionOf } from '../../../functions/core/feed/feed-kinds.ts';
import { makeArticle, SITE } from '../samples.ts';
import { DOI_SONG } from './samples.ts';

describe('the key of a feed', () => {
  it('tells its kind and slug, whatever the slug holds', () => {
    expect(parseFeedKey(ALL)).toBeUndefined();
    for (const kind of FEED_KINDS) expect(parseFeedKey(feedKey(kind, 'a:b'))).toEqual({ kind, slug: 'a:b' });
  });

  it('tells a folder that no other feed has', () => {
    const keys = [ALL, ...FEED_KINDS.map(kind => feedKey(kind, 'x'))] as const;
    expect(new Set(keys.map(folderOf)).size).toBe(keys.length);
    expect([folderOf(ALL), folderOf(categoryFeed('doi-song'))]).toEqual(['', 'doi-song/']);
  });
});

describe('the feeds of an article', () => {
  it('are that of all and those of its categories, each once', () => {
    const article = makeArticle({ categories: [DOI_SONG, { ...DOI_SONG, title: 'ĐỜI SỐNG' }] });
    expect([...feedsOf(article, SITE)]).toEqual([ALL, 'category:doi-song']);
    expect(sectionFeedsOf(article, SITE)).toEqual(['category:doi-song']);
    expect([...feedsOf(makeArticle({ categories: [] }), SITE)]).toEqual([ALL]);
  });

  it('are there without articles where the site lists them', () => {
    const site = { ...SITE, categories: [{ ...DOI_SONG, aliases: [] }] };
    expect(listedFeeds(site)).toEqual([ALL, 'category:doi-song']);
    expect(sectionOf(ALL, site, [])).toBeUndefined();
  });
});

describe("what a category's feed is of", () => {
  const of = (...titles: string[]) =>
    titles.map(title =>
      makeArticle({
        categories: [
          { id: 'a', title: 'A', slug: 'a' },
          { ...DOI_SONG, title },
        ],
      }),
    );

  it('is as the site lists it, else as the newest article spells it', () => {
    const site = { ...SITE, categories: [{ ...DOI_SONG, title: 'ĐỜI SỐNG', aliases: [] }] };
    expect(sectionOf(categoryFeed('doi-song'), site, of('Đời sống'))?.title).toBe('ĐỜI SỐNG');
    expect(sectionOf(categoryFeed('doi-song'), SITE, of('doi-song', 'Đời sống', 'đời sống'))?.title).toBe('Đời sống');
    expect(sectionOf(categoryFeed('doi-song'), SITE, of('doi-song'))?.title).toBe('doi-song');
    expect(sectionOf(categoryFeed('doi-song'), SITE, [])?.title).toBe('doi-song');
  });
});
