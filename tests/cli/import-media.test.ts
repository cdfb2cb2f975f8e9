import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ImportOptions } from '../../functions/cli/import/options.ts';
import { runImport } from '../../functions/cli/import.ts';
import { createWebFetch, type WebFetch } from '../../functions/web/web-fetch.ts';
import { rss } from '../core/import/imported.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin, captureOutput, writeInto } from './run.ts';

const NOW = Date.UTC(2026, 10, 23);
const item = (id: string, html: string, more = '') =>
  `<item><title>Bài ${id}</title><guid isPermaLink="false">${id}</guid><link>` +
  `https://cu.example/2026/${id}/</link><pubDate>Fri, 20 Nov 2026 01:30:00 GMT</pubDate><content:encoded>` +
  `<![CDATA[${html}]]></content:encoded>${more}</item>`;

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
  vi.restoreAllMocks();
});

interface Served {
  readonly fetch: WebFetch;
  /** Paths that were asked for, in their order. */
  readonly asked: string[];
}

/** A server that every host of the web leads to. The fetch itself is the one that guards. */
async function serve(files: Readonly<Record<string, readonly [type: string, body: string] | number>>): Promise<Served> {
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const file = files[path] ?? 404;
    if (path.startsWith('/slow')) return void response.writeHead(200, { 'content-type': 'image/png' }).write('x');
    if (path.startsWith('/to')) return void response.writeHead(302, { location: `/${path.slice(4)}` }).end();
    if (path === '/inside') return void response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
    if (typeof file === 'number') return void response.writeHead(file).end();
    response.writeHead(200, { 'content-type': file[0] }).end(file[1]);
  };
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const guarded = createWebFetch({ plain: true, loopback: true });
  const fetch: WebFetch = (url, init) => {
    const { hostname, pathname, search } = new URL(url);
    return hostname.endsWith('.example')
      ? guarded(`http://127.0.0.1:${port}${pathname}${search}`, init)
      : createWebFetch({ plain: true })(url, init);
  };
  return { fetch, asked };
}

interface Report {
  readonly written: readonly string[];
  readonly fetched: {
    files: number;
    bytes: number;
    there: number;
    failed: { kind: string; count: number; example: string }[];
  };
  readonly left: readonly { readonly kind: string; readonly count: number }[];
}

async function importing(
  document: string,
  options: Partial<ImportOptions>,
  out = join(temporaryDirectory(), 'content'),
) {
  const directory = temporaryDirectory();
  writeInto(directory, 'feed.xml', document);
  const output = captureOutput();
  const feed = join(directory, 'feed.xml');
  const status = await runImport(feed, { out, now: NOW, media: true, json: true, ...options });
  vi.restoreAllMocks();
  const text = (key: string): string => readFileSync(join(out, key), 'utf8');
  return { status, out, text, report: JSON.parse(output.stdout) as Report };
}

const filesOf = (out: string): readonly string[] =>
  (readdirSync(join(out, 'media'), { recursive: true }) as string[]).filter(name => name.includes('.')).sort();

