import { describe, expect, it } from 'vitest';
import { createWebFetch, type WebFetch } from '../../functions/web/web-fetch.ts';
import { mostTopics } from '../../functions/websub/hub.ts';
import { dueAt, type Topic, topicOf } from '../../functions/websub/topic.ts';
import { type PingOptions, ping } from '../../functions/websub/websub.ts';
import { NOW } from '../core/samples.ts';
import { type Answer, Clock, fetchHere, listen, startHub } from './web-sub.ts';

const MINUTE = 60_000;
const SECOND = 1000;
const FEED = '<rss>mới</rss>';

/** A feed that its edge serves already, and its hub. */
async function open(answers: readonly (Answer | 'hang')[] = []) {
  const clock = new Clock(NOW);
  const hub = await startHub({ now: clock.now });
  hub.answers.push(...answers);
  const edge = await listen((_, response) => void response.end(FEED));
  const giveUp = new AbortController();
  hub.onHang = () => giveUp.abort(new DOMException('', 'TimeoutError'));
  const options: PingOptions = {
    now: clock.now,
    sleep: clock.sleep,
    patience: MINUTE,
    fetch: fetchHere,
    timeout: () => giveUp.signal,
  };
  const topic = (path = 'rss.xml', to = hub.url): Topic => topicAt(edge, path, to);
  return { clock, hub, edge, topic, options };
}

function topicAt(edge: string, path: string, hub: string): Topic {
  const link = `<${hub}>; rel="hub", <${edge}${path}>; rel="self"`;
  return topicOf({ path, body: FEED, metadata: { link } }, '"stored"', NOW) ?? expect.fail('no topic');
}

describe('a topic', () => {
  it('is a file that names a hub, with what tells its bytes apart', () => {
    expect(topicAt('https://feeds.bao.example/', 'atom.xml', 'https://hub.example/')).toEqual({
      hub: 'https://hub.example/',
      url: 'https://feeds.bao.example/atom.xml',
      path: 'atom.xml',
      etag: '"stored"',
      digest: 'YIgCqHNJys279YVsElhqZ1leb4n5valeRw51xx2aW_s',
      size: Buffer.byteLength(FEED),
      written: NOW,
    });
    expect(topicOf({ path: 'rss.xml', body: FEED }, '"e"', NOW)).toBeUndefined();
    expect(topicOf({ path: 'rss.xml', body: FEED, metadata: { redirect: '/a' } }, '"e"', NOW)).toBeUndefined();
  });
});

