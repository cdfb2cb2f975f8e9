import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { STATE_VERSION } from '../../functions/core/index/state.ts';
import { compress, encode } from '../../functions/state/encode.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';

/** An object as another version would have written it. */
function written(kind: string, value: unknown, version = STATE_VERSION - 1): Uint8Array {
  const bytes = Buffer.from(encode(kind, compress(value)));
  const body = bytes.subarray(bytes.indexOf('\n') + 1);
  const digest = createHash('sha256').update(body).digest('base64url');
  return Buffer.concat([Buffer.from(`bantin ${kind} ${version} ${digest}\n`), body]);
}

const rejected = (etag: string) => ({ status: 'rejected', etag, problems: [] });
const MANIFEST = {
  site: { etag: 's1', text: 'title', problems: [{ severity: 'error' }] },
  segments: [{ generation: 'x' }, {}, { generation: 'lost' }],
  delta: {
    'articles/gone.md': null,
    'articles/mended.md': { status: 'published', etag: '3' },
    'articles/d.md': rejected('4'),
  },
  outbox: [{ notices: [{ path: 'articles/unsent.md' }] }],
  files: { 'rss.xml': { bytes: 'x', version: 'v1' }, 'atom.xml': { version: 'v2' }, 'index.html': { version: 'v3' } },
  pending: [{ paths: ['atom.xml'], keys: [] }],
};
const SEGMENT = {
  'articles/a.md': rejected('1'),
  'articles/gone.md': rejected('2'),
  'articles/mended.md': rejected('3'),
  'articles/unsent.md': rejected('5'),
  'articles/out.md': { status: 'published', etag: '6' },
  'claim:1': { status: 'claim' },
};

function older(manifest: unknown, version?: number) {
  const objects = { 'state.br': written('state', manifest, version), 'segments/0-x.br': written('segment', SEGMENT) };
  return new StateStore(createMemoryStore(objects)).readOlder();
}

describe('the state of an older version', () => {
  it('tells what was rejected, by segments and delta, and the feeds, but for what nobody was told of', async () => {
    expect(await older(MANIFEST)).toEqual({
      rejected: {
        'articles/a.md': { status: 'rejected', etag: '1' },
        'articles/d.md': { status: 'rejected', etag: '4' },
      },
      feeds: { 'rss.xml': 'v1' },
      site: { etag: 's1', text: '', problems: [{ path: 'site.yaml', severity: 'error', message: '' }] },
    });
  });

  it('tells nothing of site.yaml that was not told of it, and no errors where it had none', async () => {
    const outbox = [{ notices: [{ path: 'site.yaml' }] }];
    expect(await older({ ...MANIFEST, outbox })).not.toHaveProperty('site');
    expect(await older({ ...MANIFEST, site: { etag: 's1', problems: [{ severity: 'warning' }] } })).toMatchObject({
      site: { problems: [] },
    });
  });

  it('is empty where its form is another', async () => {
    expect(await older({ segments: 3, delta: [1, null], outbox: 'x', site: [], files: { 'rss.xml': 1 } })).toEqual({
      rejected: {},
      feeds: {},
    });
  });

  it('is none where there is none, or where this version or a newer one wrote it', async () => {
    expect(await new StateStore(createMemoryStore({})).readOlder()).toBeUndefined();
    expect(await new StateStore(createMemoryStore({ 'state.br': 'bantin state 1 x\n' })).readOlder()).toBeUndefined();
    for (const version of [STATE_VERSION, STATE_VERSION + 1]) expect(await older(MANIFEST, version)).toBeUndefined();
  });
});
