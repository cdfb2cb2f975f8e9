import { Buffer } from 'node:buffer';
import { describe, expect, it, vi } from 'vitest';
import { createHandler, type Handler, handler as lambdaHandler } from '../../functions/lambda/handler.ts';
import { Manifest } from '../../functions/state/manifest/manifest.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { article } from '../publish/newsroom.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { batchOf, bridged, invoke, notified, SITE_YAML } from './invocation.ts';

const MINUTE = 60_000;
const GOOD = article('title: Chợ quê\ndate: 2026-11-20\ncategory: Đời sống', 'Chợ họp từ bốn giờ sáng.');
const BAD = article('title: B\ndate: hôm qua\ndraft: maybe', 'Chưa được đăng.');

interface Newsroom {
  readonly content: ObjectStore;
  readonly feeds: ObjectStore;
  readonly handler: Handler;
  /** Returns the requests for the content bucket since the last call. */
  readonly asked: () => readonly string[];
  put(key: string, text: string): Promise<void>;
  clock: number;
}

/** A newsroom whose feeds are up to date. */
async function open(initial: Readonly<Record<string, string>> = {}): Promise<Newsroom> {
  const now = (): number => newsroom.clock;
  const asked: string[] = [];
  const content = createMemoryStore({ 'site.yaml': SITE_YAML, ...initial }, { now: () => NOW - MINUTE });
  const feeds = createMemoryStore({}, { now });
  const watched: ObjectStore = {
    ...content,
    list: (...args) => {
      asked.push('LIST');
      return content.list(...args);
    },
    get: (key, options) => {
      asked.push(key);
      return content.get(key, options);
    },
  };
  const newsroom: Newsroom = {
    content,
    feeds,
    clock: NOW,
    handler: createHandler({ content: watched, feeds, now, serviceName: 'bao-mau' }),
    asked: () => asked.splice(0),
    put: async (key, text) => {
      await content.put(key, Buffer.from(text));
    },
  };
  await invoke(newsroom.handler, { sweep: true });
  asked.length = 0;
  return newsroom;
}

async function feedOf({ feeds }: Newsroom): Promise<string> {
  const object = await feeds.get('public/rss.xml');
  return object ? Buffer.from(object.bytes).toString() : '';
}

