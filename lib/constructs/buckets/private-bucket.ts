import { RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** Properties of a bucket; encrypted with `encryptionKey`. Default: a key of S3. */
export type PrivateBucketProps = Pick<
  BucketProps,
  | 'encryptionKey'
  | 'lifecycleRules'
  | 'objectOwnership'
  | 'serverAccessLogsBucket'
  | 'serverAccessLogsPrefix'
  | 'versioned'
>;

/**
 * A bucket that nobody reads from outside, over TLS 1.2 or later only, encrypted, and kept when its stack is deleted.
 */
export function createPrivateBucket(scope: Construct, id: string, props: PrivateBucketProps): IBucket {
  const bucket = new Bucket(scope, id, {
    ...props,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    // With a bucket key S3 asks KMS once for many objects, and not for each.
    ...(props.encryptionKey
      ? { encryption: BucketEncryption.KMS, bucketKeyEnabled: true }
      : { encryption: BucketEncryption.S3_MANAGED }),
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  // The CDK's own class and interface differ in how they spell an optional property.
  return bucket as IBucket;
}
