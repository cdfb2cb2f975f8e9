import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { FeedsBucket } from './constructs/feeds-bucket.ts';
import { FeedsDistribution } from './constructs/feeds-distribution.ts';
import { LogBucket } from './constructs/log-bucket.ts';
import { type Environment, knownFeedsUrl } from './environments.ts';
import type { Sources } from './sources.ts';

export interface DeliveryStackProps extends StackProps {
  readonly environment: Environment;
  readonly sources: Pick<Sources, 'viewerRequest' | 'viewerResponse'>;
}

/**
 * What the world sees: the feeds bucket, and CloudFront before it. It comes before the publisher, since feeds hold their own address and a
 * distribution has one only once it exists; so a first deployment works without a domain.
 */
export class DeliveryStack extends Stack {
  readonly feeds: FeedsBucket;
  readonly distribution: Distribution | undefined;
  /** Where `public/` is served; `undefined` without a CDN and an address: what `site.yaml` says holds. */
  readonly feedsUrl: string | undefined;

  constructor(scope: Construct, id: string, { environment, sources, ...props }: DeliveryStackProps) {
    super(scope, id, props);
    const accessLogs = new LogBucket(this, 'AccessLogs', { forCloudFront: environment.cdn }).bucket;
    this.feeds = new FeedsBucket(this, 'Feeds', { accessLogs });
    this.distribution = environment.cdn
      ? new FeedsDistribution(this, 'Cdn', { feeds: this.feeds, accessLogs, ...environment, ...sources }).distribution
      : undefined;
    this.feedsUrl = knownFeedsUrl(environment) ?? (this.distribution && `https://${this.distribution.domainName}/`);
    if (this.feedsUrl !== undefined)
      new CfnOutput(this, 'FeedsUrl', { description: 'Where the feeds are served', value: this.feedsUrl });
    if (this.distribution)
      new CfnOutput(this, 'DistributionDomainName', {
        description: 'What a CNAME record of your domain points to',
        value: this.distribution.domainName,
      });
  }
}
