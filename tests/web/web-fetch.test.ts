import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AddressRefused, createWebFetch } from '../../functions/web/web-fetch.ts';

/** A server on this machine; gives its port, and what it was asked. */
async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, r) => void r.end('ok'),
) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, port, url: `http://127.0.0.1:${port}/` };
}

/** Returns the reason why a request was refused, or failed. */
async function reasonOf(request: Promise<Response>): Promise<string> {
  const error: unknown = await request.then(
    () => undefined,
    error => error,
  );
  if (!(error instanceof TypeError)) throw new Error(`no TypeError: ${error}`);
  const { cause } = error;
  return cause instanceof AddressRefused ? `refused: ${cause.message}` : `failed: ${cause}`;
}

const at = (...addresses: readonly string[]) => ({
  resolve: async () => addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
});

describe('a fetch of public hosts', () => {
  it.each([
    ['https://127.0.0.1/', 'is this machine'],
    ['https://[::1]/', 'is this machine'],
    ['https://2130706433/', 'is this machine'],
    ['https://0x7f.1/', 'is this machine'],
    ['https://169.254.169.254/latest/meta-data/', 'is in a private or reserved network'],
    ['https://[fd00:ec2::254]/', 'is in a private or reserved network'],
    ['https://[::ffff:127.0.0.1]/', 'only public hosts are asked'],
    ['https://[64:ff9b::127.0.0.1]/', 'is in a private or reserved network'],
    ['https://10.0.0.1/', 'is in a private or reserved network'],
    ['https://0.0.0.0/', 'is in a private or reserved network'],
    ['http://127.0.0.1/', 'is asked by https only'],
    ['http://a.example/', 'is asked by https only'],
    ['ftp://a.example/', 'is asked by https only'],
    ['file:///etc/passwd', 'is asked by https only'],
  ])('refuses %s', async (url, reason) => {
    expect(await reasonOf(createWebFetch()(url, {}))).toMatch(/^refused: /);
    expect(await reasonOf(createWebFetch()(url, {}))).toContain(reason);
  });

  it('refuses this machine by its name, though something answers there', async () => {
    const { asked, port } = await serve();
    expect(await reasonOf(createWebFetch()(`https://localhost:${port}/`, {}))).toBe(
      'refused: localhost is this machine; only public hosts are asked',
    );
    expect(await reasonOf(createWebFetch({ plain: true })(`http://localhost:${port}/`, {}))).toContain('this machine');
    expect(asked).toEqual([]);
  });

  it('refuses a name that leads into a network of its own, and says nothing of what its address holds', async () => {
    for (const address of ['10.0.0.1', '169.254.169.254', 'fe80::1', '::ffff:10.0.0.1', '100.64.0.1']) {
      const request = createWebFetch(at(address))('https://ai:bimat@a.example/?token=bimat', {});
      expect(await reasonOf(request)).toBe(
        'refused: a.example is in a private or reserved network; only public hosts are asked',
      );
    }
  });

  it('connects to what it judged, however often a name changes its mind', async () => {
    const { asked, port } = await serve();
    const answers = ['198.18.0.1', '127.0.0.1'];
    const looked: string[] = [];
    const resolve = async (host: string) => {
      looked.push(host);
      return [{ address: answers[looked.length - 1] ?? '127.0.0.1', family: 4 }];
    };
    expect(await reasonOf(createWebFetch({ plain: true, resolve })(`http://a.example:${port}/`, {}))).toContain(
      'refused',
    );
    expect([looked, asked]).toEqual([['a.example'], []]);
  });

  it('leaves out of several addresses those that it may not reach', async () => {
    const { asked, port } = await serve();
    const mixed = createWebFetch({ loopback: true, ...at('10.0.0.1', '127.0.0.1', 'fe80::1') });
    expect((await mixed(`http://a.example:${port}/`, {})).status).toBe(200);
    expect(asked.map(({ headers }) => headers.host)).toEqual([`a.example:${port}`]);
    expect(await reasonOf(createWebFetch(at())('https://a.example/', {}))).toBe('refused: a.example has no address');
  });

  it('says where a name leads nowhere', async () => {
    const resolve = async () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND a.example'), {}));
    expect(await reasonOf(createWebFetch({ resolve })('https://a.example/', {}))).toContain('ENOTFOUND');
  });
});

