import { describe, expect, it } from 'vitest';
import type { Article } from '../../../functions/core/article/article.ts';
import { categoryFeed } from '../../../functions/core/feed/feed-key.ts';
import { FeedWindows } from '../../../functions/core/index/feed-windows.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import { HOUR, makeArticle, NOW, SITE } from '../samples.ts';

const DOI_SONG = { id: 'doi-song', title: 'Đời sống', slug: 'doi-song' };
const keys = (articles: readonly { readonly key: string }[]) => articles.map(({ key }) => key);

describe('the archive', () => {
  it('has a feed for each category: those of the site in its order, be they empty, then the others by slug', () => {
    const archive = new FeedWindows({ ...SITE, categories: [{ id: 'x', title: 'X', slug: 'x', aliases: [] }] }, NOW);
    const article = makeArticle({ categories: [DOI_SONG, { id: 'an', title: 'Án', slug: 'an' }] });
    archive.add(article);
    expect(archive.feeds().map(key => [key, keys(archive.newest(key))])).toEqual([
      ['all', [article.key]],
      ['category:x', []],
      ['category:an', [article.key]],
      ['category:doi-song', [article.key]],
    ]);
    archive.remove(article.key);
    expect(archive.feeds()).toEqual(['all', 'category:x']);
  });

  it('gives news of two days and at most 1,000', () => {
    const archive = new FeedWindows({ ...SITE, entries: 1, minimumHours: 0 }, NOW);
    archive.add(makeArticle({ published: NOW - 48 * HOUR }));
    for (let at = 0; at < 1200; at++) archive.add(makeArticle({ published: NOW - at * 60_000 }));
    expect(archive.news()).toHaveLength(1000);
    expect(archive.newest()).toHaveLength(1);
    const quiet = new FeedWindows(SITE, NOW);
    quiet.add(makeArticle({ published: NOW - 48 * HOUR }));
    quiet.add(makeArticle({ published: NOW - 48 * HOUR + 1 }));
    expect(quiet.news()).toHaveLength(1);
  });

  it('reaches down to an article where a window of its own does', () => {
    const archive = new FeedWindows<Article>({ ...SITE, entries: 1, minimumHours: 0 }, NOW, { ...LIMITS, slack: 1 });
    for (let at = 0; at < 3; at++) archive.add(makeArticle({ published: NOW - (100 + at) * HOUR }));
    expect(archive.reaches(makeArticle({ published: NOW - 200 * HOUR }))).toBe(true);
    archive.remembered();
    expect(archive.reaches(makeArticle({ published: NOW - 200 * HOUR }))).toBe(false);
    expect(archive.reaches(makeArticle({ published: NOW - 99 * HOUR }))).toBe(true);
    const rare = { published: NOW - 200 * HOUR, categories: [DOI_SONG] };
    archive.add(makeArticle({ published: NOW - 300 * HOUR, categories: [DOI_SONG] }));
    expect(archive.reaches(makeArticle(rare))).toBe(true);
  });

  it('remembers an article once, however many windows hold it, and each window with its own horizon', () => {
    const site = { ...SITE, entries: 2, minimumHours: 0 };
    const limits = { ...LIMITS, slack: 1 };
    const archive = new FeedWindows<Article>(site, NOW, limits);
    const rare = makeArticle({ published: NOW - 900 * HOUR, categories: [DOI_SONG] });
    const others = [51, 52, 53, 54, 55].map(hours => makeArticle({ published: NOW - hours * HOUR }));
    for (const article of [rare, ...others]) archive.add(article);
    const remembered = archive.remembered();
    expect(keys(remembered.articles)).toEqual(keys([...others.slice(0, 3), rare]));
    expect(remembered.horizons.all).toMatchObject({ key: others[2]?.key });
    expect(remembered.horizons).toEqual({ ...remembered.horizons, 'category:doi-song': null });
    const again = new FeedWindows<Article>(site, NOW, limits, remembered);
    expect(keys(again.newest())).toEqual(keys(others.slice(0, 2)));
    expect(keys(again.newest(categoryFeed('doi-song')))).toEqual([rare.key]);
    expect(again.remembered()).toEqual(remembered);
  });

  it('tells which windows want older articles', () => {
    const site = { ...SITE, entries: 2, minimumHours: 0 };
    const archive = new FeedWindows<Article>(site, NOW, { ...LIMITS, slack: 0 });
    const articles = [1, 2, 3].map(hours => makeArticle({ published: NOW - hours * HOUR, categories: [DOI_SONG] }));
    for (const article of articles) archive.add(article);
    archive.remembered();
    expect(archive.shortages()).toEqual([]);
    archive.remove(articles[0]?.key ?? '');
    expect(archive.shortages().map(({ horizon: _, ...name }) => name)).toEqual([
      { window: 'all' },
      { window: 'category:doi-song' },
    ]);
    archive.extend('all', articles.slice(2), undefined);
    archive.extend(categoryFeed('doi-song'), articles.slice(2), undefined);
    expect(archive.shortages()).toEqual([]);
    expect(keys(archive.newest())).toEqual(keys(articles.slice(1)));
  });
});
