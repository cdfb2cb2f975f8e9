import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { cacheControlOf } from '../../functions/core/files/cache-control.ts';
import { cacheTagOf } from '../../functions/core/files/cache-tag.ts';
import { CachedOrigin, EdgeCache } from '../../functions/preview/edge-cache.ts';
import { Origin } from '../../functions/preview/origin.ts';
import { PreviewPublisher } from '../../functions/preview/publisher.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { SITE_YAML } from '../cli/run.ts';
import { NOW } from '../core/samples.ts';
import { article } from '../publish/newsroom.ts';

const SECOND = 1000;

/** A cache with a clock that is set by hand. */
function open() {
  const clock = { now: NOW };
  return { clock, cache: new EdgeCache<string>(() => clock.now) };
}

describe('a cache at the edge', () => {
  it('gives what it has until its age ends, and once more while another is fetched', () => {
    const { clock, cache } = open();
    cache.keep('/rss.xml', { answer: 'old', cacheControl: 'public, max-age=60, stale-while-revalidate=60' });
    clock.now += 59 * SECOND;
    expect(cache.get('/rss.xml')).toEqual({ answer: 'old', isStale: false });
    clock.now += 60 * SECOND;
    expect(cache.get('/rss.xml')).toEqual({ answer: 'old', isStale: true });
    clock.now += SECOND;
    expect(cache.get('/rss.xml')).toBeUndefined();
    expect(cache.get('/atom.xml')).toBeUndefined();
  });

  it('keeps for a day what does not say how long', () => {
    const { clock, cache } = open();
    cache.keep('/x', { answer: 'x' });
    clock.now += 86_399 * SECOND;
    expect(cache.get('/x')).toEqual({ answer: 'x', isStale: false });
    clock.now += SECOND;
    expect(cache.get('/x')).toBeUndefined();
  });

  it.each([
    ['a tag', '#article:a-0123abcd', ['/rss.xml', '/untagged']],
    ['a tag in other letters', '#ARTICLE:A-0123abcd', ['/rss.xml', '/untagged']],
    ['a path', '/untagged', ['/articles/a-0123abcd/a.jpg', '/articles/a-0123abcd/index.html', '/rss.xml']],
    ['all below a path', '/articles/*', ['/rss.xml', '/untagged']],
    ['everything', '/*', []],
    [
      'what it does not have',
      '#article:b',
      ['/articles/a-0123abcd/a.jpg', '/articles/a-0123abcd/index.html', '/rss.xml', '/untagged'],
    ],
  ] as const)('forgets %s', (_, item, left) => {
    const { cache } = open();
    for (const path of ['articles/a-0123abcd/index.html', 'articles/a-0123abcd/a.jpg', 'rss.xml'])
      cache.keep(`/${path}`, { answer: path, cacheControl: cacheControlOf(path), tag: cacheTagOf(path) });
    cache.keep('/untagged', { answer: 'x' });
    cache.purge([item]);
    expect([...cache.paths()].sort()).toEqual(left);
  });
});

describe('an origin behind it', () => {
  it('shows what was, then both in turn, and what is at once where the old is forgotten', async () => {
    const clock = { now: NOW };
    const origin = new Origin(() => clock.now);
    const edge = new CachedOrigin(origin, () => clock.now);
    const write = async (path: string, text: string): Promise<void> => {
      const options = { cacheControl: cacheControlOf(path), cacheTag: cacheTagOf(path) };
      await origin.store.put(path, Buffer.from(text), options);
      origin.show();
    };
    const shown = (path = 'rss.xml'): string | undefined => edge.get(path)?.body.toString();
    await write('rss.xml', 'một');
    expect(shown()).toBe('một');
    await write('rss.xml', 'hai');
    expect(shown()).toBe('một');
    clock.now += 60 * SECOND;
    // While it fetches the new one it gives the old one once more.
    expect([shown(), shown()]).toEqual(['một', 'hai']);
    await write('rss.xml', 'ba');
    expect(shown()).toBe('hai');
    edge.purge(['#file:rss.xml']);
    expect(shown()).toBe('ba');
    // That there is nothing is kept, too.
    expect(shown('feed.json')).toBeUndefined();
    await write('feed.json', '{}');
    expect(shown('feed.json')).toBeUndefined();
    clock.now += 60 * SECOND;
    expect([shown('feed.json'), shown('feed.json')]).toEqual(['{}', '{}']);
    await origin.store.delete('rss.xml');
    origin.show();
    edge.purge(['/*']);
    expect(shown()).toBeUndefined();
    edge.close();
    origin.close();
  });
});

describe('a preview behind it', () => {
  it('shows a withdrawal at once, and a new article when the feeds that were read are too old', async () => {
    const clock = { now: NOW };
    const now = (): number => clock.now;
    const dated = (title: string): string => article(`title: ${title}\ndate: 2026-11-20`);
    const content = createMemoryStore({ 'site.yaml': SITE_YAML, 'articles/a.md': dated('Chợ phiên') }, { now });
    const origin = new Origin(now);
    const edge = new CachedOrigin(origin, now);
    const publisher = new PreviewPublisher({
      content,
      origin,
      edge,
      now,
      feedsUrl: 'http://127.0.0.1:8080/',
      place: 'articles',
    });
    const titles = (): readonly string[] => {
      const feed = JSON.parse(edge.get('feed.json')?.body.toString() ?? '{}');
      return feed.items.map((item: { readonly title: string }) => item.title);
    };
    await publisher.publish('everything');
    expect(titles()).toEqual(['Chợ phiên']);
    await content.put('articles/b.md', Buffer.from(dated('Hội làng')));
    await publisher.publish('changes', ['articles/b.md']);
    expect(titles()).toEqual(['Chợ phiên']);
    await content.delete('articles/a.md');
    await publisher.publish('changes', ['articles/a.md']);
    expect(titles()).toEqual(['Hội làng']);
    edge.close();
    origin.close();
  });
});