describe('the function', () => {
  it.each([[{ sweep: true }], [{}], [{ due: true }], [{ full: true }]])(
    'publishes everything the first time it is called: %j',
    async event => {
      const content = createMemoryStore({ 'site.yaml': SITE_YAML, 'articles/a.md': GOOD, 'articles/b.md': BAD });
      const feeds = createMemoryStore();
      const { answer } = await invoke(createHandler({ content, feeds, now: () => NOW }), event);
      expect(answer).toEqual({ complete: true, read: 2, published: 1, rejected: 1, written: expect.any(Number) });
      expect(answer?.written).toBeGreaterThan(10);
      expect((await feeds.get('public/rss.xml'))?.bytes.length).toBeGreaterThan(500);
    },
  );

  it('publishes what a batch tells of in one run, and keeps none of its messages', async () => {
    const newsroom = await open();
    await newsroom.put('articles/a.md', GOOD);
    await newsroom.put('articles/Đời sống/b c+1.md', article('title: Lũ rút\ndate: 2026-11-21'));
    const event = batchOf(bridged('articles/a.md'), bridged('articles/a.md'), notified('articles/Đời sống/b c+1.md'));
    const { answer, log } = await invoke(newsroom.handler, event);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(newsroom.asked()).toEqual(['articles/a.md', 'articles/Đời sống/b c+1.md']);
    expect(log.filter(({ message }) => message === 'run ended')).toMatchObject([{ work: 'changes', keys: 2 }]);
    const feed = await feedOf(newsroom);
    expect(feed).toContain('<title>Chợ quê</title>');
    expect(feed).toContain('<title>Lũ rút</title>');
  });

  it('reports what it left to another run, and not that nothing is rejected', async () => {
    const newsroom = await open({ 'articles/b.md': BAD });
    const manifest = new Manifest(createPrefixedStore(newsroom.feeds, 'state/'));
    const { etag } = await manifest.load();
    await manifest.note(etag, () => ({ lease: { run: 'another', until: NOW + MINUTE } }));
    await newsroom.put('articles/a.md', GOOD);
    const { answer, log, metrics } = await invoke(newsroom.handler, batchOf(bridged('articles/a.md')));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(newsroom.asked()).toEqual([]);
    expect(log.filter(({ message }) => message === 'run ended')).toMatchObject([{ read: 0, handedOver: 1 }]);
    expect(metrics).not.toHaveProperty('RejectedSources');
    newsroom.clock += 2 * MINUTE;
    await invoke(newsroom.handler, { due: true });
    expect(await feedOf(newsroom)).toContain('<title>Chợ quê</title>');
  });

  it('takes away what was deleted', async () => {
    const newsroom = await open({ 'articles/a.md': GOOD });
    await newsroom.content.delete('articles/a.md');
    await invoke(newsroom.handler, batchOf(bridged('articles/a.md', 'Object Deleted')));
    expect(await feedOf(newsroom)).not.toContain('Chợ quê');
  });

  it('is well with a bucket that is empty, as after a deployment, and publishes what comes into it', async () => {
    const content = createMemoryStore({}, { now: () => NOW - MINUTE });
    const feeds = createMemoryStore({}, { now: () => NOW });
    const handler = createHandler({ content, feeds, now: () => NOW, serviceName: 'bao-mau' });
    const { answer } = await invoke(handler, { full: true });
    expect(answer).toMatchObject({ published: 0, written: 0 });
    await content.put('articles/a.md', Buffer.from(GOOD));
    await invoke(handler, batchOf(bridged('articles/a.md')));
    expect(await feeds.get('public/rss.xml')).toBeUndefined();
    await content.put('site.yaml', Buffer.from(SITE_YAML));
    await invoke(handler, batchOf(bridged('site.yaml')));
    const feed = await feeds.get('public/rss.xml');
    expect(Buffer.from(feed?.bytes ?? []).toString()).toContain('Chợ quê');
  });

  it('takes in a new site.yaml', async () => {
    const newsroom = await open({ 'articles/a.md': GOOD });
    await newsroom.put('site.yaml', SITE_YAML.replace('Báo Mẫu', 'Báo Mới'));
    await invoke(newsroom.handler, batchOf(bridged('site.yaml')));
    expect(await feedOf(newsroom)).toContain('<title>Báo Mới</title>');
  });

  it('lets an article out at its time', async () => {
    const newsroom = await open({ 'articles/a.md': GOOD.replace('2026-11-20', new Date(NOW + HOUR).toISOString()) });
    expect(await feedOf(newsroom)).not.toContain('Chợ quê');
    newsroom.clock += HOUR;
    expect((await invoke(newsroom.handler, { sweep: true })).answer).toMatchObject({ complete: true, published: 1 });
    expect(await feedOf(newsroom)).toContain('Chợ quê');
  });

  it('keeps what is no event of S3 in the queue, and publishes the rest', async () => {
    const newsroom = await open();
    await newsroom.put('articles/a.md', GOOD);
    const event = batchOf('not JSON', bridged('articles/a.md'), { order: 1 }, { Event: 's3:TestEvent' });
    const { answer, log } = await invoke(newsroom.handler, event);
    expect(answer?.batchItemFailures).toEqual([{ itemIdentifier: 'm0' }, { itemIdentifier: 'm2' }]);
    expect(log.flatMap(({ messageId }) => messageId ?? [])).toEqual(['m0', 'm2']);
    expect(await feedOf(newsroom)).toContain('Chợ quê');
  });

  it('asks for nothing where nothing is of its business', async () => {
    const newsroom = await open();
    const feeds = vi.spyOn(newsroom.feeds, 'get');
    const keys = [
      'public/rss.xml',
      'notes/a.md',
      'article/a.md',
      'articles',
      'articles/',
      'articles/.DS_Store',
      'Site.yaml',
    ];
    const { answer, log, documents } = await invoke(newsroom.handler, batchOf(...keys.map(key => bridged(key))));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect([newsroom.asked(), log, documents]).toEqual([[], [], []]);
    expect(feeds).not.toHaveBeenCalled();
  });

  it.each(['articles//a.md', 'articles/../site.yaml', 'media/a\\b.jpg', 'articles/\0.md', 'articles/\ud800.md'])(
    'ignores a key that can not be asked for: %j',
    async key => {
      const newsroom = await open();
      await newsroom.put('articles/a.md', GOOD);
      const { answer, log } = await invoke(newsroom.handler, batchOf(bridged(key), bridged('articles/a.md')));
      expect(answer).toEqual({ batchItemFailures: [] });
      expect(newsroom.asked()).toEqual(['articles/a.md']);
      expect(log).toContainEqual(expect.objectContaining({ level: 'WARN', key }));
    },
  );
});

