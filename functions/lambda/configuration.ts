import { parseWebUrl } from '../core/fields/fields.ts';
import { withoutPasswords } from '../core/text/without-passwords.ts';
import { ENVIRONMENT_NAMES } from './environment-names.ts';

/** Configuration of the function, from its environment. */
export interface Configuration {
  /** Name of the bucket that editors write. */
  readonly contentBucket: string;
  /** Name of the bucket that Bantin writes. */
  readonly feedsBucket: string;
  /** Address of `public/`, normalized by `new URL`. Default: `feedsUrl` of `site.yaml`. */
  readonly feedsUrl?: string;
  /** Address of the function's own queue. Without it no hub is pinged. */
  readonly queueUrl?: string;
  /** ARN of the SNS topic for notices to editors. Without it none are sent. */
  readonly editorsTopicArn?: string;
  /** Id of the CloudFront distribution that forgets what was withdrawn. Without it none is asked. */
  readonly distributionId?: string;
  /** Set where it forgets whatever is rewritten. */
  readonly everyPublish?: true;
  /** Items that a day has for what is no withdrawal. */
  readonly purgesPerDay: number;
  /** Delay after which an article is late, in milliseconds. */
  readonly lateAfter: number;
  /** Names logs and metrics. */
  readonly serviceName: string;
}

/**
 * Reads the configuration. A variable that is empty counts as one that is not set.
 * @throws Error that names the variable and says what to set it to.
 */
export function parseConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const { contentBucket, feedsBucket, feedsUrl, queueUrl, editorsTopicArn, lateMinutes, serviceName } =
    ENVIRONMENT_NAMES;
  const distribution = environment[ENVIRONMENT_NAMES.distributionId];
  const everyPublish = forgetsEverything(environment[ENVIRONMENT_NAMES.purge] || 'corrections');
  const perDay = environment[ENVIRONMENT_NAMES.purgesPerDay] || (everyPublish ? '10000' : '100');
  const topic = environment[editorsTopicArn];
  const queue = environment[queueUrl];
  const url = environment[feedsUrl];
  return {
    contentBucket: required(environment, contentBucket, 'the name of the bucket that editors write'),
    feedsBucket: required(environment, feedsBucket, 'the name of the bucket that feeds are written to'),
    ...(url && { feedsUrl: webUrl(url, feedsUrl) }),
    ...(queue && { queueUrl: queue }),
    ...(topic && { editorsTopicArn: topic }),
    ...(distribution && { distributionId: distribution }),
    ...(everyPublish && { everyPublish }),
    purgesPerDay: count(perDay, ENVIRONMENT_NAMES.purgesPerDay),
    lateAfter: minutes(environment[lateMinutes] || '15', lateMinutes),
    serviceName: environment[serviceName] || 'bantin',
  };
}

function required(environment: Readonly<Record<string, string | undefined>>, name: string, what: string): string {
  const value = environment[name];
  if (value) return value;
  throw new Error(`${name} is not set; set it to ${what}`);
}

function forgetsEverything(value: string): boolean {
  if (value === 'publishes' || value === 'corrections') return value === 'publishes';
  throw new Error(`${ENVIRONMENT_NAMES.purge}: expected corrections or publishes, found ${JSON.stringify(value)}`);
}

function count(text: string, name: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new Error(`${name}: expected a number such as 100, found ${JSON.stringify(text)}`);
}

/** In milliseconds. */
function minutes(text: string, name: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text) * 60_000;
  throw new Error(`${name}: expected a number of minutes such as 15, found ${JSON.stringify(text)}`);
}

function webUrl(text: string, name: string): string {
  const url = parseWebUrl(text);
  // Paths are put after it.
  if (url !== undefined && !/[?#]/.test(url)) return url;
  throw new Error(
    `${name}: expected a URL such as https://feeds.bao.example/, without ? and #, found ` +
      `${JSON.stringify(withoutPasswords(text))}`,
  );
}
