import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareArticles, Window } from '../../../functions/core/publish/window.ts';
import { HOUR, makeArticle, NOW } from '../samples.ts';

const windowOf = (articles: readonly ReturnType<typeof makeArticle>[], reach = { entries: 3, minimumHours: 48 }) => {
  const window = new Window(reach, NOW);
  for (const article of articles) window.add(article);
  return window.shown();
};
const aged = (hours: number, key = `articles/${hours}.md`) => makeArticle({ key, published: NOW - hours * HOUR });

describe('a window', () => {
  it('shows the newest, whatever order they come in', () => {
    const articles = [100, 300, 200, 400].map(hours => aged(hours));
    expect(windowOf(articles).map(({ key }) => key)).toEqual(['articles/100.md', 'articles/200.md', 'articles/300.md']);
  });

  it('never drops what is younger than the minimum', () => {
    expect(windowOf([1, 2, 3, 4, 5, 47.9, 48, 49].map(hours => aged(hours)))).toHaveLength(6);
  });

  it('shows 500 at most, however young they are', () => {
    const articles = Array.from({ length: 5000 }, (_, at) =>
      makeArticle({ published: NOW - ((at * 7919) % 5000) * 1000 }),
    );
    const shown = windowOf(articles);
    expect(shown).toHaveLength(500);
    expect(shown.map(({ key }) => key)).toEqual(
      [...articles]
        .sort(compareArticles)
        .slice(0, 500)
        .map(({ key }) => key),
    );
  });

  it('orders by key what was published at the same instant', () => {
    const [b, a] = [aged(1, 'articles/b.md'), aged(1, 'articles/a.md')];
    expect(windowOf([b, a]).map(({ key }) => key)).toEqual(['articles/a.md', 'articles/b.md']);
  });

  it('shows of two articles with one id the newer', () => {
    const [old, young] = [makeArticle({ id: 'x', published: 1 }), makeArticle({ id: 'x', published: 2 })];
    expect(windowOf([old, young])).toEqual([young]);
  });

  it('shows what sorting everything would show', () => {
    const arbitrary = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 60 });
    fc.assert(
      fc.property(arbitrary, fc.integer({ min: 1, max: 10 }), (ages, entries) => {
        const articles = ages.map(hours => makeArticle({ published: NOW - hours * HOUR }));
        const sorted = [...articles].sort(compareArticles);
        const young = ages.filter(hours => hours < 48).length;
        const most = Math.min(Math.max(entries, young), 20);
        const window = new Window({ entries, minimumHours: 48, most: 20 }, NOW);
        for (const article of articles) window.add(article);
        expect(window.shown().map(({ key }) => key)).toEqual(sorted.slice(0, most).map(({ key }) => key));
      }),
    );
  });
});
