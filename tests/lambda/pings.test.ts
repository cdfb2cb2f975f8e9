import { describe, expect, it, vi } from 'vitest';
import { createHandler, type HandlerOptions } from '../../functions/lambda/handler.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { parsePing } from '../../functions/websub/ping-message.ts';
import { MAX_DELAY } from '../../functions/websub/queue.ts';
import { NOW } from '../core/samples.ts';
import { article } from '../publish/newsroom.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { type Answer, Clock, fetchHere, listen, startHub } from '../websub/web-sub.ts';
import { batchOf, bridged, type Invoked, invoke, SITE_YAML } from './invocation.ts';

const SECOND = 1000;
const MINUTE = 60_000;
/** Time that a ping waits for caches, in seconds. */
const WAIT = 125;
/** Minutes in which publishes follow each other. */
const MINUTES = IS_THOROUGH ? 10 : 5;

interface Sent {
  readonly body: string;
  /** Seconds. */
  readonly delay: number;
}

/** A newsroom whose function has a hub to tell, and a queue that the test hands out by hand. */
async function open({ hasHub = true, hasQueue = true } = {}) {
  const clock = new Clock(NOW);
  const hub = await startHub({ now: clock.now });
  const feeds = createMemoryStore({}, { now: clock.now });
  // What readers get is what is stored.
  const edge = await listen(async ({ url = '' }, response) => {
    const object = await feeds.get(`public${url}`);
    if (!object) return void response.writeHead(404).end();
    const lastModified = new Date(object.lastModified).toUTCString();
    response.writeHead(200, { etag: object.etag, 'last-modified': lastModified }).end(object.bytes);
  });
  const siteYaml = SITE_YAML.replace(/feedsUrl.*/, `feedsUrl: ${edge}`);
  const content = createMemoryStore({ 'site.yaml': hasHub ? `${siteYaml}hub: ${hub.url}\n` : siteYaml });
  const sent: Sent[] = [];
  const queue = {
    send: vi.fn(async (body: string, delay: number): Promise<void> => void sent.push({ body, delay })),
  };
  const asked = vi.fn(fetchHere);
  const options: HandlerOptions = {
    content,
    feeds,
    now: clock.now,
    web: { sleep: clock.sleep, fetch: asked },
    ...(hasQueue && { queue }),
  };
  const handler = createHandler(options);
  let articles = 0;
  return {
    clock,
    hub,
    edge,
    feeds,
    content,
    queue,
    asked,
    handler,
    /** Publishes one more article, and gives what the function sent itself. */
    async publish(): Promise<Invoked & { readonly sent: readonly Sent[] }> {
      const key = `articles/${++articles}.md`;
      await content.put(key, Buffer.from(article(`title: Bài ${articles}\ndate: 2026-11-20\ncategory: Đời sống`)));
      const invoked = await invoke(handler, batchOf(bridged(key)));
      return { ...invoked, sent: sent.splice(0) };
    },
    /** Hands messages out, together, once their delay is over. */
    async deliver(messages: readonly Sent[], timeLeft?: number): Promise<Invoked & { readonly sent: readonly Sent[] }> {
      const invoked = await invoke(handler, batchOf(...messages.map(({ body }) => body)), timeLeft);
      return { ...invoked, sent: sent.splice(0) };
    },
    async start(): Promise<void> {
      await invoke(handler, {});
      sent.length = 0;
    },
    urls: (): readonly string[] =>
      hub.pings.flatMap(({ form }) => form.flatMap(([name, value]) => (name === 'hub.url' ? [value] : []))).sort(),
  };
}

const PATHS = ['atom.xml', 'doi-song/atom.xml', 'doi-song/feed.json', 'doi-song/rss.xml', 'feed.json', 'rss.xml'];

