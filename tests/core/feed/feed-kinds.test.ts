import { describe, expect, it } from 'vitest';
import {
  ALL,
  categoryFeed,
  FEED_KINDS,
  feedKey,
  folderOf,
  parseFeedKey,
} from '../../../functions/core/feed/feed-key.ts';
import {
  feedsOf,
  listedFeeds,
  sectionFeedsOf,
  sectionOf,
  spelledNames,
  titleIn,
} from '../../../functions/core/feed/feed-kinds.ts';
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
    expect(sectionOf(ALL, site, undefined)).toBeUndefined();
  });
});

describe("what a category's feed is of", () => {
  const key = categoryFeed('doi-song');

  it('is as the site lists it, else as articles spell it', () => {
    const site = { ...SITE, categories: [{ ...DOI_SONG, title: 'ĐỜI SỐNG', aliases: [] }] };
    expect(sectionOf(key, site, 'Đời sống')?.title).toBe('ĐỜI SỐNG');
    expect(sectionOf(key, SITE, 'Đời sống')).toEqual({ key, id: 'categories/doi-song', title: 'Đời sống' });
    expect(sectionOf(key, SITE, undefined)?.title).toBe('doi-song');
  });
});

describe('the name of a feed', () => {
  const named = (title: string) => makeArticle({ categories: [{ ...DOI_SONG, title }] });

  it('is told by an article that stands in it', () => {
    expect(titleIn(named('ĐỜI SỐNG'), categoryFeed('doi-song'), SITE)).toBe('ĐỜI SỐNG');
    expect(titleIn(named('ĐỜI SỐNG'), categoryFeed('tin'), SITE)).toBeUndefined();
    expect(titleIn(named('ĐỜI SỐNG'), ALL, SITE)).toBeUndefined();
  });

  it('is spelled by articles where the site does not list it, and by no folder that is named as an address', () => {
    expect(spelledNames(named('ĐỜI SỐNG'), SITE)).toEqual(['category:ĐỜI SỐNG']);
    expect(spelledNames(named('doi-song'), SITE)).toEqual(['category:doi-song']);
    expect(spelledNames({ ...named('doi-song'), isFiledByFolder: true }, SITE)).toEqual([]);
    expect(spelledNames({ ...named('Đời sống'), isFiledByFolder: true }, SITE)).toEqual(['category:Đời sống']);
    const site = { ...SITE, categories: [{ ...DOI_SONG, aliases: [] }] };
    expect(spelledNames(named('Đời sống'), site)).toEqual([]);
  });
});
