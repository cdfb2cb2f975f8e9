import { PLANS, type PricingPlan } from '../../lib/newsroom-props.ts';

/** Inputs of the cost of a month: measured sizes and counts, and assumptions about readers. */
export const MONTH = {
  articles: 1000,
  /** Number of 100 polls that find no change. The others get the whole feed. */
  unchanged: 95,
  /** Bytes of an answer on the wire, with its headers. */
  bytes: { unchanged: 500, feed: 100_000 },
  /** Requests of one article that is published, with its reading page. */
  publish: { PUT: 26, GET: 6 },
  /** Items that the edge is to forget of a publish, where it forgets whatever is rewritten. */
  purge: 15,
  /** Articles in the archive, and keys that a listing gives at once. */
  archive: 10_000,
  page: 1000,
  /** Runs of what is due. */
  due: 12 * 24 * 30,
  sweeps: 24 * 30,
  /** One an hour, as of up to 10,000 files. */
  audits: 24 * 30,
  rebuilds: 10,
  /** Files that readers poll, and regional caches of CloudFront that ask for each once a minute. */
  edge: { files: 30, regions: 3 },
  /** Bytes of a line of access logs: CloudFront's are compressed, those of S3 are not. */
  logs: { cdn: 100, s3: 600 },
  /** GB of content. */
  content: 1,
  metrics: { service: 13, edge: 8 },
  /** Metrics that alarms watch. */
  alarmed: 8,
  /** Seconds that the function is at work, of 1 GB. */
  seconds: { publish: 1, due: 0.1, sweep: 1, rebuild: 20 },
  /** Times that Lambda asks the queue: five pollers, every 20 seconds. */
  queue: 5 * 3 * 60 * 24 * 30,
} as const;

/** US dollars, Asia Pacific, November 2026. */
export const PRICES = {
  put: 0.005 / 1000,
  get: 0.0004 / 1000,
  stored: 0.025,
  poll: 0.012 / 10_000,
  delivered: 0.12,
  edgeFunction: 0.1 / 1e6,
  metric: 0.3,
  key: 1,
  dashboard: 3,
  alarm: 0.1,
  second: 0.0000133334,
  run: 0.2 / 1e6,
  message: 0.4 / 1e6,
  purge: 0.005,
  trace: 5 / 1e6,
} as const;

/** Free quota of every account, each month. */
export const FREE = { polls: 10e6, gigabytes: 1000, edgeFunctions: 2e6, metrics: 10, purges: 1000 } as const;

/**
 * Flat-rate plans of CloudFront: dollars a month, what each is meant for, and GB of S3 Standard that it pays for
 * (CloudFront developer guide, "CloudFront flat-rate pricing plans").
 */
export const PLAN_TERMS: Readonly<Record<PricingPlan, PlanTerms>> = {
  free: { price: 0, requests: 1e6, gigabytes: 100, storage: 5 },
  pro: { price: 15, requests: 10e6, gigabytes: 50_000, storage: 50 },
  business: { price: 200, requests: 125e6, gigabytes: 50_000, storage: 1000 },
};

interface PlanTerms {
  readonly price: number;
  readonly requests: number;
  readonly gigabytes: number;
  readonly storage: number;
}

const GB = 1e9;

/** A line of the table: dollars, and dollars where nothing is free any more. */
export interface Line {
  readonly label: string;
  readonly dollars: number;
  readonly dear: number;
}

/** GB that readers get. */
export function delivered(polls: number): number {
  const { unchanged, bytes } = MONTH;
  return (polls * (unchanged * bytes.unchanged + (100 - unchanged) * bytes.feed)) / 100 / GB;
}

/** Dollars of CloudFront for polls that all get the whole feed. */
export function wholeFeeds(polls: number): number {
  const gigabytes = (polls * MONTH.bytes.feed) / GB;
  return delivery(polls, gigabytes).reduce((sum, { dollars }) => sum + dollars, 0);
}

