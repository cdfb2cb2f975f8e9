import { describe, expect, it } from 'vitest';
import { renderOpml } from '../../../functions/core/lists/opml.ts';
import {
  isListable,
  renderNewsSitemap,
  renderSitemap,
  renderSitemapIndex,
} from '../../../functions/core/lists/sitemap.ts';
import { all, parseXml, text, texts } from '../feed/parsed-xml.ts';

const HOME = 'https://a.example/';
const AT = Date.UTC(2026, 10, 20, 1, 30);

describe('OPML', () => {
  it('lists feeds that a reader can subscribe to', () => {
    const feed = { title: 'Đời "sống" & <b>', xmlUrl: 'https://a.example/rss.xml?a&b', htmlUrl: 'https://a.example/' };
    const opml = parseXml(renderOpml({ title: 'Báo & bạn', feeds: [feed, { ...feed, language: 'vi' }] }));
    expect(opml.attributes).toEqual({ version: '2.0' });
    expect(text(opml, 'head', 'title')).toBe('Báo & bạn');
    expect(all(opml, 'body', 'outline').map(({ attributes }) => attributes)).toEqual([
      { type: 'rss', text: feed.title, title: feed.title, xmlUrl: feed.xmlUrl, htmlUrl: feed.htmlUrl },
      { type: 'rss', text: feed.title, title: feed.title, language: 'vi', xmlUrl: feed.xmlUrl, htmlUrl: feed.htmlUrl },
    ]);
  });
});

describe('a sitemap', () => {
  it('lists addresses and when they changed', () => {
    const urls = [{ loc: 'https://a.example/?a&b', lastModified: AT }];
    const sitemap = parseXml(renderSitemap(urls));
    expect(sitemap).toMatchObject({
      name: 'urlset',
      attributes: { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' },
    });
    expect(text(sitemap, 'url', 'loc')).toBe('https://a.example/?a&b');
    expect(text(sitemap, 'url', 'lastmod')).toBe('2026-11-20T01:30:00Z');
    expect(text(parseXml(renderSitemapIndex(urls, HOME)), 'sitemap', 'loc')).toBe('https://a.example/?a&b');
  });

  it('is never empty, which its schema does not allow', () => {
    const publication = { name: 'Báo', language: 'vi' };
    for (const sitemap of [
      renderSitemapIndex([], HOME),
      renderNewsSitemap({ home: HOME, publication, articles: [] }),
    ]) {
      const { name, children } = parseXml(sitemap);
      expect(name).toBe('urlset');
      expect(children.map(url => url.children.map(({ name, text }) => [name, text]))).toEqual([[['loc', HOME]]]);
    }
  });

  it.each([
    ['https://feeds.bao.example/articles/a/', true],
    ['https://bao.example/a', true],
    ['https://doi-song.tin.example/a', true],
    ['https://bao.example.org/a', false],
    ['https://x.y.tin.example/a', false],
    ['https://khac.example/https://bao.example/', false],
    [`https://bao.example/${'a'.repeat(2028)}`, false],
  ])('may have %s: %s (sitemaps.org, "Sitemap file location")', (loc, expected) => {
    const permalink = 'https://{category}.Tin.example/{slug}';
    const site = { feedsUrl: 'https://feeds.bao.example/', url: 'https://bao.example/', permalink };
    expect(isListable(site)(loc)).toBe(expected);
  });
});

describe('a news sitemap', () => {
  it('tells publication, language, date and title', () => {
    const article = { loc: 'https://a.example/b', title: 'A & B', published: AT };
    const sitemap = parseXml(
      renderNewsSitemap({
        home: HOME,
        publication: { name: 'Báo', language: 'vi-VN' },
        articles: [article, ...['zh-Hant', 'zh', 'x-klingon'].map(language => ({ ...article, language }))],
      }),
    );
    expect(text(sitemap, 'url', 'news:news', 'news:publication', 'news:name')).toBe('Báo');
    expect(texts(sitemap, 'url', 'news:news', 'news:publication', 'news:language')).toEqual([
      'vi',
      'zh-tw',
      'zh-cn',
      'vi',
    ]);
    expect(text(sitemap, 'url', 'news:news', 'news:publication_date')).toBe('2026-11-20T01:30:00Z');
    expect(text(sitemap, 'url', 'news:news', 'news:title')).toBe('A & B');
    expect(text(sitemap, 'url', 'loc')).toBe('https://a.example/b');
  });
});
