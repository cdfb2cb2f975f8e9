import { describe, expect, it } from 'vitest';
import { holdOf } from '../../../functions/core/article/hold.ts';
import { articleOf } from '../samples.ts';

const none = [{}, {}] as const;
const ends = (at: number) => ({ expires: { field: 'expires', at, line: 1, column: 1 } });
const FILE = { key: 'articles/a.md', draft: false, published: 1 };
const article = (...lines: readonly string[]) =>
  ['---', 'title: A', 'date: 2026-01-02', ...lines, '---', 'Lời.'].join('\n');

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
    ['articles/tin/nháp/a.md', 'nháp/'],
    ['articles/tin/nha\u0301p/a.md', 'nháp/'],
    ['articles/drafts/a/index.md', 'drafts/'],
    ['articles/tin/drafts/index.md', undefined],
    ['articles/drafts/drafts/index.vi.md', 'drafts/'],
    ['articles/_drafts/index.md', '_drafts/'],
    ['articles/_draft/a.md', '_draft/'],
    ['articles/tin/_Private/a/index.md', '_private/'],
    ['articles/_unpublished/2026/a.md', '_unpublished/'],
    ['articles/_trash/a.md', '_trash/'],
    ['articles/_bản nháp/a.md', '_bản nháp/'],
    ['articles/unpublished/a.md', 'unpublished/'],
    ['articles/private/a.md', undefined],
    ['articles/_privateer/a.md', undefined],
    ['articles/_drafts.bak/a.md', undefined],
    ['articles/drafts-2026/a.md', undefined],
    ['articles/drafts.md', undefined],
    ['articles/_partial.mdx', '_ before its name'],
    ['articles/x/_wip.md', '_ before its name'],
  ])('is its place: %s', (key, heldBy) => {
    expect(holdOf({ ...FILE, key }, none)).toEqual(heldBy === undefined ? { draft: false } : { draft: true, heldBy });
  });

  it('is no folder without an underscore, where the article says that it is no draft', () => {
    const heldBy = (path: string, ...lines: readonly string[]) =>
      articleOf(article(...lines), { key: `articles/${path}` }).heldBy;
    expect(heldBy('drafts/a.md')).toBe('drafts/');
    expect(heldBy('drafts/a.md', 'draft: false')).toBeUndefined();
    expect(heldBy('_drafts/a.md', 'draft: false')).toBe('_drafts/');
    expect(heldBy('_private/a.md', 'draft: false')).toBe('_private/');
    expect(heldBy('unpublished/a.md', 'draft: false')).toBeUndefined();
    expect(heldBy('drafts/_a.md', 'draft: false')).toBe('_ before its name');
    expect(heldBy('drafts/a.md', 'draft: false', 'status: private')).toBe('status: private');
  });

  it('is its own field before all others, then what comes first', () => {
    expect(holdOf({ key: 'articles/_a.md', draft: true, published: 1 }, none)).toEqual({ draft: true });
    const told = [{}, { heldBy: 'published: false' }];
    expect(holdOf({ ...FILE, key: 'articles/_a.md' }, told)).toEqual({ draft: true, heldBy: 'published: false' });
  });

  it('is over at the earliest end', () => {
    expect(holdOf(FILE, [ends(5), ends(3)])).toEqual({ draft: false, expires: 3 });
    expect(holdOf(FILE, [ends(5), {}])).toEqual({ draft: false, expires: 5 });
  });
});