describe('a bucket in which no article is left', () => {
  const emptied = async (): Promise<Newsroom> => {
    const newsroom = await open({ 'articles/a.md': GOOD, 'articles/b.md': GOOD.replace('Chợ quê', 'Lũ rút') });
    for (const key of ['articles/a.md', 'articles/b.md']) await newsroom.content.delete(key);
    return newsroom;
  };

  it('alarms at a sweep, which changes nothing and is not tried again', async () => {
    const newsroom = await emptied();
    const { answer, log, documents } = await invoke(newsroom.handler, { sweep: true });
    expect(answer).toEqual({ complete: false, read: 0, published: 0, rejected: 0, written: 0 });
    expect(log).toContainEqual(
      expect.objectContaining({ level: 'ERROR', message: expect.stringContaining('"allowEmpty": true') }),
    );
    expect(documents).toContainEqual(expect.objectContaining({ RejectedSources: 1, SweepCompleted: 0 }));
    expect(await feedOf(newsroom)).toContain('Chợ quê');
  });

  it('tells whoever asks for a rebuild what to do, and does as it is told', async () => {
    const newsroom = await emptied();
    const refused = await invoke(newsroom.handler, { full: true });
    expect(refused.error?.message).toContain('"allowEmpty": true');
    expect(await feedOf(newsroom)).toContain('Chợ quê');
    const { answer } = await invoke(newsroom.handler, { full: true, allowEmpty: true });
    expect(answer).toMatchObject({ complete: true });
    expect(await feedOf(newsroom)).not.toContain('Chợ quê');
  });

  it('keeps no message in the queue that asks for what a sweep does', async () => {
    const newsroom = await emptied();
    await newsroom.put('site.yaml', `${SITE_YAML}permalink: /{slug}.html\n`);
    const { answer } = await invoke(newsroom.handler, batchOf(bridged('site.yaml')));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(await feedOf(newsroom)).toContain('Chợ quê');
  });
});

