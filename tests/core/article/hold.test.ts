import { describe, expect, it } from 'vitest';
import { holdOf } from '../../../functions/core/article/hold.ts';

const none = [{}, {}] as const;
const ends = (at: number) => ({ expires: { field: 'expires', at, line: 1, column: 1 } });
const article = { key: 'articles/a.md', draft: false, published: 1 };

describe('what holds an article back', () => {
  it.each([
    ['articles/a.md', undefined],
    ['articles/_posts/a.md', undefined],
    ['articles/a_b.md', undefined],
    ['articles/__proto__.md', undefined],
    ['articles/_drafts/a.md', '_drafts/'],
    ['articles/x/_Drafts/y/a.md', '_drafts/'],
    ['articles/drafts/a.md', 'drafts/'],
    ['articles/tin/Bản nháp/a.md', 'bản nháp/'],
    ['articles/bai-nhap/a.md', 'bai-nhap/'],
    ['articles/drafts-2026/a.md', undefined],
    ['articles/drafts.md', undefined],
    ['articles/_partial.mdx', '_ before its name'],
    ['articles/x/_wip.md', '_ before its name'],
  ])('is its place: %s', (key, heldBy) => {
    expect(holdOf({ ...article, key }, none)).toEqual(
      heldBy === undefined ? { draft: false } : { draft: true, heldBy },
    );
  });

  it('is its own field before all others, then what comes first', () => {
    expect(holdOf({ key: 'articles/_a.md', draft: true, published: 1 }, none)).toEqual({ draft: true });
    const told = [{}, { heldBy: 'published: false' }];
    expect(holdOf({ ...article, key: 'articles/_a.md' }, told)).toEqual({ draft: true, heldBy: 'published: false' });
  });

  it('is over at the earliest end', () => {
    expect(holdOf(article, [ends(5), ends(3)])).toEqual({ draft: false, expires: 3 });
    expect(holdOf(article, [ends(5), {}])).toEqual({ draft: false, expires: 5 });
  });
});
