import type { Node } from 'constructs';

/** One newsroom, or one stage of it, as it is deployed. */
export interface Environment {
  /** Begins the names of its stacks: `bantin-<name>-delivery`, `bantin-<name>-publisher`. */
  readonly name: string;
  /**
   * Twelve digits. With `region`: a deployment to any other account or region is refused. Without: wherever the
   * credentials lead.
   */
  readonly account?: string;
  readonly region?: string;
  /** The zone of the schedules: as `timeZone` of `site.yaml`. */
  readonly timeZone: string;
  /** Minutes between sweeps, a divisor of 60: an article that is due waits for the next one. */
  readonly sweepMinutes: number;
  /** Days between rebuilds from scratch, 1 to 28. */
  readonly rebuildDays: number;
  /**
   * Seconds, 0 to 300, that events are collected for one run. Longer: fewer runs. At 0 a run takes at most ten events.
   */
  readonly batchingSeconds: number;
  /** Deliver through CloudFront; `false`: the feeds bucket alone, for another CDN or an emulator. */
  readonly cdn: boolean;
  /** Where the feeds are served, in place of CloudFront's own name; needs `certificateArn`. */
  readonly domainName?: string;
  /** A certificate for `domainName`, in us-east-1: CloudFront takes no other. */
  readonly certificateArn?: string;
  /** The address of `public/`, where neither the domain nor CloudFront's name is it: behind another CDN. */
  readonly feedsUrl?: string;
  /** Encrypts with a KMS key of the newsroom's own, which the delivery stack makes, in place of keys of AWS. */
  readonly customerKey: boolean;
  /** ARN of a web ACL for CloudFront, in us-east-1 (global). It must never challenge: a feed reader can't answer. */
  readonly webAclArn?: string;
  /**
   * Concurrent runs of the publisher that are reserved, and the maximum; at least 5. Default: the account's limit.
   * With fewer, two batches of events, a sweep, a rebuild and the publish of a deployment would throttle each other.
   */
  readonly reservedConcurrency?: number;
  /** Gets the alarms; must confirm the subscription. */
  readonly alarmEmail?: string;
  /** Fill a fresh content bucket with `content/`. */
  readonly seed: boolean;
}

const DEFAULTS: Omit<Environment, 'name'> = {
  timeZone: 'Asia/Ho_Chi_Minh',
  sweepMinutes: 5,
  rebuildDays: 3,
  batchingSeconds: 1,
  cdn: true,
  customerKey: false,
  seed: true,
};

/**
 * Every environment, by name, and what it has of its own. `-c environment=NAME` chooses; `-c FIELD=VALUE` overrides a
 * field.
 */
const ENVIRONMENTS: Readonly<Record<string, Partial<Omit<Environment, 'name'>>>> = {
  production: {},
  staging: { sweepMinutes: 15 },
};

type Field = Exclude<keyof Environment, 'name'>;
type Parse<Value> = (value: unknown, field: string) => Value;

const FIELDS: { readonly [Name in Field]-?: Parse<NonNullable<Environment[Name]>> } = {
  account: matching(/^\d{12}$/, 'twelve digits'),
  region: matching(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'a region such as ap-southeast-1'),
  timeZone: parseTimeZone,
  sweepMinutes: integer(value => 60 % value === 0, 'a number of minutes that divides 60, such as 5'),
  rebuildDays: integer(value => value >= 1 && value <= 28, 'a number of days from 1 to 28'),
  batchingSeconds: integer(value => value >= 0 && value <= 300, 'a number of seconds from 0 to 300'),
  cdn: parseBoolean,
  domainName: matching(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'a domain such as feeds.bao.example'),
  certificateArn: matching(
    /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/.+$/,
    'the ARN of a certificate in us-east-1, where CloudFront looks for it',
  ),
  feedsUrl: parseUrl,
  customerKey: parseBoolean,
  webAclArn: matching(
    /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/.+$/,
    'the ARN of a global web ACL in us-east-1, where CloudFront looks for it',
  ),
  reservedConcurrency: integer(value => value >= 5 && value <= 1000, 'a number of runs from 5 to 1000'),
  alarmEmail: matching(/^[^\s@]+@[^\s@]+$/, 'an e-mail address'),
  seed: parseBoolean,
};

/** The environment that the context chooses, of these. @throws Error where a name or value means nothing. */
export function readEnvironment(node: Node, environments = ENVIRONMENTS): Environment {
  const name: unknown = node.tryGetContext('environment') ?? 'production';
  const own = typeof name === 'string' && Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (typeof name !== 'string' || !own)
    throw new Error(
      `environment: expected one of ${Object.keys(environments).join(', ')}, found "${name}"; add it to ` +
        'lib/environments.ts',
    );
  const spelledOut: Readonly<Record<string, unknown>> = own;
  const given = Object.entries(FIELDS).map(([field, parse]) => {
    const value = contextOf(node, field) ?? spelledOut[field];
    return [field, value === undefined ? undefined : parse(value, field)];
  });
  return checked({ ...DEFAULTS, ...withoutAbsent(given), name });
}

/** Where `public/` will be served as far as it is known before deploying. */
export function knownFeedsUrl({ feedsUrl, domainName }: Environment): string | undefined {
  return feedsUrl ?? (domainName === undefined ? undefined : `https://${domainName}/`);
}

function checked(environment: Environment): Environment {
  const { domainName, certificateArn, account, region, cdn } = environment;
  if ((domainName === undefined) !== (certificateArn === undefined))
    throw new Error(
      'domainName and certificateArn belong together: CloudFront serves no domain without its certificate',
    );
  if (domainName !== undefined && !cdn)
    throw new Error('domainName: there is no CloudFront to serve it (cdn=false); give feedsUrl instead');
  if (environment.webAclArn !== undefined && !cdn)
    throw new Error('webAclArn: there is no CloudFront to protect (cdn=false); leave it out');
  if ((account === undefined) !== (region === undefined))
    throw new Error('account and region belong together: give both, or neither to follow the credentials');
  return environment;
}

/** `undefined` also where the command line leaves it empty. */
function contextOf(node: Node, field: string): unknown {
  const value: unknown = node.tryGetContext(field);
  return value === '' ? undefined : value;
}

function withoutAbsent(entries: readonly unknown[][]): Partial<Environment> {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function matching(pattern: RegExp, expected: string): Parse<string> {
  return (value, field) => {
    const text = String(value);
    if (pattern.test(text)) return text;
    throw unexpected(field, expected, value);
  };
}

function integer(isAllowed: (value: number) => boolean, expected: string): Parse<number> {
  return (value, field) => {
    const number = /^\d{1,4}$/.test(String(value)) ? Number(value) : Number.NaN;
    if (Number.isInteger(number) && isAllowed(number)) return number;
    throw unexpected(field, expected, value);
  };
}

/** On the command line every value is text. */
function parseBoolean(value: unknown, field: string): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw unexpected(field, 'true or false', value);
}

function parseTimeZone(value: unknown, field: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: String(value) }).resolvedOptions().timeZone && String(value);
  } catch {
    throw unexpected(field, 'a time zone such as Asia/Ho_Chi_Minh', value);
  }
}

function parseUrl(value: unknown, field: string): string {
  const url = URL.canParse(String(value)) ? new URL(String(value)) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw unexpected(field, 'a URL such as https://feeds.bao.example/', value);
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

function unexpected(field: string, expected: string, found: unknown): Error {
  return new Error(
    `${field}: expected ${expected}, found "${found}"; mend it in lib/environments.ts or in -c ${field}=…`,
  );
}
