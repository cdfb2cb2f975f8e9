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
    expect([first, second, third, makeArticle()].flatMap(article => names.add(sharedNamesOf(article, SITE)))).toEqual(
      [],
    );
    expect([...names.touched.ids]).toEqual([`tag:bao.example,2018:x`]);
    expect([...names.touched.keys]).toEqual(['articles/c.md']);
  });

  it('are told of where two articles have an address', () => {
    const site = { ...SITE, permalink: 'https://bao.example/{slug}' };
    const names = new SharedNames(site);
    const first = makeArticle({ key: 'articles/a/bai.md' });
    const second = makeArticle({ key: 'articles/b/bai.md' });
    const third = makeArticle();
    expect(names.add(sharedNamesOf(first, site))).toEqual([]);
    expect(names.add(sharedNamesOf(second, site)).map(formatProblem)).toEqual([
      'articles/b/bai.md: warning: its address https://bao.example/bai is that of articles/a/bai.md too; ' +
        'rename the file, or give one another link',
    ]);
    expect(names.add(sharedNamesOf(third, site))).toEqual([]);
    expect(names.touched.ids.size + names.touched.keys.size).toBe(0);
  });

  it('are not told of twice where two articles have one page', () => {
    const names = new SharedNames(SITE);
    const of = (article: Article) => sharedNamesOf(article, SITE);
    const page = { slug: 'anh-1', published: NOW };
    const address = 'https://feeds.bao.example/articles/anh-1/';
    expect(names.add(of(makeArticle({ key: 'articles/a.md', link: address })))).toEqual([]);
    expect(names.add(of(makeArticle({ key: 'articles/b.md', ...page }))).map(formatProblem)).toEqual([
      `articles/b.md: warning: its address ${address} is that of articles/a.md too; rename the file, or ` +
        'give one another link',
    ]);
    expect(names.add(of(makeArticle({ key: 'articles/c.md', ...page })))).toEqual([]);
    expect([...names.touched.keys]).toEqual(['articles/c.md']);
    expect(names.add(of(makeArticle({ key: 'articles/d.md', ...page, link: 'https://bao.example/d' })))).toEqual([]);
  });
});
