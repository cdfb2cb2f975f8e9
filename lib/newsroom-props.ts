/** Flat-rate plans of CloudFront, by what they may be asked for. */
export const PLANS = ['free', 'pro', 'business'] as const;
export type PricingPlan = (typeof PLANS)[number];

/** Settings of what caches at the edge forget before its age ends. */
export const PURGES = ['corrections', 'publishes', 'none'] as const;
export type PurgeSetting = (typeof PURGES)[number];

/** Doers of the rebuilds from scratch. */
export const REBUILD_BY = ['function', 'fleet'] as const;
export type RebuildBy = (typeof REBUILD_BY)[number];

/**
 * Settings of a newsroom's deployment. Every setting has a default, so `new Newsroom(app, 'production')` is a
 * deployment: feeds at an address of CloudFront, and an empty content bucket.
 */
export interface NewsroomProps {
  /**
   * Twelve digits. With `region`: a deployment to any other account or region is refused. Without: wherever the
   * credentials lead.
   */
  readonly account?: string;
  /** Such as `ap-southeast-1`; belongs to `account`. */
  readonly region?: string;
  /** The zone of the schedules, as `timeZone` of `site.yaml`. Default: `Asia/Ho_Chi_Minh`. */
  readonly timeZone?: string;
  /** Minutes between runs that publish what is due, a divisor of 60: an embargo ends with the next one. Default: 5. */
  readonly dueMinutes?: number;
  /**
   * Minutes between sweeps, which list the whole bucket: a change whose event was lost waits for the next one. A
   * divisor of 60, or of 1,440 in whole hours. Default: 60.
   */
  readonly sweepMinutes?: number;
  /** Days between rebuilds from scratch, 1 to 28. Default: 3. */
  readonly rebuildDays?: number;
  /**
   * Adds a fleet: a state machine by which many functions rebuild at once, for archives of hundreds of thousands of
   * articles. It costs nothing until it is started. Default: `false`.
   */
  readonly fleet?: boolean;
  /** Functions of the fleet that read side by side, 1 to 1000; needs `fleet`. Default: 20. */
  readonly fleetConcurrency?: number;
  /** Does the rebuilds of every few days: `function`, or `fleet`, which needs that. Default: `function`. */
  readonly rebuildBy?: RebuildBy;
  /**
   * Seconds, 0 to 300, that events are collected for one run. Longer: fewer runs. At 0 a run takes at most ten events.
   * Default: 1.
   */
  readonly batchingSeconds?: number;
  /**
   * Delivers through CloudFront; `false`: the feeds bucket alone, for another CDN or an emulator. Default: `true`.
   */
  readonly cdn?: boolean;
  /** Domain of the feeds, in place of CloudFront's own name; needs `certificateArn`. */
  readonly domainName?: string;
  /** A certificate for `domainName`, in us-east-1: CloudFront takes no other. */
  readonly certificateArn?: string;
  /** The address of `public/`, where neither the domain nor CloudFront's name is it: behind another CDN. */
  readonly feedsUrl?: string;
  /**
   * Encrypts with a KMS key of the newsroom's own, which the delivery stack makes, in place of keys of AWS.
   * Default: `false`.
   */
  readonly customerKey?: boolean;
  /** ARN of a web ACL for CloudFront, in us-east-1 (global). It must never challenge: a feed reader can't answer. */
  readonly webAclArn?: string;
  /**
   * A flat-rate plan of CloudFront: `free`, `pro` or `business`. It brings a web ACL that blocks floods and challenges
   * nobody, unless `webAclArn` is given, which then may be this distribution's alone. With `free` there are no access
   * logs. Default: pay as you go.
   */
  readonly plan?: PricingPlan;
  /**
   * Has CloudFront forget, within seconds, what was withdrawn, corrected or let out (`corrections`), or whatever is
   * rewritten (`publishes`), in place of waiting for the ages of files; `none`: it is never asked. With the plan
   * `free`, which knows no cache tags, it is not either. Default: `corrections`.
   */
  readonly purge?: PurgeSetting;
  /**
   * Items that a day (UTC) has for what is no withdrawal; each costs $0.005 beyond 1,000 a month. Withdrawals always
   * go. Default: 100; with `publishes` 10,000.
   */
  readonly purgesPerDay?: number;
  /**
   * Concurrent runs of the publisher that are reserved, and the maximum; at least 6. Default: the account's limit.
   * With fewer, two batches of events, what is due, a sweep, a rebuild and the publish of a deployment would throttle
   * each other.
   */
  readonly reservedConcurrency?: number;
  /** Gets the alarms; must confirm the subscription. Default: nobody. */
  readonly alarmEmail?: string;
  /**
   * Is told which articles were rejected, mended, published late, or would be refused by aggregators, and why; must
   * confirm the subscription. Default: nobody.
   */
  readonly editorsEmail?: string;
  /**
   * Desks, by the name of their folder under `articles/` and `media/`, such as `tu-phap`: the output
   * `EditorPolicyTuPhap` is the IAM policy of an editor who may change nothing else. In an app a list; a text has
   * commas between them. Default: none.
   */
  readonly desks?: readonly string[] | string;
  /**
   * A folder with `site.yaml`, `articles/` and `media/`, from which a fresh content bucket is filled, once. A bucket
   * that is in use stays as it is, whatever becomes of the folder. Default: the bucket starts empty.
   */
  readonly content?: string;
}
