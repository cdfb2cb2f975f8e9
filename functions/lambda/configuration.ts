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
  const topic = environment[editorsTopicArn];
  const queue = environment[queueUrl];
  const url = environment[feedsUrl];
  return {
    contentBucket: required(environment, contentBucket, 'the name of the bucket that editors write'),
    feedsBucket: required(environment, feedsBucket, 'the name of the bucket that feeds are written to'),
    ...(url && { feedsUrl: webUrl(url, feedsUrl) }),
    ...(queue && { queueUrl: queue }),
    ...(topic && { editorsTopicArn: topic }),
    lateAfter: minutes(environment[lateMinutes] || '15', lateMinutes),
    serviceName: environment[serviceName] || 'bantin',
  };
}

function required(environment: Readonly<Record<string, string | undefined>>, name: string, what: string): string {
  const value = environment[name];
  if (value) return value;
  throw new Error(`${name} is not set; set it to ${what}`);
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
