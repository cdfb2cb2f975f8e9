import { describe, expect, it } from 'vitest';
import { compareFolder } from '../../../functions/cli/pushing/differences.ts';

const digests = (here: Record<string, string>, noted: Record<string, string> = {}) => ({
  of: async (key: string) => here[key] ?? '',
  noted: async (key: string) => noted[key],
});
const etag = (md5: string) => `"${md5}"`;

describe('what differs between a folder and a bucket', () => {
  it('is what is not there, or in another version; the rest stays', async () => {
    const local = ['a', 'b', 'c', 'd'].map(key => ({ key, size: 3 }));
    const remote = [
      { key: 'a', size: 3, etag: etag('one') },
      { key: 'b', size: 4, etag: etag('one') },
      { key: 'c', size: 3, etag: etag('two') },
      { key: 'z', size: 1, etag: etag('x') },
    ];
    expect(await compareFolder(local, remote, digests({ a: 'one', b: 'one', c: 'one', d: 'one' }))).toEqual({
      uploads: ['b', 'c', 'd'].map(key => ({ from: key, to: key })),
      unchanged: 1,
      extra: ['z'],
    });
  });

  it('is told by what was noted where the ETag is no digest of the bytes', async () => {
    const local = ['a', 'b', 'c'].map(key => ({ key, size: 3 }));
    const remote = ['a', 'b', 'c'].map(key => ({ key, size: 3, etag: etag('encrypted') }));
    const found = await compareFolder(local, remote, digests({ a: 'one', b: 'one', c: 'one' }, { a: 'one', b: 'two' }));
    expect(found).toMatchObject({ uploads: [{ to: 'b' }, { to: 'c' }], unchanged: 1 });
  });

  it('takes one name for one file, however it is typed, and leaves it as the bucket has it', async () => {
    const [nfc, nfd] = ['articles/bài.md', 'articles/bài.md'.normalize('NFD')];
    const local = [{ key: nfd, size: 3 }];
    const of = digests({ [nfd]: 'one' });
    expect(await compareFolder(local, [], of)).toMatchObject({ uploads: [{ from: nfd, to: nfc }] });
    const same = await compareFolder(local, [{ key: nfc, size: 3, etag: etag('one') }], of);
    expect(same).toEqual({ uploads: [], unchanged: 1, extra: [] });
    const other = await compareFolder(local, [{ key: nfd, size: 3, etag: etag('two') }], of);
    expect(other).toMatchObject({ uploads: [{ from: nfd, to: nfd }], extra: [] });
  });

  it('takes of two spellings of one name the first, and tells of the other', async () => {
    const [nfc, nfd] = ['articles/bài.md', 'articles/bài.md'.normalize('NFD')];
    const both = [nfd, nfc].map(key => ({ key, size: 3, etag: etag(key) }));
    const of = digests({ [nfc]: nfd, [nfd]: 'other' });
    const unchanged = { uploads: [], unchanged: 1, extra: [nfc] };
    expect(await compareFolder([{ key: nfc, size: 3 }], both, of)).toEqual(unchanged);
    expect(await compareFolder([{ key: nfc, size: 3 }], both.toReversed(), of)).toEqual(unchanged);
    const here = [nfd, nfc].map(key => ({ key, size: 3 }));
    const found = await compareFolder(here, [], of);
    expect(found).toEqual({ uploads: [{ from: nfd, to: nfc }], unchanged: 0, extra: [] });
  });
});
