import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../functions/core/problem.ts';
import { Archive } from '../../../functions/core/publish/archive.ts';
import { HOUR, makeArticle, NOW, SITE } from '../samples.ts';

const DOI_SONG = { id: 'doi-song', title: 'Đời sống', slug: 'doi-song' };
const keys = (articles: readonly { readonly key: string }[]) => articles.map(({ key }) => key);

describe('the archive', () => {
  it('keeps what is not out yet from every feed, list and sitemap', () => {
    const archive = new Archive(SITE, NOW);
    archive.add(makeArticle({ draft: true, categories: [DOI_SONG] }));
    archive.add(makeArticle({ published: NOW + 1, categories: [DOI_SONG] }));
    archive.add(makeArticle({ published: NOW + 9 }));
    expect([archive.newest(), archive.news(), [...archive.newestByCategory()], [...archive.months()]]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect(archive.counts).toEqual({ published: 0, drafts: 1, waiting: 2 });
    expect(archive.nextDue).toBe(NOW + 1);
  });

  it('knows when a correction is due', () => {
    const archive = new Archive(SITE, NOW);
    archive.add(makeArticle({ published: NOW, updated: NOW + 5 }));
    expect(archive.nextDue).toBe(NOW + 5);
    expect([...archive.months().values()].flat()[0]?.lastModified).toBe(NOW);
    expect(keys(archive.newest())).toHaveLength(1);
  });

  it('has a feed for each category: those of the site in its order, be they empty, then the others by slug', () => {
    const archive = new Archive({ ...SITE, categories: [{ id: 'x', title: 'X', slug: 'x', aliases: [] }] }, NOW);
    const article = makeArticle({ categories: [DOI_SONG, { id: 'an', title: 'Án', slug: 'an' }] });
    archive.add(article);
    expect([...archive.newestByCategory()].map(([slug, articles]) => [slug, keys(articles)])).toEqual([
      ['x', []],
      ['an', [article.key]],
      ['doi-song', [article.key]],
    ]);
  });

  it('puts an article in the month of its publication in the zone of the site', () => {
    const archive = new Archive(SITE, NOW);
    const at = (published: number, key: string) => archive.add(makeArticle({ published, key, slug: key }));
    at(Date.UTC(2026, 9, 31, 16, 59), 'b');
    at(Date.UTC(2026, 9, 31, 17), 'c');
    at(Date.UTC(2026, 9, 31, 17), 'a');
    expect(
      [...archive.months()].map(([month, entries]) => [month, entries.map(({ loc }) => loc.slice(-2, -1))]),
    ).toEqual([
      ['2026-10', ['b']],
      ['2026-11', ['a', 'c']],
    ]);
  });

  it('has each address once in a month, that of the newest of its articles, in an order that hangs on nothing else', () => {
    const articles = [
      makeArticle({ key: 'articles/a.md', link: 'https://bao.example/x', published: NOW - HOUR }),
      makeArticle({ key: 'articles/d.md', link: 'https://bao.example/x', published: NOW }),
      makeArticle({ key: 'articles/c.md', link: 'https://bao.example/x', published: NOW }),
      makeArticle({ key: 'articles/b.md', link: 'https://bao.example/a', published: NOW }),
      makeArticle({ key: 'articles/e.md', link: 'https://bao.example/x', published: NOW - 40 * 24 * HOUR }),
    ];
    for (const order of [articles, articles.toReversed()]) {
      const archive = new Archive(SITE, NOW);
      for (const article of order) archive.add(article);
      expect([...archive.months()].map(([month, entries]) => [month, keys(entries)])).toEqual([
        ['2026-10', ['articles/e.md']],
        ['2026-11', ['articles/b.md', 'articles/c.md']],
      ]);
    }
  });

  it('gives news of two days and at most 1,000', () => {
    const archive = new Archive({ ...SITE, entries: 1, minimumHours: 0 }, NOW);
    archive.add(makeArticle({ published: NOW - 48 * HOUR }));
    for (let at = 0; at < 1200; at++) archive.add(makeArticle({ published: NOW - at * 60_000 }));
    expect(archive.news()).toHaveLength(1000);
    expect(archive.newest()).toHaveLength(1);
    const quiet = new Archive(SITE, NOW);
    quiet.add(makeArticle({ published: NOW - 48 * HOUR }));
    quiet.add(makeArticle({ published: NOW - 48 * HOUR + 1 }));
    expect(quiet.news()).toHaveLength(1);
  });

  it('tells of names that two articles have', () => {
    const archive = new Archive({ ...SITE, permalink: 'https://bao.example/{slug}' }, NOW);
    const first = makeArticle({ key: 'articles/a/bai.md', id: 'x', categories: [DOI_SONG] });
    const second = makeArticle({ key: 'articles/b/bai.md', id: 'x', categories: [{ ...DOI_SONG, title: 'Đồi Sông' }] });
    const third = makeArticle({
      categories: [
        { ...DOI_SONG, title: 'ĐỜI SỐNG' },
        { ...DOI_SONG, title: 'doi-song' },
      ],
    });
    expect(archive.add(first)).toEqual([]);
    expect(archive.add(second).map(formatProblem)).toEqual([
      'articles/b/bai.md: id "x" is that of articles/a/bai.md too, so a feed shows only the newer of the two; give one another id or file name',
      'articles/b/bai.md: warning: its address https://bao.example/bai is that of articles/a/bai.md too; rename the file, or give one another link',
      'articles/b/bai.md: warning: category: "Đồi Sông" has the slug doi-song, as "đời sống" has, so they share a feed; list them in site.yaml with slugs of their own',
    ]);
    expect(archive.add(third)).toEqual([]);
  });

  it('gives a reading page to the first of those that would have it, wherever their links lead', () => {
    const archive = new Archive(SITE, NOW);
    const page = { slug: 'anh-1', published: NOW };
    const address = 'https://feeds.bao.example/articles/anh-1/';
    expect(archive.add(makeArticle({ key: 'articles/a.md', link: address }))).toEqual([]);
    expect(archive.add(makeArticle({ key: 'articles/b.md', ...page })).map(formatProblem)).toEqual([
      `articles/b.md: warning: its address ${address} is that of articles/a.md too; rename the file, or give one another link`,
    ]);
    expect(archive.add(makeArticle({ key: 'articles/c.md', ...page })).map(formatProblem)).toEqual([
      'articles/c.md: its reading page articles/anh-1/index.html is that of articles/b.md too, which is listed first, so this one gets no page; rename the file',
    ]);
    expect(archive.add(makeArticle({ key: 'articles/d.md', ...page, link: 'https://bao.example/d' }))).toEqual([]);
  });
});
