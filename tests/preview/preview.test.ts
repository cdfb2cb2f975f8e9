import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { answersTo, isLoopback } from '../../functions/preview/allowed-hosts.ts';
import { createPreview } from '../../functions/preview/preview.ts';
import { LONG, serveEach } from './served.ts';

describe('the preview', () => {
  const served = serveEach();
  const { get, publish } = served;

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/rss.xml', 'application/rss+xml; charset=utf-8'],
    ['/doi-song/atom.xml', 'application/atom+xml; charset=utf-8'],
    ['/doi-song/feed.json', 'application/feed+json; charset=utf-8'],
    ['/opml.xml', 'text/x-opml; charset=utf-8'],
    ['/sitemaps/2026-11.xml', 'application/xml; charset=utf-8'],
    ['/media/%E1%BA%A3nh.jpg', 'image/jpeg'],
    ['/media/a.txt', 'text/plain; charset=utf-8'],
    ['/media/a', 'application/octet-stream'],
  ])('serves %s as %s', async (path, type) => {
    const { status, headers } = await get(path);
    expect([status, headers['content-type'], headers['x-content-type-options']]).toEqual([200, type, 'nosniff']);
  });

  it('finds a path however it is escaped, and whatever query follows', async () => {
    for (const path of ['/rss.xml?', '/rss.xml?a=b', '/%72ss.xml', '/doi-song/', '/?x', `${served.url}rss.xml`])
      expect((await get(path)).status).toBe(200);
    expect((await get(served.url.slice(0, -1))).status).toBe(200);
  });

  it('leads from a folder without a slash to the folder, and never to another host', async () => {
    expect(await get('/doi-song?a=b')).toMatchObject({ status: 301, headers: { location: '/doi-song/' } });
    await publish({ 'evil.example/index.html': 'x' });
    for (const path of [
      '//evil.example',
      '//doi-song',
      '//evil/feed',
      '/%2Fdoi-song',
      '/%5Cevil.example',
      '/\\evil/feed',
    ]) {
      const { status, headers } = await get(path);
      expect(new URL(headers.location ?? '/', served.url).host).toBe(new URL(served.url).host);
      expect([301, 404]).toContain(status);
    }
  });

  it('leads to a feed from what others call it', async () => {
    for (const path of ['/feed', '/feed/', '/rss/', '/index.xml'])
      expect(await get(path)).toMatchObject({
        status: 301,
        headers: { location: '/rss.xml' },
      });
    expect((await get('/doi-song/feed/atom/')).headers.location).toBe('/doi-song/atom.xml');
  });

  it('acts upon metadata, and tells nothing of it', async () => {
    await publish({}, [
      { path: 'cu/rss.xml', body: 'x', metadata: { redirect: '/doi-song/rss.xml' } },
      { path: 'gone/index.html', body: '<p>Đã rút</p>', metadata: { status: '410' } },
      { path: 'hub.xml', body: 'x', metadata: { link: '<https://hub.example/>; rel="hub"' } },
    ]);
    const moved = await get('/cu/rss.xml', { 'if-none-match': '*' });
    expect(moved).toMatchObject({ status: 301, headers: { location: '/doi-song/rss.xml' } });
    const gone = await get('/gone/');
    expect([gone.status, gone.body.toString(), gone.headers.etag]).toEqual([410, '<p>Đã rút</p>', undefined]);
    const linked = await get('/hub.xml');
    expect(linked.headers.link).toBe('<https://hub.example/>; rel="hub"');
    for (const { headers } of [moved, gone, linked])
      expect(Object.keys(headers).filter(name => /^x-amz-|^server$/.test(name))).toEqual([]);
  });

  it('tells what is not there with a page, and what is no address', async () => {
    expect(await get('/none.xml')).toMatchObject({
      status: 404,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
    });
    expect((await get('/none.xml')).body.toString()).toBe('<p>Không có</p>');
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/doi-song/../../x.xml', '/__proto__/', '/media/'])
      expect((await get(path)).status).toBe(404);
    for (const path of ['/%.xml', '/%ff.xml', '/a%00b.xml', 'no-slash']) expect((await get(path)).status).toBe(400);
    await served.replace([]);
    expect(await get('/none.xml')).toMatchObject({ status: 404, body: Buffer.from('Not found\n') });
  });

  it('answers HEAD as GET, without a body', async () => {
    for (const path of ['/rss.xml', '/none/', '/none', '/atom.xml', '/media/a.txt']) {
      const [head, whole] = [await get(path, {}, 'HEAD'), await get(path)];
      expect(head.status).toBe(whole.status);
      expect({ ...head.headers, date: '' }).toEqual({ ...whole.headers, date: '' });
      expect(head.body).toHaveLength(0);
    }
  });

  it('answers no other method', async () => {
    expect(await get('/rss.xml', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, OPTIONS' } });
  });

  it('lets no script of another site read what is not published yet', async () => {
    const origin = { origin: 'https://khac.example' };
    const asked = [
      ...['/', '/rss.xml', '/doi-song/feed.json', '/feed', '/none/', '/media/a.txt', '/media%2Fa.txt', '/%.xml'].map(
        path => get(path, origin),
      ),
      get('/rss.xml', { ...origin, 'access-control-request-headers': 'if-none-match' }, 'OPTIONS'),
      get('/rss.xml', { host: 'khac.example' }),
    ];
    for (const { headers } of await Promise.all(asked))
      expect(Object.keys(headers).filter(name => name.startsWith('access-control-'))).toEqual([]);
  });

  it('lets nothing run on a page or in a picture, and spares feeds the words', async () => {
    const policy = (await get('/')).headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    // One script, known by its hash, and nothing that is written into a page.
    expect(policy).toMatch(/script-src 'sha256-[\w+/]{43}=';/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    // Nor have pages of errors, about which CloudFront asks no function.
    for (const path of ['/rss.xml', '/doi-song/feed.json', '/sitemaps/2026-11.xml', '/none/', '/media/none']) {
      const { headers } = await get(path);
      expect(headers['content-security-policy']).toBeUndefined();
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' });
    }
  });

  it('serves what lies under media/ in an origin of its own, by any name', async () => {
    await publish({ 'media/a.svg': '<svg/>', 'media/rss.xml': '<rss/>', 'media/feed.json': '{}' });
    for (const path of ['/media/a.svg', '/media/rss.xml', '/media/feed.json', '/media/a.txt']) {
      const { headers } = await get(path);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*; sandbox$/);
      expect(headers['content-security-policy']).not.toMatch(/script-src|allow-|https?:/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('serves media beside articles as it serves those under media/', async () => {
    const page = 'articles/a-0123abcd/';
    await publish({
      [`${page}index.html`]: '<p>A</p>',
      [`${page}a.svg`]: '<svg/>',
      [`${page}b.svg`]: '<svg onload="alert(1)"/>',
      [`${page}c.pdf`]: '%PDF-1.7',
    });
    for (const [name, type, disposition] of [
      ['a.svg', 'image/svg+xml', undefined],
      ['b.svg', 'image/svg+xml', 'attachment'],
      ['c.pdf', 'application/pdf', undefined],
    ] as const) {
      const { status, headers } = await get(`/${page}${name}`);
      expect(status).toBe(200);
      expect(headers).toMatchObject({ 'content-type': type, 'x-content-type-options': 'nosniff' });
      expect(headers['content-disposition']).toBe(disposition);
      expect(headers['content-security-policy']).toMatch(/; sandbox$/);
    }
    for (const path of [`/${page}`, `/${page}index.html`])
      expect((await get(path)).headers['content-security-policy']).toMatch(/script-src/);
  });

  it('shows no page, script or XML of media/, and no picture or PDF that holds a script', async () => {
    await publish({
      'media/a.html': '<script>alert(1)</script>',
      'media/a.xml': '<x/>',
      'media/a.js': 'alert(1)',
      'media/a.svg': '<svg/>',
      'media/b.svg': '<svg onload="alert(1)"/>',
      'media/a.pdf': '%PDF-1.7',
      'media/b.pdf': '%PDF-1.7 <</S/JavaScript>>',
    });
    const dispositionOf = async (path: string) => (await get(path)).headers['content-disposition'];
    for (const name of ['a.html', 'a.xml', 'a.js', 'b.svg', 'b.pdf', 'a'])
      expect([name, await dispositionOf(`/media/${name}`)]).toEqual([name, 'attachment']);
    for (const path of ['/media/a.svg', '/media/a.pdf', '/media/%E1%BA%A3nh.jpg', '/media/a.txt', '/', '/rss.xml'])
      expect([path, await dispositionOf(path)]).toEqual([path, undefined]);
  });

  it.each(['/media%2Fevil.xml', '/media%2fevil.xml', '/media%5Cevil.xml', '/%6dedia/evil.xml', '//media/evil.xml'])(
    'has nothing at %s',
    async path => {
      await publish({ 'media/evil.xml': '<x xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></x>' });
      const { status, body, headers } = await get(path);
      expect([status, body.toString(), headers['content-length']]).toEqual([404, 'Not found\n', '10']);
    },
  );

  describe('compresses', () => {
    it.each([
      ['br, gzip', 'br'],
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['gzip;q=1, br;q=0.5', 'gzip'],
      ['br;q=0, *', 'gzip'],
      ['identity', undefined],
      ['identity;q=0', undefined],
      ['deflate', undefined],
      ['', undefined],
    ])('for %j with %s', async (accepted, encoding) => {
      for (const path of ['/rss.xml', '/atom.xml', '/']) {
        const { headers, body } = await get(path, { 'accept-encoding': accepted });
        expect([path, headers['content-encoding']]).toEqual([path, encoding]);
        expect(headers.vary).toBe('Accept-Encoding');
        const text = encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
        expect(text.toString()).toContain(LONG);
        if (encoding) expect(body.length).toBeLessThan(LONG.length / 10);
      }
    });

    it('what is small only where the compressed form is stored', async () => {
      const encodingOf = async (path: string) =>
        (await get(path, { 'accept-encoding': 'br' })).headers['content-encoding'];
      expect(await Promise.all(['/doi-song/rss.xml', '/media/a.txt'].map(encodingOf))).toEqual([undefined, undefined]);
      expect(await Promise.all(['/doi-song/atom.xml', '/doi-song/feed.json'].map(encodingOf))).toEqual(['br', 'br']);
    });

    it('not what is compressed already', async () => {
      const { headers } = await get('/media/%E1%BA%A3nh.jpg', { 'accept-encoding': 'br' });
      expect([headers['content-encoding'], headers.vary]).toEqual([undefined, undefined]);
    });
  });
});

describe('a host', () => {
  const served = serveEach();
  const portOf = (): string => new URL(served.url).port;

  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '[::1]', 'localhost:8080', '127.0.0.1:1'])(
    'that is this machine is answered: %s',
    async host => {
      expect((await served.get('/rss.xml', { host })).status).toBe(200);
    },
  );

  it.each([
    'khac.example',
    'khac.example:8080',
    'localhost.khac.example',
    'khac.example@localhost',
    '127.0.0.1.khac.example',
    '0.0.0.0',
    '192.168.1.2',
    'localhost:x',
    'localhost/',
    '[::2]',
  ])('of another name is not: %j', async host => {
    for (const path of ['/', '/rss.xml', '/media/a.txt', '/none/', '/%.xml']) {
      const { status, body, headers } = await served.get(path, { host });
      expect([status, headers['content-type']]).toEqual([421, 'text/plain; charset=utf-8']);
      expect(body.toString()).toMatch(/^The preview answers to localhost and 127\.0\.0\.1 alone.*--host/);
    }
  });

  it('is the one of the whole address, where that is asked for', async () => {
    expect((await served.get(`http://localhost:${portOf()}/rss.xml`)).status).toBe(200);
    expect((await served.get('http://khac.example/rss.xml')).status).toBe(421);
    expect((await served.get(`http://localhost:${portOf()}/rss.xml`, { host: 'khac.example' })).status).toBe(421);
  });

  it('is answered that the preview was asked to serve on', () => {
    for (const [host, listening] of [
      ['tin.bao.example:8080', 'tin.bao.example'],
      ['TIN.bao.example', 'Tin.Bao.Example'],
      ['192.168.1.2:8080', '192.168.1.2'],
      ['[fd00::1]:8080', 'fd00::1'],
      // By an address, which can't be made to lead elsewhere.
      ['192.168.1.2:8080', '0.0.0.0'],
      ['[fd00::1]', '::'],
      ['localhost', '0.0.0.0'],
    ] as const)
      expect([host, answersTo(host, listening)]).toEqual([host, true]);
    for (const [host, listening] of [
      ['khac.example', 'tin.bao.example'],
      ['192.168.1.3', '192.168.1.2'],
      ['khac.example', '0.0.0.0'],
      ['khac.example', '::'],
      [undefined, '0.0.0.0'],
      ['', '127.0.0.1'],
    ] as const)
      expect([host, answersTo(host, listening)]).toEqual([host, false]);
  });

  it('is told apart where it is of this machine alone', () => {
    for (const host of ['127.0.0.1', 'localhost', '::1', '127.1.2.3']) expect(isLoopback(host)).toBe(true);
    for (const host of ['0.0.0.0', '::', '192.168.1.2', 'tin.bao.example', '127.0.0.1.khac.example'])
      expect(isLoopback(host)).toBe(false);
  });
});

describe('listening', () => {
  it('tells of a port that is taken how to mend it', async () => {
    const preview = createPreview();
    const first = await preview.listen({ host: '127.0.0.1', port: 0 });
    const port = Number(new URL(first.url).port);
    await expect(createPreview().listen({ host: '127.0.0.1', port })).rejects.toThrow(
      `port ${port} of 127.0.0.1 is in use`,
    );
    await first.close();
    const again = await createPreview().listen({ host: '127.0.0.1', port });
    await again.close();
  });

  it('tells where it can be found', async () => {
    const everywhere = await createPreview().listen({ host: '0.0.0.0', port: 0 });
    expect(everywhere.url).toMatch(/^http:\/\/localhost:\d+\/$/);
    expect((await fetch(everywhere.url)).status).toBe(404);
    await everywhere.close();
    await expect(createPreview().listen({ host: '203.0.113.1', port: 0 })).rejects.toThrow("can't be listened on");
  });
});