describe('a failure of a store', () => {
  const failing = async (): Promise<Newsroom> => {
    const newsroom = await open();
    await newsroom.put('articles/a.md', GOOD);
    vi.spyOn(newsroom.content, 'get').mockRejectedValue(new Error('s3://content/articles/a.md: the GET failed'));
    return newsroom;
  };

  it('keeps in the queue what told of a change, and nothing else', async () => {
    const newsroom = await failing();
    const messages = [bridged('articles/a.md'), bridged('notes/x.md'), 'x', notified('articles/b.md', 'notes/y.md')];
    const { answer, log, metrics } = await invoke(newsroom.handler, batchOf(...messages));
    expect(answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual(['m0', 'm2', 'm3']);
    expect(log).toContainEqual(
      expect.objectContaining({
        level: 'ERROR',
        work: 'changes',
        error: expect.objectContaining({ message: 's3://content/articles/a.md: the GET failed' }),
      }),
    );
    // Requests are billed whatever came of them.
    expect(metrics.RequestsGet?.[0]).toBeGreaterThan(0);
  });

  it.each([{ sweep: true }, { full: true }])('is the failure of the call otherwise: %j', async event => {
    const newsroom = await failing();
    const { answer, error, metrics } = await invoke(newsroom.handler, event);
    expect(answer).toBeUndefined();
    expect(error?.message).toBe('s3://content/articles/a.md: the GET failed');
    expect(metrics).not.toHaveProperty('SweepCompleted');
  });

  it('leaves no key or metric behind for the next call', async () => {
    const newsroom = await failing();
    await invoke(newsroom.handler, { sweep: true });
    vi.restoreAllMocks();
    const { metrics, log } = await invoke(newsroom.handler, { sweep: true });
    expect(metrics.SweepCompleted).toEqual([1]);
    expect(metrics.Requests).toHaveLength(1);
    expect(new Set(log.map(({ run }) => run)).size).toBe(1);
  });
});

describe('a run that is short of time', () => {
  const count = IS_THOROUGH ? 1500 : 150;
  const many = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`articles/${at}.md`, article(`title: Bài ${at}\ndate: 2026-11-20`)]),
  );

  it('says so, and the next goes on from there', async () => {
    const content = createMemoryStore({ 'site.yaml': SITE_YAML, ...many });
    const handler = createHandler({ content, feeds: createMemoryStore(), now: () => NOW });
    const first = await invoke(handler, { full: true }, 10_000);
    expect(first.answer).toMatchObject({ complete: false, read: 0 });
    expect(first.metrics).toMatchObject({ SweepCompleted: [0] });
    expect(first.metrics).not.toHaveProperty('RejectedSources');
    expect(first.log.at(-1)).toMatchObject({ complete: false, message: expect.stringContaining('lack of time') });
    const second = await invoke(handler, { sweep: true });
    expect(second.answer).toMatchObject({ complete: true, read: count });
    expect(second.metrics).toMatchObject({ SweepCompleted: [1], RejectedSources: [0] });
  });

  it('leaves the messages that it was called with to the sweep', async () => {
    const content = createMemoryStore({ 'site.yaml': SITE_YAML, ...many });
    const feeds = createMemoryStore();
    const handler = createHandler({ content, feeds, now: () => NOW });
    const event = batchOf(bridged('articles/7.md'));
    expect((await invoke(handler, event, 10_000)).answer).toEqual({ batchItemFailures: [] });
    expect(await feeds.get('public/rss.xml')).toBeUndefined();
    await content.put('articles/7.md', Buffer.from(article('title: Bài bảy\ndate: 2026-11-22')));
    expect((await invoke(handler, { sweep: true })).answer).toMatchObject({ complete: true });
    expect(Buffer.from((await feeds.get('public/rss.xml'))?.bytes ?? []).toString()).toContain('Bài bảy');
  });
});

describe('a run of what is due', () => {
  it('lets an article out at its instant, and is one request where nothing is due', async () => {
    const newsroom = await open({
      'articles/a.md': GOOD,
      'articles/bad.md': BAD,
      'articles/due.md': article(`title: Tin hẹn giờ\ndate: ${new Date(NOW + HOUR).toISOString()}`),
    });
    const quiet = await invoke(newsroom.handler, { due: true });
    expect(quiet.answer).toEqual({ complete: true, read: 0, published: 0, rejected: 0, written: 0 });
    expect(quiet.metrics).toMatchObject({ Requests: [1], RequestsGet: [1], DueCompleted: [1] });
    // It knows of no source that no event told of, and of none that was mended without one.
    expect(Object.keys(quiet.metrics)).not.toContain('SweepCompleted');
    expect(Object.keys(quiet.metrics)).not.toContain('RejectedSources');
    expect(newsroom.asked()).toEqual([]);

    newsroom.clock += HOUR;
    const out = await invoke(newsroom.handler, { due: true });
    expect(out.answer).toMatchObject({ complete: true, read: 1, published: 1 });
    expect(out.metrics).toMatchObject({ RejectedSources: [1], RequestsList: [0] });
    expect(await feedOf(newsroom)).toContain('Tin hẹn giờ');
    expect((await invoke(newsroom.handler, { due: true })).metrics).toMatchObject({ Requests: [1] });
  });

  it('is counted by sweeps and rebuilds, which publish what is due, and not by events', async () => {
    const newsroom = await open();
    for (const event of [{ sweep: true }, { full: true }])
      expect((await invoke(newsroom.handler, event)).metrics).toMatchObject({ DueCompleted: [1], SweepCompleted: [1] });
    await newsroom.put('articles/a.md', GOOD);
    const { metrics } = await invoke(newsroom.handler, batchOf(bridged('articles/a.md')));
    expect(Object.keys(metrics)).not.toContain('DueCompleted');
  });
});

