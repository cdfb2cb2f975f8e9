import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin } from './run.ts';

it('reads no feed on the web beyond the most that is read, however small it is on its way', async () => {
  const chunk = gzipSync(Buffer.alloc(1 << 20, 0x20));
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).write(gzipSync('{'));
    const more = (): void => {
      while (response.write(chunk));
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const out = join(temporaryDirectory(), 'content');
  expect((await bantin('import', url, '--out', out)).stderr).toContain('there are more than 200 MB');
  expect(existsSync(out)).toBe(false);
});
