import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createPreview, type Listening, type Preview } from '../../functions/preview/preview.ts';

const PAGE = '<!doctype html><title>A</title><p>Lời.</p>';
const OPENED = {
  'sec-fetch-dest': 'document',
  'accept-encoding': 'br, gzip',
  'if-none-match': '*',
  range: 'bytes=0-3',
};

let preview: Preview;
let server: Listening;

async function listen(): Promise<void> {
  preview = createPreview();
  server = await preview.listen({ host: '127.0.0.1', port: 0 });
  const put = (key: string, text: string, contentType: string) =>
    preview.origin.store.put(key, new TextEncoder().encode(text), { contentType });
  await put('articles/a/index.html', PAGE, 'text/html; charset=utf-8');
  await put('404.html', PAGE, 'text/html; charset=utf-8');
  await put('rss.xml', '<rss/>', 'application/rss+xml');
  await put('media/a.html', PAGE, 'text/html');
  preview.origin.show();
}

afterEach(async () => {
  await server.close();
  preview.origin.close();
});

const open = (path: string): Promise<Response> => fetch(`${server.url}${path}`, { headers: OPENED });

/** Yields the messages that a page receives. */
async function* changesOf(signal: AbortSignal): AsyncGenerator<string> {
  const response = await fetch(`${server.url}.bantin/changes`, { signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.has('access-control-allow-origin')).toBe(false);
  for await (const chunk of response.body ?? []) yield new TextDecoder().decode(chunk);
}

describe('a page that a browser opens', () => {
  it.each(['articles/a/', 'none'])('has the script, whole and allowed by its policy: %s', async path => {
    await listen();
    const response = await open(path);
    const text = await response.text();
    const [, script = ''] = /<script>([^<]*)<\/script>$/.exec(text) ?? [];
    expect(text).toBe(`${PAGE}<script>${script}</script>`);
    expect(script).toContain('/.bantin/changes');
    const policy = response.headers.get('content-security-policy');
    if (path === 'none') expect(policy).toBeNull();
    else {
      expect(policy).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
      expect(policy).toMatch(/; connect-src 'self'$/);
    }
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.has('etag')).toBe(false);
    expect(response.status).toBe(path === 'none' ? 404 : 200);
  });

  it('is what is published for everybody else, and so is all that is no page', async () => {
    await listen();
    expect(await (await fetch(`${server.url}articles/a/`)).text()).toBe(PAGE);
    expect((await fetch(`${server.url}articles/a/`)).headers.get('content-security-policy')).not.toContain(
      'connect-src',
    );
    expect(await (await open('rss.xml')).text()).toBe('<rss/>');
    const post = await fetch(`${server.url}articles/a/`, { method: 'POST', headers: OPENED });
    expect(await post.text()).not.toContain('<script>');
  });

  it('holds no script under media/, where nothing may run', async () => {
    await listen();
    const response = await open('media/a.html');
    expect(await response.text()).toBe(PAGE);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain('sandbox');
    expect(policy).not.toContain('script-src');
  });

  it('is told what is shown, and when that changes', async () => {
    await listen();
    const ended = new AbortController();
    const changes = changesOf(ended.signal);
    const first = (await changes.next()).value;
    expect(first).toMatch(/^data: \d+-0\n\n$/);
    preview.reload();
    const second = (await changes.next()).value;
    expect(second).toMatch(/^data: \d+-1\n\n$/);
    expect(second).not.toBe(first);
    const others = changesOf(ended.signal);
    expect((await others.next()).value).toBe(second);
    ended.abort();
  });

  it('is told nothing by another name of this machine, and only where it asks', async () => {
    await listen();
    const { hostname, port } = new URL(server.url);
    const { request } = await import('node:http');
    const status = await new Promise(resolve => {
      request({ hostname, port, path: '/.bantin/changes', headers: { host: 'evil.example' } }, response => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(421);
    expect((await fetch(`${server.url}.bantin/changes`, { method: 'POST' })).status).not.toBe(200);
  });
});
