import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ARTICLES_PREFIX, AUTHORS_KEYS, MEDIA_PREFIX, SITE_KEY } from '../../../functions/core/bucket-layout.ts';
import { ENVIRONMENT_NAMES } from '../../../functions/lambda/environment-names.ts';
import { acknowledgeWildcards } from '../acknowledge.ts';
import { letDecrypt } from '../customer-key.ts';
import type { NodeFunction } from '../node-function.ts';
import { createPrivateBucket } from './private-bucket.ts';

/** Prefixes that Bantin reads. It ignores other objects of the bucket. */
export const CONTENT_PREFIXES = [ARTICLES_PREFIX, MEDIA_PREFIX] as const;
/** Objects outside of these prefixes that say how articles are read. */
export const SITE_KEYS: readonly string[] = [
  SITE_KEY,
  ...AUTHORS_KEYS.filter(key => !CONTENT_PREFIXES.some(prefix => key.startsWith(prefix))),
];

/** ARNs of all objects that Bantin reads; of those outside of its prefixes others may be meant. */
export function contentObjects(bucket: IBucket, keys = SITE_KEYS): string[] {
  return [...CONTENT_PREFIXES.map(prefix => `${prefix}*`), ...keys].map(key => bucket.arnForObjects(key));
}

export interface ContentBucketProps {
  readonly accessLogs: IBucket;
  /** Encrypts. Default: a key of S3. */
  readonly key: IKey | undefined;
}

/**
 * The bucket that editors write. No deployment deletes from it, and deleted or overwritten objects are kept for 90
 * days.
 */
export class ContentBucket extends Construct {
  readonly bucket: IBucket;
  readonly #key: IKey | undefined;

  constructor(scope: Construct, id: string, { accessLogs, key }: ContentBucketProps) {
    super(scope, id);
    this.#key = key;
    this.bucket = createPrivateBucket(this, 'Bucket', {
      ...(key && { encryptionKey: key }),
      versioned: true,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(90),
          // What is left of a deleted object when its versions are gone.
          expiredObjectDeleteMarker: true,
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'content/',
    });
    this.#sendEvents();
  }

  /**
   * The function reads articles, media and site.yaml, and learns where to. It may not write, so no fault of it can harm
   * an article.
   */
  letRead(reader: NodeFunction): void {
    const objects = contentObjects(this.bucket);
    reader.allow(['s3:GetObject'], objects);
    // Also what makes S3 answer 404, and not 403, for an object that is not there.
    reader.allow(['s3:ListBucket'], [this.bucket.bucketArn]);
    letDecrypt(reader, this.#key);
    reader.function.addEnvironment(ENVIRONMENT_NAMES.contentBucket, this.bucket.bucketName);
    acknowledgeWildcards(
      reader,
      objects,
      'Sources and media are many objects, named by editors; nothing but reading is allowed.',
    );
  }

  /** The L2 property would bring a custom resource with a function of its own; this is one flag of the bucket. */
  #sendEvents(): void {
    const resource = this.bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new Error(`${this.bucket.node.path}: expected a CfnBucket`);
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }
}
