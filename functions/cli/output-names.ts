/** Outputs of the publisher's stack: the infrastructure sets them, the command line reads them. */
export const OUTPUT_NAMES = {
  /** Name of the bucket that editors write. */
  contentBucket: 'ContentBucketName',
  /** Name of the bucket that Bantin writes. */
  feedsBucket: 'FeedsBucketName',
  functionName: 'FunctionName',
  /** State machine of rebuilds by many functions. Absent without a fleet. */
  fleet: 'FleetArn',
  /** IAM policy of whoever may run `bantin push`. */
  editorPolicy: 'EditorPolicy',
  /** Address of `public/`. Absent without a CDN and an address: `feedsUrl` of `site.yaml` applies. */
  feedsUrl: 'FeedsUrl',
} as const;
