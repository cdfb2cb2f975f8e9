import type { Instant } from '../core/instant.ts';
import { leave, request, type WebAttempt, type WebOptions, webFailureOf } from './web-request.ts';

/**
 * Hubs that say they take several topics in one request, and how many are sent. To repeat `hub.url` is of PubSubHubbub
 * 0.3 (section 7.1); of other hubs some want an array or a comma, and some would take the last one and say nothing, so
 * these get a request for each.
 */
const TAKES_SEVERAL: ReadonlyMap<string, number> = new Map([['pubsubhubbub.appspot.com', 100]]);

/** Returns the maximum number of topics that a hub takes in one request. */
export function mostTopics(hub: string): number {
  return TAKES_SEVERAL.get(new URL(hub).hostname) ?? 1;
}

/**
 * Notifies a hub of topics, once. WebSub (section 6) does not define the request. Nearly all hubs take the field that
 * PubSubHubbub 0.3 (section 7.1) calls `hub.url`, a few take `hub.topic`. Of the response only the status and
 * `Retry-After` are read.
 */
export async function postTo(
  hub: string,
  urls: readonly string[],
  options: WebOptions & { readonly now: () => Instant },
): Promise<WebAttempt> {
  const [url, ...more] = urls;
  const fields = urls.map((address): [string, string] => ['hub.url', address]);
  if (url !== undefined && more.length === 0) fields.push(['hub.topic', url]);
  try {
    const body = new URLSearchParams([['hub.mode', 'publish'], ...fields]);
    const response = await request(hub, { method: 'POST', body }, options);
    await leave(response);
    return judge(response, options.now());
  } catch (error) {
    return webFailureOf(error);
  }
}

function judge({ ok, status, headers }: Response, now: Instant): WebAttempt {
  if (ok) return { result: 'done' };
  const reason = `the hub answers ${status}`;
  if (status !== 429 && status < 500) return { result: 'refused', reason };
  const retryAfter = parseRetryAfter(headers.get('retry-after'), now);
  return { result: 'later', reason, ...(retryAfter !== undefined && { retryAfter }) };
}

/** Returns seconds, or a date (RFC 9110, section 10.2.3), as milliseconds from now. */
function parseRetryAfter(value: string | null, now: Instant): number | undefined {
  if (value === null) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
