import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { brotliCompressSync } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHandler, type Handler, handler as lambdaHandler } from '../../functions/lambda/handler.ts';
import { createS3Client } from '../../functions/stores/s3-client.ts';
import { createS3Store } from '../../functions/stores/s3-store.ts';
import { NOW } from '../core/samples.ts';
import { article } from '../publish/newsroom.ts';
import { type S3Request, type S3Server, startS3Server, writeObject } from '../stores/s3-server.ts';
import type { S3Object } from '../stores/s3-server-object.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { batchOf, bridged, invoke, notified, SITE_YAML } from './invocation.ts';

const GOOD = article('title: Chợ quê\ndate: 2026-11-20\ncategory: Đời sống');
let s3: S3Server;
let client: S3Client;
let content: Map<string, S3Object>;
let feeds: Map<string, S3Object>;
let handler: Handler;

beforeEach(async () => {
  s3 = await startS3Server();
  content = s3.createBucket('news-content');
  feeds = s3.createBucket('news-feeds');
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = createS3Client({ endpoint: s3.endpoint, region: 'us-east-1', credentials });
  handler = createHandler({
    content: createS3Store({ bucket: 'news-content', client }),
    feeds: createS3Store({ bucket: 'news-feeds', client }),
    now: () => NOW,
  });
  put('site.yaml', SITE_YAML);
});
afterEach(async () => {
  client.destroy();
  await s3.close();
});

function put(key: string, bytes: string | Uint8Array, more: Partial<S3Object> = {}): void {
  content.set(key, { ...writeObject(Buffer.from(bytes)), lastModified: NOW - 60_000, ...more });
}

/** A file under `public/`, as text. */
function published(path: string): string {
  return Buffer.from(feeds.get(`public/${path}`)?.bytes ?? []).toString();
}

const titles = (): readonly string[] =>
  JSON.parse(published('feed.json') || '{"items":[]}').items.map(({ title }: { title: string }) => title);

const sweep = () => invoke(handler, { sweep: true });

/** Feeds buckets after the first sweep, by the articles that it met. */
const SWEPT = new Map<string, ReadonlyMap<string, S3Object>>();

/** The first sweep; the feeds bucket is filled with what it left where it met the same before. */
async function sweepFirst(): Promise<void> {
  const name = JSON.stringify(
    [...content].map(([key, { bytes, headers, metadata }]) => [key, `${bytes}`, headers, metadata]),
  );
  const swept = SWEPT.get(name);
  for (const [key, object] of swept ?? []) feeds.set(key, object);
  if (swept) return;
  await sweep();
  SWEPT.set(name, new Map(feeds));
}

/** Keys that clients and events write in other ways than S3 does. */
const KEYS: readonly (readonly [what: string, key: string])[] = [
  ['spaces', 'articles/Tin trong ngày/chợ quê 1.md'],
  ['a plus', 'articles/a+b.md'],
  ['what looks encoded', 'articles/tin%2Fa%20b.md'],
  ['Vietnamese, decomposed', 'articles/Đời sống/Chợ quê.md'.normalize('NFD')],
  ['1,024 bytes', `articles/${'ă'.repeat(506)}.md`],
];
const MORE_KEYS: typeof KEYS = [
  ...KEYS,
  ['Vietnamese, composed', 'articles/Đời sống/Chợ quê.md'.normalize('NFC')],
  ['signs of XML and shells', 'articles/&<>"\'$(x)#?.md'],
  ['1,024 bytes in ASCII', `articles/${'a'.repeat(1012)}.md`],
];

