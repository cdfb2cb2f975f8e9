import {
  type NewsroomProps,
  PLANS,
  type PricingPlan,
  PURGES,
  type PurgeSetting,
  REBUILD_BY,
  type RebuildBy,
} from './newsroom-props.ts';

type Defaulted =
  | 'timeZone'
  | 'dueMinutes'
  | 'sweepMinutes'
  | 'rebuildDays'
  | 'batchingSeconds'
  | 'cdn'
  | 'customerKey'
  | 'fleet';

/** The props of a newsroom, checked, with defaults. */
export interface Settings extends Omit<NewsroomProps, Defaulted | 'desks'>, Required<Pick<NewsroomProps, Defaulted>> {
  /** Begins the names of its stacks: `bantin-<name>-delivery`, `bantin-<name>-publisher`. */
  readonly name: string;
  /** Folders of desks, none of them twice. */
  readonly desks?: readonly string[];
}

const DEFAULTS: Required<Pick<NewsroomProps, Defaulted>> = {
  timeZone: 'Asia/Ho_Chi_Minh',
  dueMinutes: 5,
  sweepMinutes: 60,
  rebuildDays: 3,
  batchingSeconds: 1,
  cdn: true,
  customerKey: false,
  fleet: false,
};

type Parse<Value> = (value: unknown, field: string) => Value;

const PARSERS: { readonly [Name in keyof NewsroomProps]-?: Parse<NonNullable<Settings[Name]>> } = {
  account: matching(/^\d{12}$/, 'twelve digits'),
  region: matching(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'a region such as ap-southeast-1'),
  timeZone: parseTimeZone,
  dueMinutes: integer(value => 60 % value === 0, 'a number of minutes that divides 60, such as 5'),
  sweepMinutes: integer(
    value => 60 % value === 0 || (value % 60 === 0 && 1440 % value === 0),
    'a number of minutes that divides 60, or of whole hours that divide a day, such as 60 or 360',
  ),
  rebuildDays: integer(value => value >= 1 && value <= 28, 'a number of days from 1 to 28'),
  fleet: parseBoolean,
  fleetConcurrency: integer(value => value >= 1 && value <= 1000, 'a number of functions from 1 to 1000'),
  rebuildBy: parseRebuildBy,
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
  plan: parsePlan,
  purge: parsePurge,
  purgesPerDay: parseCount,
  reservedConcurrency: integer(value => value >= 6 && value <= 1000, 'a number of runs from 6 to 1000'),
  alarmEmail: matching(/^[^\s@]+@[^\s@]+$/, 'an e-mail address'),
  editorsEmail: matching(/^[^\s@]+@[^\s@]+$/, 'an e-mail address'),
  desks: parseDesks,
  content: matching(/./, 'a folder with site.yaml'),
};

/** The names of all props. */
export const SETTINGS = Object.keys(PARSERS) as readonly (keyof NewsroomProps)[];

/** A name becomes part of names of stacks, of which the longest suffix has 10 characters. */
const NAME = /^[a-z][a-z0-9-]{0,48}$/i;

/**
 * Checks what a newsroom is deployed with, also where it comes from the command line or from JavaScript, and adds the
 * defaults. Numbers and booleans may be text.
 * @throws Error that begins with the field, where a name or value means nothing.
 */
export function settingsOf(name: string, props: { readonly [Name in keyof NewsroomProps]: unknown }): Settings {
  if (!NAME.test(name))
    throw new Error(
      `name of a newsroom: expected at most 49 letters, digits and hyphens, such as production, found "${name}"`,
    );
  const unknown = Object.keys(props).find(field => !Object.hasOwn(PARSERS, field));
  if (unknown !== undefined) throw new Error(`${unknown}: no such setting; expected one of ${SETTINGS.join(', ')}`);
  const given = SETTINGS.flatMap(field => {
    const value = props[field];
    return value === undefined ? [] : [[field, PARSERS[field](value, field)]];
  });
  return checked({ ...DEFAULTS, ...Object.fromEntries(given), name });
}

/** Returns the address of `public/`, as far as it is known before deploying. */
export function knownFeedsUrl({ feedsUrl, domainName }: Settings): string | undefined {
  return feedsUrl ?? (domainName === undefined ? undefined : `https://${domainName}/`);
}

function checked(settings: Settings): Settings {
  const { domainName, certificateArn, account, region, cdn } = settings;
  if ((domainName === undefined) !== (certificateArn === undefined))
    throw new Error(
      'domainName and certificateArn belong together: CloudFront serves no domain without its certificate',
    );
  if (domainName !== undefined && !cdn)
    throw new Error('domainName: there is no CloudFront to serve it (cdn=false); give feedsUrl instead');
  if (settings.webAclArn !== undefined && !cdn)
    throw new Error('webAclArn: there is no CloudFront to protect (cdn=false); leave it out');
  const asksEdge = (settings.purge ?? 'none') !== 'none' || settings.purgesPerDay !== undefined;
  if (asksEdge && !cdn) throw new Error('purge: there is no CloudFront to ask (cdn=false); leave it out');
  if (settings.plan !== undefined && !cdn)
    throw new Error('plan: there is no CloudFront to pay for (cdn=false); leave it out');
  if (!settings.fleet && (settings.fleetConcurrency !== undefined || settings.rebuildBy === 'fleet'))
    throw new Error(
      'fleetConcurrency and rebuildBy: there is no fleet (fleet=false); set fleet=true, or leave them out',
    );
  if ((account === undefined) !== (region === undefined))
    throw new Error('account and region belong together: give both, or neither to follow the credentials');
  return settings;
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

/** Folders whose names begin the outputs of stacks, and stand in ARNs. */
const DESK = /^[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?$/;

function parseDesks(value: unknown, field: string): readonly string[] {
  const desks = (Array.isArray(value) ? value : String(value).split(',')).map(desk => String(desk).trim());
  const wrong = desks.find((desk, at) => !DESK.test(desk) || desks.indexOf(desk) < at);
  if (wrong === undefined) return desks;
  const folders = 'folders under articles/ of letters a to z, digits and hyphens, each once, such as tu-phap,doi-song';
  throw unexpected(field, folders, wrong);
}

function parsePlan(value: unknown, field: string): PricingPlan {
  const plan = PLANS.find(name => name === value);
  if (plan !== undefined) return plan;
  throw unexpected(field, `one of ${PLANS.join(', ')}, or nothing to pay as you go`, value);
}

function parsePurge(value: unknown, field: string): PurgeSetting {
  const purge = PURGES.find(name => name === value);
  if (purge !== undefined) return purge;
  throw unexpected(field, `one of ${PURGES.join(', ')}`, value);
}

function parseRebuildBy(value: unknown, field: string): RebuildBy {
  const by = REBUILD_BY.find(name => name === value);
  if (by !== undefined) return by;
  throw unexpected(field, `one of ${REBUILD_BY.join(', ')}`, value);
}

function parseCount(value: unknown, field: string): number {
  if (/^\d{1,7}$/.test(String(value))) return Number(value);
  throw unexpected(field, 'a number of items from 0 to 9999999', value);
}

function parseUrl(value: unknown, field: string): string {
  const url = URL.canParse(String(value)) ? new URL(String(value)) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw unexpected(field, 'a URL such as https://feeds.bao.example/', value);
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

function unexpected(field: string, expected: string, found: unknown): Error {
  return new Error(`${field}: expected ${expected}, found "${found}"`);
}
