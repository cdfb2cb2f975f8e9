import { describe, expect, it } from 'vitest';
import {
  feedsOf,
  hasArchives,
  hasFeed,
  listedFeeds,
  namedFeedsOf,
  ruleOfFeed,
  sectionFeedsOf,
  sectionOf,
  titleIn,
} from '../../../functions/core/feed/feed-kinds.ts';
import { filingOf, isMain } from '../../../functions/core/filing/filing.ts';
import { saidOfFeeds } from '../../../functions/core/filing/said-of-feeds.ts';
import { summarize } from '../../../functions/core/index/article-summary.ts';
import { packWindows, unpackWindows } from '../../../functions/core/index/packed-windows.ts';
import { feedsOfEntry, sitemapEntryOf } from '../../../functions/core/index/sitemap-entry.ts';
import { DOI_SONG } from '../feed/samples.ts';
import { makeArticle, NOW, SITE } from '../samples.ts';
import { EVERY_NAME, makeRule, siteWith } from './samples.ts';

const LAN = { name: 'Lan Anh' };
const ARTICLE = makeArticle({
  categories: [DOI_SONG],
  authors: [LAN, { name: 'LAN ANH' }, { name: '🙂' }],
  tags: ['Sông Hồng', 'sông hồng', 'Новости', '🙂'],
  language: 'en-GB',
  republishable: true,
});
const RULE = makeRule({ slug: 'english', title: 'English', include: { languages: ['en'] } });
const EVERYTHING = siteWith({ authors: EVERY_NAME, tags: EVERY_NAME, rules: [RULE, makeRule({ slug: 'all' })] });

describe('what an article is filed by', () => {
  it('is its names as slugs, each once, and what differs from the site', () => {
    const filing = { authors: ['lan-anh'], tags: ['song-hong', 'novosti'], language: 'en-GB', republishable: true };
    expect(filingOf(ARTICLE, SITE)).toEqual(filing);
    expect(filingOf(makeArticle({ language: 'vi' }), SITE)).toEqual({});
  });

  it('is kept by windows and by the entry of its month, where the site has feeds that go by it', () => {
    const filing = filingOf(ARTICLE, EVERYTHING);
    const summary = summarize(ARTICLE, 'e', EVERYTHING, new Map());
    const remembered = unpackWindows(packWindows({ articles: [summary], horizons: {} })).articles;
    expect(remembered).toEqual([{ ...summary, slug: remembered[0]?.slug }]);
    expect(summary.filing).toEqual(filing);
    expect(sitemapEntryOf(ARTICLE, EVERYTHING, NOW).filing).toEqual(filing);
    expect(summarize(ARTICLE, 'e', SITE, new Map()).filing).toBeUndefined();
    expect(sitemapEntryOf(ARTICLE, SITE, NOW).filing).toBeUndefined();
  });

  it('tells the same feeds of the article, of its summary and of its entry', () => {
    const wanted = [
      'all',
      'category:doi-song',
      'author:lan-anh',
      'tag:song-hong',
      'tag:novosti',
      'rule:english',
      'rule:all',
    ];
    expect([...feedsOf(ARTICLE, EVERYTHING)]).toEqual(wanted);
    expect([...feedsOf(summarize(ARTICLE, 'e', EVERYTHING, new Map()), EVERYTHING)]).toEqual(wanted);
    expect(feedsOfEntry(sitemapEntryOf(ARTICLE, EVERYTHING, NOW), EVERYTHING)).toEqual(wanted);
    expect(sectionFeedsOf(ARTICLE, SITE)).toEqual(['category:doi-song']);
    expect(feedsOfEntry(sitemapEntryOf(ARTICLE, SITE, NOW), SITE)).toEqual(['all', 'category:doi-song']);
  });
});

describe('the feed of all', () => {
  const aside = { ...DOI_SONG, aliases: [], main: false as const };

  it('is without what says so, and what stands in such categories alone', () => {
    const site = { ...SITE, categories: [aside] };
    const other = { id: 'x', title: 'X', slug: 'x' };
    expect(isMain(makeArticle(), site)).toBe(true);
    expect(isMain(makeArticle({ main: false }), SITE)).toBe(false);
    expect(isMain(makeArticle({ categories: [DOI_SONG] }), SITE)).toBe(true);
    expect(isMain(makeArticle({ categories: [DOI_SONG] }), site)).toBe(false);
    expect(isMain(makeArticle({ categories: [DOI_SONG, other] }), site)).toBe(true);
  });

  it('is left by the summary and the entry, too', () => {
    const article = makeArticle({ main: false, categories: [DOI_SONG] });
    const summary = summarize(article, 'e', SITE, new Map());
    const remembered = unpackWindows(packWindows({ articles: [summary], horizons: {} })).articles;
    expect(remembered).toEqual([{ ...summary, slug: remembered[0]?.slug }]);
    expect([...feedsOf(summary, SITE)]).toEqual(['category:doi-song']);
    expect(feedsOfEntry(sitemapEntryOf(article, SITE, NOW), SITE)).toEqual(['category:doi-song']);
  });
});

