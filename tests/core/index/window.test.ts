import { describe, expect, it } from 'vitest';
import type { Article } from '../../../functions/core/article/article.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import { compareRanks, type Rank, Window } from '../../../functions/core/index/window.ts';
import { fc } from '../../property.ts';
import { HOUR, makeArticle, NOW } from '../samples.ts';

const windowOf = (
  articles: readonly ReturnType<typeof makeArticle>[],
  reach = { entries: 3, minimumHours: 48, most: 500 },
) => {
  const window = new Window<ReturnType<typeof makeArticle>>(reach, NOW);
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
        .sort(compareRanks)
        .slice(0, 500)
        .map(({ key }) => key),
    );
  });

  it('tells when it leaves out what is younger than the minimum, and only then', () => {
    const isCut = (ages: readonly number[], most: number): boolean => {
      const window = new Window<Article>({ entries: 2, minimumHours: 48, most }, NOW);
      for (const hours of ages) window.add(aged(hours));
      return window.isCut;
    };
    expect(isCut([1, 2, 3, 47], 3)).toBe(true);
    expect(isCut([1, 2, 3, 48], 3)).toBe(false);
    expect(isCut([1, 2, 3, 47], 4)).toBe(false);
    expect(isCut([48, 49, 50], 2)).toBe(false);
  });

  it('orders by key what was published at the same instant', () => {
    const [b, a] = [aged(1, 'articles/b.md'), aged(1, 'articles/a.md')];
    expect(windowOf([b, a]).map(({ key }) => key)).toEqual(['articles/a.md', 'articles/b.md']);
  });

  it('shows what sorting everything would show', () => {
    const arbitrary = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 60 });
    fc.assert(
      fc.property(arbitrary, fc.integer({ min: 1, max: 10 }), (ages, entries) => {
        const articles = ages.map(hours => makeArticle({ published: NOW - hours * HOUR }));
        const sorted = [...articles].sort(compareRanks);
        const young = ages.filter(hours => hours < 48).length;
        const most = Math.min(Math.max(entries, young), 20);
        const window = new Window<Article>({ entries, minimumHours: 48, most: 20 }, NOW);
        for (const article of articles) window.add(article);
        expect(window.shown().map(({ key }) => key)).toEqual(sorted.slice(0, most).map(({ key }) => key));
      }),
    );
  });
});

