import { describe, expect, it } from 'vitest';
import { makeFeed } from '../../../functions/core/feed/make-feed.ts';
import { SITE } from '../samples.ts';
import { DOI_SONG, makeEntry, sectionOfCategory } from './samples.ts';

describe('the feed of all', () => {
  it('is the site itself', () => {
    const site = {
      ...SITE,
      rights: '©',
      logo: 'https://a.example/l.png',
      icon: 'https://a.example/i.png',
      hub: 'https://h.example/',
    };
    expect(makeFeed(site, undefined, [])).toEqual({
      key: 'all',
      id: 'tag:bao.example,2018:feed',
      title: 'Báo Mẫu',
      description: 'Tin mẫu',
      language: 'vi',
      timeZone: 'Asia/Ho_Chi_Minh',
      url: 'https://bao.example/',
      self: {
        rss: 'https://feeds.bao.example/rss.xml',
        atom: 'https://feeds.bao.example/atom.xml',
        json: 'https://feeds.bao.example/feed.json',
        smartnews: 'https://feeds.bao.example/smartnews.xml',
      },
      updated: Date.UTC(2018, 0, 1),
      authors: [],
      rights: '©',
      logo: 'https://a.example/l.png',
      icon: 'https://a.example/i.png',
      hub: 'https://h.example/',
      content: 'full',
      entries: [],
      withdrawn: [],
    });
  });

  it('changed when its newest entry did', () => {
    const entries = [makeEntry({ updated: 5e12 }), makeEntry({ updated: 6e12 })];
    expect(makeFeed(SITE, undefined, entries).updated).toBe(6e12);
  });
});

describe('the feed of a category', () => {
  it('hangs on the id of the category, and has its own title, page and folder', () => {
    const feed = makeFeed(SITE, sectionOfCategory({ ...DOI_SONG, id: 'ds' }), []);
    expect(feed).toMatchObject({
      id: 'tag:bao.example,2018:categories/ds',
      title: 'Đời sống – Báo Mẫu',
      description: 'Đời sống – Báo Mẫu',
      url: 'https://feeds.bao.example/doi-song/',
      self: { rss: 'https://feeds.bao.example/doi-song/rss.xml' },
      section: sectionOfCategory({ ...DOI_SONG, id: 'ds' }),
    });
    const described = sectionOfCategory({ ...DOI_SONG, description: 'Chợ và nhà' });
    expect(makeFeed(SITE, described, []).description).toBe('Chợ và nhà');
  });

  it('is by whom its podcast names, else by the author of the site, else by the newsroom', () => {
    const podcast = { categories: [{ name: 'News' }], explicit: false, cover: 'https://a.example/c.png' };
    const section = { ...sectionOfCategory(DOI_SONG), podcast };
    const site = { ...SITE, authors: [{ name: '' }, { name: 'Lê Na' }] };
    expect(makeFeed(SITE, section, []).podcast?.author).toBe('Báo Mẫu');
    expect(makeFeed(site, section, []).podcast?.author).toBe('Lê Na');
    const named = { ...section, podcast: { ...podcast, author: 'Ban Phát thanh' } };
    expect(makeFeed(site, named, []).podcast?.author).toBe('Ban Phát thanh');
  });

  it('carries of a text that readers could not take the summary and the way to the rest', () => {
    const [entry] = makeFeed(SITE, sectionOfCategory(DOI_SONG), [
      makeEntry({ html: 'x'.repeat(3_000_001), summary: 'A & B' }),
    ]).entries;
    expect(entry?.html).toBe('<p>A &amp; B</p>\n<p><a href="https://bao.example/a">https://bao.example/a</a></p>');
  });
});
