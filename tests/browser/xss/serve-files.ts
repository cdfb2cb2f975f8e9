import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A server of what was published, with no policy that would hold a script back, and of the harness. */
export interface FilesServer {
  readonly port: number;
  close(): void;
}

const HARNESS = readFileSync(join(import.meta.dirname, 'harness.js'));

/**
 * Serves files by path, the harness as `/harness`, and, to whoever comes by the name of another site, a script that
 * says so.
 */
export async function serveFiles(files: ReadonlyMap<string, string>): Promise<FilesServer> {
  const server = createServer(({ headers, url = '/' }, response) => {
    const path = decodeURIComponent(url.slice(1));
    if (!headers.host?.startsWith('127.0.0.1:'))
      response.writeHead(200, { 'content-type': 'text/javascript' }).end('top.xss("a script of another site")');
    else if (path === 'harness')
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end('<!DOCTYPE html><body><script src=/harness.js></script>');
    else if (path === 'harness.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(HARNESS);
    else {
      const body = files.get(path);
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
