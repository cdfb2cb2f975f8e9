import { describe, expect, it } from 'vitest';
import { LONG, serveEach } from './served.ts';

describe('the preview', () => {
  const served = serveEach();
  const { get, publish } = served;

  describe('answers 304', () => {
    it.each(['/rss.xml', '/atom.xml', '/'])(
      'to whoever has the same bytes of %s, by a strong or a weak ETag, in a list or alone',
      async path => {
        for (const encoding of ['br', 'gzip', 'identity']) {
          const { etag = '' } = (await get(path, { 'accept-encoding': encoding })).headers;
          const strong = etag.replace(/^W\//, '');
          for (const tags of [strong, `W/${strong}`, `"x", ${etag}`, `"x",W/${strong}, "y"`, '*', ' * ']) {
            const { status, headers, body } = await get(path, { 'if-none-match': tags, 'accept-encoding': encoding });
            expect([tags, status, body.length, headers.etag]).toEqual([tags, 304, 0, etag]);
            expect([headers['last-modified'], headers.vary]).toEqual([
              'Mon, 23 Nov 2026 12:00:00 GMT',
              'Accept-Encoding',
            ]);
            for (const name of ['content-type', 'content-encoding', 'content-length'])
              expect(headers[name]).toBeUndefined();
          }
        }
        expect((await get(path, { 'if-none-match': '"x"' })).status).toBe(200);
      },
    );

    it('in any encoding, where the CDN compresses: a weak ETag says that the text is the same', async () => {
      const plain = (await get('/rss.xml')).headers.etag ?? '';
      const br = (await get('/rss.xml', { 'accept-encoding': 'br' })).headers.etag;
      expect([plain, br]).toEqual([expect.stringMatching(/^"/), `W/${plain}`]);
      expect((await get('/rss.xml', { 'if-none-match': plain, 'accept-encoding': 'br' })).status).toBe(304);
    });

    it('of forms that are stored only to whoever has that form', async () => {
      const br = (await get('/atom.xml', { 'accept-encoding': 'br' })).headers.etag ?? '';
      expect((await get('/atom.xml', { 'if-none-match': br })).status).toBe(200);
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
      served.now += 60_000;
      await publish({ 'opml.xml': 'changed' });
      expect(await validators()).toEqual(before);
      await publish({ 'rss.xml': 'changed' });
      expect((await validators())[1]).toBe('Mon, 23 Nov 2026 12:01:00 GMT');
      expect((await validators())[0]).not.toBe(before[0]);
    });

    it('forward each time, and never into the future', async () => {
      await publish({ 'rss.xml': 'second' });
      expect(await validators()).toEqual([expect.any(String), undefined]);
      served.now += 400;
      expect((await validators())[1]).toBe('Mon, 23 Nov 2026 12:00:01 GMT');
    });

    it('not back where a file goes and comes again', async () => {
      served.now += 60_000;
      await publish({ 'new.xml': '1' });
      await publish();
      expect((await get('/new.xml')).status).toBe(404);
      await publish({ 'new.xml': '1' });
      served.now += 1000;
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
      expect((await get('/media/a.txt', { range: 'bytes=0-1' }, 'HEAD')).status).toBe(200);
    });

    it('and of feeds, as they are uncompressed', async () => {
      for (const path of ['/rss.xml', '/atom.xml']) {
        const { status, headers, body } = await get(path, { range: 'bytes=1-3', 'accept-encoding': 'br' });
        expect([status, body.toString(), headers['content-encoding']]).toEqual([206, 'rss', undefined]);
        expect(headers['content-range']).toBe(`bytes 1-3/${LONG.length}`);
        expect(headers.vary).toBe('Accept-Encoding');
      }
    });

    it('of the bytes that the client has', async () => {
      const { etag = '', 'last-modified': date = '' } = (await part('bytes=0-1')).headers;
      for (const condition of [etag, date])
        expect((await part('bytes=0-1', { 'if-range': condition })).status).toBe(206);
      expect((await part('bytes=0-1', { 'if-range': `W/${etag}` })).status).toBe(200);
      expect((await part('bytes=0-1', { 'if-range': etag, 'if-none-match': etag })).status).toBe(304);
    });

    it('and says where there is no such part', async () => {
      expect(await part('bytes=100-')).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */100' } });
      expect((await part('bytes=-0')).status).toBe(416);
      // An error of the origin: no function is asked.
      expect((await get('/rss.xml', { range: 'bytes=999999-' })).headers.vary).toBeUndefined();
    });
  });
});
