import { describe, expect, it } from 'vitest';
import { type ArticleSummary, summarize } from '../../../functions/core/index/article-summary.ts';
import { FeedWindows } from '../../../functions/core/index/feed-windows.ts';
import { IndexView } from '../../../functions/core/index/index-view.ts';
import { settleLinks } from '../../../functions/core/plan/settle-links.ts';
import { HOUR, makeArticle, NOW, SITE } from '../samples.ts';

const TIN = { id: 'tin', title: 'Tin', slug: 'tin' };
const TARGET = 'articles/b.md';
const index = new IndexView(
  {
    segmentCount: 1,
    segment: () => ({ [TARGET]: { status: 'published', etag: '"1"', month: '2026-11' } }),
    month: () => [{ key: TARGET, loc: 'https://bao.example/b', published: NOW, lastModified: NOW, feeds: [] }],
  },
  new Map(),
);

describe('links of articles', () => {
  it('are settled in each window that an article stands in, also where it has come into one of them just now', () => {
    const article = makeArticle({ categories: [TIN], links: [TARGET], published: NOW - 90 * HOUR });
    const summary = summarize(article, '"1"', SITE, new Map());
    const known: ArticleSummary = { ...summary, links: [{ key: TARGET, url: 'https://bao.example/b' }] };
    const horizon = { published: NOW - 50 * HOUR, key: '' };
    const remembered = { articles: [known], horizons: { all: horizon, news: horizon, 'category:tin': null } };
    const windows = new FeedWindows<ArticleSummary>(SITE, NOW, undefined, remembered);
    windows.extend('all', [summary], undefined);
    settleLinks({ windows }, index, [], () => true);
    for (const feed of ['all', 'category:tin'] as const)
      expect(windows.newest(feed).map(({ links }) => links)).toEqual([known.links]);
  });

  it('wait until all that is looked up is there', () => {
    const windows = new FeedWindows<ArticleSummary>(SITE, NOW);
    windows.add(summarize(makeArticle({ links: [TARGET] }), '"1"', SITE, new Map()));
    settleLinks({ windows }, index, [], () => false);
    expect(windows.newest().map(({ links }) => links)).toEqual([[{ key: TARGET }]]);
  });
});
