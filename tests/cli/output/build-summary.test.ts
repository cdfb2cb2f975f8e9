import { describe, expect, it } from 'vitest';
import { summary } from '../../../functions/cli/output/build-summary.ts';

describe('the result of a build in one line', () => {
  const counts = { read: 9, published: 1, withdrawn: 0, drafts: 0, waiting: 0, expired: 0, rejected: 0 };

  it('counts what is not published, one and several', () => {
    expect(summary(counts, 2)).toBe('1 article in 2 feeds');
    expect(summary({ ...counts, drafts: 1 }, 1)).toBe('1 article in 1 feed (not published: 1 draft)');
    expect(summary({ ...counts, waiting: 1 }, 1)).toBe('1 article in 1 feed (not published: 1 waiting for its date)');
    expect(summary({ ...counts, waiting: 2 }, 1)).toContain('2 waiting for their date)');
    expect(summary({ ...counts, published: 2, withdrawn: 1, drafts: 3, rejected: 1 }, 2)).toBe(
      '2 articles in 2 feeds (not published: 1 withdrawn, 3 drafts, 1 rejected)',
    );
  });
});
