import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { CustomerKey } from './constructs/customer-key.ts';
import { FeedsBucket } from './constructs/feeds-bucket.ts';
import { FeedsDistribution } from './constructs/feeds-distribution.ts';
import { LogBucket } from './constructs/log-bucket.ts';
import { setFeatureFlags } from './feature-flags.ts';
import type { FunctionCode } from './function-code.ts';
import { knownFeedsUrl, type Settings } from './settings.ts';

export interface DeliveryStackProps extends StackProps {
  readonly settings: Settings;
  readonly code: Pick<FunctionCode, 'viewerRequest' | 'viewerResponse'>;
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

  constructor(scope: Construct, id: string, { settings, code, ...props }: DeliveryStackProps) {
    super(scope, id, props);
    setFeatureFlags(this.node);
    this.key = settings.customerKey ? new CustomerKey(this, 'CustomerKey').key : undefined;
    const accessLogs = new LogBucket(this, 'AccessLogs', { forCloudFront: settings.cdn }).bucket;
    this.feeds = new FeedsBucket(this, 'Feeds', { accessLogs, key: this.key });
    this.distribution = settings.cdn
      ? new FeedsDistribution(this, 'Cdn', { feeds: this.feeds, accessLogs, ...settings, ...code }).distribution
      : undefined;
    this.feedsUrl = knownFeedsUrl(settings) ?? (this.distribution && `https://${this.distribution.domainName}/`);
    if (this.feedsUrl !== undefined)
      new CfnOutput(this, 'FeedsUrl', { description: 'Where the feeds are served', value: this.feedsUrl });
    if (this.key)
      new CfnOutput(this, 'KeyArn', {
        description: 'Whoever writes content needs kms:GenerateDataKey and kms:Decrypt on this key',
        value: this.key.keyArn,
      });
    if (this.distribution)
      new CfnOutput(this, 'DistributionDomainName', {
        description: 'What a CNAME record of your domain points to',
        value: this.distribution.domainName,
      });
  }
}
