import { describe, expect, it } from 'vitest';
import type { Article } from '../../../functions/core/article/article.ts';
import { SharedNames, sharedNamesOf } from '../../../functions/core/plan/shared-names.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { makeArticle, NOW, SITE } from '../samples.ts';

describe('the names of articles', () => {
  it('are noted where several have one id or page, what was withdrawn among them', () => {
    const names = new SharedNames(SITE);
    const first = makeArticle({ key: 'articles/a.md', id: 'x', slug: 'a', withdrawn: {} });
    const second = makeArticle({ key: 'articles/b.md', id: 'x', slug: 'b' });
    const third = makeArticle({ key: 'articles/c.md', slug: 'a' });
    for (const article of [first, second, third, makeArticle()]) names.add(sharedNamesOf(article, SITE));
    expect(names.problems(() => false)).toEqual([]);
    expect([...names.touched.ids]).toEqual([`tag:bao.example,2018:x`]);
    expect([...names.touched.keys]).toEqual(['articles/c.md']);
  });

  it('are told of where two articles have an address', () => {
    const site = { ...SITE, permalink: 'https://bao.example/{slug}' };
    const names = new SharedNames(site);
    const first = makeArticle({ key: 'articles/a/bai.md' });
    const second = makeArticle({ key: 'articles/b/bai.md' });
    const third = makeArticle();
    for (const article of [first, second, third]) names.add(sharedNamesOf(article, site));
    expect(names.haveOneAddress).toBe(true);
    expect(names.problems(() => false).map(formatProblem)).toEqual([
      'articles/b/bai.md: warning: its address https://bao.example/bai is that of articles/a/bai.md too; ' +
        'rename the file, or give one another link',
    ]);
    expect(names.touched.ids.size + names.touched.keys.size).toBe(0);
  });

  it('are not told of twice where two articles have one page', () => {
    const names = new SharedNames(SITE);
    const of = (article: Article) => sharedNamesOf(article, SITE);
    const page = { slug: 'anh-1', published: NOW };
    const address = 'https://feeds.bao.example/articles/anh-1/';
    names.add(of(makeArticle({ key: 'articles/a.md', link: address })));
    names.add(of(makeArticle({ key: 'articles/b.md', ...page })));
    names.add(of(makeArticle({ key: 'articles/c.md', ...page })));
    names.add(of(makeArticle({ key: 'articles/d.md', ...page, link: 'https://bao.example/d' })));
    expect(names.problems(() => false).map(formatProblem)).toEqual([
      `articles/b.md: warning: its address ${address} is that of articles/a.md too; rename the file, or ` +
        'give one another link',
    ]);
    expect([...names.touched.keys]).toEqual(['articles/c.md']);
  });

  it('are nothing to others where their article lost what it claims', () => {
    const names = new SharedNames(SITE);
    const link = 'https://khac.example/z';
    for (const name of ['a', 'b', 'c'])
      names.add(sharedNamesOf(makeArticle({ key: `articles/${name}.md`, link }), SITE));
    const told = (lost: string) => names.problems(key => key === `articles/${lost}.md`).map(({ path }) => path);
    expect(told('a')).toEqual(['articles/c.md']);
    expect(told('b')).toEqual(['articles/c.md']);
    expect(told('')).toEqual(['articles/b.md', 'articles/c.md']);
    expect(names.problems(key => key < 'articles/c.md')).toEqual([]);
  });
});
