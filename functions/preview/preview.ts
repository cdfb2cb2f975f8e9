import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Instant } from '../core/instant.ts';
import { withoutPasswords } from '../core/text/without-passwords.ts';
import { answersTo, hostNameOf } from './allowed-hosts.ts';
import { answer, type Cdn, type CdnAnswer, malformed, misdirected } from './cdn.ts';
import { createEdge, type EdgeHeaders } from './edge.ts';
import { CachedOrigin } from './edge-cache.ts';
import { Origin } from './origin.ts';
import { forWholePage, isOpened, Reload, withReload } from './reload.ts';

export interface PreviewOptions {
  /** Clock of Last-Modified. Default: the present moment. */
  readonly now?: () => Instant;
  /** Answers from a cache, as an edge of the CDN does. Default: shows what is published at once. */
  readonly hasEdge?: boolean;
}

/** Address and port that a preview listens on. */
export interface Listening {
  /** Ends with a slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves what is published to its origin as the CDN does: the CDN's own functions decide, and what lies between them is
 * modelled here.
 */
export interface Preview {
  readonly origin: Origin;
  /** The cache that answers, where there is one. */
  readonly edge?: CachedOrigin;
  /** Has pages that are open in a browser loaded again, since something else is shown now. */
  reload(): void;
  /** Answers as what listens on this host does. */
  handle(request: IncomingMessage, response: ServerResponse, host: string): void;
  /** @throws Error where the port is taken. Port 0 is any that is free. */
  listen(address: { readonly host: string; readonly port: number }): Promise<Listening>;
}

export function createPreview({ now = Date.now, hasEdge = false }: PreviewOptions = {}): Preview {
  const origin = new Origin(now);
  const edge = hasEdge ? new CachedOrigin(origin, now) : undefined;
  const cdn: Cdn = { origin: edge ?? origin, edge: createEdge(), now };
  const reload = new Reload();
  const preview: Preview = {
    origin,
    ...(edge && { edge }),
    reload: () => reload.changed(),
    handle(request, response, host) {
      try {
        const isOurs = answersTo(request.headers.host, host);
        if (isOurs && reload.answer(request, response)) return;
        send(response, request.method, respond(request, cdn, host));
      } catch (error) {
        const reason = error instanceof Error ? error.stack : error;
        process.stderr.write(withoutPasswords(`${request.method} ${request.url}: ${reason}\n`));
        if (!response.headersSent) response.writeHead(500);
        response.end();
      }
    },
    listen: ({ host, port }) =>
      listen(
        createServer((request, response) => preview.handle(request, response, host)),
        host,
        port,
      ),
  };
  return preview;
}

function respond(request: IncomingMessage, cdn: Cdn, listening: string): CdnAnswer {
  const { target, host = request.headers.host } = targetOf(request.url ?? '/');
  if (!answersTo(request.headers.host, listening) || !answersTo(host, listening))
    return misdirected(hostNameOf(listening));
  if (target === undefined) return malformed();
  const [, uri = '', query = ''] = /^([^?#]*)\??([^#]*)/.exec(target) ?? [];
  const querystring = Object.fromEntries([...new URLSearchParams(query)].map(([name, value]) => [name, { value }]));
  const asked = { method: request.method ?? 'GET', uri, querystring };
  if (!isOpened(request)) return answer({ ...asked, headers: headersOf(request) }, cdn);
  return withReload(answer({ ...asked, headers: forWholePage(headersOf(request)) }, cdn));
}

/**
 * The path and query that are asked for, as they came; a proxy's client sends the whole address, whose host is the
 * one that counts.
 */
function targetOf(url: string): { readonly target?: string; readonly host?: string } {
  if (url.startsWith('/')) return { target: url };
  const [start, host] = /^https?:\/\/([^/?#]+)/i.exec(url) ?? [];
  return start === undefined || host === undefined
    ? {}
    : { host, target: url.slice(start.length).replace(/^(?!\/)/, '/') };
}

function headersOf({ headers }: IncomingMessage): EdgeHeaders {
  const named: EdgeHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) named[name] = { value: Array.isArray(value) ? value.join(', ') : value };
  }
  return named;
}

function send(response: ServerResponse, method: string | undefined, { status, headers, body }: CdnAnswer): void {
  response.writeHead(status, headers);
  response.end(method === 'HEAD' ? undefined : body);
}

function listen(server: Server, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(explain(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve({ url: `http://${hostInUrl(host)}:${actual}/`, close: () => close(server) });
    });
  });
}

/** A server that listens everywhere is found here. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return hostNameOf(host);
}

function explain(error: Error, host: string, port: number): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return new Error(
      `port ${port} of ${host} is in use, perhaps by another bantin serve; stop that, or give --port 0 for any that ` +
        'is free',
      { cause: error },
    );
  if (code === 'EACCES')
    return new Error(`port ${port} needs the rights of root; give one above 1023 with --port`, { cause: error });
  return new Error(`${host}:${port} can't be listened on (${error.message}); give another with --host and --port`, {
    cause: error,
  });
}

/** Readers keep their connections open; they are not waited for. */
function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
