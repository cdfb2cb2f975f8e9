import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyObject } from '../../functions/stores/copy-object.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createS3Client } from '../../functions/stores/s3-client.ts';
import { createS3Store } from '../../functions/stores/s3-store.ts';
import { describeObjectStore } from '../stores/object-store-contract.ts';
import { plantIn } from '../stores/plant.ts';

async function createBucket(client: S3Client, bucket = `contract-${randomUUID()}`): Promise<ObjectStore> {
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return createS3Store({ bucket, client });
}

describeObjectStore('the S3 store, on a whole S3 API,', {
  create: async () => {
    const client = createS3Client();
    const bucket = `contract-${randomUUID()}`;
    const set = (key: string, content: string) =>
      client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content }));
    return {
      store: await createBucket(client, bucket),
      plant: () => plantIn({ set }),
      remove: async () => client.destroy(),
    };
  },
  keepsMetadata: true,
});

describe('the S3 store, on a whole S3 API,', () => {
  let client: S3Client;
  beforeAll(() => {
    client = createS3Client();
  });
  afterAll(() => client.destroy());

  it('lists more than a page, each key once', async () => {
    const store = await createBucket(client);
    const keys = Array.from({ length: 1005 }, (_, at) => `articles/Đời sống/${1000 + at} a+b%2F&<x>.md`);
    for (let at = 0; at < keys.length; at += 15) {
      await Promise.all(keys.slice(at, at + 15).map(key => store.put(key, Buffer.from('x'))));
    }
    const listed: string[] = [];
    for await (const { key } of store.list('articles/')) listed.push(key);
    expect(listed).toEqual(keys);
    const rest: string[] = [];
    for await (const { key } of store.list('', { after: keys[2] ?? '' })) rest.push(key);
    expect(rest).toEqual(keys.slice(3));
  });

  it('copies from one bucket to another', async () => {
    const [from, to] = [await createBucket(client), await createBucket(client)];
    const key = 'media/ảnh 1+1%2F?.jpg';
    await from.put(key, Buffer.from('picture'), { contentType: 'image/jpeg', metadata: { author: 'An' } });
    const written = await copyObject(from, key, to, key, { contentType: 'image/png', cacheControl: 'max-age=60' });
    const copy = await to.get(key);
    expect(written).toEqual({ etag: copy?.etag });
    expect(copy).toMatchObject({ size: 7, contentType: 'image/png', cacheControl: 'max-age=60', metadata: {} });
    expect(await copyObject(from, 'none', to, key, {})).toBeUndefined();
  });

  it('names a bucket that is not there', async () => {
    const store = createS3Store({ bucket: 'bantin-none', client });
    await expect(store.get('a')).rejects.toThrow('s3://bantin-none/a: there is no bucket bantin-none; check its name');
    await expect(store.put('a', Buffer.from('x'))).rejects.toThrow('there is no bucket bantin-none');
    await expect(store.list()[Symbol.asyncIterator]().next()).rejects.toThrow(
      's3://bantin-none/: there is no bucket bantin-none',
    );
  });
});
