import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openFeed } from '../../functions/cli/import/open-feed.ts';
import { CouldNotRun } from '../../functions/cli/output/exit-status.ts';
import { rss } from '../core/import/imported.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin, SITE_YAML, writeInto } from './run.ts';

const ITEM =
  '<item><title>Chợ</title><link>https://cu.example/2026/cho</link><guid>post-1</guid><pubDate>Fri, 20 Nov ' +
  '2026 01:30:00 GMT</pubDate><category>Đời sống</category><description>Lời</description></item>';
const FILE = 'articles/2026/11/cho.html';
const NOW = '2026-11-23T12:00:00Z';

function saved(document: string): { readonly feed: string; readonly out: string } {
  const directory = temporaryDirectory();
  writeInto(directory, 'feed.xml', document);
  return { feed: join(directory, 'feed.xml'), out: join(directory, 'content') };
}

describe('bantin import', () => {
  it('writes articles and a site.yaml that builds at once', async () => {
    const { feed, out } = saved(rss(ITEM));
    const { status, stdout, stderr } = await bantin('import', feed, '--out', out);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      `RSS: 1 article read, 1 written to ${out}\n${out}/site.yaml is a draft: read it, and change ` +
        `feedsUrl; then run: npx --no-install bantin build ${out} --out public\n`,
    );
    const built = await bantin('build', out, '--out', join(out, '../public'), '--now', NOW, '--strict');
    expect([built.status, built.stderr]).toEqual([0, '']);
    const xml = readFileSync(join(out, '../public/doi-song/rss.xml'), 'utf8');
    expect(xml).toContain('<guid isPermaLink="false">post-1</guid>');
    expect(xml).toContain('<link>https://cu.example/2026/cho</link>');
  });

  it('leaves alone all that is there, and writes nothing the second time', async () => {
    const { feed, out } = saved(rss(ITEM));
    await bantin('import', feed, '--out', out);
    const before = readFileSync(join(out, 'site.yaml'), 'utf8');
    // An editor corrected it, and gave it a better place.
    writeInto(out, 'articles/doi-song/cho-que.md', '---\ntitle: Chợ quê\nid: post-1\n---\nMới\n');
    writeInto(out, FILE, 'mine');
    const { status, stdout } = await bantin('import', feed, '--out', out, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ read: 1, written: [], known: 1, problems: [] });
    expect(readFileSync(join(out, FILE), 'utf8')).toBe('mine');
    expect(readFileSync(join(out, 'site.yaml'), 'utf8')).toBe(before);
  });

  it('writes beside the articles of a newsroom that is there already', async () => {
    const { feed, out } = saved(rss(ITEM));
    mkdirSync(out);
    writeFileSync(join(out, 'site.yaml'), SITE_YAML);
    writeInto(out, FILE, '---\ntitle: Khác\ndate: 2026-11-20\n---\nLời\n');
    const { stdout } = await bantin('import', feed, '--out', out, '--json');
    expect(JSON.parse(stdout).written).toEqual(['articles/2026/11/cho-2.html']);
    expect(readFileSync(join(out, 'site.yaml'), 'utf8')).toBe(SITE_YAML);
  });

  it('writes nothing of a document that is broken, and says where', async () => {
    const { feed, out } = saved(`${rss(ITEM).slice(0, -20)}</x>`);
    const { status, stdout, stderr } = await bantin('import', feed, '--out', out);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^bantin: .*feed\.xml:4:\d+: not well-formed XML: /);
    expect(existsSync(out)).toBe(false);
  });

  it('tells what it could not keep, and exits with 1 where that is an article', async () => {
    const { feed, out } = saved(
      rss(`${ITEM}<item><guid>2</guid><description>${'x'.repeat(5_300_000)}</description></item>`),
    );
    const { status, stderr } = await bantin('import', feed, '--out', out);
    expect(status).toBe(1);
    expect(stderr).toMatch(/feed\.xml:4: "x+…" the file has 5\.1 MB/);
    expect(readdirSync(join(out, 'articles/2026/11'))).toEqual(['cho.html']);
  });

  it.each([
    [['/nowhere.xml', '--out', 'x'], '/nowhere.xml: no such file'],
    [['a.rst', '--out', 'x'], 'a.rst: reStructuredText is not supported'],
    [['a.xml', '--out', 'x', '--type', 'news=yes'], 'such as news=publish'],
    [['a.xml', '--out', 'x', '--pages', '0'], 'Expected a number from 1 to 9999'],
    [['ftp://a.example/feed', '--out', 'x'], 'feeds are fetched over http and https only'],
    [['file:///etc/passwd', '--out', 'x'], 'feeds are fetched over http and https only'],
    [['feed.xml'], "required option '-o, --out <dir>' not specified"],
  ])('can not run %j', async (args, message) => {
    const { status, stderr } = await bantin('import', ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it('does not begin to read a file of 1 GB', async () => {
    const { feed, out } = saved('');
    truncateSync(feed, 1024 ** 3);
    expect((await bantin('import', feed, '--out', out)).stderr).toContain('there are more than 200 MB');
  });

  it('can not run on a site.yaml that is invalid', async () => {
    const { feed, out } = saved(rss(ITEM));
    writeInto(out, 'site.yaml', 'title: [');
    const { status, stderr } = await bantin('import', feed, '--out', out);
    expect([status, stderr]).toEqual([2, expect.stringContaining(`site.yaml can't be used:\n${out}/site.yaml:1:`)]);
    expect(existsSync(join(out, 'articles'))).toBe(false);
  });
});

describe('a feed on the web', () => {
  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function fetched(url: string, options = {}): Promise<string> {
    try {
      let text = '';
      for await (const chunk of (await openFeed(url, options)).chunks) text += Buffer.from(chunk).toString();
      return text;
    } catch (error) {
      if (!(error instanceof CouldNotRun)) throw error;
      return error.message.replace(url, 'URL');
    }
  }

  it('is imported, redirects and all, in the encoding that its server names', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/feed') response.writeHead(301, { location: '/moved/rss' }).end();
      else {
        response.writeHead(200, { 'content-type': 'application/rss+xml; charset=ISO-8859-1' });
        response.end(Buffer.from(rss(ITEM.replace('Chợ', 'Caf\u00e9')).replace(/[^\u0000-\u00ff]/g, 'x'), 'latin1'));
      }
    });
    const out = join(temporaryDirectory(), 'content');
    const { status, stdout } = await bantin('import', `${url}/feed`, '--out', out, '--json');
    expect([status, JSON.parse(stdout).written]).toEqual([0, [FILE, 'site.yaml']]);
    expect(readFileSync(join(out, FILE), 'utf8')).toContain('title: Café\n');
  });

  it('is refused where the server does not give it', async () => {
    const url = await serve((request, response) => {
      const status = Number(request.url?.slice(1, 4));
      const location = request.url?.slice(5) ?? '';
      response.writeHead(status, location ? { location } : {}).end(status === 204 ? undefined : 'no');
    });
    expect(await fetched(`${url}/404`)).toBe('URL: the server answers 404, not 200; see whether a browser can open it');
    expect(await fetched(`${url}/204`)).toContain('the server answers 204, not 200');
    expect(await fetched(`${url}/304`)).toContain('the server answers 304, not 200');
    expect(await fetched(`${url}/302/file:///etc/passwd`)).toContain(
      'leads to "file:///etc/passwd", which is no http(s) address',
    );
    expect(await fetched('http://127.0.0.1:1/')).toMatch(/can't be fetched \(.+\); see whether a browser can open it/);
    expect(await fetched('http://[')).toContain('which is no http(s) address');
  });

  it.each([
    'https://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://[fd00:ec2::254]/',
    'http://[::ffff:10.0.0.1]/',
    'http://0.0.0.0/',
  ])('is not fetched from a network of its own, whoever leads there: %s', async location => {
    const url = await serve((_request, response) => void response.writeHead(302, { location }).end());
    expect(await fetched(`${url}/`)).toMatch(
      /^URL: can't be fetched \(.* is in a private or reserved network; only public hosts are asked\)/,
    );
    expect(await fetched(location)).toContain('only public hosts are asked');
  });

  it('is fetched with the name and password of its address, which nothing prints', async () => {
    const url = await serve((request, response) => {
      const isKnown = request.headers.authorization === `Basic ${Buffer.from('ai:bimat').toString('base64')}`;
      if (request.url === '/none') response.writeHead(404).end();
      else if (request.url === '/moved') response.writeHead(301, { location: '/feed' }).end();
      else response.writeHead(isKnown ? 200 : 401).end(rss(ITEM));
    });
    const withPassword = url.replace('//', '//ai:bimat@');
    const out = join(temporaryDirectory(), 'content');
    const read = await bantin('import', `${withPassword}/moved`, '--out', out, '--json');
    expect([read.status, JSON.parse(read.stdout).source]).toEqual([0, `${url.replace('//', '//***@')}/moved`]);
    const runs = [
      await bantin('import', `${withPassword}/none`, '--out', out),
      await bantin('import', withPassword.replace(/:\d+$/, ':1'), '--out', out),
      await bantin('import', 'https://ai:bimat@10.0.0.1/', '--out', out),
      await bantin('import', 'https://ai:bi/mat@a b/', '--out', out),
      await bantin('import', 'ftp://ai:bimat@a.example/', '--out', out),
    ];
    for (const { status, stdout, stderr } of [...runs]) {
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('//***@');
      expect(stderr).not.toMatch(/bimat|bi\/mat/);
    }
    expect(read.stdout + read.stderr).not.toContain('bimat');
  });

  it('is refused where redirects go on and on', async () => {
    const url = await serve((request, response) => {
      response.writeHead(302, { location: `${request.url}x` }).end();
    });
    expect(await fetched(`${url}/`)).toContain('the server redirects more than 10 times');
  });

  it('is given up where its server goes quiet, before or within the document', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/begun') response.writeHead(200).write('<rss>');
    });
    for (const path of ['/', '/begun'])
      expect(await fetched(url + path, { idle: 100 })).toContain(
        'the server sends nothing for 0.1 seconds; try again later',
      );
  });

  it('is given up where it never ends', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    });
    expect(await fetched(url, { total: 300 })).toContain('the document does not end within 0.3 seconds');
  });
});