describe('a ping', () => {
  it('is what hubs of every kind understand', async () => {
    const { hub, edge, topic, options } = await open();
    const feed = topic();
    expect(await ping([feed], options)).toEqual([{ topic: feed, asked: 'hub', result: 'done' }]);
    expect(hub.pings.map(({ form }) => form)).toEqual([
      [
        ['hub.mode', 'publish'],
        ['hub.url', `${edge}rss.xml`],
        ['hub.topic', `${edge}rss.xml`],
      ],
    ]);
  });

  it('waits until no cache on earth may show the old bytes', async () => {
    const { hub, topic, options } = await open();
    expect(dueAt(topic())).toBe(NOW + 125 * SECOND);
    await ping([topic()], options);
    expect(hub.pings.map(({ at }) => at)).toEqual([NOW + 125 * SECOND]);
  });

  it('does not wait for what was written long ago', async () => {
    const { clock, hub, topic, options } = await open();
    clock.time = NOW + 10 * MINUTE;
    await ping([topic()], options);
    expect(hub.pings.map(({ at }) => at)).toEqual([NOW + 10 * MINUTE]);
  });

  it('is one for each topic, but where a hub says that it takes several', async () => {
    const { hub, topic, options } = await open();
    await ping([topic('rss.xml'), topic('atom.xml'), topic('feed.json')], options);
    expect(hub.pings).toHaveLength(3);

    const forms: string[] = [];
    const google = 'https://pubsubhubbub.appspot.com/';
    const fetch: WebFetch = async (url, init) => {
      if (url !== google) return fetchHere(url, init);
      forms.push(String(init?.body));
      return new Response(undefined, { status: 204 });
    };
    const many = Array.from({ length: 101 }, (_, at) => topic(`${at}/rss.xml`, google));
    const results = await ping(many, { ...options, fetch });
    expect(results.filter(({ result }) => result === 'done')).toHaveLength(101);
    expect(mostTopics(google)).toBe(100);
    expect(forms.map(form => new URLSearchParams(form).getAll('hub.url').length).sort()).toEqual([1, 100]);
  });

  it('tells each hub of its own topics', async () => {
    const { hub, topic, options } = await open();
    const other = await startHub();
    await ping([topic('rss.xml'), topic('atom.xml', other.url)], options);
    expect([hub.pings.length, other.pings.length]).toEqual([1, 1]);
  });

  it('asks nobody but public hosts by https, unless it is told, and says so at once', async () => {
    const { clock, hub, topic, options } = await open();
    const { fetch: _, ...strict } = options;
    expect(await ping([topic()], strict)).toMatchObject([
      { asked: 'edge', result: 'refused', reason: '127.0.0.1 is asked by https only' },
    ]);
    const edge: WebFetch = async () => new Response(undefined, { status: 304 });
    const strictFetch = createWebFetch();
    for (const to of [hub.url, hub.url.replace('http:', 'https:')]) {
      const fetch: WebFetch = (url, init) => (url === to ? strictFetch : edge)(url, init);
      const before = clock.time;
      expect(await ping([topic('rss.xml', to)], { ...strict, fetch })).toMatchObject([
        { asked: 'hub', result: 'refused', reason: expect.stringMatching(/https only|this machine/) },
      ]);
      expect(clock.time - before).toBeLessThanOrEqual(125 * SECOND);
    }
    expect(hub.pings).toEqual([]);
  });

  it('of nothing is nothing', async () => {
    const { clock, options } = await open();
    expect(await ping([], options)).toEqual([]);
    expect(clock.time).toBe(NOW);
  });
});

