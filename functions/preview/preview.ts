import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { PublishedFile } from '../core/feed/feed.ts';
import type { Instant } from '../core/instant.ts';
import { Resources } from './resource.ts';
import { ALWAYS, type Answer, answer, answerPreflight, PAGE_HEADERS } from './respond.ts';

export interface PreviewOptions {
  /** What Last-Modified is set by; the present moment unless told. */
  readonly now?: () => Instant;
}

/** Where a preview listens. */
export interface Listening {
  /** Ends with a slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the files of a build as the CDN does: the same media types, validators, encodings, redirects and policies. */
export interface Preview {
  /** Swaps all files at once: a request sees the old build or the new one. `notFound` is the page for addresses that lead nowhere. */
  replace(files: Iterable<PublishedFile>, notFound?: string): void;
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** @throws Error where the port is taken. Port 0 is any that is free. */
  listen(address: { readonly host: string; readonly port: number }): Promise<Listening>;
}

export function createPreview({ now = Date.now }: PreviewOptions = {}): Preview {
  const resources = new Resources();
  let notFound = 'Not found\n';
  const preview: Preview = {
    replace(files, page) {
      resources.replace(files, now());
      if (page !== undefined) notFound = page;
    },
    handle(request, response) {
      try {
        send(response, request.method, respond(request, resources, notFound, now()));
      } catch (error) {
        process.stderr.write(`${request.method} ${request.url}: ${error instanceof Error ? error.stack : error}\n`);
        if (!response.headersSent) response.writeHead(500, ALWAYS);
        response.end();
      }
    },
    listen: ({ host, port }) => listen(createServer(preview.handle), host, port),
  };
  return preview;
}

function respond(request: IncomingMessage, resources: Resources, notFound: string, now: Instant): Answer {
  const path = pathOf(request.url ?? '/');
  if (path === undefined) return plain(400, 'The address is malformed.\n');
  if (request.method === 'OPTIONS' && resources.get(path)) return answerPreflight();
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return plain(405, 'Only GET and HEAD are answered.\n', { Allow: 'GET, HEAD, OPTIONS' });
  const resource = resources.get(path.endsWith('/') || path === '' ? `${path}index.html` : path);
  if (resource) return answer(resource, request.headers, now);
  if (!path.startsWith('/') && resources.get(`${path}/index.html`)) return redirect(path, request.url ?? '');
  const body = Buffer.from(notFound);
  return { status: 404, headers: { ...ALWAYS, ...PAGE_HEADERS, 'Content-Length': body.length }, body };
}

/** The path under `public/`, without a query, as files are named; `undefined` where it is none. */
function pathOf(url: string): string | undefined {
  const target = url.startsWith('/') ? url : URL.canParse(url) ? new URL(url).pathname : undefined;
  try {
    const path =
      target &&
      decodeURIComponent(target.replace(/[?#].*$/s, ''))
        .normalize('NFC')
        .slice(1);
    return path?.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}

/** To the folder. Without a slash of its own at the start, so that it can't lead to another host. */
function redirect(path: string, url: string): Answer {
  const query = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  return {
    ...plain(308, ''),
    headers: { ...ALWAYS, Location: `/${path.split('/').map(encodeURIComponent).join('/')}/${query}` },
  };
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  const body = Buffer.from(text);
  return {
    status,
    headers: { ...ALWAYS, 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': body.length, ...headers },
    body,
  };
}

function send(response: ServerResponse, method: string | undefined, { status, headers, body }: Answer): void {
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
  return host.includes(':') ? `[${host}]` : host;
}

function explain(error: Error, host: string, port: number): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return new Error(`port ${port} of ${host} is taken; stop what listens there, or give another with --port`, {
      cause: error,
    });
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
