import fresh from 'fresh';
import { Negotiator } from 'negotiator';
import type { Coding } from '../core/files/variants.ts';
import type { Instant } from '../core/instant.ts';
import type { Edge, EdgeHeaders, EdgeRequest, EdgeResponse } from './edge.ts';
import type { Origin, PublishedObject } from './origin.ts';
import { MANAGED_HEADERS } from './policy.ts';
import { parseRange } from './range.ts';

/** An answer, not yet sent. Names of headers are in lower case. */
export interface CdnAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Options of the CDN. */
export interface Cdn {
  readonly origin: Pick<Origin, 'get'>;
  readonly edge: Edge;
  readonly now: () => Instant;
}

interface Fetched {
  readonly response: EdgeResponse;
  readonly body: Buffer;
}

const NOTHING = Buffer.alloc(0);
const MALFORMED = plain(400, 'The address is malformed.\n');
/**
 * CloudFront compresses bodies of this many bytes, of these media types among others, and leaves Atom, JSON Feed and
 * OPML as they are.
 */
const COMPRESSED_BYTES = { least: 1000, most: 10_000_000 };
const COMPRESSED_TYPES =
  /^(?:text\/(?:html|plain|css|csv|xml)|application\/(?:rss\+xml|xml|json)|image\/svg\+xml)(?:;|$)/;

/** Answers as CloudFront does: function, origin, conditions and ranges, headers of the managed policy, function. */
export function answer(request: EdgeRequest, cdn: Cdn): CdnAnswer {
  const { response, body } = answered(request, cdn);
  return finish(response, body);
}

/** The answer to what is no address at all. */
export function malformed(): CdnAnswer {
  const { response, body } = MALFORMED;
  return finish(response, body);
}

/** The answer to whoever calls this server by another name than its own (RFC 9110, section 15.5.20). */
export function misdirected(host: string): CdnAnswer {
  const text =
    `The preview answers to localhost and ${host} alone, so that no other site can read it through a browser. ` +
    `Open it by one of these, or start it with --host and the name that you call it by.\n`;
  const { response, body } = plain(421, text);
  return finish(response, body);
}

function answered(request: EdgeRequest, { origin, edge, now }: Cdn): Fetched {
  const seen = edge.viewerRequest(request);
  if ('statusCode' in seen) return { response: seen, body: Buffer.from(seen.body?.data ?? '') };
  const key = keyOf(seen.uri);
  if (key === undefined) return MALFORMED;
  const object = origin.get(key);
  if (!object) return notFound(origin);
  const { response, body } = fetched(object, seen, now());
  // CloudFront asks no function about errors.
  return { response: response.statusCode < 400 ? edge.viewerResponse(seen, response) : response, body };
}

/**
 * The object's name in the bucket, under `public/`; `undefined` where the path is not one. Slashes and dots mean
 * nothing to a bucket.
 */
function keyOf(uri: string): string | undefined {
  try {
    const key = decodeURIComponent(uri);
    return key.startsWith('/') && !key.includes('\0') ? key.slice(1) : undefined;
  } catch {
    return undefined;
  }
}

/** The custom error response: the object that says so, with the status of an error. */
function notFound(origin: Cdn['origin']): Fetched {
  const page = origin.get('404.html');
  return page ? respond(404, { 'content-type': page.mediaType }, page.body) : plain(404, 'Not found\n');
}

function plain(statusCode: number, text: string): Fetched {
  return respond(statusCode, { 'content-type': 'text/plain; charset=utf-8' }, Buffer.from(text));
}

/**
 * Returns the cache's answer for an object that it has: the whole, a part, or that nothing changed (RFC 9110, sections
 * 13 and 14).
 */