describe('a fetch of this machine', () => {
  const fetch = createWebFetch({ loopback: true });

  it('is one where it is asked for', async () => {
    const { asked, url, port } = await serve();
    expect(await (await fetch(url, {})).text()).toBe('ok');
    expect(await (await fetch(`http://localhost:${port}/a?b`, {})).text()).toBe('ok');
    expect(asked.map(request => request.url)).toEqual(['/', '/a?b']);
    expect(await reasonOf(createWebFetch({ loopback: true, ...at('1.1.1.1') })('http://a.example/', {}))).toBe(
      'refused: a.example is asked by https only',
    );
  });

  it('gives what fetch gives: status, headers, body', async () => {
    const { url } = await serve((request, response) => {
      const status = Number(request.url?.slice(1));
      response.writeHead(status, ['Location', '/x', 'Set-Cookie', 'a', 'Set-Cookie', 'b']);
      response.end(status === 204 || status === 304 ? undefined : 'ok');
    });
    for (const status of [200, 204, 301, 304, 404, 503]) {
      const response = await fetch(`${url}${status}`, {});
      expect([response.status, response.headers.get('location')]).toEqual([status, '/x']);
      expect(response.headers.getSetCookie()).toEqual(['a', 'b']);
      expect(await response.text()).toBe(status === 204 || status === 304 ? '' : 'ok');
    }
  });

  it('sends what it is given, a form as a form', async () => {
    const { url } = await serve((request, response) => {
      response.writeHead(200, { 'x-type': request.headers['content-type'] ?? '', 'x-method': request.method ?? '' });
      request.pipe(response);
    });
    const body = new URLSearchParams({ a: 'ế', b: '1 2' });
    const response = await fetch(url, { method: 'POST', body, headers: { 'user-agent': 'x' } });
    expect(response.headers.get('x-type')).toBe('application/x-www-form-urlencoded;charset=UTF-8');
    expect([response.headers.get('x-method'), await response.text()]).toEqual(['POST', body.toString()]);
  });

  it('sends the name and password of an address as such, and not as part of it', async () => {
    const { asked, port } = await serve();
    await fetch(`http://ai:b%40d@127.0.0.1:${port}/a`, {});
    expect(asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from('ai:b@d').toString('base64')}`);
    expect([asked[0]?.url, asked[0]?.headers.host]).toEqual(['/a', `127.0.0.1:${port}`]);
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['identity', Buffer.from],
  ] as const)('reads what is compressed with %s', async (coding, compress) => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(compress(Buffer.from('Đời sống')));
    });
    expect(await (await fetch(url, {})).text()).toBe('Đời sống');
  });

  it('fails where what is compressed is broken, or cut short', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1000)).subarray(0, 20));
    });
    await expect((await fetch(url, {})).text()).rejects.toThrow();
  });

  it('ends with the reason of its signal, before, within and after the answer', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/begun') response.writeHead(200).write('x');
    });
    const reason = new DOMException('', 'TimeoutError');
    const before = new AbortController();
    before.abort(reason);
    await expect(fetch(url, { signal: before.signal })).rejects.toBe(reason);
    const within = new AbortController();
    const waiting = fetch(url, { signal: within.signal });
    within.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    const after = new AbortController();
    const response = await fetch(`${url}begun`, { signal: after.signal });
    after.abort(reason);
    await expect(response.text()).rejects.toBe(reason);
  });

  it('closes the connection of an answer that nobody reads to its end', async () => {
    let closed: () => void;
    const isClosed = new Promise<void>(resolve => {
      closed = resolve;
    });
    const { url } = await serve((_, response) => {
      response.on('close', () => closed());
      response.writeHead(200).write('x'.repeat(100_000));
    });
    await (await fetch(url, {})).body?.cancel();
    await isClosed;
  });
});
