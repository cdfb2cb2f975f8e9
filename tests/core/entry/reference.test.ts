import { describe, expect, it } from 'vitest';
import { readingUrl } from '../../../functions/core/article/article-url.ts';
import { readingSlug } from '../../../functions/core/article/key.ts';
import { createReferences } from '../../../functions/core/entry/reference.ts';
import { SITE } from '../samples.ts';

const KEY = 'articles/2026/11/bài.md';
const PAGE = 'https://feeds.bao.example/articles/bai-1/';
const BESIDE = `https://feeds.bao.example/articles/${readingSlug(KEY)}/`;
const target = (reference: string, site = SITE, key = KEY) => createReferences(key, PAGE, site).target(reference);

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

  it('to another article leads to its page', () => {
    const key = 'articles/2026/10/khác.md';
    expect(target('../10/khác.md#x')).toEqual({ kind: 'article', key, url: `${readingUrl(readingSlug(key), SITE)}#x` });
    expect(target('../10/khác.md'.normalize('NFD'))).toMatchObject({ kind: 'article', key });
    expect(target('bài.md')).toEqual({ kind: 'article', key: KEY, url: PAGE });
    const permalink = { ...SITE, permalink: 'https://bao.example/{slug}' };
    expect(target('khác.md', permalink)).toMatchObject({ url: `${PAGE}kh%C3%A1c.md` });
  });
});
