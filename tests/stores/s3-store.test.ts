import { Buffer } from 'node:buffer';
import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyObject } from '../../functions/stores/copy-object.ts';
import { createCountingStore } from '../../functions/stores/counting-store.ts';
import { deleteAll, type ObjectStore, PreconditionFailed } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { createS3Client } from '../../functions/stores/s3-client.ts';
import { createS3Store } from '../../functions/stores/s3-store.ts';
import { describeObjectStore } from './object-store-contract.ts';
import { plantIn } from './plant.ts';
import { type Fault, type S3Request, type S3Server, startS3Server, writeObject } from './s3-server.ts';

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
const bytes = (text: string): Uint8Array => Buffer.from(text);
const clients: S3Client[] = [];
let s3: S3Server;

beforeEach(async () => {
  s3 = await startS3Server();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await s3.close();
});

function createClient(config: S3ClientConfig = {}): S3Client {
  const client = createS3Client({ endpoint: s3.endpoint, region: 'us-east-1', credentials: CREDENTIALS, ...config });
  clients.push(client);
  return client;
}

/** A store on a new bucket. */
function createStore(config?: S3ClientConfig): ObjectStore {
  s3.createBucket('news');
  return createS3Store({ bucket: 'news', client: createClient(config) });
}

/** Each goes wrong with one request of the kind, in this order. */
function inject(kind: S3Request['kind'], ...faults: Fault[]): void {
  s3.inject = request => (request.kind === kind ? faults.shift() : undefined);
}

async function keysOf(store: ObjectStore, prefix?: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys;
}

const kinds = (): readonly string[] => s3.requests.map(({ kind }) => kind);

describeObjectStore('the S3 store', {
  create: async () => ({
    store: createStore(),
    plant: () => plantIn({ set: (key, content) => s3.buckets.get('news')?.set(key, writeObject(bytes(content))) }),
  }),
  keepsMetadata: true,
});

describe('the S3 store', () => {
  it('lists a page at a time, and asks for the next while this one is used', async () => {
    const store = createStore();
    const keys = Array.from({ length: 2500 }, (_, at) => `articles/${10_000 + at} Đời+sống%2F&<\u0001>.md`);
    const object = writeObject(bytes('x'));
    for (const key of keys) s3.buckets.get('news')?.set(key, object);
    const listing = store.list('articles/')[Symbol.asyncIterator]();
    const listed = [(await listing.next()).value?.key];
    await vi.waitFor(() => expect(kinds()).toEqual(['LIST', 'LIST']), 10_000);
    for (let next = await listing.next(); !next.done; next = await listing.next()) listed.push(next.value.key);
    expect(listed).toEqual(keys);
    expect(kinds()).toEqual(['LIST', 'LIST', 'LIST']);
    // XML has no place for U+0001.
    expect(s3.requests.map(({ query }) => query.get('encoding-type'))).toEqual(['url', 'url', 'url']);
    s3.requests.length = 0;
    for await (const { key } of store.list('', { after: keys[499] ?? '' })) listed.unshift(key);
    expect(listed.slice(0, 2000).reverse()).toEqual(keys.slice(500));
    expect(kinds()).toEqual(['LIST', 'LIST']);
  });

  it('gives the next page up where a listing is left in the middle', async () => {
    const store = createStore();
    const object = writeObject(bytes('x'));
    for (let at = 0; at < 1500; at += 1) s3.buckets.get('news')?.set(`a/${at}`, object);
    s3.inject = ({ query }) => (query.has('continuation-token') ? 'hang' : undefined);
    for await (const { key } of store.list()) {
      expect(key).toBe('a/0');
      await vi.waitFor(() => expect(kinds()).toEqual(['LIST', 'LIST']), 10_000);
      break;
    }
    await vi.waitFor(() => expect(s3.requests[1]?.isOpen()).toBe(false), 5000);
  });

  it('leaves out of a listing what could not be asked for, and reports it', async () => {
    const store = createStore();
    const object = writeObject(bytes('x'));
    const unsafe = ['/a', 'a/../b', 'a\\b', 'articles//x.md', 'articles/with bytes/'];
    for (const key of [...unsafe, 'articles/x.md', 'z']) s3.buckets.get('news')?.set(key, object);
    // The console makes these for folders.
    for (const key of ['articles/', 'articles/folder/']) s3.buckets.get('news')?.set(key, writeObject(bytes('')));
    const skipped: string[] = [];
    const listed: string[] = [];
    for await (const { key } of store.list('', { onSkipped: path => skipped.push(path) })) listed.push(key);
    expect(listed).toEqual(['articles/x.md', 'z']);
    expect(skipped).toEqual(unsafe);
  });

  it('gives bytes whole to a server that is sent them in chunks', async () => {
    const store = createStore({ requestChecksumCalculation: 'WHEN_SUPPORTED' });
    await store.put('a', Buffer.alloc(200_000, 'x'), { contentEncoding: 'gzip' });
    expect(await store.get('a')).toMatchObject({ size: 200_000, contentEncoding: 'gzip' });
  });

  it('hangs up on the bytes of an object that is too large, and reads those of the next', async () => {
    const store = createStore();
    const objects = s3.buckets.get('news');
    objects?.set('large', writeObject(Buffer.alloc(20_000_000, 'x'))).set('small', writeObject(bytes('x')));
    expect(await store.get('large', { most: 1 })).toMatchObject({ size: 20_000_000, bytes: new Uint8Array() });
    await vi.waitFor(() => expect(s3.requests[0]?.isOpen()).toBe(false), 5000);
    expect((await store.get('small', { most: 1 }))?.bytes).toHaveLength(1);
    expect(s3.requests[1]?.isOpen()).toBe(true);
  });

  it('sends no checksum after the bytes, and takes a digest of none', async () => {
    const store = createStore();
    await store.put('a', bytes('x'));
    await store.get('a');
    const names = s3.requests.flatMap(({ headers }) => Object.keys(headers));
    expect(names.filter(name => /checksum|trailer|decoded/.test(name))).toEqual([]);
  });
});

