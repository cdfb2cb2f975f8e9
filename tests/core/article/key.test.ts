import { describe, expect, it } from 'vitest';
import { articleUrl, readingPath } from '../../../functions/core/article/article-url.ts';
import {
  categoryInKey,
  dateInKey,
  formatOf,
  isBundle,
  isIri,
  nameSlug,
  readingSlug,
} from '../../../functions/core/article/key.ts';
import { isIgnored, isTextOfSite } from '../../../functions/core/bucket-layout.ts';
import { zoneNamed } from '../../../functions/core/time/zone.ts';
import { makeArticle, SITE } from '../samples.ts';

describe('a key', () => {
  it('tells the format', () => {
    expect(['a.md', 'a.MARKDOWN', 'a.txt', 'a.html', 'a.htm', 'a.jpg', 'a'].map(formatOf)).toEqual([
      'markdown',
      'markdown',
      'text',
      'html',
      'html',
      undefined,
      undefined,
    ]);
  });

  it('tells what editors and systems left behind', () => {
    for (const key of ['a/', 'a/.DS_Store', '.a.md', 'a/~$b.md', 'a.md~', 'a/Thumbs.db'])
      expect(isIgnored(key)).toBe(true);
    for (const key of [
      '_index.md',
      'x/_index.html',
      'x/_index.pt-br.md',
      'node_modules/a/b.md',
      'x/.obsidian/a.md',
      'authors.yml',
    ])
      expect([key, isIgnored(`articles/${key}`)]).toEqual([key, true]);
    for (const key of ['robots.txt', 'x/llms-full.txt', 'LICENSE.txt', 'requirements.txt', 'x/Humans.txt'])
      expect([key, isIgnored(`articles/${key}`), isTextOfSite(`articles/${key}`)]).toEqual([key, true, true]);
    for (const key of [
      'articles/a.md',
      'articles/x/robots-a.txt',
      'media/robots.txt',
      'articles/../a.md',
      'articles/./a.md',
      'articles/x/index.md',
      'articles/x/a_index.md',
      'articles/x/_index-a.vi.md',
      'media/node_modules/a.jpg',
    ])
      expect([key, isIgnored(key)]).toEqual([key, false]);
  });

  it.each([
    ['tag:bao.example,2018:a', true],
    ['https://bao.example/?p=1#x', true],
    ['urn:bài-viết', true],
    ['12345', false],
    ['urn:100%', false],
    ['urn:a#b#c', false],
    ['urn:[a]', false],
    ['urn:a\u202eb', false],
    ['urn:a\ufdd0', false],
    ['urn:a\u0085', false],
    ['urn:', false],
  ])('or an id is an IRI, which Atom asks for: %j: %s (RFC 3987, section 2.2)', (id, expected) => {
    expect(isIri(id)).toBe(expected);
  });

  it('tells a category: its first folder that is not a number', () => {
    expect(categoryInKey('articles/2018/12/tu-phap/x/a.md')).toBe('tu-phap');
    expect(categoryInKey('articles/2018/a.md')).toBeUndefined();
    expect(categoryInKey('articles/_posts/a.md')).toBeUndefined();
    expect(categoryInKey('articles/_posts/tu-phap/a.md')).toBe('tu-phap');
    expect(categoryInKey('articles/tu-phap/_posts/a.md')).toBe('tu-phap');
  });

  it.each([
    ['articles/2018/12/07/a.md', true],
    ['articles/tu-phap/2018-12-07-a.md', true],
    ['articles/2018-12-07.md', true],
    ['articles/a_2018-12-07.md', true],
    ['articles/2018/12/a.md', false],
    ['articles/2018-12-7-a.md', true],
    ['articles/2018-12-7/a.md', false],
    ['articles/x2018-12-7-a.md', false],
    ['articles/2018/13/07/a.md', false],
    ['articles/120181207.md', false],
    ['articles/a-2018/12-07/a.md', false],
  ])('tells a day, if it has one: %s', (key, has) => {
    expect(dateInKey(key, zoneNamed('Asia/Ho_Chi_Minh'))).toBe(has ? Date.UTC(2018, 11, 6, 17) : undefined);
  });

  it('gives a slug that no other key has', () => {
    expect(nameSlug('articles/Bài một.md')).toBe('bai-mot');
    for (const language of ['', '.vi', '.zh_CN', '.zh-Hans-CN', '.es-419'])
      expect(nameSlug(`articles/cho-que/index${language}.md`)).toBe('cho-que');
    expect(nameSlug('articles/cho-que/index.mai.md')).toBe('index-mai');
    expect(nameSlug('articles/🎉.md')).toMatch(/^[0-9a-f]{8}$/);
    expect(readingSlug('articles/a/bai.md')).not.toBe(readingSlug('articles/b/bai.md'));
    expect(readingSlug('articles/bài.md'.normalize('NFD'))).toBe(readingSlug('articles/bài.md'));
  });
});

describe('a page bundle', () => {
  it.each(['index', 'index.vi', 'index.zh_CN', 'index.zh-Hans-CN', 'index.es-419'])('may be called %s', name => {
    expect(isBundle(`articles/trieu/${name}.md`)).toBe(true);
    expect(isBundle(`articles/${name}.md`)).toBe(false);
  });

  it.each(['index.2', 'index.bak', 'index.vi-1', 'index.vi.cu'])('is none called %s', name => {
    expect(isBundle(`articles/trieu/${name}.md`)).toBe(false);
  });
});

describe('the address of an article', () => {
  const article = makeArticle({
    key: 'articles/x/Bài một.md',
    slug: 'bai-mot-1',
    published: Date.UTC(2018, 11, 6, 17),
    categories: [{ id: 'a', title: 'A', slug: 'tu-phap' }],
  });

  it('is its link, else by the template, else its reading page', () => {
    const permalink = 'https://bao.example/{category}/{yyyy}/{mm}/{dd}/{slug}.html';
    expect(articleUrl({ ...article, link: 'https://x.example/' }, { ...SITE, permalink })).toBe('https://x.example/');
    expect(articleUrl(article, { ...SITE, permalink })).toBe('https://bao.example/tu-phap/2018/12/07/bai-mot.html');
    expect(articleUrl({ ...article, categories: [] }, { ...SITE, permalink })).toContain('/articles/2018/');
    expect(articleUrl(article, SITE)).toBe('https://feeds.bao.example/articles/bai-mot-1/');
    expect(readingPath('bai-mot-1')).toBe('articles/bai-mot-1/index.html');
  });
});
