import { afterAll, beforeAll, describe } from 'vitest';
import { createS3Client } from '../../functions/stores/s3-client.ts';
import { createS3Store } from '../../functions/stores/s3-store.ts';
import { describeObjectStore } from './object-store-contract.ts';
import { type S3Server, startS3Server } from './s3-server.ts';

describe('the S3 store', () => {
  let s3: S3Server;
  beforeAll(async () => {
    s3 = await startS3Server();
  });
  afterAll(async () => s3.close());

  describeObjectStore('the S3 store', {
    create: async () => {
      s3.buckets.set('bucket', new Map());
      const client = createS3Client({
        endpoint: s3.endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      });
      return { store: createS3Store({ bucket: 'bucket', client }), remove: async () => client.destroy() };
    },
    keepsMetadata: true,
  });
});
