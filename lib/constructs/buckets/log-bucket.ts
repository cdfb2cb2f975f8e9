import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { DELIVERY_REGION } from '../delivery/edge-logs.ts';
import { createPrivateBucket } from './private-bucket.ts';

/** Prefix of the edge's logs in the bucket; those of other buckets lie beside it. */
export const EDGE_LOGS_PREFIX = 'cdn';

/**
 * Access logs, kept for 30 days, since those of S3 hold addresses of editors. Encrypted with a key of S3, always: S3
 * delivers access logs to no bucket that a KMS key encrypts. No access control list is in force.
 */
export class LogBucket extends Construct {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = createPrivateBucket(this, 'Bucket', {
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [{ expiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
  }

  /**
   * Lets one delivery source of CloudWatch Logs write the edge's logs (CloudWatch Logs user guide, "Logs sent to Amazon
   * S3", permissions of version 2).
   */
  letDeliver(deliverySource: string): void {
    const { account } = Stack.of(this);
    const sourceArn = Stack.of(this).formatArn({
      service: 'logs',
      region: DELIVERY_REGION,
      resource: `delivery-source:${deliverySource}`,
    });
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'EdgeLogsAreDelivered',
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`${EDGE_LOGS_PREFIX}/*`)],
        conditions: {
          StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': account },
          ArnEquals: { 'aws:SourceArn': sourceArn },
        },
      }),
    );
  }
}
