import { Buffer } from 'node:buffer';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyObject } from '../../functions/stores/copy-object.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createS3Client } from '../../functions/stores/s3-client.ts';
import { createS3Store } from '../../functions/stores/s3-store.ts';
import { type S3Server, startS3Server } from './s3-server.ts';

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
let s3: S3Server;
beforeEach(async () => {
  s3 = await startS3Server();
});
afterEach(async () => s3.close());

function createStore(bucket: string, config: S3ClientConfig = {}): ObjectStore {
  const endpoint = { endpoint: s3.endpoint, region: 'us-east-1', credentials: CREDENTIALS, maxAttempts: 1 };
  return createS3Store({ bucket, client: createS3Client({ ...endpoint, ...config }) });
}

const requests: Readonly<Record<string, (store: ObjectStore) => Promise<unknown>>> = {
  GET: async store => store.get('a/b.md'),
  PUT: async store => store.put('a/b.md', Buffer.from('x')),
  'conditional PUT': async store => store.put('a/b.md', Buffer.from('x'), { ifMatch: '"x"' }),
  LIST: async store => store.list('a/')[Symbol.asyncIterator]().next(),
  DELETE: async store => store.delete('a/b.md'),
  COPY: async store => copyObject(store, 'c', store, 'a/b.md', {}),
};
const messageOf = async (kind: string, store: ObjectStore): Promise<string> => {
  const error: unknown = await requests[kind]?.(store).catch(error => error);
  expect(error).toBeInstanceOf(Error);
  expect(error).toHaveProperty('cause');
  return error instanceof Error ? error.message : '';
};

describe('an error of S3', () => {
  it.each([
    ['GET', 's3:GetObject', 'arn:aws:s3:::news/a/b.md, and s3:ListBucket on the bucket, without which S3 answers so'],
    ['PUT', 's3:PutObject', 'arn:aws:s3:::news/a/b.md'],
    ['conditional PUT', 's3:PutObject', 'arn:aws:s3:::news/a/b.md'],
    ['DELETE', 's3:DeleteObject', 'arn:aws:s3:::news/a/b.md'],
    ['COPY', 's3:GetObject on what is copied, and s3:PutObject', 'arn:aws:s3:::news/a/b.md, and s3:ListBucket'],
  ])('names the permission that a %s lacks', async (kind, action, resource) => {
    s3.createBucket('news');
    s3.inject = () => ({ status: 403, code: 'AccessDenied' });
    const message = await messageOf(kind, createStore('news'));
    expect(message).toContain(`s3://news/a/b.md: ${action} is denied (Said by the server of the tests); grant it on`);
    expect(message).toContain(resource);
  });

  it('names the permission that a LIST lacks', async () => {
    s3.inject = () => ({ status: 403, code: 'AccessDenied' });
    const message = await messageOf('LIST', createStore('news'));
    expect(message).toBe(
      's3://news/a/: s3:ListBucket is denied (Said by the server of the tests); grant it on arn:aws:s3:::news',
    );
  });

  it.each(Object.keys(requests))('names the bucket that is not there: %s', async kind => {
    const message = await messageOf(kind, createStore('none'));
    expect(message).toMatch(/^s3:\/\/none\/a\/(b\.md)?: there is no bucket none; check its name/);
  });

  it.each([
    ['InvalidAccessKeyId', 403, 'the credentials are wrong or expired'],
    ['ExpiredToken', 400, 'sign in again'],
    ['PermanentRedirect', 301, 'the bucket news is in another region'],
    ['KeyTooLongError', 400, 'the key is too long; S3 takes 1,024 bytes'],
    ['TooBusyToSay', 400, 'the PUT failed (TooBusyToSay: Said by the server of the tests)'],
  ])('tells what to do about %s', async (code, status, mend) => {
    s3.createBucket('news');
    s3.inject = () => ({ status, code });
    expect(await messageOf('PUT', createStore('news'))).toContain(mend);
  });

  it('tells what to do where there are no credentials', async () => {
    const none = Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' });
    const credentials = async (): Promise<never> => {
      throw none;
    };
    const message = () => messageOf('GET', createStore('news', { credentials }));
    vi.stubEnv('AWS_PROFILE', undefined);
    expect(await message()).toContain('there are no AWS credentials (Could not load credentials); sign in with ');
    vi.stubEnv('AWS_PROFILE', 'toa-soan');
    expect(await message()).toContain('no credentials were found for AWS_PROFILE=toa-soan (');
    vi.unstubAllEnvs();
  });

  it('tells what to do where no region is set', async () => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE']) vi.stubEnv(name, undefined);
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/dev/null');
    const client = createS3Client({ endpoint: s3.endpoint, credentials: CREDENTIALS });
    expect(await messageOf('GET', createS3Store({ bucket: 'news', client }))).toContain('set AWS_REGION');
    vi.unstubAllEnvs();
  });

  it('tells what to do where nobody answers', async () => {
    const store = createStore('news');
    await s3.close();
    expect(await messageOf('GET', store)).toContain("S3 can't be reached (connect ECONNREFUSED");
  });

  it('reads no object where the key is too long for one', async () => {
    s3.createBucket('news');
    expect(await createStore('news').get('k'.repeat(1025))).toBeUndefined();
    await expect(createStore('news').put('k'.repeat(1025), Buffer.from('x'))).rejects.toThrow('the key is too long');
  });

  it('comes of an answer that is not of S3', async () => {
    s3.createBucket('news');
    s3.inject = () => ({ status: 200, code: 'Welcome' });
    expect(await messageOf('GET', createStore('news'))).toContain('is the endpoint one of S3?');
  });
});
