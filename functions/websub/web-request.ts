import { isHubUrl } from '../core/site/hub-url.ts';
import { AddressRefused, createWebFetch, type WebFetch } from '../web/web-fetch.ts';

/** Options of requests. */
export interface WebOptions {
  /** Default: reaches public hosts by `https` alone. */
  readonly fetch?: WebFetch;
  /** Returns a signal that aborts a request after some milliseconds. Default: `AbortSignal.timeout`. */
  readonly timeout?: (milliseconds: number) => AbortSignal;
}

/** Outcome of a request. `later`: another try may do better; `refused`: none will. */
export interface WebAttempt {
  readonly result: 'done' | 'later' | 'refused';
  /** Reason why it is not done. */
  readonly reason?: string;
  /** Milliseconds to wait before the next try, as the server asked (`Retry-After`). */
  readonly retryAfter?: number;
}

/** Maximum duration of a request with its response, in milliseconds. Small hubs fetch the feed before they respond. */
const ANSWER_TIME = 10_000;
const MAX_REDIRECTS = 3;
const fetchPublic = createWebFetch();
const USER_AGENT = 'Bantin (WebSub publisher)';

/**
 * Sends one request. A POST follows redirects 307 and 308, but only to addresses where a hub may be. A GET follows
 * every redirect. Neither leaves `https`. Any other redirect is returned as a response.
 * @throws Error if there is no response in time.
 */
export async function request(url: string, init: RequestInit, options: WebOptions): Promise<Response> {
  const { fetch = fetchPublic, timeout = AbortSignal.timeout } = options;
  const signal = timeout(ANSWER_TIME);
  const headers = { 'user-agent': USER_AGENT, ...init.headers };
  let address = url;
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(address, { ...init, headers, redirect: 'manual', signal });
    const next = redirects < MAX_REDIRECTS ? targetOf(response, address, init.method ?? 'GET') : undefined;
    if (next === undefined) return response;
    await leave(response);
    address = next;
  }
}

/** Discards the rest of a response. */
export async function leave(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}

/** Returns the cause of a network error, without the address, which may hold a secret. */
export function webFailureOf(error: unknown): WebAttempt {
  if (!(error instanceof Error)) return { result: 'later', reason: String(error) };
  if (error.name === 'TimeoutError')
    return { result: 'later', reason: `no answer within ${ANSWER_TIME / 1000} seconds` };
  const { cause } = error;
  // No other try does better, until somebody mends the address.
  if (cause instanceof AddressRefused) return { result: 'refused', reason: cause.message };
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  return { result: 'later', reason: `no connection (${code ?? error.name})` };
}

function targetOf({ status, headers }: Response, from: string, method: string): string | undefined {
  const location = headers.get('location');
  const follows = method === 'GET' ? [301, 302, 303, 307, 308] : [307, 308];
  if (location === null || !follows.includes(status) || !URL.canParse(location, from)) return undefined;
  const to = new URL(location, from);
  const isWeb = to.protocol === 'https:' || to.protocol === 'http:';
  const isAsSafe = to.protocol === 'https:' || to.protocol === new URL(from).protocol;
  return isWeb && isAsSafe && (method === 'GET' || isHubUrl(to.href)) ? to.href : undefined;
}