describe('the log', () => {
  it('tells of each run in one line, with what it asked of S3', async () => {
    const newsroom = await open();
    await newsroom.put('articles/a.md', GOOD);
    const { log } = await invoke(newsroom.handler, batchOf(bridged('articles/a.md')));
    expect(log).toEqual([
      {
        level: 'INFO',
        message: 'run ended',
        service: 'bao-mau',
        timestamp: expect.any(String),
        run: expect.stringMatching(/^[0-9a-f-]{36}$/),
        request: 'request-1',
        sampling_rate: 0,
        work: 'changes',
        keys: 1,
        complete: true,
        read: 1,
        published: 1,
        rejected: 0,
        written: expect.any(Number),
        feedsWritten: 6,
        rejectedSources: 0,
        problems: 0,
        requests: { GET: expect.any(Number), PUT: expect.any(Number) },
        seconds: 0,
      },
    ]);
  });

  it('tells each problem with its place, and never what an article says', async () => {
    const newsroom = await open();
    await newsroom.put('articles/b.md', BAD);
    await newsroom.put('site.yaml', `${SITE_YAML}titel: x\n`);
    const { log } = await invoke(newsroom.handler, batchOf(bridged('articles/b.md'), bridged('site.yaml')));
    const problems = log.filter(({ path }) => path !== undefined);
    expect(problems).toMatchObject([
      { level: 'WARN', path: 'articles/b.md', line: 3, column: 7, severity: 'error' },
      { level: 'WARN', path: 'articles/b.md', line: 4, column: 8, severity: 'error' },
      { level: 'WARN', path: 'site.yaml', line: 5, column: 1, severity: 'warning' },
    ]);
    expect(problems[1]?.message).toBe('draft: expected true or false, found "maybe"');
    expect(JSON.stringify(log)).not.toContain('Chưa được đăng');
  });

  it('tells a hundred problems, errors first, and how many more there are', async () => {
    const content = createMemoryStore({
      'site.yaml': SITE_YAML,
      ...Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`articles/a${at}.md`, '# Không ngày\n\nLời.\n'])),
      ...Object.fromEntries(Array.from({ length: 70 }, (_, at) => [`articles/b${at}.md`, article('date: x')])),
    });
    const { log } = await invoke(createHandler({ content, feeds: createMemoryStore(), now: () => NOW }), {});
    const severities = log.flatMap(({ severity }) => severity ?? []);
    expect(severities).toHaveLength(100);
    expect(severities.lastIndexOf('error')).toBeLessThan(severities.indexOf('warning'));
    expect(severities.filter(severity => severity === 'error').length).toBeGreaterThanOrEqual(70);
    expect(log).toContainEqual(expect.objectContaining({ more: expect.any(Number) }));
    expect(log.at(-1)).toMatchObject({ message: 'run ended', rejected: 70 });
  });
});

