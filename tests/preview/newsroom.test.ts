import { describe, expect, it } from 'vitest';
import { build } from '../../functions/build/build.ts';
import type { PublishedFile } from '../../functions/core/files/published-file.ts';
import { answer, type Cdn } from '../../functions/preview/cdn.ts';
import { createEdge } from '../../functions/preview/edge.ts';
import { Origin } from '../../functions/preview/origin.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { HOUR, NOW, SITE } from '../core/samples.ts';
import { article, type Content } from '../publish/newsroom.ts';
import { replaceFiles } from './replace-files.ts';

const MINUTE = 60_000;
const FEEDS = ['/rss.xml', '/atom.xml', '/feed.json', '/doi-song/rss.xml'];

const written = (title: string, hoursAgo: number, category = 'Đời sống'): string =>
  article(`title: ${title}\ndate: ${new Date(NOW - hoursAgo * HOUR).toISOString()}\ncategory: ${category}`);

/** A newsroom whose every change is built and served, a minute after the last unless told otherwise. */
function createNewsroom() {
  let now = NOW;
  const origin = new Origin(() => now);
  const cdn: Cdn = { origin, edge: createEdge(), now: () => now };
  const publish = async (content: Content, wait = MINUTE): Promise<void> => {
    now += wait;
    const files: PublishedFile[] = [];
    const site = {
      ...SITE,
      categories: [{ id: 'doi-song', title: 'Đời sống', slug: 'doi-song', aliases: ['Cuộc sống'] }],
    };
    const built = await build({ content: createMemoryStore(content), site, now });
    for await (const file of built.files()) files.push(file);
    await replaceFiles(origin, files);
  };
  const get = (uri: string, headers: Readonly<Record<string, string>> = {}) =>
    answer(
      {
        method: 'GET',
        uri,
        querystring: {},
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }])),
      },
      cdn,
    );
  /** Returns the bytes, ETag and Last-Modified of every feed. A missing Last-Modified is a date in the future. */
  const look = () =>
    FEEDS.map(uri => {
      const { headers, body } = get(uri);
      return { uri, body: body.toString(), etag: headers.etag ?? '', date: headers['last-modified'] };
    });
  return { publish, get, look, now: () => now };
}

describe('the feeds of a newsroom', () => {
  it('have validators that move forward exactly when bytes change, the newest article deleted included', async () => {
    const newsroom = createNewsroom();
    const [a, b] = [written('Một', 48), written('Hai', 24)];
    const history: readonly (readonly [Content, number])[] = [
      [{ 'articles/a.md': a }, MINUTE],
      [{ 'articles/a.md': a, 'articles/b.md': b }, MINUTE],
      [{ 'articles/a.md': a, 'articles/b.md': b }, MINUTE],
      [{ 'articles/a.md': a }, MINUTE],
      [{ 'articles/a.md': a, 'articles/b.md': b }, 100],
      [{ 'articles/a.md': a }, 100],
      [{ 'articles/a.md': a, 'articles/c.md': written('Ba', 1, 'Khác') }, 100],
      [{}, MINUTE],
    ];
    let before = new Map<string, ReturnType<typeof newsroom.look>[number]>();
    let changes = 0;
    for (const [content, wait] of history) {
      await newsroom.publish(content, wait);
      const seen = newsroom.look().filter(({ etag }) => etag !== '');
      for (const feed of seen) {
        if (feed.date !== undefined) expect(Date.parse(feed.date)).toBeLessThanOrEqual(newsroom.now());
        const last = before.get(feed.uri);
        if (!last) continue;
        const changed = feed.body !== last.body;
        expect(feed.etag !== last.etag).toBe(changed);
        if (!changed) expect(feed.date).toBe(last.date);
        else if (feed.date !== undefined && last.date !== undefined)
          expect(Date.parse(feed.date)).toBeGreaterThan(Date.parse(last.date));
        changes += Number(changed);
      }
      before = new Map(seen.map(feed => [feed.uri, feed]));
    }
    expect(changes).toBeGreaterThan(12);
  });

  it('are found by what a category was called, in every format', async () => {
    const newsroom = createNewsroom();
    await newsroom.publish({ 'articles/a.md': written('Một', 1) });
    const leads = (uri: string) => [newsroom.get(uri).status, newsroom.get(uri).headers.location];
    expect(leads('/cuoc-song')).toEqual([301, '/cuoc-song/']);
    expect(leads('/cuoc-song/')).toEqual([301, '/doi-song/']);
    expect(leads('/cuoc-song/feed/')).toEqual([301, '/cuoc-song/rss.xml']);
    expect(leads('/cuoc-song/rss.xml')).toEqual([301, '/doi-song/rss.xml']);
    expect(newsroom.get('/cuoc-song/atom.xml', { 'accept-encoding': 'br' })).toMatchObject({
      status: 301,
      headers: { location: '/doi-song/atom.xml' },
    });
    expect(leads('/cuoc-song/feed.json')).toEqual([301, '/doi-song/feed.json']);
    expect(newsroom.get('/doi-song/rss.xml').status).toBe(200);
  });

  it('say of an article that was withdrawn that it is gone, and show nothing of it', async () => {
    const newsroom = createNewsroom();
    await newsroom.publish({ 'articles/a.md': written('BIMAT', 1) });
    const [url = ''] = /articles\/a-\w+\//.exec(newsroom.get('/rss.xml').body.toString()) ?? [];
    const before = newsroom.get(`/${url}`);
    expect(before.status).toBe(200);
    const withdrawn = written('BIMAT', 1).replace('---\n', '---\nwithdrawn: { reason: Sai nguồn }\n');
    await newsroom.publish({ 'articles/a.md': withdrawn });
    const gone = newsroom.get(`/${url}`, { 'if-none-match': before.headers.etag ?? '' });
    expect(gone.status).toBe(410);
    expect(gone.body.toString()).toContain('Sai nguồn');
    for (const uri of [`/${url}`, ...FEEDS]) expect(newsroom.get(uri).body.toString()).not.toContain('BIMAT');
    // Whoever asks again with what the page itself had, too, is told so.
    expect(newsroom.get(`/${url}`, { 'if-modified-since': new Date(newsroom.now()).toUTCString() }).status).toBe(410);
    await newsroom.publish({ 'articles/a.md': written('BIMAT', 1) });
    expect(newsroom.get(`/${url}`).status).toBe(200);
  });

  it('leave the page that says that nothing is there where it says so', async () => {
    const newsroom = createNewsroom();
    await newsroom.publish({});
    expect(newsroom.get('/404.html').status).toBe(404);
    expect(newsroom.get('/none/').body).toEqual(newsroom.get('/404.html').body);
  });
});
