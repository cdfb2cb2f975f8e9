import { describe, expect, it } from 'vitest';
import type { Section } from '../../../functions/core/feed/feed.ts';
import { feedKey } from '../../../functions/core/feed/feed-key.ts';
import { headingOf, makeFeed } from '../../../functions/core/feed/make-feed.ts';
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

describe('the feed of an author or a tag', () => {
  const section = (kind: 'author' | 'tag', title: string, language = 'vi'): Section => ({
    key: feedKey(kind, 'x'),
    id: `${kind}s/x`,
    title,
    language,
  });

  it('says what it is of, in its own language, and of which newsroom', () => {
    const feed = makeFeed(SITE, section('author', 'An Nhiên'), []);
    expect(feed).toMatchObject({ title: 'Tác giả: An Nhiên – Báo Mẫu', description: 'Tác giả: An Nhiên – Báo Mẫu' });
    expect(makeFeed(SITE, section('tag', 'Giáo dục'), []).title).toBe('Từ khóa: Giáo dục – Báo Mẫu');
    expect(makeFeed(SITE, section('tag', 'Schools', 'en-GB'), []).title).toBe('Tag: Schools – Báo Mẫu');
    expect(makeFeed(SITE, section('tag', '教育', 'zh'), []).title).toBe('标签：教育 – Báo Mẫu');
  });

  it('says it as the site wants it', () => {
    const site = { ...SITE, labels: { vi: { tagNamed: 'Chủ đề: {name}', authorNamed: '{name}' } } };
    expect(makeFeed(site, section('tag', 'Giáo dục'), []).title).toBe('Chủ đề: Giáo dục – Báo Mẫu');
    expect(headingOf(section('author', '{name} $&'), site)).toBe('{name} $&');
  });
});