describe('the function, on S3', () => {
  // All at once, but in thorough tests each by itself, too.
  it.each([
    ...(IS_THOROUGH ? MORE_KEYS : []).map(([what, key]) => [`a key with ${what}`, [[what, key]]] as const),
    ['keys of all kinds', KEYS] as const,
  ])('publishes and withdraws %s', async (_, keys) => {
    await sweepFirst();
    const all = keys.map(([what]) => what).sort();
    const putAll = (): void => {
      for (const [what, key] of keys) put(key, GOOD.replace('Chợ quê', what));
    };
    for (const tell of [bridged, notified]) {
      putAll();
      const told = batchOf(...keys.map(([, key]) => tell(key)));
      expect((await invoke(handler, told)).answer).toEqual({ batchItemFailures: [] });
      expect([...titles()].sort()).toEqual(all);
      for (const [, key] of keys) content.delete(key);
      await invoke(handler, told);
      expect(titles()).toEqual([]);
    }
    putAll();
    expect((await sweep()).answer).toMatchObject({ complete: true, read: keys.length, published: keys.length });
    expect((await sweep()).answer).toMatchObject({ complete: true, read: 0, written: 0 });
  });

  it('takes an object that is gone by the time it is read for what it is', async () => {
    put('articles/b.md', GOOD);
    await sweepFirst();
    const { answer, log } = await invoke(handler, batchOf(bridged('articles/a.md'), bridged('media/a.jpg')));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(log.at(-1)).toMatchObject({ complete: true, written: 0, rejected: 0 });
    expect(titles()).toEqual(['Chợ quê']);
  });

  it('rejects a file of no bytes', async () => {
    await sweepFirst();
    put('articles/a.md', '');
    const { answer, log } = await invoke(handler, batchOf(bridged('articles/a.md')));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(log[0]).toMatchObject({ path: 'articles/a.md', message: expect.stringContaining('the file is empty') });
    expect(log.at(-1)).toMatchObject({ rejected: 1, rejectedSources: 1 });
  });

  it('rejects a file of 50 MB by its size, without its bytes', async () => {
    await sweepFirst();
    s3.requests.length = 0;
    put('articles/a.md', Buffer.alloc(50 * 1024 * 1024, 'x'));
    const { log } = await invoke(handler, batchOf(bridged('articles/a.md')));
    expect(log[0]).toMatchObject({ path: 'articles/a.md', message: expect.stringContaining('50.0 MB') });
    const asked = s3.requests.filter(({ key }) => key === 'articles/a.md');
    expect(asked.map(({ kind }) => kind)).toEqual(['GET']);
    // It hung up.
    await vi.waitFor(() => expect(asked[0]?.isOpen()).toBe(false), 5000);
    s3.requests.length = 0;
    await invoke(handler, { full: true });
    expect(s3.requests.filter(({ key }) => key === 'articles/a.md')).toEqual([]);
  });

  it.each(['binary/octet-stream', 'image/png', 'text/html; charset=latin1'])(
    'reads an article whatever its Content-Type says: %s',
    async type => {
      put('articles/a.md', GOOD, { headers: { 'content-type': type } });
      await sweepFirst();
      expect(titles()).toEqual(['Chợ quê']);
      expect(feeds.get('public/rss.xml')?.headers['content-type']).toBe('application/rss+xml; charset=utf-8');
    },
  );

  it('fills what an article leaves out from metadata that S3 encoded', async () => {
    put('articles/a.md', 'Lời của bài không có đầu đề nào cả, chỉ có thân bài.\n', {
      metadata: { title: 'Chợ phiên họp lại, sau ba tuần nghỉ vì lũ', date: '2026-11-20 08:30', category: 'Đời sống' },
    });
    const { answer } = await sweep();
    expect(answer).toMatchObject({ published: 1 });
    expect(titles()).toEqual(['Chợ phiên họp lại, sau ba tuần nghỉ vì lũ']);
    expect(published('doi-song/rss.xml')).toContain('<title>Đời sống');
  });

  it('copies media within S3, and counts what it asked', async () => {
    await sweepFirst();
    s3.requests.length = 0;
    put('media/ảnh 1.jpg', 'picture');
    const { metrics } = await invoke(handler, batchOf(bridged('media/ảnh 1.jpg')));
    expect(published('media/ảnh 1.jpg')).toBe('picture');
    const count = (...kinds: readonly S3Request['kind'][]) =>
      s3.requests.filter(({ kind }) => kinds.includes(kind)).length;
    expect(count('COPY')).toBe(1);
    expect(metrics).toMatchObject({
      Requests: [s3.requests.length],
      RequestsGet: [count('GET')],
      RequestsPut: [count('PUT', 'COPY')],
      RequestsList: [0],
      RequestsDelete: [count('DELETE')],
    });
  });
});