describe('bantin import --media', () => {
  it('fetches what articles show into media/, and leads there', async () => {
    const { fetch, asked } = await serve({
      '/up/2018/12/A%CC%89nh%201.JPG': ['image/jpeg', 'jpeg'],
      '/b?x=1&y=2': ['image/webp; q=1', 'webp'],
      '/c-2x.png': ['application/octet-stream', 'png'],
      '/d.mp3': ['audio/mpeg', 'mp3'],
      '/e.pdf': ['application/pdf', 'pdf'],
      '/f.png': ['image/png', 'poster'],
    });
    const html = [
      '<a href="/up/2018/12/A%CC%89nh%201.JPG#x"><img src="https://cdn.example/b?x=1&amp;y=2" ' +
        'srcset="/b?x=3&#038;y=2 1x, /c-2x.png 2x"></a>',
      '<a href="https://cu.example/e.pdf">PDF</a> <a href="/2026/hai/">x</a>',
      '<video poster="/f.png" data-src="https://x.example/none"></video><iframe src="/f.png"></iframe>',
      '<script src="/f.js"></script><img src="data:image/png;base64,AA"><img data-src="/f.png">',
    ].join('\n');
    const enclosure = '<enclosure url="https://cu.example/d.mp3" type="audio/mpeg" length="99"/>';
    const { report, text, out, status } = await importing(rss(item('mot', html, enclosure)), { fetch });
    expect(status).toBe(0);
    const files = filesOf(out);
    const of = (part: string): string => `/media/${files.find(name => name.includes(part))}`;
    expect(files.map(name => name.replace(/[0-9a-f]{12}/, '#'))).toEqual([
      '2018/12/anh-1-#.jpg',
      'imported/b-#.webp',
      'imported/c-2x-#.png',
      'imported/d-#.mp3',
      'imported/e-#.pdf',
      'imported/f-#.png',
    ]);
    const article = text('articles/2026/11/mot.html');
    expect(article).toContain(`enclosure:\n  url: "${of('/d-')}"\n  type: audio/mpeg\n---`);
    expect(article).toContain(`<a href="${of('anh-1')}">`);
    expect(article).toContain(
      `<img src="${of('/b-')}" srcset="https://cu.example/b?x=3&amp;y=2 1x, ${of('/c-2x')} 2x">`,
    );
    expect(article).toContain(`<a href="${of('/e-')}">PDF</a> <a href="https://cu.example/2026/hai/">x</a>`);
    expect(article).toContain(`<video poster="${of('/f-')}" data-src="https://x.example/none">`);
    expect(article).toContain('<iframe src="https://cu.example/f.png">');
    expect(article).toContain(`<img data-src="${of('/f-')}">`);
    expect(readFileSync(join(out, of('/d-')), 'utf8')).toBe('mp3');
    expect(asked.filter(path => path === '/f.png')).toHaveLength(1);
    expect(report.fetched).toMatchObject({ files: 6, there: 0 });
  });

  it('tells by kind what it did not fetch, and leaves links to it', async () => {
    const { fetch } = await serve({
      '/ok.png': ['image/png', 'ok'],
      '/page.png': ['text/html', '<script>'],
      '/odd': ['', 'x'],
      '/empty.png': ['image/png', ''],
      '/large.png': ['image/png', 'x'.repeat(2000)],
      '/500.png': 500,
    });
    const sources =
      '/ok.png /page.png /odd /empty.png /large.png /500.png /gone.png /gone2.png /to/ok.png /slow /inside';
    const html = [...sources.split(' '), 'http://127.0.0.1/x.png', 'https://10.0.0.1/x.png'].map(
      src => `<img src="${src}">`,
    );
    const { report, text, out } = await importing(rss(item('mot', html.join('\n'))), {
      fetch,
      mediaLimits: { bytes: 1000, idle: 2000 },
    });
    expect(report.fetched.failed.map(({ kind, count }) => `${count} ${kind}`).sort()).toEqual([
      '1 has more than 1 MB',
      '1 is empty',
      '1 is no picture, sound, film or PDF (of no media type)',
      '1 is no picture, sound, film or PDF (text/html)',
      '1 takes too long',
      '1 the server answers 500',
      '2 the server answers 404',
      '3 is on no public host',
    ]);
    // A redirect leads to the file, which lies by the address that the article has.
    expect(report.fetched.files).toBe(2);
    expect(filesOf(out)).toHaveLength(2);
    const article = text('articles/2026/11/mot.html');
    expect(article.match(/="\/media\/imported\/ok-/g)).toHaveLength(2);
    expect(article).toContain('<img src="https://cu.example/gone.png">');
    expect(article).toContain('<img src="http://127.0.0.1/x.png">');
  });

  it('goes on where it ended, and fetches nothing twice', async () => {
    const { fetch, asked } = await serve({ '/a.png': ['image/png', 'a'], '/b.png': ['image/png', 'b'] });
    const document = rss(item('mot', '<img src="/a.png"><img src="/b.png">'));
    const ended: WebFetch = (url, init) => {
      if (url.endsWith('b.png')) throw new Error('the machine was turned off');
      return fetch(url, init);
    };
    const out = join(temporaryDirectory(), 'content');
    await expect(importing(document, { fetch: ended }, out)).rejects.toThrow('turned off');
    vi.restoreAllMocks();
    expect(existsSync(join(out, 'articles'))).toBe(false);
    // A line that was being written then is passed over.
    writeInto(out, '.bantin-import.jsonl', `${readFileSync(join(out, '.bantin-import.jsonl'), 'utf8')}{"media":"htt`);
    const { report, text } = await importing(document, { fetch }, out);
    expect(report.fetched).toMatchObject({ files: 1, there: 1, failed: [] });
    expect(asked).toEqual(['/a.png', '/b.png']);
    expect(text('articles/2026/11/mot.html').match(/\/media\/imported/g)).toHaveLength(2);
  });

  it('leaves nothing of files that were on their way when an import was killed', async () => {
    const { fetch } = await serve({ '/a.png': ['image/png', 'a'] });
    const out = join(temporaryDirectory(), 'content');
    const parts = (): readonly string[] =>
      (readdirSync(join(out, 'media'), { recursive: true }) as string[]).filter(name => name.endsWith('.part'));
    const seen: string[] = [];
    const looking: WebFetch = async (url, init) => {
      if (url.endsWith('a.png')) await vi.waitUntil(() => existsSync(join(out, 'media')) && parts().length > 0);
      if (url.endsWith('a.png')) seen.push(...parts());
      return fetch(url, init);
    };
    const document = rss(item('mot', '<img src="/slow.png"><img src="/a.png">'));
    await importing(document, { fetch: looking, mediaLimits: { idle: 1500 } }, out);
    expect([seen.length, parts()]).toEqual([1, []]);
    // So it lies there where the process had no time to take it away.
    writeInto(join(out, 'media'), seen[0] ?? '', 'x');
    await importing(rss(item('hai', '<img src="/a.png">')), { fetch }, out);
    expect(parts()).toEqual([]);
  });

  it('fetches again what was taken away, and has no link to what is gone', async () => {
    const { fetch } = await serve({ '/a.png': ['image/png', 'a'] });
    const out = join(temporaryDirectory(), 'content');
    await importing(rss(item('mot', '<img src="/a.png">')), { fetch }, out);
    rmSync(join(out, 'media'), { recursive: true });
    const again = await importing(rss(item('hai', '<img src="/a.png">')), { fetch }, out);
    expect([again.report.fetched.files, filesOf(out).length]).toEqual([1, 1]);
    rmSync(join(out, 'media'), { recursive: true });
    const gone: WebFetch = (_, init) => fetch('https://cu.example/none', init);
    const { text } = await importing(rss(item('ba', '<img src="/a.png">')), { fetch: gone }, out);
    expect(text('articles/2026/11/ba.html')).toContain('<img src="https://cu.example/a.png">');
  });

  it('makes no file of a draft public', async () => {
    const { fetch, asked } = await serve({ '/a.png': ['image/png', 'a'] });
    const future = item('sau', '<img src="/a.png">').replace('2026 01', '2027 01');
    const { report } = await importing(rss(item('nhap', '<img src="/a.png">', '<draft>yes</draft>') + future), {
      fetch,
    });
    expect(asked).toEqual([]);
    expect(report.left).toContainEqual(
      expect.objectContaining({ kind: 'file of a draft: what lies in media/ is public at once', count: 2 }),
    );
  });

  it('has an end, by files and by bytes, and says what is still to come', async () => {
    const { fetch } = await serve({ '/a.png': ['image/png', 'aaaa'], '/b.png': ['image/png', 'b'], '/c.png': 404 });
    const document = rss(item('mot', '<img src="/a.png"><img src="/b.png"><img src="/c.png">'));
    const files = await importing(document, { fetch, mediaLimits: { files: 1 } });
    const room = { kind: 'has no room in this run; run it again', count: 2 };
    expect(files.report.fetched).toMatchObject({ files: 1, failed: [room] });
    expect((await importing(document, { fetch, mediaLimits: { total: 0 } })).report.fetched.files).toBe(0);
    expect((await importing(document, { fetch, mediaLimits: { time: 0 } })).report.fetched.files).toBe(0);
  });

  it('takes no more bytes than it may in all, however many files come at once', async () => {
    const all = Array.from({ length: 8 }, (_, at) => `/${at}.png`);
    const html = all.map(path => `<img src="${path}">`).join('');
    const { fetch } = await serve(
      Object.fromEntries(all.map(path => [path, ['image/png', 'x'.repeat(1000)] as const])),
    );
    const lengthless: WebFetch = async (url, init) => {
      const { body, status, headers } = await fetch(url, init);
      return new Response(body, { status, headers: { 'content-type': headers.get('content-type') ?? '' } });
    };
    for (const asked of [fetch, lengthless]) {
      const { report } = await importing(rss(item('mot', html)), { fetch: asked, mediaLimits: { total: 2500 } });
      expect(report.fetched.bytes).toBeLessThanOrEqual(2500);
      expect(report.fetched.failed.map(({ kind }) => kind)).toEqual(['has no room in this run; run it again']);
    }
  });

  it('only counts in a dry run, and asks no host of this machine', async () => {
    const directory = temporaryDirectory();
    writeInto(directory, 'feed.xml', rss(item('mot', '<img src="http://127.0.0.1:1/a.png">')));
    const [feed, out] = [join(directory, 'feed.xml'), join(directory, 'content')];
    const dry = await bantin('import', feed, '--out', out, '--media', '--dry-run');
    expect(dry.stdout).toContain(`1 files would be fetched into ${out}/media`);
    expect(existsSync(out)).toBe(false);
    const { stdout } = await bantin('import', feed, '--out', out, '--media');
    expect(stdout).toContain(
      `0 files fetched into ${out}/media (0.0 MB)\nnot fetched: 1, is on no public host (such as `,
    );
  });
});

describe('bantin import --media --update', () => {
  it('leads articles to files that were not to be had the last time', async () => {
    const document = rss(item('mot', '<img src="/a.png">') + item('hai', '<img src="/a.png">'));
    const none = await serve({});
    const { out, text } = await importing(document, { fetch: none.fetch });
    const key = (id: string): string => `articles/2026/11/${id}.html`;
    expect(text(key('mot'))).toContain('src="https://cu.example/a.png"');
    writeInto(out, key('hai'), '---\ntitle: Của tôi\nid: hai\ndate: 2026-11-20\n---\nA\n');
    const { fetch } = await serve({ '/a.png': ['image/png', 'a'] });
    const { report } = await importing(document, { fetch, update: true }, out);
    expect(report).toMatchObject({ updated: [key('mot')], edited: [key('hai')], fetched: { files: 1, failed: [] } });
    expect(text(key('mot'))).toMatch(/src="\/media\/imported\/a-[0-9a-f]{12}\.png"/);
    expect(text(key('hai'))).toContain('Của tôi');
  });
});
