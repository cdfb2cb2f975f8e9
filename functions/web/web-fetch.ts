import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** `fetch`, but it follows no redirects: each address has to be judged by itself. */
export type WebFetch = (url: string, init: RequestInit) => Promise<Response>;

export interface WebFetchOptions {
  /** Also allows addresses of this machine, by `http` too: for the command line and tests, never for the function. */
  readonly loopback?: boolean;
  /** Also allows public hosts by `http`. */
  readonly plain?: boolean;
  /** Resolves the addresses of a host. Default: the system's resolver. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
}

/** Error for an address that may not be requested, whatever would answer there. The message names only the host. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/**
 * Makes a `fetch` that reaches public hosts by `https` alone, so that nobody who writes an address into a file or a
 * redirect has this machine ask what only it can reach: others of its network, or the metadata of its host. The
 * address of the connection is judged, after the name was resolved: a name that is looked at first and resolved again
 * for the connection may lead elsewhere by then.
 *
 * It rejects as `fetch` does, with a `TypeError` whose `cause` is the reason: an `AddressRefused` where the address
 * is none of these. A name and password in an address are sent as basic authentication (RFC 7617).
 */
export function createWebFetch(options: WebFetchOptions = {}): WebFetch {
  return async (address, init) => {
    const { signal } = init;
    signal?.throwIfAborted();
    try {
      return await send(new URL(address), init, options);
    } catch (error) {
      signal?.throwIfAborted();
      throw new TypeError('fetch failed', { cause: error });
    }
  };
}

async function send(url: URL, init: RequestInit, options: WebFetchOptions): Promise<Response> {
  assertMayReach(url, options);
  // It sets the header for the fields of a form.
  const { method, headers, body } = new Request(url.origin, init);
  if (!headers.has('accept-encoding')) headers.set('accept-encoding', 'gzip, br');
  const bytes = body ? Buffer.from(await new Response(body).arrayBuffer()) : undefined;
  const sender = url.protocol === 'https:' ? requestSecure : requestPlain;
  const request = sender(url, {
    method,
    headers: { ...Object.fromEntries(headers), ...(bytes && { 'content-length': bytes.length }) },
    lookup: guardedLookup(url, options),
    // No connection that was opened under other rules is used again.
    agent: false,
  });
  const message = await answerTo(request, bytes, init.signal ?? undefined);
  return responseOf(message);
}

/** Rejects addresses that can be judged before anything is resolved. */
function assertMayReach(url: URL, options: WebFetchOptions): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isWeb = url.protocol === 'https:' || (url.protocol === 'http:' && (options.plain || options.loopback));
  if (!isWeb) throw new AddressRefused(`${url.hostname} is asked by https only`);
  const refusal = isIP(host) === 0 ? undefined : refusalOf(host, url, options);
  if (refusal) throw refusal;
}

/** Returns a lookup that resolves as connections do, and leaves out addresses that may not be reached. */
function guardedLookup(url: URL, options: WebFetchOptions): LookupFunction {
  const { resolve = host => lookup(host, { all: true }) } = options;
  return (host, { all }, callback) => {
    resolve(host).then(
      addresses => {
        const refusals = addresses.map(({ address }) => refusalOf(address, url, options));
        const reached = addresses.filter((_, at) => refusals[at] === undefined);
        const [first] = reached;
        if (!first) callback(refusals[0] ?? new AddressRefused(`${host} has no address`), '');
        else if (all) callback(null, [...reached]);
        else callback(null, first.address, first.family);
      },
      error => callback(error, ''),
    );
  };
}

function refusalOf(address: string, url: URL, options: WebFetchOptions): AddressRefused | undefined {
  const { hostname } = url;
  if (isLoopbackAddress(address))
    return options.loopback
      ? undefined
      : new AddressRefused(`${hostname} is this machine; only public hosts are asked`);
  if (!isPublicAddress(address))
    return new AddressRefused(`${hostname} is in a private or reserved network; only public hosts are asked`);
  return url.protocol === 'https:' || options.plain
    ? undefined
    : new AddressRefused(`${hostname} is asked by https only`);
}

function answerTo(
  request: ClientRequest,
  body: Buffer | undefined,
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let answer: IncomingMessage | undefined;
    // The caller gets the reason, not that the connection broke.
    const giveUp = (): void => void (answer ?? request).destroy(signal?.reason);
    signal?.addEventListener('abort', giveUp, { once: true });
    request.on('close', () => signal?.removeEventListener('abort', giveUp));
    request.on('error', reject);
    request.on('response', message => {
      answer = message;
      resolve(message);
    });
    request.end(body);
  });
}

/** Statuses whose answers have no body (Fetch, section 2.2.3). */
const NO_BODY: ReadonlySet<number> = new Set([101, 204, 205, 304]);

function responseOf(message: IncomingMessage): Response {
  const { statusCode: status = 0, rawHeaders } = message;
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  if (!NO_BODY.has(status))
    return new Response(Readable.toWeb(decoded(message)) as ReadableStream, { status, headers });
  message.resume();
  return new Response(null, { status, headers });
}

function decoded(message: IncomingMessage): Readable {
  const decoder = decoderOf(message.headers['content-encoding']?.trim().toLowerCase());
  // A failure on either side ends both, and the reader gets the error.
  return decoder ? pipeline(message, decoder, () => undefined) : message;
}

function decoderOf(coding: string | undefined) {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return createInflate();
    default:
      return undefined;
  }
}
