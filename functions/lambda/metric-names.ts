/** The metrics of a run as CloudWatch knows them: the function writes them, alarms and the dashboard read them. */
export const METRIC_NAMESPACE = 'Bantin';

/** The one dimension. Its value is `SERVICE_NAME` of the environment, so that newsrooms in one account stay apart. */
export const SERVICE_DIMENSION = 'service';

/** A count of one run, unless told otherwise. */
export const METRIC_NAMES = {
  /** Articles that came out, or changed, in a feed. */
  published: 'Published',
  /** Sources that this run read and could not publish. */
  rejected: 'Rejected',
  feedsWritten: 'FeedsWritten',
  /** From when an article was put into the bucket until its feeds are written. Seconds. */
  secondsToPublish: 'SecondsToPublish',
  /** Requests to S3, all kinds. */
  requests: 'Requests',
  requestsGet: 'RequestsGet',
  requestsPut: 'RequestsPut',
  requestsList: 'RequestsList',
  requestsDelete: 'RequestsDelete',
  /** 1 for each sweep or rebuild that saw the whole bucket, 0 for one that ran out of time. */
  sweepCompleted: 'SweepCompleted',
  /**
   * A gauge: sources that can't be published now, whichever run found them, and `site.yaml` where it is not active.
   */
  rejectedSources: 'RejectedSources',
  /** Files under `public/` that others changed, deleted or added; told by runs that looked. */
  tamperedFiles: 'TamperedFiles',
} as const;
