import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CORPUS_NOW, writeCorpus } from '../../bench/corpus.ts';
import { build } from '../../functions/build/build.ts';
import { readSite } from '../../functions/content/read-site.ts';
import { encodeBody } from '../../functions/core/files/encode-body.ts';
import type { PublishedFile } from '../../functions/core/files/published-file.ts';
import { createPreview, type Listening } from '../../functions/preview/preview.ts';
import { createDirectoryStore } from '../../functions/stores/directory-store.ts';
import { replaceFiles } from './replace-files.ts';

/** Maximum size of a poll that finds nothing new, in bytes. */
const MAX_POLL_BYTES = 600;
const MAX_BROTLI_SHARE = 0.3;
const FEEDS = ['rss.xml', 'atom.xml', 'feed.json'] as const;

type Headers = Readonly<Record<string, string>>;

describe('on the wire', () => {
  const directory = mkdtempSync(join(tmpdir(), 'bantin-wire-'));
  const files: PublishedFile[] = [];
  let listening: Listening | undefined;

  beforeAll(async () => {
    writeCorpus({ directory, articles: 60, permalink: true });
    const content = createDirectoryStore(directory);
    const { site } = await readSite(content);
    if (!site) throw new Error('the corpus has no site.yaml');
    const withHub = { ...site, hub: 'https://pubsubhubbub.appspot.com/' };
    const built = await build({ content, site: withHub, now: CORPUS_NOW });
    for await (const file of built.files()) files.push(file);
    const preview = createPreview({ now: () => CORPUS_NOW });
    await replaceFiles(preview.origin, files);
    listening = await preview.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await listening?.close();
    rmSync(directory, { recursive: true });
  });

  /**
   * Sends requests one after the other over one connection, the last of which closes it, and gives all that came back.
   */
  const exchange = (...requests: readonly string[]): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      const socket = connect(Number(new URL(listening?.url ?? '').port), '127.0.0.1', () =>
        socket.write(requests.join('')),
      );
      socket.on('data', chunk => chunks.push(Buffer.from(chunk)));
      socket.on('end', () => resolve(Buffer.concat(chunks)));
      socket.on('error', reject);
    });

  const requestOf = (method: string, path: string, headers: Headers = {}): string => {
    const lines = Object.entries({ Host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
  };
  const LAST = requestOf('GET', '/none', { Connection: 'close' });

  /** The first answer's head and the bytes that follow, up to the answer to `LAST`. */
  const firstOf = async (request: string): Promise<{ readonly head: string; readonly body: Buffer }> => {
    const bytes = await exchange(request, LAST);
    const cut = bytes.indexOf('\r\n\r\n') + 4;
    const next = bytes.indexOf('HTTP/1.1 301 Moved Permanently\r\n', cut);
    expect(next).toBeGreaterThanOrEqual(cut);
    return { head: bytes.subarray(0, cut).toString('latin1'), body: bytes.subarray(cut, next) };
  };
  const headerOf = (head: string, name: string): string => new RegExp(`^${name}: (.*)\r$`, 'im').exec(head)?.[1] ?? '';

  it.each(FEEDS)('a poll of %s that finds nothing new costs less than 600 bytes, hub included', async path => {
    const encoding = { 'Accept-Encoding': 'gzip, br' };
    const { head } = await firstOf(requestOf('GET', `/${path}`, encoding));
    const validators = {
      'If-None-Match': headerOf(head, 'etag'),
      'If-Modified-Since': headerOf(head, 'last-modified'),
    };
    for (const condition of [validators, { 'If-Modified-Since': validators['If-Modified-Since'] }]) {
      const { head: unchanged, body } = await firstOf(requestOf('GET', `/${path}?`, { ...encoding, ...condition }));
      expect(unchanged).toMatch(/^HTTP\/1\.1 304 Not Modified\r\n/);
      expect(unchanged).toContain('link: <https://pubsubhubbub.appspot.com/>; rel="hub"');
      expect(unchanged.length + body.length).toBeLessThan(MAX_POLL_BYTES);
      expect(body).toHaveLength(0);
      expect(unchanged).not.toMatch(/^(?:content-|transfer-encoding)/im);
    }
  });

  it.each(FEEDS)('%s of 50 whole articles has with brotli at most 30 % of its size', async path => {
    const raw = encodeBody(files.find(file => file.path === path)?.body ?? '');
    const { head, body } = await firstOf(requestOf('GET', `/${path}`, { 'Accept-Encoding': 'gzip, deflate, br' }));
    expect(headerOf(head, 'content-encoding')).toBe('br');
    expect(Number(headerOf(head, 'content-length'))).toBe(body.length);
    expect(brotliDecompressSync(body).equals(raw)).toBe(true);
    expect(raw.length).toBeGreaterThan(200_000);
    expect((head.length + body.length) / raw.length).toBeLessThanOrEqual(MAX_BROTLI_SHARE);
  });

  it('an answer to HEAD tells the length that GET has, and ends there', async () => {
    for (const path of ['/rss.xml', '/atom.xml', '/', '/none/']) {
      const get = await firstOf(requestOf('GET', path));
      const head = await firstOf(requestOf('HEAD', path));
      expect(get.body.length).toBeGreaterThan(0);
      expect([head.body.length, head.head]).toEqual([0, get.head.replace(/^date: .*$/im, headDate(head.head))]);
    }
  });

  it('a redirect, a preflight and an error end where they say', async () => {
    const asked = [
      requestOf('GET', '/feed'),
      requestOf('OPTIONS', '/rss.xml'),
      requestOf('DELETE', '/rss.xml'),
      requestOf('GET', '/%.xml'),
      requestOf('GET', '/rss.xml', { Range: 'bytes=999999999-' }),
      requestOf('GET', '/none/', { Connection: 'close' }),
    ];
    const statuses = (await exchange(...asked)).toString('latin1').match(/HTTP\/1\.1 \d{3}/g);
    expect(statuses?.map(line => Number(line.slice(-3)))).toEqual([301, 204, 405, 400, 416, 404]);
  });
});

function headDate(head: string): string {
  return /^date: [^\r]*/im.exec(head)?.[0] ?? '';
}
