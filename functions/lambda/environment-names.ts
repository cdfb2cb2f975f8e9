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
  /** Delay after which an article is late, in minutes. Default: 15. */
  lateMinutes: 'LATE_MINUTES',
  /** Value of the metrics' dimension `service`. Default: `bantin`. */
  serviceName: 'SERVICE_NAME',
} as const;