describe('the S3 store copies', () => {
  const from = (): ObjectStore => createS3Store({ bucket: 'content', client: clients[0] ?? createClient() });

  it('from bucket to bucket of one client in one request, also through views and counts', async () => {
    const feeds = createStore();
    s3.createBucket('content').set('media/ảnh 1+1%2F?.jpg', writeObject(bytes('picture')));
    const counted: string[] = [];
    const view = createPrefixedStore(
      createCountingStore(feeds, kind => counted.push(kind)),
      'public/',
    );
    const media = createPrefixedStore(
      createCountingStore(from(), kind => counted.push(kind)),
      'media/',
    );
    expect(await copyObject(media, 'ảnh 1+1%2F?.jpg', view, 'a', { contentType: 'image/jpeg' })).toMatchObject({
      etag: expect.any(String),
    });
    expect(await copyObject(media, 'none', view, 'b', {})).toBeUndefined();
    expect(kinds()).toEqual(['COPY', 'COPY']);
    expect(counted).toEqual(['COPY', 'COPY']);
    expect(await feeds.get('public/a')).toMatchObject({ size: 7, contentType: 'image/jpeg' });
  });

  it('through here between clients, and on a condition', async () => {
    const feeds = createStore();
    s3.createBucket('content').set('a', writeObject(bytes('x')));
    const others = createS3Store({ bucket: 'content', client: createClient() });
    expect(await copyObject(others, 'a', feeds, 'a', {})).toMatchObject({ etag: expect.any(String) });
    await expect(copyObject(from(), 'a', feeds, 'a', { ifNoneMatch: '*' })).rejects.toThrow(PreconditionFailed);
    expect(kinds()).toEqual(['GET', 'PUT', 'GET', 'PUT']);
  });
});

describe('the S3 store deletes many objects', () => {
  it('in one request for a thousand', async () => {
    const store = createStore();
    const keys = Array.from({ length: 1001 }, (_, at) => `a/${at}`);
    for (const key of [...keys, 'b']) s3.buckets.get('news')?.set(key, writeObject(bytes('x')));
    await deleteAll(store, keys);
    expect([kinds(), await keysOf(store)]).toEqual([['DELETE', 'DELETE'], ['b']]);
  });

  it('and asks once more for those that an answer says are still there', async () => {
    s3.buckets.get('news')?.set('locked/a', writeObject(bytes('x')));
    inject('DELETE', { status: 403, code: 'AccessDenied' });
    await expect(deleteAll(createStore(), ['a', 'b'])).rejects.toThrow('s3:DeleteObject');
    await deleteAll(createStore(), ['locked/a', 'b']);
    expect(kinds()).toEqual(['DELETE', 'DELETE', 'DELETE']);
  });
});

