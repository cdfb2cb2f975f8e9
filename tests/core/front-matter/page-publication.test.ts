import { describe, expect, it } from 'vitest';
import { publicFrom } from '../../../functions/core/article/article.ts';
import { heldArticle } from '../../../functions/core/index/held.ts';
import { buildContent } from '../../publish/newsroom.ts';
import { articleOf, NOW, problemsOf, read } from '../samples.ts';

const KEY = 'articles/a.html';

function page(meta: string): string {
  return `<!doctype html>\n<html><head><title>A</title>\n  ${meta}</head><body><p>KIN</p></body></html>`;
}

function fateOf(text: string): string {
  const { article } = read(text, { key: KEY });
  return article ? (heldArticle(article, NOW)?.kind ?? 'public') : 'rejected';
}

/** Marks of pages that are not public, and the fate of each. */
const HELD: readonly (readonly [string, string])[] = [
  ['<meta name="status" content="draft">', 'draft'],
  ['<meta name="status" content="hidden">', 'draft'],
  ['<meta name="Status" contents="Draft" />', 'draft'],
  ['<META CONTENT=draft NAME=status>', 'draft'],
  ['<meta name="draft" content="true">', 'draft'],
  ['<meta name=" dr&#xad;aft " content="&#116;rue">', 'draft'],
  ['<meta property="draft" content="true">', 'draft'],
  ['<meta name="published" content="false">', 'draft'],
  ['<meta name="isPublished" content="no">', 'draft'],
  ['<meta name="visibility" content="private">', 'draft'],
  ['<meta name="og:title" content="A"><meta name="draft" content="false"><meta name="draft" content="true">', 'draft'],
  ['<meta name="expiryDate" content="2021-01-01">', 'expired'],
  ['<meta name="expires" content="2021-01-01">', 'expired'],
  ['<meta name="unpublish_date" content="2021-01-01">', 'expired'],
  ['<meta name="publishDate" content="2030-01-01">', 'waiting'],
  ['<meta name="embargo" content="2030-01-01"><meta name="date" content="2020-01-01">', 'waiting'],
  ['<meta name="draft" content="maybe">', 'rejected'],
  ['<meta name="status" content="chưa chín">', 'rejected'],
  ['<meta name="retracted" content="true">', 'rejected'],
  ['<meta name="withdrawn" content="true">', 'rejected'],
];

/** Usual marks of public pages. */
const PUBLIC: readonly string[] = [
  '<meta name="robots" content="noindex, noarchive"><meta name="viewport" content="width=device-width">',
  '<meta name="description" content="draft"><meta name="keywords" content="draft, private">',
  '<meta name="publisher" content="draft"><meta name="publication" content="Báo Xuân 2027">',
  '<meta property="og:type" content="draft"><meta property="og:status" content="draft">',
  '<meta property="article:status" content="draft"><meta property="article:expiration_time" content="2021-01-01">',
  '<meta name="expires" content="0"><meta name="expires" content="-1"><meta name="expires" content="never">',
  '<meta name="expires" content="Thu, 19 Nov 1981 08:52:00 GMT"><meta http-equiv="expires" content="2021-01-01">',
  '<meta name="type" content="article"><meta name="state" content="Texas"><meta name="release" content="1.2">',
  '<meta name="permalink" content="https://bao.example/a"><meta name="build" content="7">',
  '<meta name="theme-color" content="draft"><meta name="twitter:card" content="draft">',
  '<meta name="status" content="published"><meta name="draft" content="false"><meta name="published" content="true">',
  '<meta name="draft" content=""><meta name="draft"><meta content="draft"><meta name="withdrawn" content="false">',
  '<meta name="date" content="2020-01-01"><meta name="pubdate" content="hôm qua">',
  '<meta itemprop="status" content="draft"><meta itemprop="expires" content="2021-01-01">',
];

describe('fields in the head of a page', () => {
  it.each(HELD)('hold it back: %s', (meta, fate) => {
    expect(fateOf(page(meta))).toBe(fate);
    expect(fateOf(`---\ntitle: A\ndate: 2026-01-02\n---\n${page(meta)}`)).toBe(fate);
  });

  it.each(PUBLIC)('that pages have every day hold nothing back: %s', meta => {
    expect(fateOf(page(meta))).toBe('public');
    expect(problemsOf(`---\ntitle: A\ndate: 2026-01-02\n---\n${page(meta)}`, { key: KEY })).toEqual([]);
  });

  it('are published nowhere, whatever else the page says', async () => {
    const content = Object.fromEntries(HELD.map(([meta], at) => [`articles/${at}.html`, page(meta)]));
    const built = await buildContent(content);
    expect(built.counts.published).toBe(0);
    for (const [path, body] of built.files) expect([path, body.includes('KIN')]).toEqual([path, false]);
  });

  it('that name a date nobody can read hold it back, unless another is named', () => {
    const meta = '<meta name="publishDate" content="mai">';
    expect(fateOf(page(meta))).toBe('rejected');
    expect(fateOf(page(`${meta}<meta name="date" content="2026-01-02">`))).toBe('public');
  });

  it('are told with their place and a remedy', () => {
    expect(
      problemsOf(`---\ntitle: A\ndate: 2026-01-02\n---\n${page('<meta name="draft" content="maybe">')}`, { key: KEY }),
    ).toEqual([
      'articles/a.html:7:3: draft: expected true or false, found "maybe", so the article is held back; ' +
        'correct it, or take the line out',
    ]);
    expect(problemsOf(page('<meta name="withdrawn" content="true">'), { key: KEY })[0]).toBe(
      'articles/a.html:3:3: withdrawn is read in front matter only, so the article is held back; write ' +
        'withdrawn: true there, between two lines of ---',
    );
  });

  it('leave a page the date that it names, and do not let it out before the later one', () => {
    const time = '<meta property="article:published_time" content="2024-01-02T08:00:00Z">';
    const at = (meta: string): number => articleOf(page(meta), { key: KEY }).published;
    const from = (meta: string): number => publicFrom(articleOf(page(meta), { key: KEY }));
    expect(from(`${time}<meta name="pubdate" content="2024-01-02">`)).toBe(Date.UTC(2024, 0, 2, 8));
    expect(at(`${time}<meta name="pubdate" content="2024-01-03T00:00Z">`)).toBe(Date.UTC(2024, 0, 2, 8));
    expect(from(`${time}<meta name="pubdate" content="2024-01-03T00:00Z">`)).toBe(Date.UTC(2024, 0, 3));
    expect(at('<meta name="pubdate" content="2024-01-03T00:00Z">')).toBe(Date.UTC(2024, 0, 3));
  });

  it('hold back no text that shows some', () => {
    expect(fateOf(`${page('')}<pre>&lt;meta name="draft" content="true"&gt;</pre>`)).toBe('public');
    expect(fateOf(`<p>x</p><!-- <meta name="draft" content="true"> --><title>A</title>`)).toBe('public');
  });
});
