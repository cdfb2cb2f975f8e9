import { describe, expect, it } from 'vitest';
import type { FeedKey } from '../../../functions/core/feed/feed-key.ts';
import type { ArticleSummary } from '../../../functions/core/index/article-summary.ts';
import type { DeltaEntry } from '../../../functions/core/index/index-record.ts';
import { emptyState } from '../../../functions/core/index/state.ts';
import { wholeShare } from '../../../functions/state/compaction/share.ts';
import { unfoldedAfter, unfoldedWaiting, unfoldedWithout } from '../../../functions/state/compaction/unfolded.ts';
import { ContentIndex } from '../../../functions/state/content-index.ts';
import { StateStore } from '../../../functions/state/state-store.ts';
import { createMemoryStore } from '../../../functions/stores/memory-store.ts';

const [A, B, MONTH] = ['articles/a.md', 'articles/b.md', '2026-10'];
const FEEDS: readonly FeedKey[] = ['tag:bao', 'tag:lu'];
const [BAO, LU] = FEEDS.map(feed => [feed]);
const EMPTY = emptyState({ revision: 'r', site: { etag: '', text: '', problems: [] }, by: 'events' }, 1);
const index = new ContentIndex(new StateStore(createMemoryStore()), EMPTY);

function entry(key: string, title = 'Lũ'): DeltaEntry {
  const dates = { published: 0, updated: 0 };
  const summary: ArticleSummary = { key, id: key, slug: 'a', title, ...dates, categories: [], etag: '"1"' };
  return { status: 'published', etag: '"1"', month: '2026-11', feeds: FEEDS, summary };
}

describe('the note of what lacks changes of a delta', () => {
  const delta = { [A]: entry(A), [B]: entry(B) };
  const unfolded = { feeds: { [A]: LU ?? [], [B]: FEEDS }, months: { [A]: [MONTH], [B]: [MONTH] } };

  it('has all feeds of an article that is edited once some are folded, though it stands in the same', async () => {
    const edited = { ...delta, [A]: entry(A, 'Lũ rút') };
    expect(await unfoldedAfter({ delta: edited }, { delta, unfolded }, index)).toEqual({
      ...unfolded,
      feeds: { [A]: expect.arrayContaining([...FEEDS]), [B]: FEEDS },
    });
  });

  it('stays where a change says the same of an article', async () => {
    const same = { ...delta, [A]: entry(A) };
    expect(await unfoldedAfter({ delta: same }, { delta, unfolded }, index)).toEqual(unfolded);
  });

  it('is not known where it was not known before', async () => {
    expect(await unfoldedAfter({ delta }, { delta }, index)).toBeUndefined();
  });

  it('is of what waits alone once all else is folded', async () => {
    const left = { feeds: { [A]: LU }, months: { [A]: [MONTH] } };
    expect(await unfoldedWaiting({ delta, unfolded }, [A, 'articles/gone.md'], index)).toEqual(left);
  });

  it('has all feeds of what waits where it was not known', async () => {
    expect(await unfoldedWaiting({ delta }, [A], index)).toEqual({ feeds: { [A]: FEEDS }, months: {} });
  });

  it('has the feeds that an article left folded with all others', () => {
    const unfolded = { feeds: { [A]: FEEDS }, months: {} };
    const share = wholeShare({ delta: { [A]: null }, unfolded, segments: EMPTY.segments });
    expect(share.feeds).toEqual(new Set(FEEDS));
  });

  it('lacks feeds that were folded, and articles that left', () => {
    const share = { feeds: new Set(BAO), leaving: new Map([[A, entry(A)]]), windows: new Map(), isWhole: false };
    expect(unfoldedWithout(unfolded, share)).toEqual({ feeds: { [B]: LU }, months: { [B]: [MONTH] } });
  });
});