describe('a run that publishes', () => {
  it('leaves word for the hub, and asks nobody', async () => {
    const newsroom = await open();
    await newsroom.start();
    const { answer, sent } = await newsroom.publish();
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(sent).toEqual([{ body: expect.any(String), delay: WAIT }]);
    const message = parsePing(sent[0]?.body ?? '');
    expect(message?.tries).toBe(0);
    expect(message?.topics.map(({ url }) => url).sort()).toEqual(PATHS.map(path => newsroom.edge + path));
    expect(message?.topics.every(({ hub }) => hub === newsroom.hub.url)).toBe(true);
    expect(newsroom.asked).not.toHaveBeenCalled();
  });

  it('leaves no word where nothing changed', async () => {
    const newsroom = await open();
    await newsroom.start();
    await newsroom.publish();
    await invoke(newsroom.handler, { sweep: true });
    await invoke(newsroom.handler, { full: true });
    expect((await newsroom.deliver([])).sent).toEqual([]);
    expect(newsroom.queue.send).toHaveBeenCalledTimes(2);
  });

  it('asks neither a queue nor a hub where the site has none', async () => {
    const newsroom = await open({ hasHub: false });
    await newsroom.start();
    const { log } = await newsroom.publish();
    expect(newsroom.queue.send).not.toHaveBeenCalled();
    expect(newsroom.asked).not.toHaveBeenCalled();
    expect(log.filter(({ level }) => level !== 'INFO')).toEqual([]);
    expect(Buffer.from((await newsroom.feeds.get('public/rss.xml'))?.bytes ?? []).toString()).not.toContain('hub');
  });

  it('publishes all the same where word can not be left, and says so', async () => {
    const newsroom = await open();
    await newsroom.start();
    newsroom.queue.send.mockRejectedValue(new Error('AccessDenied: sqs:SendMessage'));
    const { answer, log } = await newsroom.publish();
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(Buffer.from((await newsroom.feeds.get('public/rss.xml'))?.bytes ?? []).toString()).toContain('Bài 1');
    expect(log).toContainEqual(
      expect.objectContaining({
        level: 'ERROR',
        topics: 6,
        error: expect.objectContaining({ message: 'AccessDenied: sqs:SendMessage' }),
      }),
    );
  });

  it('says what is missing where there is a hub and no queue', async () => {
    const newsroom = await open({ hasQueue: false });
    const { log } = await newsroom.publish();
    const message = "QUEUE_URL is not set; set it to the address of the function's queue";
    expect(log).toContainEqual(
      expect.objectContaining({ level: 'ERROR', error: expect.objectContaining({ message }) }),
    );
  });
});

describe('a message to itself', () => {
  it('tells the hub, and is done', async () => {
    const newsroom = await open();
    await newsroom.start();
    const { sent } = await newsroom.publish();
    newsroom.clock.time += WAIT * SECOND;
    const { answer, log, sent: more } = await newsroom.deliver(sent);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(more).toEqual([]);
    expect(newsroom.urls()).toEqual(PATHS.map(path => newsroom.edge + path));
    expect(newsroom.hub.pings.every(({ at }) => at === NOW + WAIT * SECOND)).toBe(true);
    expect(log).toMatchObject([
      { level: 'INFO', message: 'hub pinged', topics: 6, hub: new URL(newsroom.edge && newsroom.hub.url).origin },
    ]);
  });

  it('comes after what is to be published, and does not hold it up', async () => {
    const newsroom = await open();
    await newsroom.start();
    const { sent } = await newsroom.publish();
    newsroom.clock.time += WAIT * SECOND;
    await newsroom.content.put('articles/z.md', Buffer.from(article('title: Tin nóng\ndate: 2026-11-22')));
    let published = '';
    newsroom.asked.mockImplementation(async () => {
      published = Buffer.from((await newsroom.feeds.get('public/rss.xml'))?.bytes ?? []).toString();
      throw new Error('no network');
    });
    const batch = batchOf(sent[0]?.body, bridged('articles/z.md'), 'not JSON');
    const { answer } = await invoke(newsroom.handler, batch);
    expect(published).toContain('Tin nóng');
    expect(answer?.batchItemFailures).toEqual([{ itemIdentifier: 'm2' }]);
  });

  it('waits for the next call where this one has no time left', async () => {
    const newsroom = await open();
    await newsroom.start();
    const { sent } = await newsroom.publish();
    const { answer, sent: again } = await newsroom.deliver(sent, 20_000);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(newsroom.hub.pings).toEqual([]);
    expect(again).toMatchObject([{ delay: 60 }]);
  });

  it('tells of nothing that is gone', async () => {
    const newsroom = await open();
    await newsroom.start();
    const { sent } = await newsroom.publish();
    await newsroom.feeds.delete('public/doi-song/rss.xml');
    newsroom.clock.time += WAIT * SECOND;
    await newsroom.deliver(sent);
    expect(newsroom.urls()).toEqual(
      PATHS.filter(path => path !== 'doi-song/rss.xml').map(path => newsroom.edge + path),
    );
  });

  it('says nothing of a secret in the address of a hub', async () => {
    const newsroom = await open();
    await newsroom.start();
    const { sent } = await newsroom.publish();
    const body = sent[0]?.body.replaceAll(newsroom.hub.url, 'https://hub.example/token-123?key=secret-456') ?? '';
    newsroom.asked.mockImplementation(async (url, init) => {
      if (String(url).startsWith('https:')) return new Response('secret-in-answer', { status: 403 });
      return fetchHere(url, init);
    });
    newsroom.clock.time += WAIT * SECOND;
    const { log } = await newsroom.deliver([{ body, delay: 0 }]);
    expect(log).toMatchObject([{ level: 'ERROR', hub: 'https://hub.example', reason: 'the hub answers 403' }]);
    expect(JSON.stringify(log)).not.toMatch(/token-123|secret-456|secret-in-answer/);
  });
});