describe('a source that S3 does not hand out', () => {
  it.each([
    ['that was put away into an archive', 'InvalidObjectState', 'the operation is not valid for its storage class'],
    ['that a key of KMS encrypts', 'AccessDenied', 'not authorized to perform: kms:Decrypt on resource: arn:aws:kms'],
    ['whose key of KMS is disabled', 'KMS.DisabledException', 'the key is disabled'],
  ])('holds nothing up: one %s', async (_, code, message) => {
    put('articles/a.md', GOOD);
    await sweepFirst();
    put('articles/bad.md', GOOD.replace('Chợ quê', 'Tin khoá'));
    put('articles/b.md', GOOD.replace('Chợ quê', 'Lũ rút'));
    s3.inject = ({ kind, key }) =>
      kind === 'GET' && key === 'articles/bad.md' ? { status: 403, code, message } : undefined;
    const { answer, metrics, log } = await invoke(
      handler,
      batchOf(bridged('articles/bad.md'), bridged('articles/b.md')),
    );
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(metrics).toMatchObject({ Published: [1], RejectedSources: [1] });
    expect(log).toContainEqual(expect.objectContaining({ path: 'articles/bad.md', severity: 'error' }));
    expect(titles()).toEqual(['Chợ quê', 'Lũ rút']);
    // A sweep that finds nothing new asks for nothing and writes nothing; a rebuild comes to the same.
    expect((await sweep()).answer).toMatchObject({ complete: true, read: 0, written: 0 });
    expect((await invoke(handler, { full: true })).answer).toMatchObject({ complete: true, rejected: 1, written: 0 });
  });
});

it('takes out an article that S3 withholds, once it is needed and remembered nowhere', async () => {
  put('articles/a.md', GOOD);
  put('articles/b.md', GOOD.replace('Chợ quê', 'Lũ rút'));
  await sweepFirst();
  for (const key of feeds.keys()) if (key.startsWith('state/entries')) feeds.delete(key);
  s3.inject = ({ kind, key }) =>
    kind === 'GET' && key === 'articles/b.md'
      ? { status: 403, code: 'InvalidObjectState', message: 'archived' }
      : undefined;
  put('articles/c.md', GOOD.replace('Chợ quê', 'Tin mới'));
  const { answer } = await invoke(handler, batchOf(bridged('articles/c.md')));
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(titles()).toEqual(['Chợ quê', 'Tin mới']);
});

it('publishes the rest where S3 does not hand out a picture, and says so', async () => {
  put('articles/a.md', GOOD);
  put('media/a.jpg', 'picture');
  put('media/b.jpg', 'another');
  const withheld = { status: 403, code: 'AccessDenied', message: 'not authorized to perform: kms:Decrypt' };
  s3.inject = ({ kind, key }) =>
    (kind === 'COPY' && key === 'public/media/a.jpg') || (kind === 'GET' && key === 'media/a.jpg')
      ? withheld
      : undefined;
  const { answer, log } = await invoke(handler, { full: true });
  expect(answer).toMatchObject({ complete: true });
  expect(log).toContainEqual(expect.objectContaining({ path: 'media/a.jpg', severity: 'error' }));
  expect([titles(), published('media/a.jpg'), published('media/b.jpg')]).toEqual([['Chợ quê'], '', 'another']);
  const batch = await invoke(handler, batchOf(bridged('media/a.jpg')));
  expect(batch.answer).toEqual({ batchItemFailures: [] });
  expect((await sweep()).answer).toMatchObject({ complete: true, written: 0 });
});

