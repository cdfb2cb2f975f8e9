import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { rss } from '../core/import/imported.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin } from './run.ts';

const item = (id: string) =>
  `<item><title>Bài ${id}</title><guid>${id}</guid><pubDate>Fri, 20 Nov 2026 01:30:00 ` +
  `GMT</pubDate><description>Lời ${id}</description></item>`;

describe('a feed on the web', () => {
  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  async function serving(documents: (base: string) => Readonly<Record<string, string | number>>): Promise<string> {
    let base = '';
    const server = createServer((request, response) => {
      const answer = documents(base)[request.url ?? ''] ?? 404;
      if (typeof answer === 'number') response.writeHead(answer).end();
      else response.writeHead(200).end(answer);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => void server.close());
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return base;
  }

  const written = (out: string): number => readdirSync(join(out, 'articles/2026/11')).length;

  it('is found by the page that names it, and read to its end', async () => {
    const next = (base: string, path: string) => `<atom:link rel="next" href="${base}${path}"/>`;
    const base = await serving(at => ({
      '/': '<!doctype html><link rel="alternate" type="application/rss+xml" href="/a.xml?x=1&amp;y=2">',
      '/a.xml?x=1&y=2': rss(item('1'), next(at, '/b.xml')),
      '/b.xml': rss(item('2'), next(at, '/a.xml?x=1&amp;y=2')),
    }));
    const out = join(temporaryDirectory(), 'content');
    expect(await bantin('import', `${base}/`, '--out', out, '--pages', '9')).toMatchObject({ status: 0 });
    expect(written(out)).toBe(2);
  });

  it('of WordPress ends where its server gives the same articles again', async () => {
    const same = rss(item('1') + item('2'), '<generator>https://wordpress.org/?v=6.9</generator>');
    const asked: string[] = [];
    const get = (_: object, path: string | symbol): string => {
      asked.push(String(path));
      return same;
    };
    const base = await serving(() => new Proxy({}, { get }));
    const out = join(temporaryDirectory(), 'content');
    const { status, stderr } = await bantin('import', `${base}/feed/`, '--out', out, '--pages', '9');
    expect([status, stderr]).toEqual([0, '']);
    expect(asked).toEqual(['/feed/', '/feed/?paged=2']);
  });

  it('of WordPress goes on at ?paged=2', async () => {
    const generator = '<generator>https://wordpress.org/?v=6.9</generator>';
    const base = await serving(() => ({
      '/feed/': rss(item('1'), generator),
      '/feed/?paged=2': rss(item('2'), generator),
    }));
    const out = join(temporaryDirectory(), 'content');
    expect(await bantin('import', `${base}/feed/`, '--out', out, '--pages', '9')).toMatchObject({ status: 0 });
    expect(written(out)).toBe(2);
    const one = join(temporaryDirectory(), 'content');
    await bantin('import', `${base}/feed/`, '--out', one);
    expect(written(one)).toBe(1);
  });

  it('is imported to the page that fails, with the address to go on from', async () => {
    const base = await serving(at => ({
      '/a.xml': rss(item('1'), `<atom:link rel="next" href="${at}/b.xml"/>`),
      '/b.xml': rss(item('2'), `<atom:link rel="next" href="${at}/c.xml"/>`),
      '/c.xml': '<rss><channel><item>',
    }));
    const out = join(temporaryDirectory(), 'content');
    const { status, stderr } = await bantin('import', `${base}/a.xml`, '--out', out, '--pages', '9');
    expect(written(out)).toBe(2);
    expect(status).toBe(1);
    expect(stderr).toMatch(/document 3 of the feed, http:\S+\/c\.xml, can't be read: .*import that address to go on/);
  });

  it.each([
    ['length', { 'content-length': '99999' }],
    ['compression', { 'content-encoding': 'gzip' }],
    ['end', {}],
  ])('is imported to the page that breaks off in transfer, before its %s', async (_, headers) => {
    const server = createServer((request, response) => {
      if (request.url !== '/b.xml') response.end(rss(item('1'), '<atom:link rel="next" href="/b.xml"/>'));
      else {
        const begun = '<rss version="2.0"><channel>';
        response.writeHead(200, headers).write('content-encoding' in headers ? gzipSync(begun).subarray(0, 15) : begun);
        response.flushHeaders();
        setTimeout(() => response.socket?.destroy(), 50);
      }
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => void server.close());
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const out = join(temporaryDirectory(), 'content');
    const { status, stderr } = await bantin('import', `${base}/a.xml`, '--out', out, '--pages', '9');
    expect(stderr).toMatch(
      /document 2 of the feed, http:\S+\/b\.xml, can't be read: breaks off in transfer \(.+\); try again later/,
    );
    expect([written(out), status]).toEqual([1, 1]);
    expect(await bantin('import', `${base}/b.xml`, '--out', out)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^bantin: http:\S+\/b\.xml: breaks off in transfer/),
    });
  });

  it.each([500, 503, 429])('of WordPress fails at the answer %d, which is not its end', async answer => {
    const generator = '<generator>https://wordpress.org/?v=6.9</generator>';
    const base = await serving(() => ({ '/feed/': rss(item('1'), generator), '/feed/?paged=2': answer }));
    const out = join(temporaryDirectory(), 'content');
    const { status, stderr } = await bantin('import', `${base}/feed/`, '--out', out, '--pages', '9');
    expect([written(out), status]).toEqual([1, 1]);
    expect(stderr).toMatch(new RegExp(`feed/\\?paged=2, can't be read: the server answers ${answer}`));
  });

  it('of WordPress tells a web page in place of one of its feed', async () => {
    const generator = '<generator>https://wordpress.org/?v=6.9</generator>';
    const base = await serving(() => ({
      '/feed/': rss(item('1'), generator),
      '/feed/?paged=2': rss(item('2'), generator),
      '/feed/?paged=3': '<!doctype html><title>Lỗi</title><p>Error establishing a database connection</p>',
    }));
    const out = join(temporaryDirectory(), 'content');
    const { status, stderr } = await bantin('import', `${base}/feed/`, '--out', out, '--pages', '9');
    expect([written(out), status]).toEqual([2, 0]);
    expect(stderr).toMatch(/warning: http:\S+\/feed\/\?paged=3 is a web page and no feed, so the feed is taken to end/);
  });

  it('says where it goes on by an absolute address', async () => {
    const base = await serving(() => ({
      '/a.xml': rss(item('1'), '<atom:link rel="next" href="/b.xml?p=2"/>'),
      '/b.xml?p=2': rss(item('2'), '<atom:link rel="next" href="c.xml?p=3"/>'),
      '/c.xml?p=3': 500,
    }));
    const goesOn = async (...flags: readonly string[]) => {
      const out = join(temporaryDirectory(), 'content');
      return (await bantin('import', `${base}/a.xml`, '--out', out, ...flags)).stdout;
    };
    expect(await goesOn()).toContain(`the feed goes on at ${base}/b.xml?p=2: import that, too`);
    expect(await goesOn('--pages', '9')).toContain(`the feed goes on at ${base}/c.xml?p=3: import that, too`);
  });

  it('that leads back to itself ends there, and says so', async () => {
    const base = await serving(at => ({
      '/a.xml': rss(item('1'), `<atom:link rel="next" href="${at}/b.xml"/>`),
      '/b.xml': rss(item('2'), `<atom:link rel="next" href="${at}/a.xml"/>`),
    }));
    const out = join(temporaryDirectory(), 'content');
    const { status, stdout, stderr } = await bantin('import', `${base}/a.xml`, '--out', out, '--pages', '9');
    expect([written(out), status]).toEqual([2, 0]);
    expect(stderr).toMatch(/the feed leads back to http:\S+\/a\.xml, which was read before/);
    expect(stdout).not.toContain('goes on');
  });

  it('ends with an empty page', async () => {
    const base = await serving(at => ({
      '/a.xml': rss(item('1'), `<atom:link rel="next" href="${at}/b.xml"/>`),
      '/b.xml': rss(''),
    }));
    const out = join(temporaryDirectory(), 'content');
    const { status, stdout, stderr } = await bantin('import', `${base}/a.xml`, '--out', out, '--pages', '9');
    expect([written(out), status, stderr]).toEqual([1, 0, '']);
    expect(stdout).not.toContain('goes on');
  });
});
