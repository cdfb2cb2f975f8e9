import { describe, expect, it } from 'vitest';
import { defaultId, pathInId } from '../../../functions/core/article/key.ts';
import { hashOf, segmentOf } from '../../../functions/core/index/keys/record-keys.ts';
import {
  type Claimant,
  claimHash,
  claimOf,
  compareClaimants,
  comparedId,
  lostIdProblem,
  sharedIdProblem,
} from '../../../functions/core/index/owners.ts';
import type { SourceRecord } from '../../../functions/core/index/records/source-record.ts';
import { fc } from '../../property.ts';
import { SITE } from '../samples.ts';

const OUT: SourceRecord = { status: 'published', etag: '"1"', month: '2026-11' };

describe('the owner', () => {
  const claimant: fc.Arbitrary<Claimant> = fc.record({
    key: fc.constantFrom('a', 'b', '\uf900', '\u{1f600}'),
    isWithdrawn: fc.boolean(),
    isByPath: fc.boolean(),
  });

  it('is the same in whatever order claimants come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(claimant, { selector: ({ key }) => key, minLength: 1 }), claimants => {
        const [owner] = [...claimants].sort(compareClaimants);
        expect([...claimants].reverse().sort(compareClaimants)[0]).toBe(owner);
      }),
    );
  });

  it('is public before withdrawn, then by its own path, then the smallest key in UTF-8', () => {
    const order: readonly Claimant[] = [
      { key: 'z', isWithdrawn: false, isByPath: true },
      { key: '\uf900', isWithdrawn: false, isByPath: false },
      { key: '\u{1f600}', isWithdrawn: false, isByPath: false },
      { key: 'c', isWithdrawn: true, isByPath: true },
      { key: 'a', isWithdrawn: true, isByPath: false },
    ];
    expect([...order].reverse().sort(compareClaimants)).toEqual(order);
  });
});

describe('a claim on an id', () => {
  it.each(['articles/a.md', 'articles/2026/Tư pháp/ảnh.md', 'articles/ảnh.md'.normalize('NFD'), 'articles/a+b%2F.md'])(
    'is implied by the record of %j, and by no other of its path',
    key => {
      expect(claimOf(key, OUT, SITE)).toBeUndefined();
      const id = defaultId(key, SITE);
      expect(claimHash(id, SITE)).toBe(hashOf(key));
      const other = claimOf(key.replace('.md', '.txt'), OUT, SITE);
      expect(other?.claim).toMatchObject({ status: 'claim', id, isByPath: true });
      const declared = claimOf('articles/z.md', { ...OUT, id }, SITE);
      expect(declared?.claim).toEqual({ status: 'claim', key: 'articles/z.md', id });
      for (const found of [other, declared]) expect(segmentOf(found?.key ?? '', 7)).toBe(segmentOf(key, 7));
    },
  );

  it('is that of what is out, or would be', () => {
    for (const status of ['draft', 'waiting', 'expired', 'rejected'] as const)
      expect(claimOf('articles/a.txt', { status, etag: '"1"' }, SITE)).toBeUndefined();
    const lost = { to: 'path', as: 'withdrawn' } as const;
    expect(claimOf('articles/a.txt', { status: 'rejected', etag: '"1"', lost }, SITE)?.claim).toMatchObject({
      isWithdrawn: true,
    });
  });

  it('is one with what Atom makes of another', () => {
    expect(comparedId({ key: 'articles/z.md', id: 'articles/a' }, SITE)).toBe(defaultId('articles/a.md', SITE));
    expect(comparedId({ key: 'articles/z.md', id: 'urn:x' }, SITE)).toBe('urn:x');
  });

  it('is reported as the editor wrote it, and briefly', () => {
    const id = comparedId({ key: 'articles/b.md', id: 'bài 1' }, SITE);
    expect(lostIdProblem('articles/b.md', id, 'articles/a.md', SITE).message).toContain('id "bài 1" belongs to');
    expect(sharedIdProblem('articles/a.md', id, ['b', 'c', 'd'], SITE).message).toContain('claimed by b and 2 others');
    expect(lostIdProblem('articles/b.md', `urn:${'x'.repeat(9000)}`, 'a', SITE).message.length).toBeLessThan(600);
  });
});

describe('the path in an id', () => {
  it('is that of the sources that have it without declaring it', () => {
    expect(pathInId(defaultId('articles/Tư pháp/a.md', SITE), SITE)).toBe('articles/Tư pháp/a');
    expect(pathInId('urn:x', SITE)).toBeUndefined();
    expect(pathInId('tag:bao.example,2018:%', SITE)).toBeUndefined();
    expect(pathInId('tag:bao.example,2017:articles/a', SITE)).toBeUndefined();
  });
});