describe('a bucket that can not be used', () => {
  it.each([
    ['news-content', /^s3:\/\/news-content\/[^:]*: there is no bucket news-content; check its name/],
    ['news-feeds', /^s3:\/\/news-feeds\/state\/state\.br: there is no bucket news-feeds; check its name/],
  ])('is named where it is missing: %s', async (bucket, message) => {
    s3.buckets.delete(bucket);
    const { error, log } = await sweep();
    expect(error?.message).toMatch(message);
    expect(log).toMatchObject([{ level: 'ERROR', error: { message: error?.message } }]);
    const batch = await invoke(handler, batchOf(bridged('articles/a.md')));
    expect(batch.answer?.batchItemFailures).toEqual([{ itemIdentifier: 'm0' }]);
  });

  it.each([
    ['GET', 'news-content', 'articles/a.md', 's3:GetObject', 'arn:aws:s3:::news-content/articles/a.md'],
    ['LIST', 'news-content', '', 's3:ListBucket', 'arn:aws:s3:::news-content'],
    ['GET', 'news-feeds', 'state/state.br', 's3:GetObject', 'arn:aws:s3:::news-feeds/state/state.br'],
    ['PUT', 'news-feeds', 'public/rss.xml', 's3:PutObject', 'arn:aws:s3:::news-feeds/public/rss.xml'],
    ['LIST', 'news-feeds', 'public/', 's3:ListBucket', 'arn:aws:s3:::news-feeds'],
    ['COPY', 'news-feeds', 'public/media/a.jpg', 's3:PutObject', 'arn:aws:s3:::news-feeds/public/media/a.jpg'],
  ])('is named with key and permission: %s in %s', async (kind, bucket, key, action, resource) => {
    put('articles/a.md', GOOD);
    put('media/a.jpg', 'picture');
    s3.inject = request =>
      request.kind === kind && request.bucket === bucket && (kind === 'LIST' || request.key === key)
        ? { status: 403, code: 'AccessDenied' }
        : undefined;
    const { error } = await invoke(handler, { full: true });
    expect(error?.message).toMatch(
      new RegExp(`^s3://${bucket}/${key.replaceAll('.', '\\.')}: .*${action}.* is denied`),
    );
    expect(error?.message).toContain(`grant it on ${resource}`);
    s3.inject = () => undefined;
    expect((await sweep()).answer).toMatchObject({ complete: true });
    expect(titles()).toEqual(['Chợ quê']);
  });
});

describe('a state that can not be gone on from', () => {
  const sealed = (version: number, json: string): Buffer =>
    brotliCompressSync(`bantin state ${version} ${createHash('sha256').update(json).digest('base64url')}\n${json}`);

  it.each([
    ['gone', undefined],
    ['empty', Buffer.alloc(0)],
    ['no brotli', Buffer.from('{}')],
    ['cut off', 'half'],
    ['of a newer version', sealed(2, '{"new":true}')],
    ['of another kind', brotliCompressSync('<html></html>')],
  ] as const)('is made again where it is %s, once', async (_, bytes) => {
    put('articles/a.md', GOOD);
    await sweepFirst();
    const state = feeds.get('state/state.br');
    const damaged = bytes === 'half' ? state?.bytes.subarray(0, 200) : bytes;
    if (damaged) feeds.set('state/state.br', writeObject(damaged));
    else feeds.delete('state/state.br');
    put('articles/b.md', GOOD.replace('Chợ quê', 'Lũ rút'));
    const { answer, log } = await invoke(handler, batchOf(bridged('articles/b.md')));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(log.at(-1)).toMatchObject({ complete: true, read: 2 });
    expect(titles()).toEqual(['Chợ quê', 'Lũ rút']);
    expect((await sweep()).answer).toMatchObject({ complete: true, read: 0, written: 0 });
  });

  it.each(['state/segments/', 'state/months/', 'state/entries.br'])(
    'is made again where a part is gone: %s',
    async prefix => {
      put('articles/a.md', GOOD);
      await sweepFirst();
      const parts = [...feeds.keys()].filter(key => key.startsWith(prefix));
      for (const key of parts) feeds.set(key, writeObject(Buffer.from('damaged')));
      content.delete('articles/a.md');
      put('articles/b.md', GOOD.replace('Chợ quê', 'Lũ rút'));
      const { answer } = await invoke(handler, batchOf(bridged('articles/a.md'), bridged('articles/b.md')));
      expect(answer).toEqual({ batchItemFailures: [] });
      expect(titles()).toEqual(['Lũ rút']);
      expect((await sweep()).answer).toMatchObject({ complete: true, written: 0 });
    },
  );
});

describe('the handler of the environment', () => {
  it('publishes with what the environment says', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_S3', s3.endpoint);
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    vi.stubEnv('CONTENT_BUCKET', 'news-content');
    vi.stubEnv('FEEDS_BUCKET', 'news-feeds');
    vi.stubEnv('FEEDS_URL', 'https://cdn.example/feeds');
    vi.stubEnv('SERVICE_NAME', 'bao-mau');
    put('articles/a.md', GOOD);
    const { answer, documents } = await invoke(lambdaHandler, { full: true });
    expect(answer).toMatchObject({ complete: true, published: 1 });
    expect(documents[0]).toMatchObject({ service: 'bao-mau' });
    expect(JSON.parse(published('feed.json')).feed_url).toBe('https://cdn.example/feeds/feed.json');
    vi.unstubAllEnvs();
  });
});