function fetched(object: PublishedObject, request: EdgeRequest, now: Instant): Fetched {
  const range = request.method === 'GET' ? headerOf(request, 'range') : undefined;
  const coding = range === undefined ? codingOf(object, request) : undefined;
  const headers = headersOf(object, coding, now);
  if (isFresh(request, headers))
    return respond(304, without(headers, ['content-type', 'content-encoding', 'content-disposition']), NOTHING);
  const body = coding ? object.encoded(coding) : object.body;
  const part = range !== undefined && rangeHolds(request, headers) ? parseRange(range, body.length) : undefined;
  if (!part) return respond(200, headers, body);
  if (part === 'unsatisfiable') return respond(416, { 'content-range': `bytes */${body.length}` }, NOTHING);
  const contentRange = `bytes ${part.first}-${part.last}/${body.length}`;
  return respond(206, { ...headers, 'content-range': contentRange }, body.subarray(part.first, part.last + 1));
}

/**
 * Returns the headers of S3 as CloudFront passes them on. If it compresses, the bytes are others, so the ETag is weak.
 */
function headersOf(object: PublishedObject, coding: Coding | undefined, now: Instant): Record<string, string> {
  const { etag, mediaType, lastModified, metadata, disposition } = object;
  const encoding = coding ?? object.coding;
  return {
    server: 'AmazonS3',
    'content-type': mediaType,
    ...(disposition !== undefined && { 'content-disposition': disposition }),
    etag: coding ? `W/${etag}` : etag,
    // After two changes within a second this lies ahead, and a date in the future freezes readers.
    ...(lastModified <= now && { 'last-modified': new Date(lastModified).toUTCString() }),
    ...(encoding ? { 'content-encoding': encoding } : {}),
    ...(!coding && { 'accept-ranges': 'bytes' }),
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
  };
}

function codingOf(object: PublishedObject, request: EdgeRequest): Coding | undefined {
  const { size } = object;
  const isCompressible = !object.coding && COMPRESSED_TYPES.test(object.mediaType);
  if (!isCompressible || size < COMPRESSED_BYTES.least || size > COMPRESSED_BYTES.most) return undefined;
  const headers = { 'accept-encoding': headerOf(request, 'accept-encoding') };
  const [best] = new Negotiator({ headers }).encodings(['br', 'gzip', 'identity'], { preferred: ['br', 'gzip'] });
  return best === 'br' || best === 'gzip' ? best : undefined;
}

function isFresh(request: EdgeRequest, headers: Readonly<Record<string, string>>): boolean {
  return fresh(
    {
      'if-none-match': headerOf(request, 'if-none-match')?.trim(),
      'if-modified-since': headerOf(request, 'if-modified-since'),
    },
    { etag: headers.etag, 'last-modified': headers['last-modified'] },
  );
}

/** A weak ETag never holds here: parts of other bytes make no whole (RFC 9110, section 13.1.5). */
function rangeHolds(request: EdgeRequest, headers: Readonly<Record<string, string>>): boolean {
  const condition = headerOf(request, 'if-range');
  return condition === undefined || condition === headers.etag || condition === headers['last-modified'];
}

function respond(statusCode: number, headers: Readonly<Record<string, string>>, body: Buffer): Fetched {
  const named: EdgeHeaders = {};
  for (const [name, value] of Object.entries(headers)) named[name] = { value };
  return { response: { statusCode, headers: named }, body };
}

function finish({ statusCode, headers }: EdgeResponse, body: Buffer): CdnAnswer {
  // A preview shows unpublished articles: scripts of other sites may not read it.
  const own = Object.entries(headers).filter(([name]) => !name.startsWith('access-control-'));
  const given = Object.fromEntries(own.map(([name, { value }]) => [name, value]));
  const hasContent = statusCode !== 204 && statusCode !== 304;
  return {
    status: statusCode,
    headers: {
      ...MANAGED_HEADERS,
      ...given,
      // A preview is looked at while it changes: kept, but asked for again each time.
      'cache-control': 'no-cache',
      ...(hasContent && { 'content-length': String(body.length) }),
    },
    body: hasContent ? body : NOTHING,
  };
}

function without(headers: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

function headerOf(request: EdgeRequest, name: string): string | undefined {
  return request.headers[name]?.value;
}
