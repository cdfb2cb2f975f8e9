import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerListing } from './s3-server-listing.ts';
import { metadataOf, type S3Object, writeMetadata } from './s3-server-object.ts';

/** A request as the server understood it, told before it does anything. */
export interface S3Request {
  readonly kind: 'GET' | 'HEAD' | 'PUT' | 'LIST' | 'DELETE' | 'COPY';
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Returns whether its connection is still open. */
  readonly isOpen: () => boolean;
}

/**
 * Fault of a request: refused with an error of S3; dropped before anything was done; dropped after it was done, before
 * the response; a response that breaks off within its body; no response at all, after it was done.
 */
export type Fault =
  | { readonly status: number; readonly code: string; readonly message?: string }
  | 'drop before'
  | 'drop after'
  | 'break off'
  | 'hang';

export interface S3Server {
  readonly endpoint: string;
  readonly buckets: Map<string, Map<string, S3Object>>;
  /** Requests, in order. */
  readonly requests: S3Request[];
  /** Called for every request. */
  inject: (request: S3Request) => Fault | undefined;
  /** Makes an empty bucket, in place of one of that name. */
  createBucket(name: string): Map<string, S3Object>;
  close(): Promise<void>;
}

/** An answer, or a refusal. */
interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/**
 * The part of S3's REST API that the store speaks, with path-style URLs, in memory; as the API reference tells it, and
 * able to fail at will.
 */
