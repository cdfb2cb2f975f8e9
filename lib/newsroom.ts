import type { Stack } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { functionCodeIn } from './function-code.ts';
import type { NewsroomProps } from './newsroom-props.ts';
import { settingsOf } from './settings.ts';
import { addStacks } from './stacks.ts';

export type { NewsroomProps } from './newsroom-props.ts';

/**
 * A newsroom on AWS. It adds stacks to the app: `bantin-<id>-delivery`, the feeds bucket and CloudFront;
 * `bantin-<id>-publisher`, the content bucket, the function that publishes it, schedules, alarms and a dashboard; and,
 * with CloudFront, `bantin-<id>-edge-<region>` in us-east-1, its access logs and plan. A plan also has a web ACL,
 * `bantin-<id>-firewall-<region>`. The id stands in the names of the stacks, so it may never change. The code of the
 * functions comes with the package.
 *
 * ```js
 * new Newsroom(app, 'production', { timeZone: 'Asia/Ho_Chi_Minh', content: 'content' });
 * ```
 *
 * @throws Error that names the prop, where its value means nothing.
 */
export class Newsroom extends Construct {
  readonly deliveryStack: Stack;
  readonly publisherStack: Stack;
  /** `undefined` with `cdn: false`. */
  readonly edgeStack: Stack | undefined;
  /** The bucket that editors write. */
  readonly contentBucket: IBucket;
  /** The bucket that Bantin writes; `public/` is public. */
  readonly feedsBucket: IBucket;
  /** The publisher. */
  readonly function: IFunction;
  /** `undefined` with `cdn: false`. */
  readonly distribution: IDistribution | undefined;
  /** Address of the feeds; `undefined` without CloudFront and an address: `feedsUrl` of `site.yaml` applies. */
  readonly feedsUrl: string | undefined;

  constructor(scope: Construct, id: string, props: NewsroomProps = {}) {
    super(scope, id);
    const { delivery, publisher, edge } = addStacks(scope, settingsOf(id, props), functionCodeIn());
    this.deliveryStack = delivery;
    this.publisherStack = publisher;
    this.edgeStack = edge;
    this.contentBucket = publisher.content;
    this.feedsBucket = delivery.feeds.bucket;
    this.function = publisher.function;
    this.distribution = delivery.distribution;
    this.feedsUrl = delivery.feedsUrl;
  }
}