/** Returns the number of requests of the edge to S3: one a minute for each file, but no more than the edge gets. */
export function askedOfS3(polls: number): number {
  return Math.min(polls, MONTH.edge.files * MONTH.edge.regions * 60 * 24 * 30);
}

/** Pages of the listing of everything: the articles, and site.yaml. */
export function pages(): number {
  return Math.ceil((MONTH.archive + 1) / MONTH.page);
}

/** Everything that costs, in the order of the table. */
export function monthOf(polls: number): readonly Line[] {
  const { articles, publish, due, sweeps, audits, rebuilds, metrics } = MONTH;
  const counted = metrics.service + metrics.edge;
  const sweep = pages() * PRICES.put + PRICES.get;
  // Of public/ with a page for each article: its listing, a segment of the index for each 1,000, and the state.
  const audit = (pages() + 1) * PRICES.put + (MONTH.archive / 1000 + 3) * PRICES.get;
  // As measured: six objects besides the sources, two pages besides the listing.
  const rebuild = (MONTH.archive + 6) * PRICES.get + (pages() + 2) * PRICES.put;
  return [
    ...delivery(polls, delivered(polls)),
    line('S3, what the edge asks for', askedOfS3(polls), PRICES.get),
    line('S3, access logs', logged(polls), PRICES.stored),
    line('S3, publishing', articles, publish.PUT * PRICES.put + publish.GET * PRICES.get),
    line('S3, scheduled runs', 1, due * PRICES.get + sweeps * sweep + audits * audit + rebuilds * rebuild),
    line('S3, content', MONTH.content, PRICES.stored),
    line('metrics', counted, PRICES.metric, FREE.metrics),
    line('key', 1, PRICES.key),
    line('always free', 1, alwaysFree(), 1),
  ];
}

function delivery(polls: number, gigabytes: number): readonly Line[] {
  return [
    line('CloudFront, requests', polls, PRICES.poll, FREE.polls),
    line('CloudFront, data', gigabytes, PRICES.delivered, FREE.gigabytes),
    line('CloudFront Functions', 2 * polls, PRICES.edgeFunction, FREE.edgeFunctions),
  ];
}

/** The smallest plan that is meant for so many polls. */
export function planFor(polls: number): PricingPlan {
  const plan = PLANS.find(name => {
    const { requests, gigabytes, storage } = PLAN_TERMS[name];
    return polls <= requests && delivered(polls) <= gigabytes && stored(polls) <= storage;
  });
  if (plan === undefined) throw new Error(`no plan is meant for ${polls} polls`);
  return plan;
}

/** Returns what is paid beside a plan, which covers CloudFront and what S3 stores, in the order of the table. */
export function besidePlan(polls: number): readonly Line[] {
  return monthOf(polls).filter(({ label }) => !/^CloudFront|^S3, (?:access logs|content)$/.test(label));
}

/** GB that S3 stores: content, and access logs of a month. */
function stored(polls: number): number {
  return MONTH.content + logged(polls);
}

function logged(polls: number): number {
  const { logs } = MONTH;
  return (polls * logs.cdn + askedOfS3(polls) * logs.s3) / GB;
}

/** Returns the costs that are within the free quota, unless the account does much else. */
function alwaysFree(): number {
  const { articles, due, sweeps, rebuilds, seconds, alarmed, queue } = MONTH;
  const runs = articles + due + sweeps + rebuilds;
  const scheduled = due * seconds.due + sweeps * seconds.sweep + rebuilds * seconds.rebuild;
  const busy = articles * seconds.publish + scheduled;
  const lambda = busy * PRICES.second + runs * (PRICES.run + PRICES.trace);
  return lambda + queue * PRICES.message + alarmed * PRICES.alarm + PRICES.dashboard;
}

function line(label: string, count: number, price: number, free = 0): Line {
  return { label, dollars: Math.max(0, count - free) * price, dear: count * price };
}
