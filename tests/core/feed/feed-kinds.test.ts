import { describe, expect, it } from 'vitest';
import {
  ALL,
  categoryFeed,
  FEED_KINDS,
  feedKey,
  folderOf,
  parseFeedKey,
} from '../../../functions/core/feed/feed-key.ts';
import { feedsOf, listedFeeds, sectionFeedsOf, sectionOf, titleIn } from '../../../functions/core/feed/feed-kinds.ts';
import { articleLanguage } from '../../../functions/core/filing/article-language.ts';
import { saidOfFeeds } from '../../../functions/core/filing/said-of-feeds.ts';
import { makeArticle, SITE } from '../samples.ts';
import { DOI_SONG } from './samples.ts';

const UNSAID = { title: undefined, language: 'vi' };

describe('the key of a feed', () => {
  it('tells its kind and slug, whatever the slug holds', () => {
    expect(parseFeedKey(ALL)).toBeUndefined();
    for (const kind of FEED_KINDS) expect(parseFeedKey(feedKey(kind, 'a:b'))).toEqual({ kind, slug: 'a:b' });
  });

  it('tells a folder that no other feed has', () => {
    // An edition lies where a category would, and site.yaml can't give both one slug.
    const keys = [ALL, ...FEED_KINDS.map(kind => feedKey(kind, kind === 'edition' ? 'y' : 'x'))] as const;
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
    expect(sectionOf(ALL, site, UNSAID)).toBeUndefined();
  });
});

describe("what a category's feed is of", () => {
  const key = categoryFeed('doi-song');

  it('is as the site lists it, else as articles spell it', () => {
    const site = { ...SITE, categories: [{ ...DOI_SONG, title: 'ĐỜI SỐNG', aliases: [] }] };
    expect(sectionOf(key, site, { ...UNSAID, title: 'Đời sống' })?.title).toBe('ĐỜI SỐNG');
    expect(sectionOf(key, SITE, { title: 'Đời sống', language: 'en' })).toEqual({
      key,
      id: 'categories/doi-song',
      title: 'Đời sống',
      language: 'en',
    });
    expect(sectionOf(key, SITE, UNSAID)?.title).toBe('doi-song');
  });

  it('is in the language that the site says, whatever its articles are in', () => {
    const site = { ...SITE, categories: [{ ...DOI_SONG, language: 'fr', aliases: [] }] };
    expect(sectionOf(key, site, { ...UNSAID, language: 'en' })?.language).toBe('fr');
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
    expect(saidOfFeeds(named('ĐỜI SỐNG'), SITE).spelled).toEqual(['category:ĐỜI SỐNG']);
    expect(saidOfFeeds(named('doi-song'), SITE).spelled).toEqual(['category:doi-song']);
    expect(saidOfFeeds({ ...named('doi-song'), isFiledByFolder: true }, SITE).spelled).toBeUndefined();
    expect(saidOfFeeds({ ...named('Đời sống'), isFiledByFolder: true }, SITE).spelled).toEqual(['category:Đời sống']);
    const site = { ...SITE, categories: [{ ...DOI_SONG, aliases: [] }] };
    expect(saidOfFeeds(named('Đời sống'), site).spelled).toBeUndefined();
  });
});

describe('the language of an article', () => {
  const site = { ...SITE, categories: [{ ...DOI_SONG, language: 'en', aliases: [] }] };
  const article = makeArticle({ categories: [DOI_SONG] });

  it("is its own, else that of its first category, else the site's", () => {
    expect(articleLanguage(makeArticle({ categories: [DOI_SONG], language: 'fr' }), site)).toBe('fr');
    expect(articleLanguage(article, site)).toBe('en');
    expect(articleLanguage(article, SITE)).toBe(SITE.language);
  });

  it('is heard in the feeds of which the site does not say it', () => {
    const other = { ...DOI_SONG, slug: 'tin', id: 'tin', title: 'Tin' };
    expect(saidOfFeeds(article, site)).toEqual({});
    expect(saidOfFeeds(makeArticle({ categories: [DOI_SONG, other, other] }), site)).toMatchObject({
      heard: ['category:tin'],
      language: 'en',
    });
    expect(saidOfFeeds(article, SITE)).toEqual({ spelled: ['category:Đời sống'], heard: ['category:doi-song'] });
  });
});
