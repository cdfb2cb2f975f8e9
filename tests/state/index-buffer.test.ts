import { describe, expect, it } from 'vitest';
import { categoryFeed } from '../../functions/core/feed/feed-key.ts';
import type { DeltaRecord } from '../../functions/core/index/index-record.ts';
import { segmentOf } from '../../functions/core/index/keys/record-keys.ts';
import { IndexBuffer } from '../../functions/state/index-buffer.ts';

const SHARDS = 3;

function recordsOf(from: number, to: number): Map<string, DeltaRecord | null> {
  const records = new Map<string, DeltaRecord | null>();
  for (let at = from; at < to; at++) {
    const key = `articles/Đời sống ${at}.md`;
    const month = at % 2 === 0 ? '2026-10' : '2026-11';
    const line = {
      key,
      loc: `https://bao.example/${at}`,
      published: at,
      lastModified: at,
      feeds: [categoryFeed('doi-song')],
    };
    records.set(key, { status: 'published', etag: `"${at}" x`, month, hasPage: true, line });
  }
  return records;
}

describe('a spool', () => {
  it.each([1, 2, 64])('gives back what it took, in whole, %i at once', atOnce => {
    const spool = new IndexBuffer(SHARDS, atOnce);
    for (const [from, to] of [
      [0, 7],
      [7, 9],
      [9, 20],
    ] as const)
      spool.take(recordsOf(from, to));
    const all = [...recordsOf(0, 20)];
    for (const month of ['2026-10', '2026-11']) {
      const lines = all.flatMap(([, record]) =>
        record?.status === 'published' && record.month === month ? [record.line] : [],
      );
      expect(spool.sitemapEntries(month)).toEqual(lines);
    }
    for (const shard of spool.segments) {
      const own = all.filter(([key]) => segmentOf(key, SHARDS) === shard);
      expect(spool.records(shard)).toEqual(
        own.map(([key, record]) => {
          const { line: _, ...rest } = record as DeltaRecord;
          return [key, rest];
        }),
      );
    }
    expect(spool.segments.flatMap(shard => spool.records(shard))).toHaveLength(20);
    expect([...spool.months].sort()).toEqual(['2026-10', '2026-11']);
  });

  it('takes it away where it was, and has nothing of what was not there', () => {
    const spool = new IndexBuffer(SHARDS, 2);
    const recent = new Map([...recordsOf(0, 1), ['articles/gone.md', null] as const]);
    spool.take(recent);
    expect(recent.size).toBe(0);
    expect(spool.segments.flatMap(shard => spool.records(shard))).toHaveLength(1);
    expect(spool.sitemapEntries('2018-12')).toEqual([]);
  });

  it('keeps no line of what stands in no month', () => {
    const spool = new IndexBuffer(SHARDS, 2);
    spool.take(
      new Map<string, DeltaRecord>([
        ['media/a.jpg', { status: 'media', etag: 'e', size: 1 }],
        ['articles/a.md', { status: 'draft', etag: 'e' }],
      ]),
    );
    expect(spool.months).toEqual([]);
    expect(spool.segments.flatMap(shard => spool.records(shard))).toHaveLength(2);
  });

  it('adds up sums, which stand with the records of their segment, and has none of what comes to nothing', () => {
    const spool = new IndexBuffer(SHARDS, 2);
    const [one, other] = ['feed:category:doi-song', 'feed:category:tin'];
    const take = (key: string, counts: Readonly<Record<string, number>>) =>
      spool.take(new Map([[key, { status: 'feed', spellings: counts }]]));
    take(one, { A: 2, B: 1 });
    take(one, { A: 1, B: -1 });
    take(other, { C: 1 });
    take(other, { C: -1 });
    const at = segmentOf(one, SHARDS);
    expect(spool.segments).toEqual([at]);
    expect(spool.records(at)).toEqual([[one, { status: 'feed', spellings: { A: 3 } }]]);
  });
});