describe('the S3 store tries again', () => {
  const faults: readonly Fault[] = [
    { status: 503, code: 'SlowDown' },
    { status: 500, code: 'InternalError' },
    'drop before',
    'drop after',
  ];
  const requests: Readonly<Record<string, (store: ObjectStore) => Promise<unknown>>> = {
    GET: async store => expect(await store.get('a')).toMatchObject({ size: 1 }),
    PUT: async store => expect(await store.put('b', bytes('y'))).toHaveProperty('etag'),
    LIST: async store => expect(await keysOf(store)).toEqual(['a']),
    DELETE: async store => store.delete('a'),
    COPY: async store =>
      expect(await copyObject(store, 'a', store, 'b', {})).toMatchObject({ etag: expect.any(String) }),
  };

  it.each(Object.keys(requests).flatMap(kind => faults.map(fault => ({ kind, fault }))))(
    'a $kind after $fault',
    async ({ kind, fault }) => {
      const store = createStore();
      s3.buckets.get('news')?.set('a', writeObject(bytes('x')));
      inject(kind as S3Request['kind'], fault);
      await requests[kind]?.(store);
      expect(kinds()).toEqual([kind, kind]);
    },
  );

  it.each(['GET', 'LIST'] as const)('a %s that breaks off in its bytes', async kind => {
    const store = createStore();
    s3.buckets.get('news')?.set('a', writeObject(bytes('x')));
    s3.buckets.get('news')?.set('big', writeObject(Buffer.alloc(3_000_000, 'x')));
    inject(kind, 'break off', 'break off');
    if (kind === 'GET') expect(await store.get('big')).toMatchObject({ size: 3_000_000 });
    else expect(await keysOf(store)).toEqual(['a', 'big']);
    expect(kinds()).toEqual([kind, kind, kind]);
  });

  it('what is not answered in time', async () => {
    const store = createStore({ requestHandler: { requestTimeout: 500, throwOnRequestTimeout: true } });
    inject('PUT', 'hang');
    await store.put('a', bytes('x'));
    expect(kinds()).toEqual(['PUT', 'PUT']);
  });

  it('no more than five times, and says how often', async () => {
    const store = createStore();
    s3.inject = () => ({ status: 500, code: 'InternalError' });
    const problem = 's3://news/a: the GET failed after 5 attempts (InternalError: Said by the server of the tests)';
    await expect(store.get('a')).rejects.toThrow(problem);
    expect(s3.requests).toHaveLength(5);
  });
});

describe('a conditional write to the S3 store', () => {
  it.each(['drop after', 'hang'] as const)('is done where only its answer was lost: %s', async fault => {
    const store = createStore({ requestHandler: { requestTimeout: 500, throwOnRequestTimeout: true } });
    inject('PUT', fault);
    const { etag } = await store.put('state', bytes('one'), { ifNoneMatch: '*' });
    expect(await store.get('state')).toMatchObject({ etag });
    inject('PUT', fault);
    const second = await store.put('state', bytes('two'), { ifMatch: etag });
    expect(await store.get('state')).toMatchObject({ etag: second.etag, bytes: Uint8Array.from(bytes('two')) });
    await expect(store.put('state', bytes('three'), { ifMatch: etag })).rejects.toThrow(PreconditionFailed);
  });

  it('has lost where others wrote since, whatever became of its answer', async () => {
    const store = createStore();
    const { etag } = await store.put('state', bytes('one'));
    for (const fault of ['drop before', 'drop after'] as const) {
      let writes = 0;
      s3.inject = ({ kind, bucket }) => {
        if (kind !== 'PUT') return undefined;
        writes += 1;
        if (writes === 2) s3.buckets.get(bucket)?.set('state', writeObject(bytes('of others')));
        return writes === 1 ? fault : undefined;
      };
      await expect(store.put('state', bytes('two'), { ifMatch: etag })).rejects.toThrow(PreconditionFailed);
      s3.buckets.get('news')?.set('state', writeObject(bytes('one')));
    }
  });

  it('reads nothing back where the first answer says that it lost', async () => {
    const store = createStore();
    await store.put('state', bytes('one'));
    await expect(store.put('state', bytes('one'), { ifNoneMatch: '*' })).rejects.toThrow(PreconditionFailed);
    expect(kinds()).toEqual(['PUT', 'PUT']);
  });

  it('waits while another is under way', async () => {
    const store = createStore();
    const busy = { status: 409, code: 'ConditionalRequestConflict' };
    inject('PUT', busy, busy);
    await store.put('state', bytes('one'), { ifNoneMatch: '*' });
    expect(kinds()).toEqual(['PUT', 'PUT', 'PUT']);
  });

  it('has lost where another stays under way', async () => {
    const store = createStore({ maxAttempts: 2 });
    s3.inject = ({ kind }) => (kind === 'PUT' ? { status: 409, code: 'ConditionalRequestConflict' } : undefined);
    await expect(store.put('state', bytes('one'), { ifNoneMatch: '*' })).rejects.toThrow(PreconditionFailed);
    expect(kinds()).toEqual(['PUT', 'PUT', 'GET']);
  });
});