describe('a hub', () => {
  it('that fails and heals is told', async () => {
    const { hub, topic, options } = await open([{ status: 500 }, { status: 503 }]);
    expect(await ping([topic()], options)).toMatchObject([{ result: 'done' }]);
    // A second later, and two seconds after that.
    expect(hub.pings.map(({ at }) => at - dueAt(topic()))).toEqual([0, 1000, 3000]);
  });

  it('that asks for time gets it', async () => {
    const { hub, topic, options } = await open([{ status: 429, headers: { 'retry-after': '40' } }]);
    expect(await ping([topic()], options)).toMatchObject([{ result: 'done' }]);
    expect(hub.pings.map(({ at }) => at - dueAt(topic()))).toEqual([0, 40_000]);
  });

  it('that names the hour is asked again then', async () => {
    const { hub, topic, options } = await open();
    const hour = new Date(dueAt(topic()) + 30_000).toUTCString();
    hub.answers.push({ status: 503, headers: { 'retry-after': hour } });
    await ping([topic()], options);
    expect(hub.pings.at(-1)?.at).toBe(Date.parse(hour));
  });

  it('that asks for more time than there is is left for later', async () => {
    const { hub, topic, options } = await open([{ status: 429, headers: { 'retry-after': '3600' } }]);
    expect(await ping([topic()], options)).toMatchObject([
      { result: 'later', reason: 'the hub answers 429', retryAfter: 3_600_000 },
    ]);
    expect(hub.pings).toHaveLength(1);
  });

  it.each(['soon', '-1', ''])('whose Retry-After means nothing (%j) is tried again as any other', async value => {
    const { hub, topic, options } = await open([{ status: 503, headers: { 'retry-after': value } }]);
    await ping([topic()], options);
    expect(hub.pings.map(({ at }) => at - dueAt(topic()))).toEqual([0, 1000]);
  });

  it.each([400, 401, 403, 404, 408, 410, 422, 304])('that refuses with %i is not asked again', async status => {
    const { hub, topic, options } = await open([{ status }]);
    expect(await ping([topic()], options)).toMatchObject([{ result: 'refused', reason: `the hub answers ${status}` }]);
    expect(hub.pings).toHaveLength(1);
  });

  it('that stays down is given up in time, and not asked anew for each topic', async () => {
    const { clock, hub, topic, options } = await open(Array.from({ length: 1000 }, () => ({ status: 502 })));
    const topics = Array.from({ length: 50 }, (_, at) => topic(`${at}/rss.xml`));
    const results = await ping(topics, options);
    expect(results.map(({ result, reason }) => [result, reason])).toEqual(
      topics.map(() => ['later', 'the hub answers 502']),
    );
    expect(clock.time - dueAt(topic())).toBeLessThanOrEqual(MINUTE);
    // Four are told of at once; the others learn from them.
    expect(new Set(hub.pings.map(({ form }) => form[1]?.[1])).size).toBe(4);
  });

  it('that never answers is given up', async () => {
    const { hub, topic, options } = await open(['hang']);
    expect(await ping([topic()], { ...options, patience: 0 })).toMatchObject([
      { result: 'later', reason: 'no answer within 10 seconds' },
    ]);
    expect(hub.pings).toHaveLength(1);
  });

  it('that is not there is tried again', async () => {
    const { topic, options } = await open();
    const nobody = 'http://127.0.0.1:1/secret-path';
    const [pinged] = await ping([topic('rss.xml', nobody)], { ...options, patience: 5 * SECOND });
    expect(pinged).toMatchObject({ result: 'later' });
    expect(pinged?.reason).toMatch(/^no connection \((?:ECONNREFUSED|TypeError)\)$/);
  });

  it('is followed to where it moved, with what is posted', async () => {
    const { hub, topic, options } = await open();
    const moved = await listen((_, response) => void response.writeHead(308, { location: hub.url }).end());
    expect(await ping([topic('rss.xml', moved)], options)).toMatchObject([{ result: 'done' }]);
    expect(hub.pings[0]?.form).toContainEqual(['hub.mode', 'publish']);
  });

  it.each([
    [301, 'the same scheme, but a status that makes a GET of it'],
    [302, 'as well'],
  ])('is not followed by %i: %s', async status => {
    const { hub, topic, options } = await open();
    const moved = await listen((_, response) => void response.writeHead(status, { location: hub.url }).end());
    expect(await ping([topic('rss.xml', moved)], options)).toMatchObject([{ result: 'refused' }]);
    expect(hub.pings).toEqual([]);
  });

  it.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'http://intranet.example/', 'javascript:x', '//'])(
    'is not followed to %j',
    async location => {
      const { topic, options } = await open();
      const asked: string[] = [];
      const fetch: WebFetch = (url, init) => {
        asked.push(String(url));
        return fetchHere(url, init);
      };
      const moved = await listen((_, response) => void response.writeHead(307, { location }).end());
      expect(await ping([topic('rss.xml', moved)], { ...options, fetch })).toMatchObject([{ result: 'refused' }]);
      expect(asked.filter(url => !url.endsWith('rss.xml'))).toEqual([moved]);
    },
  );

  it.each(['https://127.0.0.1:1/', 'https://10.0.0.1/', 'https://169.254.169.254/', 'https://[fd00::1]/'])(
    'is not followed into a network of its own: %s',
    async location => {
      const { topic, options } = await open();
      const strict = createWebFetch();
      const fetch: WebFetch = (url, init) => (url.startsWith('https:') ? strict : fetchHere)(url, init);
      const moved = await listen((_, response) => void response.writeHead(307, { location }).end());
      const [pinged] = await ping([topic('rss.xml', moved)], { ...options, fetch });
      expect(pinged).toMatchObject({ asked: 'hub', result: 'refused' });
      expect(pinged?.reason).toContain('only public hosts are asked');
    },
  );

  it('is not followed from https to http', async () => {
    const { topic, options } = await open();
    const secure = 'https://hub.example/';
    const asked: string[] = [];
    const fetch: WebFetch = async (url, init) => {
      asked.push(String(url));
      if (url !== secure) return fetchHere(url, init);
      return new Response(undefined, { status: 307, headers: { location: 'http://127.0.0.1/' } });
    };
    expect(await ping([topic('rss.xml', secure)], { ...options, fetch })).toMatchObject([{ result: 'refused' }]);
    expect(asked.filter(url => url.startsWith('http://127.0.0.1/'))).toEqual([]);
  });

  it('that sends around in circles is given up', async () => {
    const { topic, options } = await open();
    let asked = 0;
    const circle = await listen((request, response) => {
      asked += 1;
      response.writeHead(307, { location: request.url }).end();
    });
    expect(await ping([topic('rss.xml', circle)], options)).toMatchObject([{ result: 'refused' }]);
    expect(asked).toBe(4);
  });
});

