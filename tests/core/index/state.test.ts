import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import { NextState } from '../../../functions/core/index/next-state.ts';
import { emptyState } from '../../../functions/core/index/state.ts';
import { NOW, SITE } from '../samples.ts';

const MEMORY = { revision: 'r', site: { etag: '"1"', text: 'title: A\n', problems: [] }, by: 'full' };

describe('an empty state', () => {
  it('is blank until something was read, and then is not, though nothing was there', () => {
    const empty = emptyState(MEMORY, 3);
    expect(empty).toMatchObject({ ...MEMORY, isBlank: true, latestDate: 0, delta: {}, pending: [] });
    expect(empty.segments).toHaveLength(3);
    const next = new NextState({ state: empty, site: SITE, now: NOW, limits: LIMITS, sizes: new Map() }).finish(
      'sweep',
    );
    expect(next).not.toHaveProperty('isBlank');
    expect(next).toMatchObject({ by: 'sweep', asOf: NOW, revision: 'r' });
  });

  it('is the same once it was stored', () => {
    const empty = emptyState({ ...MEMORY, feedsUrl: 'https://f.example/' }, 2);
    expect(JSON.parse(JSON.stringify(empty))).toEqual(empty);
  });
});
