import { describe, expect, it, onTestFinished } from 'vitest';
import { createPreview } from '../../functions/preview/preview.ts';
import { publish } from '../../functions/publish/publish.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { Topic } from '../../functions/websub/topic.ts';
import { ping } from '../../functions/websub/websub.ts';
import { NOW } from '../core/samples.ts';
import { SITE_YAML } from '../lambda/invocation.ts';
import { replaceFiles } from '../preview/replace-files.ts';
import { article } from '../publish/newsroom.ts';
import { Clock, fetchHere, publicFiles, startCache, startHub, startSubscriber, type TestHub } from './web-sub.ts';

const MINUTE = 60_000;
const FIRST = article('title: Chợ quê\ndate: 2026-11-20\ncategory: Đời sống', 'Chợ họp từ bốn giờ sáng.');
const SECOND = article('title: Lũ rút\ndate: 2026-11-21\ncategory: Đời sống', 'Nước xuống nửa mét.');

/** A newsroom with a hub whose feeds a preview serves, behind a cache where one is asked for. */
async function open({ cached, hub }: { cached?: number; hub: (clock: Clock) => Promise<TestHub> }) {
  const clock = new Clock(NOW);
  const preview = createPreview({ now: clock.now });
  const origin = await preview.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => origin.close());
  const url =
    cached === undefined ? origin.url : await startCache({ origin: () => origin.url, now: clock.now, age: cached });
  const told = await hub(clock);
  const content = createMemoryStore({
    'site.yaml': `${SITE_YAML.replace(/feedsUrl.*/, `feedsUrl: ${url}`)}hub: ${told.url}\n`,
    'articles/a.md': FIRST,
  });
  const feeds = createMemoryStore({}, { now: clock.now });
  let runs = 0;
  return {
    clock,
    url,
    origin: origin.url,
    hub: told,
    /** Publishes, and gives what the hub is to be told of. */
    async publish(text?: string): Promise<readonly Topic[]> {
      const topics: Topic[] = [];
      if (text !== undefined) await content.put('articles/b.md', Buffer.from(text));
      const onTopics = async (more: readonly Topic[]): Promise<void> => void topics.push(...more);
      const runId = `run-${++runs}`;
      await publish({ content, feeds, now: clock.now, runId, revision: 'test', onTopics }, { kind: 'sweep' });
      await replaceFiles(preview.origin, await publicFiles(feeds));
      return topics;
    },
    ping: (topics: readonly Topic[]) =>
      ping(topics, { now: clock.now, sleep: clock.sleep, patience: MINUTE, fetch: fetchHere }),
    bytes: async (path: string): Promise<Buffer> => Buffer.from((await feeds.get(`public/${path}`))?.bytes ?? []),
  };
}