describe('the edge', () => {
  const lookAt = async (answer: Parameters<typeof listen>[0], patience = 0) => {
    const { clock, hub, options } = await open();
    const edge = await listen(answer);
    const [pinged] = await ping([topicAt(edge, 'rss.xml', hub.url)], { ...options, patience });
    return { pinged, clock, hub };
  };

  it('is asked for what the publisher stored, whatever the server would compress', async () => {
    const asked: unknown[] = [];
    await lookAt(({ headers }, response) => {
      asked.push([headers['accept-encoding'], headers['if-none-match']]);
      response.writeHead(304).end();
    });
    expect(asked).toEqual([['identity', '"stored"']]);
  });

  const shown = new Date(NOW + 2000).toUTCString();
  it.each<[what: string, status: number, headers: Readonly<Record<string, string>>, body: string]>([
    ['says that nothing changed since the bytes that were stored', 304, {}, ''],
    ['has their ETag', 200, { etag: '"stored"' }, 'x'],
    ['has their ETag, weak', 200, { etag: 'W/"stored"' }, 'x'],
    ['has their bytes under another ETag', 200, { etag: '"other"' }, FEED],
    ['has newer ones', 200, { etag: '"other"', 'last-modified': shown }, 'x'],
  ])('that %s serves them', async (_, status, headers, body) => {
    const { pinged } = await lookAt((_, response) => void response.writeHead(status, headers).end(body));
    expect(pinged).toMatchObject({ result: 'done' });
  });

  const before = new Date(NOW).toUTCString();
  it.each<[what: string, status: number, headers: Readonly<Record<string, string>>, body: string, reason: string]>([
    ['has other bytes', 200, {}, '<rss>cũ</rss>', 'readers still get the old bytes'],
    ['has more bytes', 200, {}, FEED + FEED, 'readers still get the old bytes'],
    ['has fewer bytes', 200, {}, FEED.slice(1), 'readers still get the old bytes'],
    ['has older ones', 200, { 'last-modified': before }, 'x', 'readers still get the old bytes'],
    ['does not have them yet', 404, {}, FEED, 'readers get 404'],
    ['fails', 503, { etag: '"stored"' }, FEED, 'readers get 503'],
  ])('that %s keeps the hub from being told', async (_, status, headers, body, reason) => {
    const { pinged, hub } = await lookAt((_, response) => void response.writeHead(status, headers).end(body));
    expect(pinged).toMatchObject({ asked: 'edge', result: 'later', reason });
    expect(hub.pings).toEqual([]);
  });

  it('is not read to the end where it never ends', async () => {
    let isOpen = true;
    const { pinged } = await lookAt((_, response) => {
      response.on('close', () => {
        isOpen = false;
      });
      const pour = (): void => {
        while (isOpen && response.write('x'.repeat(10_000)));
        if (isOpen) response.once('drain', pour);
      };
      pour();
    });
    expect(pinged).toMatchObject({ result: 'later', reason: 'readers still get the old bytes' });
  });

  it('is followed from http to https and within http, as readers are', async () => {
    const { hub, edge, options } = await open();
    const moved = await listen((_, response) => void response.writeHead(301, { location: `${edge}rss.xml` }).end());
    expect(await ping([topicAt(moved, 'rss.xml', hub.url)], options)).toMatchObject([{ result: 'done' }]);
  });

  it('is looked at again until it has them', async () => {
    let asked = 0;
    const { pinged, hub, clock } = await lookAt((_, response) => void response.end(++asked < 4 ? 'cũ' : FEED), MINUTE);
    expect(pinged).toMatchObject({ result: 'done' });
    expect(hub.pings.map(({ at }) => at)).toEqual([clock.time]);
    expect(clock.time - NOW).toBe(125 * SECOND + 7 * SECOND);
  });
});