describe('the horizon of a window', () => {
  const REACH = { entries: 3, minimumHours: 0, most: 5 };
  const NARROW = { ...LIMITS, slack: 2 };
  const open = (remembered?: ReturnType<Window<Article>['remembered']>) =>
    new Window<Article>(REACH, NOW, remembered, NARROW);
  const keysOf = (articles: readonly Rank[]) => articles.map(({ key }) => key);

  it('rises when the oldest fall out, and keeps what is older from coming in', () => {
    const window = open();
    for (const hours of [10, 20, 30, 40, 50, 60]) window.add(aged(hours));
    const remembered = window.remembered();
    expect(keysOf(remembered.articles)).toHaveLength(5);
    expect(remembered.horizon).toEqual({ published: NOW - 50 * HOUR, key: 'articles/50.md' });
    const next = open(remembered);
    next.add(aged(55));
    next.add(aged(50, 'articles/50b.md'));
    next.remove('articles/10.md');
    expect(keysOf(next.shown())).toEqual(['articles/20.md', 'articles/30.md', 'articles/40.md']);
    expect(keysOf(next.remembered().articles)).toHaveLength(4);
  });

  it('is short when too few are left above it, and not when nothing lies below', () => {
    const window = open();
    for (const hours of [10, 20, 30, 40, 50, 60]) window.add(aged(hours));
    const next = open(window.remembered());
    for (const hours of [10, 20]) next.remove(`articles/${hours}.md`);
    expect(next.isShort).toBe(false);
    next.remove('articles/30.md');
    expect(next.isShort).toBe(true);
    next.extend([aged(60)], undefined);
    expect(next.isShort).toBe(false);
    expect(keysOf(next.shown())).toEqual(['articles/40.md', 'articles/50.md', 'articles/60.md']);
  });

  it('is short while the last above it is younger than the minimum', () => {
    const reach = { entries: 1, minimumHours: 48, most: 500 };
    const at = (hours: number) => ({ published: NOW - hours * HOUR, key: `articles/${hours}.md` });
    const short = new Window<Article>(reach, NOW, { articles: [aged(10)], horizon: at(10) });
    const enough = new Window<Article>(reach, NOW, { articles: [aged(10)], horizon: at(48) });
    expect([short.isShort, enough.isShort]).toEqual([true, false]);
  });

  it('hides nothing, whatever comes and goes', () => {
    const change = fc.record({
      hours: fc.integer({ min: 0, max: 40 }),
      id: fc.integer({ min: 0, max: 30 }),
      gone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 80 }), changes => {
        const all = new Map<string, Article>();
        let remembered: ReturnType<Window<Article>['remembered']> = { articles: [] };
        for (const { hours, id, gone } of changes) {
          const window = open(remembered);
          const article = makeArticle({ key: `articles/${hours}.md`, id: `id:${id}`, published: NOW - hours * HOUR });
          window.remove(article.key);
          all.delete(article.key);
          if (!gone) {
            window.add(article);
            all.set(article.key, article);
          }
          if (window.isShort) {
            const { horizon } = window;
            const below = [...all.values()].filter(other => horizon && compareRanks(other, horizon) > 0);
            window.extend(below, undefined);
          }
          const whole = open();
          for (const other of all.values()) whole.add(other);
          expect(keysOf(window.shown())).toEqual(keysOf(whole.shown()));
          remembered = window.remembered();
        }
      }),
    );
  });
});

describe('what was withdrawn', () => {
  const gone = (hours: number, more: Partial<Article> = {}) => ({ ...aged(hours), withdrawn: {}, ...more });
  const look = (articles: readonly Article[], reach = { entries: 2, minimumHours: 0, most: 3 }, limits = LIMITS) => {
    const window = new Window<Article>(reach, NOW, undefined, limits);
    for (const article of articles) window.add(article);
    const hours = (items: readonly Rank[]) => items.map(({ published }) => (NOW - published) / HOUR);
    return { window, shown: hours(window.shown()), withdrawn: hours(window.withdrawn()) };
  };

  it('takes no place among what is shown, and is told of while it would be shown', () => {
    expect(look([gone(1), aged(2), gone(3), aged(4), gone(5), aged(6)])).toMatchObject({
      shown: [2, 4],
      withdrawn: [1, 3],
    });
    expect(look([aged(1), gone(2)])).toMatchObject({ shown: [1], withdrawn: [2] });
  });

  it('is as bounded as what is shown, in what is told and in what is kept', () => {
    const articles = Array.from({ length: 50 }, (_, at) => gone(at));
    const { window, withdrawn } = look(articles, undefined, { ...LIMITS, considered: 10, slack: 2 });
    expect(withdrawn).toEqual([0, 1, 2]);
    expect(window.remembered().articles).toHaveLength(12);
  });

  it('is told of again once older articles are known', () => {
    const { window } = look([aged(1), aged(2), aged(3), gone(4), gone(5), aged(6)], undefined, { ...LIMITS, slack: 0 });
    const remembered = window.remembered();
    expect(remembered.articles).toHaveLength(2);
    const next = new Window<Article>({ entries: 2, minimumHours: 0, most: 3 }, NOW, remembered);
    next.remove('articles/1.md');
    expect(next.isShort).toBe(true);
    next.extend([aged(3), gone(4), gone(5), aged(6)], undefined);
    expect(next.withdrawn()).toEqual([]);
    next.remove('articles/2.md');
    expect(next.withdrawn().map(({ key }) => key)).toEqual(['articles/4.md', 'articles/5.md']);
  });
});