describe('a subscriber', () => {
  it.each([
    ['doi-song/atom.xml', 'application/atom+xml; charset=utf-8'],
    ['rss.xml', 'application/rss+xml; charset=utf-8'],
    ['doi-song/feed.json', 'application/feed+json; charset=utf-8'],
  ])('finds the hub of %s in its headers, and is sent the bytes that the publisher wrote', async (path, mediaType) => {
    const newsroom = await open({ hub: () => startHub() });
    await newsroom.publish();
    const subscriber = await startSubscriber();
    const topic = newsroom.url + path;
    expect(await subscriber.subscribe(topic)).toEqual({ status: 202, topic });

    const results = await newsroom.ping(await newsroom.publish(SECOND));

    expect(results.map(({ result }) => result)).toEqual(Array.from({ length: 6 }, () => 'done'));
    expect(subscriber.deliveries).toHaveLength(1);
    const [{ body, headers } = expect.fail('nothing came')] = subscriber.deliveries;
    expect(body.equals(await newsroom.bytes(path))).toBe(true);
    expect(body.toString()).toContain('Lũ rút');
    expect(headers['content-type']).toBe(mediaType);
    expect(headers.link).toBe(`<${newsroom.hub.url}>; rel="hub", <${topic}>; rel="self"`);
  });

  it('finds hub and topic in the feed itself, too', async () => {
    const newsroom = await open({ hub: () => startHub() });
    await newsroom.publish();
    const { url, hub } = newsroom;
    for (const [path, element] of [
      ['atom.xml', 'link'],
      ['rss.xml', 'atom:link'],
    ] as const) {
      const text = (await newsroom.bytes(path)).toString();
      const links = [...text.matchAll(new RegExp(`<${element} [^>]+>`, 'g'))].map(([link]) => link);
      const target = (rel: string) =>
        links.filter(link => link.includes(`rel="${rel}"`)).map(link => /href="([^"]+)"/.exec(link)?.[1]);
      expect([target('hub'), target('self')]).toEqual([[hub.url], [url + path]]);
    }
    const json = JSON.parse((await newsroom.bytes('feed.json')).toString());
    expect(json).toMatchObject({ feed_url: `${url}feed.json`, hubs: [{ type: 'WebSub', url: hub.url }] });
  });

  it('is not subscribed where it does not mean it', async () => {
    const newsroom = await open({ hub: () => startHub() });
    await newsroom.publish();
    const body = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': `${newsroom.url}rss.xml`,
      'hub.callback': `${newsroom.url}nowhere`,
    });
    expect((await fetch(newsroom.hub.url, { method: 'POST', body })).status).toBe(400);
  });
});

describe('caches', () => {
  it('are waited for: the hub is told after the one nearby shows the new bytes', async () => {
    const newsroom = await open({ cached: 150_000, hub: ({ now }) => startHub({ now }) });
    await newsroom.publish();
    const subscriber = await startSubscriber();
    await subscriber.subscribe(`${newsroom.url}rss.xml`);
    newsroom.clock.time += 1000;
    const topics = await newsroom.publish(SECOND);

    const results = await newsroom.ping(topics);

    expect(results.every(({ result }) => result === 'done')).toBe(true);
    const [delivery] = subscriber.deliveries;
    expect(delivery?.body.equals(await newsroom.bytes('rss.xml'))).toBe(true);
    // The others were in no cache, but all are told of together.
    for (const { at } of newsroom.hub.pings) expect(at).toBeGreaterThanOrEqual(NOW + 150_000);
  });

  it('are waited for where nobody here can look: what the hub fetches comes from a cache far away', async () => {
    let far = '';
    const newsroom = await open({
      hub: ({ now }) => startHub({ now, via: url => far + new URL(url).pathname.slice(1) }),
    });
    far = await startCache({ origin: () => newsroom.origin, now: newsroom.clock.now, age: 2 * MINUTE });
    await newsroom.publish();
    const subscriber = await startSubscriber();
    await subscriber.subscribe(`${newsroom.url}rss.xml`);
    // A reader far away has polled a moment before the change.
    await fetch(`${far}rss.xml`);
    newsroom.clock.time += 1;

    await newsroom.ping(await newsroom.publish(SECOND));

    const [delivery] = subscriber.deliveries;
    expect(delivery?.body.toString()).toContain('Lũ rút');
    expect(delivery?.body.equals(await newsroom.bytes('rss.xml'))).toBe(true);
  });

  it('that never show the new bytes keep the hub from being told', async () => {
    const newsroom = await open({ cached: 60 * MINUTE, hub: () => startHub() });
    await newsroom.publish();
    await fetch(`${newsroom.url}rss.xml`);
    newsroom.clock.time += 1000;

    const results = await newsroom.ping(await newsroom.publish(SECOND));

    const rss = results.find(({ topic }) => topic.path === 'rss.xml');
    expect(rss).toMatchObject({ result: 'later', reason: 'readers still get the old bytes' });
    const told = newsroom.hub.pings.flatMap(({ form }) => form.filter(([name]) => name === 'hub.url'));
    expect(told).not.toContainEqual(['hub.url', `${newsroom.url}rss.xml`]);
    expect(told).toHaveLength(5);
  });
});
