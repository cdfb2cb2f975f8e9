import { describe, expect, it } from 'vitest';
import { summarize } from '../../../functions/core/index/article-summary.ts';
import type { DeltaRecord, StoredRecord } from '../../../functions/core/index/index-record.ts';
import { segmentOf } from '../../../functions/core/index/keys/record-keys.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import type { SitemapEntry } from '../../../functions/core/index/sitemap-entry.ts';
import { emptyState, type State } from '../../../functions/core/index/state.ts';
import type { MonthRecords } from '../../../functions/core/index/stored/months.ts';
import type { StoredIndex } from '../../../functions/core/index/stored/stored-index.ts';
import { compact, type SegmentedDestination } from '../../../functions/state/compaction/compact.ts';
import { partsOf } from '../../../functions/state/compaction/parts-of.ts';
import { ContentIndex } from '../../../functions/state/content-index.ts';
import { StateStore } from '../../../functions/state/state-store.ts';
import { createMemoryStore } from '../../../functions/stores/memory-store.ts';
import { EVERY_NAME } from '../../core/filing/samples.ts';
import { makeArticle, NOW, SITE } from '../../core/samples.ts';

const SEGMENTS = 4;
const EMPTY = emptyState({ revision: 'r', site: { etag: '', text: '', problems: [] }, by: 'events' }, SEGMENTS);
const MONTH = { lastModified: [1] };

const entry = (key: string, published = 1): SitemapEntry => ({
  key,
  loc: `https://bao.example/${key}`,
  published,
  lastModified: published,
  feeds: [],
});
const record = (key: string, month: string, published = 1): DeltaRecord => ({
  status: 'published',
  etag: '"1"',
  month,
  hasPage: true,
  line: entry(key, published),
});
const bare = ({ line: _, ...rest }: DeltaRecord): StoredRecord => rest;

class Compactions {
  readonly feeds = createMemoryStore({});
  readonly store = new StateStore(this.feeds);
  state: State = EMPTY;

  async run(
    generation: string,
    delta: StoredIndex['delta'],
    months: MonthRecords = this.state.months,
    segmented: SegmentedDestination = 'written',
  ): Promise<State> {
    const before = { ...this.state, delta, months };
    this.state = await compact(before, new ContentIndex(this.store, before), this.store, generation, segmented);
    return this.state;
  }

  async segmentOf(key: string): Promise<Readonly<Record<string, StoredRecord>>> {
    return new ContentIndex(this.store, this.state).segment(segmentOf(key, SEGMENTS));
  }

  async month(month: string): Promise<readonly SitemapEntry[]> {
    return (await new ContentIndex(this.store, this.state).month(month))();
  }

  async keys(): Promise<readonly string[]> {
    const keys: string[] = [];
    for await (const { key } of this.feeds.list()) keys.push(key);
    return keys.sort();
  }
}

describe('a compaction', () => {
  const [A, B] = ['articles/a.md', 'articles/b.md'];

  it('moves the delta into the objects of its segments and months, and names them', async () => {
    const compactions = new Compactions();
    const months = { '2026-10': MONTH, '2026-11': MONTH };
    const state = await compactions.run(
      'g1',
      {
        [A]: record(A, '2026-10'),
        [B]: record(B, '2026-11'),
        'media/a.mp3': { status: 'media', etag: '"m"', size: 3 },
      },
      months,
    );
    expect(state.delta).toEqual({});
    expect(await compactions.segmentOf(A)).toMatchObject({ [A]: bare(record(A, '2026-10')) });
    expect((await compactions.segmentOf(A))[A]).not.toHaveProperty('line');
    expect(await compactions.segmentOf('media/a.mp3')).toMatchObject({ 'media/a.mp3': { size: 3 } });
    expect([await compactions.month('2026-10'), await compactions.month('2026-11')]).toEqual([[entry(A)], [entry(B)]]);
    expect(await compactions.keys()).toEqual([...partsOf(state)].sort());
  });

  it('writes only what the delta touches, and leaves what the state before names as it was', async () => {
    const compactions = new Compactions();
    const first = await compactions.run(
      'g1',
      { [A]: record(A, '2026-10'), [B]: record(B, '2026-11') },
      { '2026-10': MONTH, '2026-11': MONTH },
    );
    const second = await compactions.run('g2', { [A]: record(A, '2026-10', 2) });
    const fresh = [...partsOf(second)].filter(key => !partsOf(first).has(key));
    expect(fresh.length).toBe(2);
    expect(second.months['2026-11']).toEqual(first.months['2026-11']);
    expect(await compactions.month('2026-10')).toEqual([entry(A, 2)]);
    compactions.state = first;
    expect(await compactions.month('2026-10')).toEqual([entry(A)]);
  });

  it('takes an article out of the month that it leaves', async () => {
    const compactions = new Compactions();
    await compactions.run(
      'g1',
      { [A]: record(A, '2026-10'), [B]: record(B, '2026-10') },
      { '2026-10': MONTH, '2026-11': MONTH },
    );
    await compactions.run('g2', { [A]: record(A, '2026-11', 2) });
    expect([await compactions.month('2026-10'), await compactions.month('2026-11')]).toEqual([
      [entry(B)],
      [entry(A, 2)],
    ]);
  });

  it('forgets what is gone, and the month that lost its last article', async () => {
    const compactions = new Compactions();
    await compactions.run('g1', { [A]: record(A, '2026-10') }, { '2026-10': MONTH });
    const state = await compactions.run('g2', { [A]: null }, {});
    expect(await compactions.segmentOf(A)).not.toHaveProperty([A]);
    expect([...partsOf(state)].filter(key => key.includes('2026-10'))).toEqual([]);
    expect((await compactions.keys()).filter(key => key.includes('g2') && key.includes('2026-10'))).toEqual([]);
  });

  it('takes a withdrawn article that is gone out of the window of a feed, which did not count it', async () => {
    const [compactions, feeds] = [new Compactions(), ['tag:bao']] as const;
    const apart = { site: { ...SITE, feeds: { tags: EVERY_NAME, rules: [] } }, now: NOW, limits: LIMITS };
    const summary = { ...summarize(makeArticle({ key: A, tags: ['Bão'] }), '"1"', apart.site, new Map()) };
    const gone: DeltaRecord = { ...record(A, '2026-10'), status: 'withdrawn', feeds, summary };
    const feed = async () => (await new ContentIndex(compactions.store, compactions.state).feedSegment(0))['tag:bao'];
    await compactions.run('g1', { [A]: gone }, { '2026-10': MONTH }, apart);
    expect((await feed())?.window?.articles).toMatchObject([{ key: A }]);
    await compactions.run('g2', { [A]: null }, {}, apart);
    expect(await feed()).toBeUndefined();
  });

  it('fails where the object of a segment is lost, and writes nothing over it', async () => {
    const compactions = new Compactions();
    const state = await compactions.run('g1', { [A]: record(A, '2026-10') }, { '2026-10': MONTH });
    for (const key of partsOf(state)) await compactions.feeds.delete(key);
    await expect(compactions.run('g2', { [A]: null })).rejects.toMatchObject({ name: 'StateLost' });
  });
});
