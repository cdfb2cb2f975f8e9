import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { FeedsBucket } from './constructs/buckets/feeds-bucket.ts';
import { LogBucket } from './constructs/buckets/log-bucket.ts';
import { CustomerKey } from './constructs/customer-key.ts';
import { FeedsDistribution } from './constructs/delivery/feeds-distribution.ts';
import { setFeatureFlags } from './feature-flags.ts';
import type { FunctionCode } from './function-code.ts';
import { knownFeedsUrl, type Settings } from './settings.ts';

export interface DeliveryStackProps extends StackProps {
  readonly settings: Settings;
  readonly code: Pick<FunctionCode, 'viewerRequest' | 'viewerResponse'>;
  /** The web ACL before CloudFront; `undefined`: none. */
  readonly webAclArn: string | undefined;
}

/** Names of the outputs that the stack at the edge reads. */
export const DELIVERY_OUTPUTS = { distributionId: 'DistributionId', logBucket: 'LogBucketName' } as const;

/** Returns the name of the delivery source of a distribution's logs: as unique in the account as the distribution. */
export function deliverySourceOf(distributionId: string): string {
  return `bantin-${distributionId}`;
}

/**
 * The public part: the feeds bucket, and CloudFront before it. It is deployed before the publisher, since feeds contain
 * their own address and a distribution has one only once it exists. So a first deployment works without a domain.
 */
export class DeliveryStack extends Stack {
  readonly feeds: FeedsBucket;
  /** The newsroom's own; `undefined`: keys that AWS keeps. */
  readonly key: IKey | undefined;
  readonly distribution: Distribution | undefined;
  /** Address of `public/`; `undefined` without a CDN and an address: `site.yaml` decides. */
  readonly feedsUrl: string | undefined;

  constructor(scope: Construct, id: string, { settings, code, webAclArn, ...props }: DeliveryStackProps) {
    super(scope, id, props);
    setFeatureFlags(this.node);
    this.key = settings.customerKey ? new CustomerKey(this, 'CustomerKey').key : undefined;
    // Under another id than the bucket that CloudFront wrote to by an access control list, which stays as it is: S3
    // refuses to switch lists off where one is in use.
    const logs = new LogBucket(this, 'Logs');
    this.feeds = new FeedsBucket(this, 'Feeds', { accessLogs: logs.bucket, key: this.key });
    const acl = webAclArn !== undefined && { webAclArn };
    this.distribution = settings.cdn
      ? new FeedsDistribution(this, 'Cdn', { feeds: this.feeds, ...settings, ...acl, ...code }).distribution
      : undefined;
    this.feedsUrl = knownFeedsUrl(settings) ?? (this.distribution && `https://${this.distribution.domainName}/`);
    if (this.feedsUrl !== undefined) this.#output('FeedsUrl', 'Where the feeds are served', this.feedsUrl);
    if (this.key)
      this.#output(
        'KeyArn',
        'Whoever writes content needs kms:GenerateDataKey and kms:Decrypt on this key',
        this.key.keyArn,
      );
    if (this.distribution) this.#describe(this.distribution, logs);
  }

  #describe({ distributionId, domainName }: Distribution, logs: LogBucket): void {
    logs.letDeliver(deliverySourceOf(distributionId));
    this.#output('DistributionDomainName', 'What a CNAME record of your domain points to', domainName);
    this.#output(DELIVERY_OUTPUTS.distributionId, 'The distribution, for invalidations', distributionId);
    this.#output(DELIVERY_OUTPUTS.logBucket, 'Access logs are here', logs.bucket.bucketName);
  }

  #output(name: string, description: string, value: string): void {
    new CfnOutput(this, name, { description, value });
  }
}