describe('two publishes in a row', () => {
  it('are one ping of each topic where their messages come together', async () => {
    const newsroom = await open();
    await newsroom.start();
    const first = await newsroom.publish();
    newsroom.clock.time += 70 * SECOND;
    const second = await newsroom.publish();
    newsroom.clock.time += WAIT * SECOND;
    expect((await newsroom.deliver([...second.sent, ...first.sent])).answer).toEqual({ batchItemFailures: [] });
    expect(newsroom.urls()).toEqual(PATHS.map(path => newsroom.edge + path));
  });

  it('are one ping where they are close, though their messages come apart', async () => {
    const newsroom = await open();
    await newsroom.start();
    const first = await newsroom.publish();
    newsroom.clock.time += 20 * SECOND;
    const second = await newsroom.publish();
    newsroom.clock.time = NOW + WAIT * SECOND;
    expect((await newsroom.deliver(first.sent)).sent).toEqual([]);
    expect(newsroom.hub.pings).toEqual([]);
    newsroom.clock.time += 20 * SECOND;
    await newsroom.deliver(second.sent);
    expect(newsroom.urls()).toEqual(PATHS.map(path => newsroom.edge + path));
  });

  it.each([20, 45, 59, 61, 124])('every %i seconds keep no hub waiting', async every => {
    const newsroom = await open();
    await newsroom.start();
    const inFlight: { readonly at: number; readonly message: Sent }[] = [];
    const deliverDue = async (until: number): Promise<void> => {
      for (;;) {
        const next = inFlight[0];
        if (!next || next.at > until) return;
        inFlight.shift();
        newsroom.clock.time = Math.max(newsroom.clock.time, next.at);
        await newsroom.deliver([next.message]);
      }
    };
    const writes: number[] = [];
    for (let at = 0; at < MINUTES * 60; at += every) {
      await deliverDue(NOW + at * SECOND);
      newsroom.clock.time = Math.max(newsroom.clock.time, NOW + at * SECOND);
      writes.push(newsroom.clock.time);
      const { sent } = await newsroom.publish();
      for (const message of sent) inFlight.push({ at: newsroom.clock.time + message.delay * SECOND, message });
    }
    await deliverDue(Number.POSITIVE_INFINITY);
    const told = newsroom.hub.pings.filter(({ form }) => form[1]?.[1] === `${newsroom.edge}rss.xml`);
    for (const write of writes) {
      const first = told.find(({ at }) => at >= write + WAIT * SECOND);
      expect((first?.at ?? Number.POSITIVE_INFINITY) - write).toBeLessThanOrEqual((WAIT + 60) * SECOND);
    }
  });
});

