import { describe, expect, it } from 'vitest';
import { type ArticleSummary, summarize } from '../../../functions/core/index/article-summary.ts';
import { FeedWindows } from '../../../functions/core/index/feed-windows.ts';
import type { DeltaEntry } from '../../../functions/core/index/index-record.ts';
import { IndexView } from '../../../functions/core/index/index-view.ts';
import { settleSummaries } from '../../../functions/core/plan/segmented/open-feeds.ts';
import { makeArticle, NOW, SITE } from '../samples.ts';

const KEY = 'articles/a.md';
const OF_TAGS = { ...SITE, feeds: { tags: { minimum: 0, formats: [] }, rules: [] } };
const SUMMARY: ArticleSummary = {
  ...summarize(makeArticle({ key: KEY, tags: ['Lũ'] }), '"1"', OF_TAGS, new Map()),
  picture: { key: 'media/a.png', width: 2, height: 1 },
  media: { key: 'media/a.mp3', size: 5 },
  links: [{ key: 'articles/b.md', url: 'https://bao.example/b' }],
};

/** Settles the summary that a delta has, and returns its entry as it was and as it is then. */
function settled(summary: ArticleSummary): readonly (DeltaEntry | null | undefined)[] {
  const entry: DeltaEntry = { status: 'published', etag: '"1"', month: '2026-11', feeds: ['tag:lu'], summary };
  const delta = new Map<string, DeltaEntry | null>([[KEY, entry]]);
  const windows = new FeedWindows<ArticleSummary>(OF_TAGS, NOW, undefined, undefined, () => ({ articles: [] }));
  windows.add(SUMMARY);
  settleSummaries({ delta, windows }, new IndexView({ segmentCount: 1, segment: () => ({}), month: () => [] }, delta));
  return [entry, delta.get(KEY)];
}

describe('the summary that a delta has of an article', () => {
  it('leaves its entry the same object where windows say the same, in whatever order of fields', () => {
    const { picture: _, ...rest } = SUMMARY;
    const reordered = { picture: { height: 1, width: 2, key: 'media/a.png' }, ...rest };
    const [before, after] = settled(reordered);
    expect(after).toBe(before);
  });

  it('becomes what windows say of its picture', () => {
    const [before, after] = settled({ ...SUMMARY, picture: { key: 'media/a.png' } });
    expect(after).toEqual({ ...before, summary: SUMMARY });
  });
});