describe('the metrics', () => {
  it('count a site.yaml that is not in force among what is rejected, until it is mended', async () => {
    const newsroom = await open();
    await newsroom.put('site.yaml', 'title: [\n');
    const event = batchOf(bridged('site.yaml'));
    expect((await invoke(newsroom.handler, event)).metrics).toMatchObject({ RejectedSources: [1] });
    expect((await invoke(newsroom.handler, { sweep: true })).metrics).toMatchObject({ RejectedSources: [1] });
    expect((await invoke(newsroom.handler, { full: true })).metrics).toMatchObject({ RejectedSources: [1] });
    await newsroom.put('site.yaml', SITE_YAML);
    expect((await invoke(newsroom.handler, event)).metrics).toMatchObject({ RejectedSources: [0] });
  });

  it('are of one dimension, and of the names that alarms go by', async () => {
    const newsroom = await open();
    await newsroom.put('articles/a.md', GOOD);
    await newsroom.put('articles/b.md', BAD);
    const { metrics, documents } = await invoke(
      newsroom.handler,
      batchOf(bridged('articles/a.md'), bridged('articles/b.md')),
    );
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({
      service: 'bao-mau',
      _aws: { CloudWatchMetrics: [{ Namespace: 'Bantin', Dimensions: [['service']] }] },
    });
    expect(metrics).toEqual({
      Published: [1],
      Rejected: [1],
      FeedsWritten: [6],
      RejectedSources: [1],
      SecondsToPublish: [60],
      Requests: [expect.any(Number)],
      RequestsGet: [expect.any(Number)],
      RequestsPut: [expect.any(Number)],
      RequestsList: [0],
      RequestsDelete: [0],
    });
    const { Requests, RequestsGet, RequestsPut } = metrics;
    expect(Requests?.[0]).toBe(Number(RequestsGet?.[0]) + Number(RequestsPut?.[0]));
  });

  it('tell the seconds of each article, from when it was put into the bucket to the end of the run', async () => {
    const newsroom = await open();
    for (let at = 0; at < 250; at++) await newsroom.put(`articles/${at}.md`, article(`title: ${at}\ndate: 2026-11-20`));
    newsroom.clock = NOW + 30_000;
    const { metrics, documents } = await invoke(newsroom.handler, { sweep: true });
    // CloudWatch takes a hundred values of one metric in a document.
    expect(documents.length).toBeGreaterThan(2);
    for (const { SecondsToPublish: values = [] } of documents) expect([values].flat().length).toBeLessThanOrEqual(100);
    expect(metrics.SecondsToPublish).toEqual(Array.from({ length: 250 }, () => 90));
    expect(metrics.Published).toEqual([250]);
  });

  it('count files that others changed where a run looked, and name each in the log', async () => {
    const newsroom = await open({ 'articles/a.md': GOOD });
    await newsroom.feeds.put('public/rss.xml', Buffer.from('x'));
    await newsroom.feeds.put('public/evil.html', Buffer.from('x'));
    expect((await invoke(newsroom.handler, {})).metrics).not.toHaveProperty('TamperedFiles');
    const { metrics, log, answer } = await invoke(newsroom.handler, { audit: true });
    expect(answer).toMatchObject({ complete: true, written: 2 });
    expect(metrics).toMatchObject({ TamperedFiles: [2], SweepCompleted: [1], Rejected: [0], RejectedSources: [0] });
    expect(log).toContainEqual(
      expect.objectContaining({
        level: 'WARN',
        path: 'public/rss.xml',
        message: 'was changed by somebody else; it is written again',
      }),
    );
    expect(log.at(-1)).toMatchObject({ message: 'run ended', audit: { changed: 1, added: 1 } });
    newsroom.clock += HOUR;
    expect((await invoke(newsroom.handler, {})).metrics).toMatchObject({ TamperedFiles: [0] });
  });

  it('count what a sweep that finds nothing asks of S3', async () => {
    const newsroom = await open({ 'articles/a.md': GOOD });
    const { metrics } = await invoke(newsroom.handler, {});
    expect(metrics).toMatchObject({ RequestsList: [1], RequestsPut: [0], Published: [0], SweepCompleted: [1] });
  });
});

describe('the handler of the environment', () => {
  it('names what is missing in it', async () => {
    vi.stubEnv('CONTENT_BUCKET', undefined);
    const { error } = await invoke(lambdaHandler, {});
    expect(error?.message).toBe('CONTENT_BUCKET is not set; set it to the name of the bucket that editors write');
    vi.unstubAllEnvs();
  });
});
