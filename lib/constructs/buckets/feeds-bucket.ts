import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { PUBLIC_PREFIX, STATE_PREFIX } from '../../../functions/core/bucket-layout.ts';
import { ENVIRONMENT_NAMES } from '../../../functions/lambda/environment-names.ts';
import { acknowledgeWildcards } from '../acknowledge.ts';
import { letEncrypt } from '../customer-key.ts';
import type { NodeFunction } from '../node-function.ts';
import { createPrivateBucket } from './private-bucket.ts';

export interface FeedsBucketProps {
  readonly accessLogs: IBucket;
  /** Encrypts; without: a key of S3. */
  readonly key: IKey | undefined;
}

/**
 * The bucket that Bantin writes. Not versioned: every byte can be recreated from the content, and feeds that change all
 * day would have thousands of versions. Retained all the same: readers hold its addresses.
 */
export class FeedsBucket extends Construct {
  readonly bucket: IBucket;
  readonly #key: IKey | undefined;

  constructor(scope: Construct, id: string, { accessLogs, key }: FeedsBucketProps) {
    super(scope, id);
    this.#key = key;
    this.bucket = createPrivateBucket(this, 'Bucket', {
      ...(key && { encryptionKey: key }),
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'feeds/',
    });
  }

  /** The function writes under its two prefixes, and learns where. */
  letPublish(publisher: NodeFunction): void {
    const objects = [PUBLIC_PREFIX, STATE_PREFIX].map(prefix => this.bucket.arnForObjects(`${prefix}*`));
    publisher.allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], objects);
    // Without it S3 answers 403, and not 404, for what is not there yet. Of the whole bucket: there is nothing in it
    // but those two prefixes.
    publisher.allow(['s3:ListBucket'], [this.bucket.bucketArn]);
    letEncrypt(publisher, this.#key);
    publisher.function.addEnvironment(ENVIRONMENT_NAMES.feedsBucket, this.bucket.bucketName);
    acknowledgeWildcards(
      publisher,
      objects,
      'Feeds, pages and state are many objects, all of them the function’s own.',
    );
  }

  /**
   * A distribution reads `public/`, and nothing else. It may list so that a missing object is a 404, which its error
   * page is for, and not a 403; nobody can make it list, since its origin path turns every address into an object's key
   * and no query reaches S3.
   */
  letServe(distributionArn: string): void {
    const statement = (sid: string, action: string, resource: string) =>
      new PolicyStatement({
        sid,
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: [action],
        resources: [resource],
        conditions: { StringEquals: { 'aws:SourceArn': distributionArn } },
      });
    this.bucket.addToResourcePolicy(
      statement('CdnReadsPublic', 's3:GetObject', this.bucket.arnForObjects(`${PUBLIC_PREFIX}*`)),
    );
    this.bucket.addToResourcePolicy(statement('CdnSeesWhatIsMissing', 's3:ListBucket', this.bucket.bucketArn));
  }
}
