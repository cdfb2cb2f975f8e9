import { describe, expect, it } from 'vitest';
import {
  type DeltaRecord,
  entriesByMonth,
  type ObjectRecord,
  publicPathOf,
} from '../../../functions/core/index/index-record.ts';
import { IndexView } from '../../../functions/core/index/index-view.ts';
import { segmentOf } from '../../../functions/core/index/keys/record-keys.ts';
import type { SitemapEntry } from '../../../functions/core/index/sitemap-entry.ts';

const SEGMENTS = 3;
const NFC = 'media/chợ.mp3';
const NFD = NFC.normalize('NFD');

const entry = (key: string, published = 1): SitemapEntry => ({
  key,
  loc: `https://bao.example/${key}`,
  published,
  lastModified: published,
  feeds: [],
});
const source = (month: string, more: Partial<DeltaRecord> = {}): DeltaRecord =>
  ({ status: 'published', etag: '"1"', month, hasPage: true, ...more }) as DeltaRecord;
const media = (size: number): ObjectRecord => ({ status: 'media', etag: `"${size}"`, size });

/** An index that holds these records, and takes note of the segments that it is asked for. */
function open(
  records: Readonly<Record<string, ObjectRecord>>,
  delta: Readonly<Record<string, DeltaRecord | null>> = {},
  months: Readonly<Record<string, readonly SitemapEntry[]>> = {},
) {
  const asked: number[] = [];
  const segment = (at: number): Readonly<Record<string, ObjectRecord>> => {
    asked.push(at);
    return Object.fromEntries(Object.entries(records).filter(([key]) => segmentOf(key, SEGMENTS) === at));
  };
  const parts = { segmentCount: SEGMENTS, segment, month: (month: string) => months[month] ?? [] };
  return { index: new IndexView(parts, new Map(Object.entries(delta))), asked };
}

describe('an index with a delta', () => {
  it('knows an object as the delta has it, else as its segment does, and asks for no other segment', () => {
    const [old, other] = [source('2026-10'), source('2026-11', { etag: '"2"' })];
    const { index, asked } = open(
      { 'articles/a.md': old, 'articles/b.md': old, 'articles/c.md': old },
      { 'articles/b.md': other, 'articles/c.md': null },
    );
    expect(index.record('articles/b.md')).toBe(other);
    expect(index.record('articles/c.md')).toBeUndefined();
    expect(asked).toEqual([]);
    expect(index.record('articles/a.md')).toBe(old);
    expect(asked).toEqual([segmentOf('articles/a.md', SEGMENTS)]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('knows no object by the name of %s', key => {
    expect(open({}).index.record(key)).toBeUndefined();
  });

  it('has the records of a segment, those of the delta among them', () => {
    const keys = Array.from({ length: 12 }, (_, at) => `articles/${at}.md`);
    const { index } = open(Object.fromEntries(keys.map(key => [key, source('2026-10')])), {
      'articles/0.md': null,
      'articles/new.md': source('2026-11'),
    });
    const all = [0, 1, 2].flatMap(at => [...index.records(at).keys()]);
    expect(all.sort()).toEqual([...keys.slice(1), 'articles/new.md'].sort());
  });

  it('gives a path to the first of the keys that stand for it and have a file', () => {
    const [first, second] = [NFC, NFD].sort() as [string, string];
    expect(open({ [NFC]: media(1), [NFD]: media(2) }).index.ownerOfNameOf(NFC)).toBe(first);
    expect(open({ [NFC]: media(1), [NFD]: media(2) }, { [first]: null }).index.ownerOfNameOf(NFC)).toBe(second);
    expect(open({ [first]: media(1) }, { [second]: media(2) }).index.ownerOfNameOf(second)).toBe(first);
    const draft: ObjectRecord = { status: 'draft', etag: '"1"' };
    expect(open({ 'articles/a.md': draft }).index.ownerOfNameOf('articles/a.md')).toBeUndefined();
  });

  it('knows the owners of all paths of a segment, one for each', () => {
    const { index } = open({ [NFC]: media(1), [NFD]: media(2), 'articles/a.md': source('2026-10') });
    const owners = new Map([0, 1, 2].flatMap(at => [...index.owners(at)]));
    expect(owners).toEqual(
      new Map([
        [NFC, [NFC, NFD].sort()[0]],
        [publicPathOf('articles/a.md', undefined), 'articles/a.md'],
      ]),
    );
  });

  it('knows how large a file of media is, however its name is typed, and of no other object', () => {
    expect(open({ [NFD]: media(7) }).index.mediaSize(NFC)).toBe(7);
    expect(open({ [NFD]: media(7) }, { [NFD]: media(8) }).index.mediaSize(NFC)).toBe(8);
    expect(open({ [NFD]: media(7) }, { [NFD]: null }).index.mediaSize(NFC)).toBeUndefined();
    expect(open({ 'articles/a.md': source('2026-10') }).index.mediaSize('articles/a.md')).toBeUndefined();
  });

  it('has the entries of a month but those that changed, and then the changed ones', () => {
    const [a, b, c] = ['articles/a.md', 'articles/b.md', 'articles/c.md'];
    const changed = entry(a, 2);
    const { index } = open(
      {},
      {
        [a]: source('2026-10', { line: changed }),
        [b]: null,
        'articles/d.md': source('2026-11', { line: entry('articles/d.md') }),
      },
      { '2026-10': [entry(a), entry(b), entry(c)] },
    );
    expect(index.month('2026-10')).toEqual([entry(c), changed]);
    expect(index.month('2026-11')).toEqual([entry('articles/d.md')]);
    expect(index.month('2026-12')).toEqual([]);
  });
});

it('changed records bring entries where they are out, by month', () => {
  const delta = new Map<string, DeltaRecord | null>([
    ['a', source('2026-10', { line: entry('a') })],
    ['b', source('2026-10', { line: entry('b') })],
    ['c', null],
    ['d', { status: 'draft', etag: '"1"' }],
    ['e', media(1)],
    ['f', source('2026-10')],
  ]);
  expect(entriesByMonth(delta)).toEqual(new Map([['2026-10', [entry('a'), entry('b')]]]));
});
