/** Environment variables of the function: the infrastructure sets them, the function reads them. */
export const ENVIRONMENT_NAMES = {
  /** Name of the bucket that editors write. Required. */
  contentBucket: 'CONTENT_BUCKET',
  /** Name of the bucket that Bantin writes. Required. */
  feedsBucket: 'FEEDS_BUCKET',
  /** Address of `public/`. Default: `feedsUrl` of `site.yaml`. */
  feedsUrl: 'FEEDS_URL',
  /**
   * Address of the function's own queue, for messages to itself that tell hubs what changed. Without it no hub is told.
   */
  queueUrl: 'QUEUE_URL',
  /** ARN of the SNS topic for notices to editors about their articles. Without it none are sent. */
  editorsTopicArn: 'EDITORS_TOPIC_ARN',
  /** Id of the CloudFront distribution that forgets what was withdrawn. Without it none is asked. */
  distributionId: 'DISTRIBUTION_ID',
  /** `publishes`: the distribution forgets whatever is rewritten. Default: what was withdrawn, corrected, let out. */
  purge: 'PURGE',
  /** Items that a day has for what is no withdrawal. Default: 100; with `publishes` 10,000. */
  purgesPerDay: 'PURGES_PER_DAY',
  /** Delay after which an article is late, in minutes. Default: 15. */
  lateMinutes: 'LATE_MINUTES',
  /** Value of the metrics' dimension `service`. Default: `bantin`. */
  serviceName: 'SERVICE_NAME',
} as const;