describe('a hub that is down', () => {
  const down = async (answer: Answer = { status: 503 }) => {
    const newsroom = await open();
    await newsroom.start();
    const { sent } = await newsroom.publish();
    newsroom.hub.answers.push(...Array.from({ length: 10_000 }, () => answer));
    newsroom.clock.time += WAIT * SECOND;
    return { newsroom, sent };
  };

  it('is tried again by messages that wait longer and longer, and heals', async () => {
    const { newsroom, sent } = await down();
    const delays: number[] = [];
    let message = sent;
    for (let tries = 0; tries < 5; tries++) {
      const { answer, sent: next, log } = await newsroom.deliver(message);
      expect(answer).toEqual({ batchItemFailures: [] });
      expect(next).toHaveLength(1);
      expect(log).toMatchObject([{ level: 'WARN', topics: 6, reason: 'the hub answers 503' }]);
      delays.push(next[0]?.delay ?? 0);
      newsroom.clock.time += (next[0]?.delay ?? 0) * SECOND;
      message = next;
    }
    expect(delays).toEqual([60, 120, 240, 480, 600]);
    newsroom.hub.answers.length = 0;
    const before = newsroom.hub.pings.length;
    expect((await newsroom.deliver(message)).sent).toEqual([]);
    expect(newsroom.hub.pings.length - before).toBe(6);
  });

  it('is left to the queue in the end, which gives it up among the dead letters', async () => {
    const { newsroom, sent } = await down();
    let message = sent;
    let tries = 0;
    for (; ; tries++) {
      const { answer, sent: next } = await newsroom.deliver(message);
      if (next.length === 0) {
        expect(answer?.batchItemFailures).toEqual([{ itemIdentifier: 'm0' }]);
        break;
      }
      newsroom.clock.time += (next[0]?.delay ?? 0) * SECOND;
      message = next;
    }
    expect(tries).toBe(8);
  });

  it('is left alone for as long as it asks, as far as a message can wait', async () => {
    const { newsroom, sent } = await down({ status: 429, headers: { 'retry-after': '200' } });
    expect((await newsroom.deliver(sent)).sent).toMatchObject([{ delay: 200 }]);
    const other = await down({ status: 429, headers: { 'retry-after': '86400' } });
    expect((await other.newsroom.deliver(other.sent)).sent).toMatchObject([{ delay: MAX_DELAY }]);
  });

  it('is not asked by every message that comes meanwhile', async () => {
    const { newsroom, sent } = await down();
    await newsroom.deliver(sent);
    const before = newsroom.hub.pings.length;
    newsroom.clock.time += 30 * SECOND;
    const { answer, sent: later } = await newsroom.deliver(sent);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(newsroom.hub.pings.length).toBe(before);
    expect(later).toHaveLength(1);
  });

  it('is told of the newest alone when it heals', async () => {
    const { newsroom, sent } = await down();
    const [old] = (await newsroom.deliver(sent)).sent;
    newsroom.clock.time += 10 * MINUTE;
    const { sent: fresh } = await newsroom.publish();
    newsroom.hub.answers.length = 0;
    const before = newsroom.hub.pings.length;
    if (old) await newsroom.deliver([old]);
    expect(newsroom.hub.pings.length).toBe(before);
    newsroom.clock.time += WAIT * SECOND;
    await newsroom.deliver(fresh);
    expect(newsroom.hub.pings.length - before).toBe(6);
  });

  it('keeps its message in the queue where it can not be put off', async () => {
    const { newsroom, sent } = await down();
    newsroom.queue.send.mockRejectedValue(new Error('SQS is down'));
    expect((await newsroom.deliver(sent)).answer?.batchItemFailures).toEqual([{ itemIdentifier: 'm0' }]);
  });

  it('that says it is gone is not asked again', async () => {
    const { newsroom, sent } = await down({ status: 410 });
    const { answer, sent: next, log } = await newsroom.deliver(sent);
    expect([answer, next]).toEqual([{ batchItemFailures: [] }, []]);
    expect(log).toMatchObject([{ level: 'ERROR', reason: 'the hub answers 410' }]);
  });
});
