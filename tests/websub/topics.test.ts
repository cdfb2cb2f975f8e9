import { describe, expect, it } from 'vitest';
import { publish } from '../../functions/publish/publish.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { type Topic, topicDigest } from '../../functions/websub/topic.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { SITE_YAML } from '../lambda/invocation.ts';
import { article } from '../publish/newsroom.ts';
import { IS_THOROUGH } from '../thorough.ts';

const HUB = 'https://hub.example/';
const WITH_HUB = `${SITE_YAML}hub: ${HUB}\n`;
const FEEDS = ['atom.xml', 'doi-song/atom.xml', 'doi-song/feed.json', 'doi-song/rss.xml', 'feed.json', 'rss.xml'];
const GOOD = article('title: Chợ quê\ndate: 2026-11-20\ncategory: Đời sống');

function open(siteYaml = WITH_HUB) {
  const content = createMemoryStore({ 'site.yaml': siteYaml, 'articles/a.md': GOOD });
  const feeds = createMemoryStore({}, { now: () => NOW });
  let runs = 0;
  const run = async (to: ObjectStore, work: 'sweep' | 'full', now: number, onTopics: (topic: Topic) => void) => {
    const options = { content, feeds: to, now: () => now, runId: `run-${++runs}`, revision: 'test' };
    await publish(
      {
        ...options,
        async onTopics(topics) {
          for (const topic of topics) onTopics(topic);
        },
      },
      { kind: work },
    );
  };
  return {
    content,
    feeds,
    /** Runs, and gives what was told. */
    async publish(work: 'sweep' | 'full' = 'sweep', now = NOW): Promise<readonly Topic[]> {
      const told: Topic[] = [];
      await run(feeds, work, now, topic => told.push(topic));
      return told;
    },
    run,
  };
}

const pathsOf = (topics: readonly Topic[]): readonly string[] => topics.map(({ path }) => path).sort();

describe('what a run tells of', () => {
  it('is each feed that it wrote, with what the store holds now', async () => {
    const newsroom = open();
    const told = await newsroom.publish();
    expect(pathsOf(told)).toEqual(FEEDS);
    for (const { hub, url, path, etag, digest, size } of told) {
      const stored = await newsroom.feeds.get(`public/${path}`);
      expect({ hub, url, etag, size }).toEqual({
        hub: HUB,
        url: `https://feeds.bao.example/${path}`,
        etag: stored?.etag,
        size: stored?.size,
      });
      expect(digest).toBe(topicDigest(stored?.bytes ?? new Uint8Array()));
    }
  });

  it('is nothing where nothing changed, by a sweep or a rebuild', async () => {
    const newsroom = open();
    await newsroom.publish();
    expect(await newsroom.publish('sweep')).toEqual([]);
    expect(await newsroom.publish('full')).toEqual([]);
  });

  it('is what a change touches, and no more', async () => {
    const newsroom = open();
    await newsroom.publish();
    await newsroom.content.put('articles/b.md', Buffer.from(article('title: B\ndate: 2026-11-21\ncategory: Giáo dục')));
    expect(pathsOf(await newsroom.publish())).toEqual([
      'atom.xml',
      'feed.json',
      'giao-duc/atom.xml',
      'giao-duc/feed.json',
      'giao-duc/rss.xml',
      'rss.xml',
    ]);
  });

  it('is what fell due', async () => {
    const newsroom = open();
    const at = new Date(NOW + HOUR).toISOString();
    await newsroom.content.put('articles/b.md', Buffer.from(article(`title: B\ndate: ${at}\ncategory: Đời sống`)));
    await newsroom.publish();
    expect(await newsroom.publish()).toEqual([]);
    expect(pathsOf(await newsroom.publish('sweep', NOW + HOUR))).toEqual(FEEDS);
  });

  it('is nothing where the site names no hub, any more or yet', async () => {
    const newsroom = open(SITE_YAML);
    expect(await newsroom.publish()).toEqual([]);
    await newsroom.content.put('site.yaml', Buffer.from(WITH_HUB));
    expect(pathsOf(await newsroom.publish())).toEqual(FEEDS);
    await newsroom.content.put('site.yaml', Buffer.from(SITE_YAML));
    expect(await newsroom.publish()).toEqual([]);
  });
});

describe('a run that is cut off', () => {
  it.each(['before', 'after'] as const)('%s whichever request, keeps no feed from being told of', async when => {
    const counted = open();
    let requests = 0;
    await counted.run(
      failing(counted.feeds, when, () => ++requests < 0),
      'sweep',
      NOW,
      () => undefined,
    );
    expect(requests).toBeGreaterThan(20);
    for (let at = 1; at <= requests; at += IS_THOROUGH ? 1 : 7) {
      const newsroom = open();
      const told = new Map<string, string>();
      const note = ({ path, etag }: Topic): void => void told.set(path, etag);
      let count = 0;
      await expect(
        newsroom.run(
          failing(newsroom.feeds, when, () => ++count >= at),
          'sweep',
          NOW,
          note,
        ),
      ).rejects.toThrow();
      await newsroom.run(newsroom.feeds, 'sweep', NOW, note);
      for (const path of FEEDS) {
        const stored = await newsroom.feeds.get(`public/${path}`);
        expect([at, path, told.get(path)]).toEqual([at, path, stored?.etag]);
      }
    }
  });
});

/** From the moment that `isCutOff` says so no request is answered; the first of them may have been done. */
function failing(store: ObjectStore, when: 'before' | 'after', isCutOff: () => boolean): ObjectStore {
  let isOver = false;
  const guard = async <Result>(request: () => Promise<Result>): Promise<Result> => {
    const isLast = !isOver && isCutOff();
    if (isOver || (isLast && when === 'before')) throw new Error('cut off');
    isOver = isLast;
    const result = await request();
    if (isLast) throw new Error('cut off');
    return result;
  };
  return {
    list: (...args) => store.list(...args),
    get: async (...args) => store.get(...args),
    put: (...args) => guard(() => store.put(...args)),
    delete: (...args) => guard(() => store.delete(...args)),
  };
}