describe('feeds of names', () => {
  const listed = siteWith({ tags: { ...EVERY_NAME, listed: [{ slug: 'song-hong', title: 'SÔNG HỒNG' }] } });

  it('are of those that are listed, if any are', () => {
    expect(sectionFeedsOf(ARTICLE, listed)).toEqual(['category:doi-song', 'tag:song-hong']);
    expect(listedFeeds(listed)).toEqual(['all', 'tag:song-hong']);
    expect(
      ['tag:song-hong', 'tag:novosti', 'author:lan-anh', 'category:x'].map(key => hasFeed(key as 'all', listed)),
    ).toEqual([true, false, false, true]);
    expect(hasFeed('tag:novosti', EVERYTHING)).toBe(true);
    expect(hasFeed('tag:novosti', SITE)).toBe(false);
    expect(hasFeed('all', SITE)).toBe(true);
  });

  it('are called as the site lists them, else as articles spell them', () => {
    const found = { title: 'Sông Hồng', language: 'en' };
    expect(sectionOf('tag:song-hong', listed, found)).toEqual({
      key: 'tag:song-hong',
      id: 'tags/song-hong',
      title: 'SÔNG HỒNG',
      language: 'en',
      formats: ['rss'],
    });
    expect(sectionOf('tag:song-hong', EVERYTHING, found)?.title).toBe('Sông Hồng');
    expect(sectionOf('author:lan-anh', EVERYTHING, { ...found, title: undefined })?.title).toBe('lan-anh');
    expect(titleIn(ARTICLE, 'author:lan-anh', EVERYTHING)).toBe('Lan Anh');
    expect(titleIn(ARTICLE, 'author:lan-anh', SITE)).toBeUndefined();
  });

  it('count how articles spell them, even where that is an address', () => {
    const article = makeArticle({ tags: ['tin-nhanh'], isFiledByFolder: true });
    expect(saidOfFeeds(article, EVERYTHING)).toEqual({ spelled: ['tag:tin-nhanh'], heard: ['tag:tin-nhanh'] });
    expect(saidOfFeeds(article, SITE)).toEqual({});
    const { spelled } = saidOfFeeds(ARTICLE, listed);
    expect(spelled).toEqual(['category:Đời sống']);
  });

  it('have no archives, and tell their formats', () => {
    expect(hasArchives('tag:x', EVERYTHING)).toBe(false);
    expect(hasArchives('all', EVERYTHING)).toBe(true);
    expect(hasArchives('category:x', EVERYTHING)).toBe(true);
    expect(namedFeedsOf('tag:x', EVERYTHING)).toEqual(EVERY_NAME);
    expect(namedFeedsOf('author:x', EVERYTHING)).toEqual(EVERY_NAME);
    expect(namedFeedsOf('rule:x', EVERYTHING)).toBeUndefined();
    expect(namedFeedsOf('tag:x', SITE)).toBeUndefined();
  });
});

describe('feeds by rule', () => {
  it('are there even when empty, and called as the site says', () => {
    expect(listedFeeds(EVERYTHING)).toEqual(['all', 'rule:english', 'rule:all']);
    expect(sectionOf('rule:english', EVERYTHING, { title: undefined, language: 'vi' })).toEqual({
      key: 'rule:english',
      id: 'feeds/english',
      title: 'English',
      language: 'en',
      formats: ['rss', 'atom', 'json'],
    });
    const described = siteWith({ rules: [makeRule({ description: 'D', include: { languages: ['en', 'vi'] } })] });
    const section = sectionOf('rule:x', described, { title: undefined, language: 'en' });
    expect([section?.description, section?.language]).toEqual(['D', 'vi']);
    const regional = siteWith({ rules: [makeRule({ include: { languages: ['vi'] } })] }, { language: 'vi-VN' });
    expect(sectionOf('rule:x', regional, { title: undefined, language: 'en' })?.language).toBe('vi-VN');
    expect(sectionOf('rule:gone', described, { title: undefined, language: 'en' })?.title).toBe('gone');
  });

  it('are gone with their rule', () => {
    expect(hasFeed('rule:english', EVERYTHING)).toBe(true);
    expect(hasFeed('rule:english', siteWith({}))).toBe(false);
    expect(ruleOfFeed('rule:english', EVERYTHING)).toBe(RULE);
    expect(ruleOfFeed('tag:english', EVERYTHING)).toBeUndefined();
    expect(ruleOfFeed('rule:english', SITE)).toBeUndefined();
  });

  it('have archives if they say so', () => {
    const site = siteWith({ rules: [makeRule({ archives: true }), makeRule({ slug: 'y' })] });
    expect([hasArchives('rule:x', site), hasArchives('rule:y', site)]).toEqual([true, false]);
  });
});
