import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FileDiff } from '../../functions/plan/file-diff.ts';
import { digestOf } from '../../functions/stores/public-files.ts';

const FILE = { path: 'rss.xml', body: '<rss>Đời sống</rss>', metadata: { link: '<https://hub.example/>; rel="hub"' } };
const bytes = digestOf(FILE);

describe('a proof', () => {
  it('notes what is other than it was, and remembers its inputs, but not the ETag of the old bytes', () => {
    const proof = new FileDiff(new Set());
    const known = { bytes: 'others', inputs: 'old', etag: '"old"' };
    expect(proof.compare(FILE, known, 'new')).toEqual({ bytes, inputs: 'new' });
    expect(proof.compare({ ...FILE, path: 'atom.xml' }, undefined)).toEqual({ bytes });
    expect(proof.writes.map(({ path, digest }) => [path, digest])).toEqual([
      ['rss.xml', bytes],
      ['atom.xml', bytes],
    ]);
  });

  it('notes nothing that is as it was, unless it is forced', () => {
    const known = { bytes, inputs: 'old', etag: '"same"' };
    const proof = new FileDiff(new Set(['forced.xml']));
    expect(proof.compare(FILE, known, 'new')).toEqual({ bytes, inputs: 'new', etag: '"same"' });
    expect(proof.writes).toEqual([]);
    expect(proof.compare({ ...FILE, path: 'forced.xml' }, known)).toEqual({ bytes, etag: '"same"' });
    expect(proof.writes.map(({ path }) => path)).toEqual(['forced.xml']);
  });

  it('gives every file to be written as it was read, however many there are', () => {
    const proof = new FileDiff(new Set());
    const bodies = Array.from({ length: 12 }, () => randomBytes(500_000).toString('base64').slice(0, 600_000));
    for (const [at, body] of bodies.entries()) proof.compare({ ...FILE, path: `${at}.xml`, body }, undefined);
    proof.compare({ path: 'bytes', body: Buffer.alloc(9_000_000, 7) }, undefined);
    proof.compare(FILE, undefined);
    const files = proof.writes.map(write => write.file());
    expect(files.slice(0, 12).map(({ body }) => Buffer.from(body).toString())).toEqual(bodies);
    expect(Buffer.from(files[12]?.body ?? '').equals(Buffer.alloc(9_000_000, 7))).toBe(true);
    for (const [at, { digest }] of proof.writes.entries()) expect(digestOf(files[at] ?? FILE)).toBe(digest);
    expect(files.at(-1)).toMatchObject({ path: 'rss.xml', metadata: FILE.metadata });
  });
});
