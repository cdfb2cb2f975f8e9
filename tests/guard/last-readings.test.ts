import { describe, expect, it } from 'vitest';
import type { SourceObject } from '../../functions/content/read-source.ts';
import { LastReadings } from '../../functions/guard/last-readings.ts';
import { SITE } from '../core/samples.ts';

const OBJECT: SourceObject = {
  key: 'articles/a.md',
  etag: '"1"',
  size: 3,
  lastModified: 1,
  bytes: Buffer.from('Một'),
  metadata: { nguon: 'kho' },
};
const FOUND = { kind: 'rejected', etag: '"1"', problems: [] } as const;

/** Returns how many of these objects, one after another, were read. */
async function readingsOf(objects: readonly SourceObject[], sites = objects.map(() => SITE)): Promise<number> {
  const last = new LastReadings();
  let read = 0;
  for (const [at, object] of objects.entries()) {
    const answer = await last.answer(object, sites[at] ?? SITE, async () => {
      read += 1;
      return { result: FOUND };
    });
    expect(answer).toEqual({ result: FOUND });
  }
  return read;
}

describe('LastReadings', () => {
  it('has the same object read once, however often it is fetched', async () => {
    const again = { ...OBJECT, bytes: Uint8Array.from(OBJECT.bytes), metadata: { ...OBJECT.metadata } };
    expect(await readingsOf([OBJECT, { ...OBJECT }, OBJECT])).toBe(1);
    expect(await readingsOf([again, { ...again, bytes: Uint8Array.from(again.bytes) }])).toBe(1);
  });

  it.each<[string, Partial<SourceObject>]>([
    ['text', { bytes: Buffer.from('Hai') }],
    ['key', { key: 'articles/b.md' }],
    ['version', { etag: '"2"' }],
    ['time', { lastModified: 2 }],
    ['metadata', { metadata: {} }],
    ['file that speaks of it', { sidecars: [{ key: 'articles/a.json', text: '{"draft": true}' }] }],
  ])('reads what has another %s', async (_, change) => {
    expect(await readingsOf([OBJECT, { ...OBJECT, ...change }])).toBe(2);
  });

  it('reads for another site, and after a failure', async () => {
    expect(await readingsOf([OBJECT, OBJECT], [SITE, { ...SITE }])).toBe(2);
    const last = new LastReadings();
    expect(await last.answer(OBJECT, SITE, async () => ({ error: 'ended' }))).toEqual({ error: 'ended' });
    expect(await last.answer(OBJECT, SITE, async () => ({ result: FOUND }))).toEqual({ result: FOUND });
  });

  it('remembers few: the last sixteen, and 16 MB of them', async () => {
    const many = Array.from({ length: 17 }, (_, at) => ({ ...OBJECT, key: `articles/${at}.md` }));
    expect(await readingsOf([...many, ...many.slice(1)])).toBe(17);
    expect(await readingsOf([...many, ...many.slice(0, 1)])).toBe(18);
    const large = many.slice(0, 5).map(object => ({ ...object, bytes: Buffer.alloc(4 * 1024 * 1024) }));
    expect(await readingsOf([...large, ...large.slice(1)])).toBe(5);
    expect(await readingsOf([...large, ...large.slice(0, 1)])).toBe(6);
  });
});
