import { describe, expect, it } from 'vitest';
import { Claims } from '../../../functions/core/index/claims.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { makeArticle, NOW, SITE } from '../samples.ts';

const DOI_SONG = { id: 'doi-song', title: 'Đời sống', slug: 'doi-song' };

describe('the names of articles', () => {
  it('are free again once an article is withdrawn, but for that of its page', () => {
    const names = new Claims(SITE);
    const first = makeArticle({ key: 'articles/a.md', id: 'x', slug: 'a', withdrawn: {} });
    const second = makeArticle({ key: 'articles/b.md', id: 'x', slug: 'b' });
    const third = makeArticle({ key: 'articles/c.md', slug: 'a' });
    expect([first, second].flatMap(article => names.add(article))).toEqual([]);
    expect(names.add(third).map(formatProblem)).toEqual([
      'articles/c.md: its reading page articles/a/index.html is that of articles/a.md too, which is listed first, so this one gets no page; rename the file',
    ]);
  });

  it('are told of where two articles have them', () => {
    const names = new Claims({ ...SITE, permalink: 'https://bao.example/{slug}' });
    const first = makeArticle({ key: 'articles/a/bai.md', id: 'x', categories: [DOI_SONG] });
    const second = makeArticle({ key: 'articles/b/bai.md', id: 'x', categories: [{ ...DOI_SONG, title: 'Đồi Sông' }] });
    const third = makeArticle({
      categories: [
        { ...DOI_SONG, title: 'ĐỜI SỐNG' },
        { ...DOI_SONG, title: 'doi-song' },
      ],
    });
    expect(names.add(first)).toEqual([]);
    expect(names.add(second).map(formatProblem)).toEqual([
      'articles/b/bai.md: id "x" is that of articles/a/bai.md too, so a feed shows only the newer of the two; give one another id or file name',
      'articles/b/bai.md: warning: its address https://bao.example/bai is that of articles/a/bai.md too; rename the file, or give one another link',
      'articles/b/bai.md: warning: category: "Đồi Sông" has the slug doi-song, as "đời sống" has, so they share a feed; list them in site.yaml with slugs of their own',
    ]);
    expect(names.add(third)).toEqual([]);
  });

  it('gives a reading page to the first of those that would have it, wherever their links lead', () => {
    const names = new Claims(SITE);
    const page = { slug: 'anh-1', published: NOW };
    const address = 'https://feeds.bao.example/articles/anh-1/';
    expect(names.add(makeArticle({ key: 'articles/a.md', link: address }))).toEqual([]);
    expect(names.add(makeArticle({ key: 'articles/b.md', ...page })).map(formatProblem)).toEqual([
      `articles/b.md: warning: its address ${address} is that of articles/a.md too; rename the file, or give one another link`,
    ]);
    expect(names.add(makeArticle({ key: 'articles/c.md', ...page })).map(formatProblem)).toEqual([
      'articles/c.md: its reading page articles/anh-1/index.html is that of articles/b.md too, which is listed first, so this one gets no page; rename the file',
    ]);
    expect(names.add(makeArticle({ key: 'articles/d.md', ...page, link: 'https://bao.example/d' }))).toEqual([]);
  });
});
