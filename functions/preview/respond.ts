import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import fresh from 'fresh';
import { Negotiator } from 'negotiator';
import type { Instant } from '../core/instant.ts';
import { parseRange } from './range.ts';
import type { Encoding, Resource } from './resource.ts';

/** An answer, not yet sent. */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: Buffer;
}

const ENCODINGS: readonly Encoding[] = ['br', 'gzip', 'identity'];

/** Pages hold text of articles. Whatever got past the sanitizer could still run nothing and send nothing anywhere. */
const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src http: https: data:',
  'media-src http: https:',
  'frame-src https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Scripts of other sites may read what anyone may subscribe to. */
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Last-Modified, Link',
};

/** Answers a GET or HEAD of a resource: what it is, or 304, a part, or 406. */
export function answer(resource: Resource, request: IncomingHttpHeaders, now: Instant): Answer {
  const encoding = encodingOf(resource, request);
  const headers = headersOf(resource, encoding ?? 'identity', now);
  if (!encoding) return { status: 406, headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' } };
  if (isFresh(resource, request, headers)) return { status: 304, headers: withoutContent(headers) };
  const body = resource.encoded(encoding);
  const range = resource.isText ? undefined : rangeOf(resource, request, headers, body.length);
  if (range === 'unsatisfiable')
    return { status: 416, headers: { ...headers, 'Content-Range': `bytes */${body.length}` } };
  if (!range) return { status: 200, headers: { ...headers, 'Content-Length': body.length }, body };
  const part = body.subarray(range.first, range.last + 1);
  return {
    status: 206,
    headers: {
      ...headers,
      'Content-Length': part.length,
      'Content-Range': `bytes ${range.first}-${range.last}/${body.length}`,
    },
    body: part,
  };
}

/** Answers the question that browsers ask before a conditional request from another site. */
export function answerPreflight(): Answer {
  return {
    status: 204,
    headers: {
      ...CORS,
      'Access-Control-Allow-Methods': 'GET, HEAD',
      'Access-Control-Allow-Headers': 'If-None-Match, If-Modified-Since, Range',
      'Access-Control-Max-Age': '86400',
    },
  };
}

/** Headers of every answer, errors too. */
export const ALWAYS = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'strict-origin-when-cross-origin' };

/** Those of pages, not-found pages too. */
export const PAGE_HEADERS = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': PAGE_POLICY };

function headersOf(resource: Resource, encoding: Encoding, now: Instant): OutgoingHttpHeaders {
  const { mediaType, lastModified } = resource;
  const isPage = mediaType.startsWith('text/html');
  return {
    ...ALWAYS,
    ...(isPage ? PAGE_HEADERS : { ...CORS, 'Content-Type': mediaType }),
    // A preview is looked at while it changes: kept, but asked for again each time.
    'Cache-Control': 'no-cache',
    ETag: resource.etag(encoding),
    // After two changes within a second this lies ahead, and a date in the future freezes readers.
    ...(lastModified <= now && { 'Last-Modified': new Date(lastModified).toUTCString() }),
    ...(resource.isCompressible && { Vary: 'Accept-Encoding' }),
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    ...(!resource.isText && { 'Accept-Ranges': 'bytes' }),
  };
}

function encodingOf(resource: Resource, headers: IncomingHttpHeaders): Encoding | undefined {
  const available = resource.isCompressible ? ENCODINGS : ['identity'];
  const [best] = new Negotiator({ headers }).encodings(available, { preferred: ['br', 'gzip'] });
  return ENCODINGS.find(encoding => encoding === best);
}

/** Any representation of the same bytes will do: whoever has one has them all. */
function isFresh(resource: Resource, request: IncomingHttpHeaders, headers: OutgoingHttpHeaders): boolean {
  return fresh(
    {
      'if-none-match': request['if-none-match']?.replace(/-(?:br|gzip)"/g, '"'),
      'if-modified-since': request['if-modified-since'],
    },
    { etag: resource.etag('identity'), 'last-modified': String(headers['Last-Modified'] ?? '') || undefined },
  );
}

/** RFC 9110, section 15.4.5: what a 304 repeats, and nothing of the content. */
function withoutContent(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !['Content-Type', 'Content-Encoding', 'Accept-Ranges'].includes(name)),
  );
}

function rangeOf(resource: Resource, request: IncomingHttpHeaders, headers: OutgoingHttpHeaders, size: number) {
  const condition = request['if-range'];
  const holds = !condition || condition === resource.etag('identity') || condition === headers['Last-Modified'];
  return request.range && holds ? parseRange(request.range, size) : undefined;
}
