import { Duration } from 'aws-cdk-lib';
import { type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { createPrivateBucket } from './private-bucket.ts';

export interface LogBucketProps {
  /** CloudFront writes its logs by an access control list; S3 does not need one. */
  readonly forCloudFront?: boolean;
}

/**
 * Access logs. They hold the addresses of readers, so they go after 30 days. Encrypted with a key of S3, always: S3
 * delivers access logs to no bucket that a KMS key encrypts.
 */
export class LogBucket extends Construct {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, { forCloudFront = false }: LogBucketProps = {}) {
    super(scope, id);
    this.bucket = createPrivateBucket(this, 'Bucket', {
      objectOwnership: forCloudFront ? ObjectOwnership.BUCKET_OWNER_PREFERRED : ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [{ expiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
  }
}
