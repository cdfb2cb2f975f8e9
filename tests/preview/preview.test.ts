import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPreview, type Listening, type Preview } from '../../functions/preview/preview.ts';

const LONG = '<rss/>'.repeat(1000);
const FILES = {
  'index.html': `<p>${LONG}</p>`,
  'rss.xml': LONG,
  'doi-song/rss.xml': '<rss/>',
  'doi-song/atom.xml': '<feed/>',
  'doi-song/feed.json': '{}',
  'doi-song/index.html': '<p>Đời sống</p>',
  'opml.xml': '<opml/>',
  'sitemaps/2026-11.xml': '<urlset/>',
  'media/ảnh.jpg': Uint8Array.from({ length: 100 }, (_, at) => at),
  'media/a.txt': 'x',
  'media/a': 'x',
};
const T0 = Date.UTC(2026, 10, 23, 12, 0, 0, 700);

interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

describe('the preview', () => {
  let now: number;
  let preview: Preview;
  let listening: Listening;

  beforeEach(async () => {
    now = T0;
    preview = createPreview({ now: () => now });
    publish();
    listening = await preview.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => listening.close());

  const publish = (more: Readonly<Record<string, string>> = {}): void => {
    const files = Object.entries({ ...FILES, ...more }).map(([path, body]) => ({ path, body }));
    preview.replace(files, '<p>Không có</p>');
  };

  /** Sends the path as it is, which `fetch` would tidy up. */
  const get = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const sent = httpRequest({ port: new URL(listening.url).port, path, method, headers }, response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      sent.on('error', reject);
      sent.end();
    });

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

  it('finds a path however it is spelt, and whatever query follows', async () => {
    const nfd = encodeURIComponent('ảnh'.normalize('NFD'));
    for (const path of [
      '/rss.xml?',
      '/rss.xml?a=b',
      '/%72ss.xml',
      `/media/${nfd}.jpg`,
      '/doi-song/',
      `${listening.url}rss.xml`,
    ])
      expect((await get(path)).status).toBe(200);
  });

  it('leads from a folder without a slash to the folder, and never to another host', async () => {
    expect((await get('/doi-song')).headers.location).toBe('/doi-song/');
    expect(await get('/doi-song?a=b')).toMatchObject({ status: 308, headers: { location: '/doi-song/?a=b' } });
    publish({ '/evil.example/index.html': 'x' });
    for (const path of ['//evil.example', '//doi-song', '/%2Fdoi-song', '/%5Cevil.example']) {
      const { status, headers } = await get(path);
      expect(headers.location?.startsWith('//') ?? false).toBe(false);
      expect([308, 404]).toContain(status);
    }
  });

  it('tells what is not there with a page, and what is no address', async () => {
    expect(await get('/none.xml')).toMatchObject({
      status: 404,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
    expect((await get('/none.xml')).body.toString()).toBe('<p>Không có</p>');
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/doi-song/../../x', '/__proto__', '/media/'])
      expect((await get(path)).status).toBe(404);
    for (const path of ['/%', '/%ff', '/a%00b', 'no-slash']) expect((await get(path)).status).toBe(400);
  });

  it('answers HEAD as GET, without a body', async () => {
    for (const path of ['/rss.xml', '/none', '/media/a.txt']) {
      const [head, whole] = [await get(path, {}, 'HEAD'), await get(path)];
      expect(head.status).toBe(whole.status);
      expect({ ...head.headers, date: '' }).toEqual({ ...whole.headers, date: '' });
      expect(head.body).toHaveLength(0);
    }
  });

  it('answers no other method', async () => {
    expect(await get('/rss.xml', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, OPTIONS' } });
    expect((await get('/none', {}, 'OPTIONS')).status).toBe(405);
  });

  it('lets scripts of other sites read feeds, conditionally too', async () => {
    expect((await get('/rss.xml')).headers['access-control-allow-origin']).toBe('*');
    expect(await get('/rss.xml', { 'access-control-request-headers': 'if-none-match' }, 'OPTIONS')).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': expect.stringContaining('If-None-Match'),
      },
    });
    expect((await get('/')).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('lets nothing run on a page', async () => {
    const policy = (await get('/')).headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect((await get('/none')).headers['content-security-policy']).toBe(policy);
  });

  describe('compresses', () => {
    it.each([
      ['br, gzip', 'br'],
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['gzip;q=1, br;q=0.5', 'gzip'],
      ['br;q=0, *', 'gzip'],
      ['identity', undefined],
      ['deflate', undefined],
      ['', undefined],
    ])('for %j with %s', async (accepted, encoding) => {
      const { headers, body } = await get('/rss.xml', { 'accept-encoding': accepted });
      expect(headers['content-encoding']).toBe(encoding);
      expect(headers.vary).toBe('Accept-Encoding');
      const text = encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
      expect(text.toString()).toBe(LONG);
      if (encoding) expect(body.length).toBeLessThan(LONG.length / 10);
    });

    it('neither what is small nor what is compressed already', async () => {
      for (const path of ['/doi-song/rss.xml', '/media/%E1%BA%A3nh.jpg']) {
        const { headers } = await get(path, { 'accept-encoding': 'br' });
        expect([headers['content-encoding'], headers.vary]).toEqual([undefined, undefined]);
      }
    });

    it('because it must, or says that it can not', async () => {
      expect((await get('/media/a', { 'accept-encoding': 'identity;q=0' })).status).toBe(406);
      expect((await get('/rss.xml', { 'accept-encoding': 'identity;q=0, gzip' })).status).toBe(200);
    });
  });

  describe('answers 304', () => {
    it('to whoever has the same bytes, in any encoding, by a strong or a weak ETag, in a list or alone', async () => {
      const plain = (await get('/rss.xml')).headers.etag ?? '';
      const br = (await get('/rss.xml', { 'accept-encoding': 'br' })).headers.etag ?? '';
      expect(br).not.toBe(plain);
      for (const tags of [plain, br, `W/${plain}`, `W/${br}`, `"x", ${br}`, `"x",W/${plain}, "y"`, '*']) {
        const { status, headers, body } = await get('/rss.xml', { 'if-none-match': tags, 'accept-encoding': 'br' });
        expect([status, body.length, headers.etag]).toEqual([304, 0, br]);
        expect(headers['last-modified']).toBe('Mon, 23 Nov 2026 12:00:00 GMT');
        expect([headers['content-type'], headers['content-encoding'], headers['content-length']]).toEqual([
          undefined,
          undefined,
          undefined,
        ]);
      }
      expect((await get('/rss.xml', { 'if-none-match': '"x"' })).status).toBe(200);
    });

    it('by date, where there is no ETag to go by', async () => {
      const since = (date: string, more = {}) => get('/rss.xml', { 'if-modified-since': date, ...more });
      expect((await since('Mon, 23 Nov 2026 12:00:00 GMT')).status).toBe(304);
      expect((await since('Mon, 23 Nov 2026 12:00:01 GMT')).status).toBe(304);
      expect((await since('Mon, 23 Nov 2026 11:59:59 GMT')).status).toBe(200);
      expect((await since('yesterday')).status).toBe(200);
      expect((await since('Mon, 23 Nov 2026 12:00:00 GMT', { 'if-none-match': '"x"' })).status).toBe(200);
    });
  });

  describe('moves validators', () => {
    const validators = async (path = '/rss.xml') => {
      const { headers } = await get(path);
      return [headers.etag, headers['last-modified']];
    };

    it('exactly when the bytes change', async () => {
      const before = await validators();
      now += 60_000;
      publish({ 'opml.xml': 'changed' });
      expect(await validators()).toEqual(before);
      publish({ 'rss.xml': 'changed' });
      expect((await validators())[1]).toBe('Mon, 23 Nov 2026 12:01:00 GMT');
      expect((await validators())[0]).not.toBe(before[0]);
    });

    it('forward each time, and never into the future', async () => {
      publish({ 'rss.xml': 'second' });
      expect(await validators()).toEqual([expect.any(String), undefined]);
      now += 400;
      expect((await validators())[1]).toBe('Mon, 23 Nov 2026 12:00:01 GMT');
    });

    it('not back where a file goes and comes again', async () => {
      now += 60_000;
      publish({ 'new.xml': '1' });
      publish();
      expect((await get('/new.xml')).status).toBe(404);
      publish({ 'new.xml': '1' });
      now += 1000;
      expect((await validators('/new.xml'))[1]).toBe('Mon, 23 Nov 2026 12:01:01 GMT');
    });
  });

  describe('serves parts of media', () => {
    const part = (range: string, more = {}) => get('/media/%E1%BA%A3nh.jpg', { range, ...more });

    it.each([
      ['bytes=0-9', 'bytes 0-9/100', 10, 0],
      ['bytes=90-', 'bytes 90-99/100', 10, 90],
      ['bytes=-5', 'bytes 95-99/100', 5, 95],
      ['bytes=98-200', 'bytes 98-99/100', 2, 98],
      ['bytes=-500', 'bytes 0-99/100', 100, 0],
    ])('%s', async (range, contentRange, length, first) => {
      const { status, headers, body } = await part(range);
      expect([status, headers['content-range'], body.length, body[0]]).toEqual([206, contentRange, length, first]);
    });

    it('or the whole, where the question is another', async () => {
      for (const range of ['bytes=0-1,3-4', 'lines=1-2', 'bytes=9-1', 'bytes=-'])
        expect((await part(range)).status).toBe(200);
      expect((await part('bytes=0-1', { 'if-range': '"old"' })).status).toBe(200);
      expect((await get('/rss.xml', { range: 'bytes=0-1' })).status).toBe(200);
    });

    it('of the bytes that the client has', async () => {
      const { etag = '', 'last-modified': date = '' } = (await part('bytes=0-1')).headers;
      for (const condition of [etag, date])
        expect((await part('bytes=0-1', { 'if-range': condition })).status).toBe(206);
    });

    it('and says where there is no such part', async () => {
      expect(await part('bytes=100-')).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */100' } });
      expect((await part('bytes=-0')).status).toBe(416);
    });
  });
});

describe('listening', () => {
  it('tells of a port that is taken how to mend it', async () => {
    const preview = createPreview();
    const first = await preview.listen({ host: '127.0.0.1', port: 0 });
    const port = Number(new URL(first.url).port);
    await expect(createPreview().listen({ host: '127.0.0.1', port })).rejects.toThrow(
      `port ${port} of 127.0.0.1 is taken`,
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
