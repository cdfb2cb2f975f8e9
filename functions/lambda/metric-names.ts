/** Names of a run's metrics in CloudWatch. The function writes them; alarms and the dashboard read them. */
export const METRIC_NAMESPACE = 'Bantin';

/** The only dimension. Its value is `SERVICE_NAME` of the environment, which separates newsrooms in one account. */
export const SERVICE_DIMENSION = 'service';

/** Counts of one run, unless noted otherwise. */
export const METRIC_NAMES = {
  /** Articles that were published, or changed, in a feed. */
  published: 'Published',
  /** Sources that this run read and could not publish. */
  rejected: 'Rejected',
  feedsWritten: 'FeedsWritten',
  /** Time from an article's upload until its feeds are written, in seconds. */
  secondsToPublish: 'SecondsToPublish',
  /** Requests to S3, all kinds. */
  requests: 'Requests',
  requestsGet: 'RequestsGet',
  requestsPut: 'RequestsPut',
  requestsList: 'RequestsList',
  requestsDelete: 'RequestsDelete',
  /** 1 for each sweep or rebuild that covered the whole bucket, 0 for one that ran out of time. */
  sweepCompleted: 'SweepCompleted',
  /** 1 for each run that published all that was due, sweeps and rebuilds among them; 0 for one that did not. */
  dueCompleted: 'DueCompleted',
  /** A gauge: sources that can't be published now, whichever run found them, and `site.yaml` where it is not active. */
  rejectedSources: 'RejectedSources',
  /** Files under `public/` that others changed, deleted or added; written by runs that compared them. */
  tamperedFiles: 'TamperedFiles',
} as const;
