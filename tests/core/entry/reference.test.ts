import { describe, expect, it } from 'vitest';
import { readingUrl } from '../../../functions/core/article/article-url.ts';
import { readingSlug } from '../../../functions/core/article/key.ts';
import { createReferences } from '../../../functions/core/entry/reference.ts';
import { SITE } from '../samples.ts';

const KEY = 'articles/2026/11/bài.md';
const PAGE = 'https://feeds.bao.example/articles/bai-1/';
const BESIDE = `https://feeds.bao.example/articles/${readingSlug(KEY)}/`;
const target = (reference: string, site = SITE, key = KEY) =>
  createReferences({ key, slug: readingSlug(key) }, PAGE, site).target(reference);

describe('a reference', () => {
  it.each([
    ['https://x.example/a b', { kind: 'web', url: 'https://x.example/a%20b' }],
    ['//x.example/a', { kind: 'web', url: 'https://x.example/a' }],
    ['mailto:a@b.example', { kind: 'web', url: 'mailto:a@b.example' }],
    ['/lien-he', { kind: 'web', url: 'https://bao.example/lien-he' }],
    ['#phan-1', { kind: 'web', url: `${PAGE}#phan-1` }],
    [
      '../../../media/ảnh.jpg',
      { kind: 'media', key: 'media/ảnh.jpg', url: 'https://feeds.bao.example/media/%E1%BA%A3nh.jpg' },
    ],
    [' /media/a.jpg?w=1#x ', { kind: 'media', key: 'media/a.jpg', url: 'https://feeds.bao.example/media/a.jpg?w=1#x' }],
    ['/media/a%20b.jpg', { kind: 'media', key: 'media/a b.jpg', url: 'https://feeds.bao.example/media/a%20b.jpg' }],
    ['a.docx', { kind: 'elsewhere', url: `${PAGE}a.docx` }],
    [
      'ảnh/a b.jpg?w=1',
      { kind: 'media', key: 'articles/2026/11/ảnh/a b.jpg', url: `${BESIDE}%E1%BA%A3nh/a%20b.jpg?w=1` },
    ],
    ['../10/a.jpg', { kind: 'elsewhere', url: 'https://feeds.bao.example/articles/10/a.jpg' }],
    ['../../../../x.jpg', { kind: 'elsewhere', url: 'https://feeds.bao.example/x.jpg' }],
    ['%zz', { kind: 'elsewhere', url: `${PAGE}%25zz` }],
    ['?a=1', { kind: 'elsewhere', url: `${PAGE}?a=1` }],
    ['https://[', undefined],
  ])('%s', (reference, expected) => {
    expect(target(reference)).toEqual(expected);
  });

  const keyMeant = (reference: string, key: string, known: readonly string[] = []) => {
    const site = known.length > 0 ? { ...SITE, permalink: 'https://bao.example/{slug}' } : SITE;
    const addresses = new Map(known.map(one => [one, `https://bao.example/${one}`]));
    const found = createReferences({ key, slug: readingSlug(key) }, PAGE, site, { addresses }).target(reference);
    return found?.kind === 'article' ? found.key : found?.kind;
  };

  it.each([
    ['@/blog/b.md', 'articles/blog/a.md', 'articles/blog/b.md'],
    ['@/blog/x/b.md#y', 'articles/en/blog/a.md', 'articles/en/blog/x/b.md'],
    ['@/blog/b.md', 'articles/a.md', 'articles/blog/b.md'],
    ['{filename}b.md', 'articles/x/a.md', 'articles/x/b.md'],
    ['%7Bfilename%7D/x/b.md', 'articles/x/a.md', 'articles/x/b.md'],
    ['|filename|../b.md', 'articles/x/a.md', 'articles/b.md'],
    ['@/2020-01-02-b', 'articles/_posts/2020-01-01-a.markdown', 'articles/_posts/2020-01-02-b.markdown'],
    ['@/_posts/b.md', 'articles/_posts/a.md', 'articles/_posts/b.md'],
    ['@/_posts/b.md', 'articles/a.md', 'articles/b.md'],
    ['./b', 'articles/x/a.md', 'articles/x/b.md'],
    ['../b?x#y', 'articles/x/a.html', 'articles/b.html'],
    ['./b.html', 'articles/x/a.md', 'articles/x/b.html'],
    ['{attach}b.jpg', 'articles/x/a.md', 'media'],
    ['../../../b', 'articles/x/a.md', 'elsewhere'],
    ['./', 'articles/x/a.md', 'elsewhere'],
    [`./${'b'.repeat(3000)}`, 'articles/x/a.md', 'elsewhere'],
  ])('as other publishers write it means the likeliest article: %s in %s', (reference, key, expected) => {
    expect(keyMeant(reference, key)).toBe(expected);
  });

  it.each([
    ['./b.html', 'articles/x/a.md', 'articles/x/b.md'],
    ['./b', 'articles/x/a.md', 'articles/x/b.markdown'],
    ['@/2020-01-02-b', 'articles/x/_posts/a.md', 'articles/_posts/2020-01-02-b.md'],
    ['@/blog/b.md', 'articles/a.md', 'articles/b.md'],
    ['@/posts/b', 'articles/a/index.md', 'articles/posts/b/index.md'],
  ])('means the one that there is, where that is known: %s in %s', (reference, key, there) => {
    const elsewhere = there.startsWith('articles/_posts') ? 'articles/x/_posts/2020-01-02-b.md' : there;
    expect(keyMeant(reference, key, [elsewhere])).toBe(elsewhere);
  });

  it.each([
    [[], 'articles/x/b.html'],
    [['articles/x/b.html'], 'articles/x/b.md'],
    [['articles/x/b.html', 'articles/x/b.md'], 'articles/x/b.mdx'],
    [['articles/x/b.html', 'articles/x/b.md', 'articles/x/b.mdx'], 'articles/x/b.html'],
  ])('means the likeliest that is not missing: %s', (missing, expected) => {
    const known = { missing: new Set(missing) };
    const found = createReferences({ key: 'articles/x/a.md', slug: 'a' }, PAGE, SITE, known).target('b.html?c');
    expect(found).toEqual({ kind: 'article', key: expected, url: `${readingUrl(readingSlug(expected), SITE)}?c` });
  });

  it('without an ending is that of a page where no article is known', () => {
    expect(keyMeant('./b', 'articles/x/a.md', ['articles/z.md'])).toBe('elsewhere');
  });

  it('to a file in the folder of its article leads there', () => {
    const url = (key: string) => createReferences({ key, slug: readingSlug(key) }, PAGE, SITE).target('{asset}a b.jpg');
    expect(url('articles/x/bài.md')).toMatchObject({ kind: 'media', key: 'articles/x/bài/a b.jpg' });
    expect(url('articles/x/index.md')).toMatchObject({ kind: 'media', key: 'articles/x/a b.jpg' });
  });

  it('to another article leads to its page', () => {
    const key = 'articles/2026/10/khác.md';
    expect(target('../10/khác.md#x')).toEqual({ kind: 'article', key, url: `${readingUrl(readingSlug(key), SITE)}#x` });
    expect(target('../10/khác.md'.normalize('NFD'))).toMatchObject({ kind: 'article', key });
    expect(target('bài.md')).toEqual({ kind: 'article', key: KEY, url: PAGE });
    const permalink = { ...SITE, permalink: 'https://bao.example/{slug}' };
    expect(target('khác.md', permalink)).toMatchObject({ url: `${PAGE}kh%C3%A1c.md` });
    // A post that a tag of Jekyll names is none of the site's pages.
    expect(target('@/2020-01-02-b', permalink)).toMatchObject({ kind: 'article' });
    expect(target('@/lien-he', permalink)).toMatchObject({ kind: 'web' });
  });
});
