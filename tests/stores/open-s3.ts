import type { S3Client } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import { createS3Client } from '../../functions/stores/s3-client.ts';
import { type S3Server, startS3Server } from './s3-server.ts';

/** Starts an S3 of its own for one test, with these buckets, and ends it with the test. */
export async function openS3(
  ...buckets: readonly string[]
): Promise<{ readonly s3: S3Server; readonly client: S3Client }> {
  const s3 = await startS3Server();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = createS3Client({ endpoint: s3.endpoint, region: 'us-east-1', credentials });
  onTestFinished(async () => {
    client.destroy();
    await s3.close();
  });
  for (const bucket of buckets) s3.createBucket(bucket);
  return { s3, client };
}