export async function startS3Server(): Promise<S3Server> {
  const server = createServer((request, response) => {
    handle(s3, request, response).catch(error => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const s3: S3Server = {
    endpoint: `http://127.0.0.1:${port}`,
    buckets: new Map(),
    requests: [],
    inject: () => undefined,
    createBucket: name => {
      const objects = new Map<string, S3Object>();
      s3.buckets.set(name, objects);
      return objects;
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return s3;
}

async function handle(s3: S3Server, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = understand(incoming);
  const body = await bodyOf(incoming);
  s3.requests.push(request);
  const fault = s3.inject(request);
  if (fault === 'drop before') return void incoming.socket.destroy();
  const answer =
    typeof fault === 'object' ? refusal(fault.status, fault.code, fault.message) : answerTo(s3, request, body);
  if (fault === 'drop after') return void incoming.socket.destroy();
  if (fault === 'hang') return;
  const bytes = Buffer.from(answer.body ?? '');
  response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length });
  if (fault === 'break off') response.write(bytes.subarray(0, bytes.length / 2), () => incoming.socket.destroy());
  else response.end(request.kind === 'HEAD' ? '' : bytes);
}

function understand({ method = '', url = '', headers, socket }: IncomingMessage): S3Request {
  const isOpen = (): boolean => !socket.destroyed;
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const [bucket = '', ...rest] = pathname.slice(1).split('/');
  const key = decodeURIComponent(rest.join('/'));
  const kind =
    method === 'PUT' && 'x-amz-copy-source' in headers
      ? 'COPY'
      : method === 'GET' && key === ''
        ? 'LIST'
        : method === 'POST' && searchParams.has('delete')
          ? 'DELETE'
          : method;
  return {
    kind: kind as S3Request['kind'],
    bucket: decodeURIComponent(bucket),
    key,
    query: searchParams,
    headers,
    isOpen,
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  return incoming.headers['x-amz-decoded-content-length'] === undefined ? body : withoutChunks(body);
}

/**
 * The body of `aws-chunked`: sizes in hexadecimal, an extension for a signature, and trailers that nobody needs here.
 */
function withoutChunks(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.subarray(at, end).toString('latin1'), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

function answerTo(s3: S3Server, request: S3Request, body: Buffer): Answer {
  const objects = s3.buckets.get(request.bucket);
  if (!objects) return refusal(404, 'NoSuchBucket');
  const wrong = faultOf(request, body);
  if (wrong) return wrong;
  if (request.kind === 'LIST') return answerListing(objects, request.query);
  if (request.kind === 'PUT') return put(objects, request, body);
  if (request.kind === 'COPY') return copy(s3, objects, request);
  if (request.kind === 'DELETE' && request.query.has('delete')) return deleteMany(objects, body);
  if (request.kind === 'DELETE') {
    objects.delete(request.key);
    return { status: 204 };
  }
  const object = objects.get(request.key);
  if (!object) return refusal(404, 'NoSuchKey');
  const [, from, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (last === undefined) return { status: 200, headers: answerHeaders(object), body: object.bytes };
  if (object.bytes.length <= Number(from)) return refusal(416, 'InvalidRange');
  const part = object.bytes.subarray(Number(from), last === '' ? undefined : Number(last) + 1);
  const range = `bytes ${from}-${Number(from) + part.length - 1}/${object.bytes.length}`;
  return { status: 206, headers: { ...answerHeaders(object), 'content-range': range }, body: part };
}

/** Returns the refusal of a request that is invalid whatever objects there are. */
function faultOf({ key, headers }: S3Request, body: Buffer): Answer | undefined {
  if (Buffer.byteLength(key) > 1024) return refusal(400, 'KeyTooLongError');
  if (!headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) return refusal(403, 'AccessDenied');
  // S3 computes the signature over other bytes than those that were meant.
  if (Object.values(headers).some(value => /[^\t -~]/.test(String(value))))
    return refusal(403, 'SignatureDoesNotMatch');
  const promised = String(headers['x-amz-content-sha256']);
  if (/^[0-9a-f]{64}$/.test(promised) && promised !== createHash('sha256').update(body).digest('hex'))
    return refusal(400, 'XAmzContentSHA256Mismatch');
  return undefined;
}

/** Keys that begin with `locked/` are refused one by one, as S3 does within an answer of 200. */
function deleteMany(objects: Map<string, S3Object>, body: Buffer): Answer {
  const keys = [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
  if (keys.length > 1000) return refusal(400, 'MalformedXML');
  const refused = keys.filter(key => key.startsWith('locked/'));
  for (const key of keys) if (!refused.includes(key)) objects.delete(key);
  const errors = refused.map(key => `<Error><Key>${key}</Key><Code>AccessDenied</Code></Error>`);
  return { status: 200, body: `<DeleteResult>${errors.join('')}</DeleteResult>` };
}

function put(objects: Map<string, S3Object>, { key, headers }: S3Request, bytes: Buffer): Answer {
  const there = objects.get(key);
  if (headers['if-none-match'] !== undefined && there) return refusal(412, 'PreconditionFailed');
  if (headers['if-match'] !== undefined && !there) return refusal(404, 'NoSuchKey');
  if (headers['if-match'] !== undefined && headers['if-match'] !== there?.etag)
    return refusal(412, 'PreconditionFailed');
  const object = writeObject(bytes, headers);
  objects.set(key, object);
  return { status: 200, headers: { etag: object.etag } };
}

function copy(s3: S3Server, objects: Map<string, S3Object>, { key, headers }: S3Request): Answer {
  const [bucket = '', ...rest] = decodeURIComponent(String(headers['x-amz-copy-source'])).replace(/^\//, '').split('/');
  const from = s3.buckets.get(bucket);
  if (!from) return refusal(404, 'NoSuchBucket');
  const source = from.get(rest.join('/'));
  if (!source) return refusal(404, 'NoSuchKey');
  const replaces = headers['x-amz-metadata-directive'] === 'REPLACE';
  const object = replaces ? writeObject(source.bytes, headers) : { ...source, lastModified: Date.now() };
  objects.set(key, object);
  return {
    status: 200,
    body: `${XML}<CopyObjectResult><ETag>${object.etag.replaceAll('"', '&quot;')}</ETag></CopyObjectResult>`,
  };
}

/** An object as a request writes it. */
export function writeObject(bytes: Uint8Array, headers: IncomingMessage['headers'] = {}): S3Object {
  // aws-chunked says how the body came, not what it is.
  const encoding = headers['content-encoding']?.replace(/^aws-chunked,? ?/, '');
  return {
    bytes,
    etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
    lastModified: Date.now(),
    headers: {
      'content-type': headers['content-type'] ?? 'binary/octet-stream',
      ...(encoding && { 'content-encoding': encoding }),
      ...(headers['cache-control'] !== undefined && { 'cache-control': headers['cache-control'] }),
      ...(headers['content-disposition'] !== undefined && { 'content-disposition': headers['content-disposition'] }),
    },
    metadata: metadataOf(headers),
  };
}

function answerHeaders({ etag, lastModified, headers, metadata }: S3Object): Readonly<Record<string, string>> {
  return { ...headers, ...writeMetadata(metadata), etag, 'last-modified': new Date(lastModified).toUTCString() };
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

function refusal(status: number, code: string, message = 'Said by the server of the tests'): Answer {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `${XML}<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  };
}
