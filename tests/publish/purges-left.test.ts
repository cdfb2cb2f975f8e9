import { describe, expect, it } from 'vitest';
import { readingSlug } from '../../functions/core/article/key.ts';
import type { Lease } from '../../functions/core/handover/handover.ts';
import type { State } from '../../functions/core/index/state.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import type { Topic } from '../../functions/websub/topic.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, noted, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';
import { NotedEdge } from './noted-edge.ts';

const MINUTE = 60_000;
const DAY = 24 * HOUR;
const [A, B, C] = ['articles/a.md', 'articles/b.md', 'articles/c.md'] as const;
const tag = (key: string): string => `#article:${readingSlug(key)}`;
const story = (title: string): string =>
  article(`title: ${title}\ndate: ${new Date(NOW - HOUR).toISOString()}\ncategory: Đời sống\n`);
const HUB = 'hub: https://hub.example/';
const CONTENT = { [A]: story('A'), [B]: story('B') };

/** The feeds bucket, where something happens before the first request of a kind. */
function meanwhile(store: ObjectStore, request: string, happens: () => Promise<unknown>): ObjectStore {
  let isOver = false;
  return noted(store, [], async asked => {
    if (asked !== request || isOver) return;
    isOver = true;
    await happens();
  });
}

/** Changes the state, as another run might. */
async function edit({ feeds }: LiveNewsroom, change: (state: State) => State, lease?: Lease): Promise<void> {
  const store = new StateStore(createPrefixedStore(feeds, 'state/'));
  const { state, etag } = await store.load();
  if (!state) throw new Error('there is no state');
  await store.manifest.commit(change(state), etag, handover => (lease ? { ...handover, lease } : handover));
}

describe('a run of many commits', () => {
  it('has archives of a correction forgotten, too, which later commits make', async () => {
    const old = (title: string, days: number) =>
      article(`title: ${title}\ndate: ${new Date(NOW - days * DAY).toISOString()}\ncategory: Đời sống\n`);
    const keys = Array.from({ length: 12 }, (_, at) => `articles/${String(at).padStart(2, '0')}.md`);
    const content = Object.fromEntries(keys.map((key, at) => [key, old(`Bài ${at}`, 31 * at + 1)]));
    const site = siteYaml('archives: true', 'entries: 2', 'minimumHours: 0');
    const newsroom = await LiveNewsroom.open(content, { site, limits: { archivesPerCommit: 1 } });
    const edge = new NotedEdge();
    const changed = await Promise.all(
      keys.slice(4, 8).map((key, at) => newsroom.write(key, old('Tin xong', 31 * (at + 4) + 1))),
    );
    await newsroom.publish({ kind: 'changes', keys: changed }, { edge });
    await newsroom.publish({ kind: 'sweep' }, { edge });
    const items = edge.take();
    const paths = [...(await newsroom.files())].flatMap(([path, text]) =>
      path.includes('archives/') && path.endsWith('.xml') && text.includes('Tin xong') ? [path] : [],
    );
    expect(paths.length).toBeGreaterThan(4);
    for (const path of paths) expect(items).toContain(`#file:${path}`);
  });

  it('has forgotten what a withdrawal touched, and not what ordinary articles do that were left to it', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const edge = new NotedEdge();
    await newsroom.remove(A);
    const feeds = meanwhile(newsroom.feeds, 'PUT public/rss.xml', async () => {
      const key = await newsroom.write(C, story('C'));
      expect(await newsroom.publish({ kind: 'changes', keys: [key] }, { edge })).toMatchObject({ handedOver: 1 });
    });
    await newsroom.publish({ kind: 'changes', keys: [A] }, { edge, feeds });
    expect(await newsroom.titles()).toEqual(['B', 'C']);
    expect(edge.take()).toContain(tag(A));
    expect(edge.references).toHaveLength(1);
  });

  it('keeps what the edge did not take in every commit', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const edge = new NotedEdge();
    edge.isDown = true;
    await newsroom.remove(A);
    const feeds = meanwhile(newsroom.feeds, 'PUT public/rss.xml', async () => {
      await newsroom.publish({ kind: 'changes', keys: [await newsroom.remove(B)] }, { edge });
    });
    let written = 0;
    const dying = noted(feeds, [], async asked => {
      // At the first file of what was left to it.
      if (asked === 'PUT public/rss.xml' && ++written === 2) throw new Error('killed');
    });
    await expect(newsroom.publish({ kind: 'changes', keys: [A] }, { edge, feeds: dying })).rejects.toThrow('killed');
    edge.isDown = false;
    await newsroom.publish({ kind: 'due' }, { edge });
    expect(edge.take()).toContain(tag(A));
  });
});

describe('purges that are left', () => {
  it('are kept as long as caches have files of the youngest of them', async () => {
    const newsroom = await LiveNewsroom.open({ ...CONTENT, 'media/anh.jpg': 'x' });
    const edge = new NotedEdge();
    edge.isDown = true;
    await newsroom.publish({ kind: 'changes', keys: [await newsroom.remove(A)] }, { edge });
    newsroom.now += 3 * DAY - HOUR;
    await newsroom.publish({ kind: 'changes', keys: [await newsroom.remove('media/anh.jpg')] }, { edge });
    expect((await newsroom.state()).purges?.waiting).toHaveLength(1);
    newsroom.now += 2 * HOUR;
    edge.isDown = false;
    await newsroom.publish({ kind: 'due' }, { edge });
    expect(edge.take()).toContain('#file:media/anh.jpg');
  });

  it('are left by who can not ask the edge for whoever has a budget', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const edge = new NotedEdge();
    edge.perDay = 1000;
    edge.isDown = true;
    // The edge has taken as much today as a terminal would let go.
    const spent = { day: Math.floor(NOW / DAY), items: 99 };
    await edit(newsroom, state => ({ ...state, purges: { ...state.purges, isOn: true, spent } }));
    await newsroom.publish({ kind: 'changes', keys: [await newsroom.write(B, story('B, corrected'))] }, { edge });
    await newsroom.changes(await newsroom.write(A, story('A, corrected')));
    edge.isDown = false;
    await newsroom.publish({ kind: 'due' }, { edge });
    expect(edge.take()).toEqual(expect.arrayContaining([tag(A), tag(B)]));
  });

  it('are asked for by the same reference where the run that asked first died', async () => {
    const newsroom = await LiveNewsroom.open({ ...CONTENT, 'media/anh.jpg': 'x' });
    const edge = new NotedEdge();
    const dying = noted(newsroom.feeds, [], async asked => {
      newsroom.now += 10;
      if (asked === 'PUT state/state.br' && edge.references.length > 0) throw new Error('killed');
    });
    const keys = [await newsroom.remove('media/anh.jpg')];
    await expect(newsroom.publish({ kind: 'changes', keys }, { edge, feeds: dying })).rejects.toThrow('killed');
    newsroom.now += 16 * MINUTE;
    await newsroom.publish({ kind: 'due' }, { edge });
    expect(edge.references).toHaveLength(2);
    expect(new Set(edge.references).size).toBe(1);
  });

  it('do not have hubs told early of what the budget held back', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, { site: siteYaml(HUB) });
    const edge = new NotedEdge();
    edge.perDay = 1;
    edge.isDown = true;
    await newsroom.publish({ kind: 'changes', keys: [await newsroom.remove(A)] }, { edge });
    edge.isDown = false;
    const topics: Topic[] = [];
    const onTopics = async (some: readonly Topic[]): Promise<void> => void topics.push(...some);
    const keys = [await newsroom.write(B, story('B, corrected'))];
    await newsroom.publish({ kind: 'changes', keys }, { edge, onTopics });
    expect(edge.take()).toContain(tag(A));
    expect(topics.length).toBeGreaterThan(0);
    expect(topics.filter(({ purged }) => purged !== undefined)).toEqual([]);
  });
});

describe('a run that leaves what it began to another', () => {
  it.each([
    ['though the edge did not take it', true],
    ['though nobody knows who wrote last', false],
  ])('leaves its purge, too, %s', async (_, isDown) => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const edge = new NotedEdge();
    edge.isDown = isDown;
    let commits = 0;
    const feeds = noted(newsroom.feeds, [], async asked => {
      if (asked !== 'PUT state/state.br' || ++commits !== 2) return;
      // Another run commits, and holds the lease.
      const lease = { run: 'holder', until: newsroom.now + MINUTE / 2 };
      await edit(newsroom, state => ({ ...state, asOf: state.asOf + 1 }), lease);
    });
    const keys = [await newsroom.remove(A)];
    expect(await newsroom.publish({ kind: 'changes', keys }, { edge, feeds })).toMatchObject({ handedOver: 1 });
    edge.take();
    edge.isDown = false;
    newsroom.now += MINUTE;
    await newsroom.publish({ kind: 'due' }, { edge });
    expect(edge.take()).toContain(tag(A));
    expect((await newsroom.state()).purges?.waiting).toBeUndefined();
    newsroom.now += 16 * MINUTE;
    await newsroom.publish({ kind: 'due' }, { edge });
    expect(edge.take()).toEqual([]);
  });

  it('leaves its purge to the next one where it died, once its lease has passed', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const edge = new NotedEdge();
    const keys = [await newsroom.remove(A)];
    const feeds = meanwhile(newsroom.feeds, 'PUT public/rss.xml', async () => {
      newsroom.now += MINUTE;
      throw new Error('killed');
    });
    const dying = noted(feeds, [], async asked => {
      if (newsroom.now > NOW) throw new Error(`killed before ${asked}`);
    });
    await expect(newsroom.publish({ kind: 'changes', keys }, { edge, feeds: dying })).rejects.toThrow('killed');
    expect(edge.take()).toEqual([]);
    await newsroom.publish({ kind: 'changes', keys: [await newsroom.write(C, story('C'))] }, { edge });
    expect(edge.take()).toContain(tag(A));
  });
});

describe('the first rebuild of a newsroom', () => {
  it('has forgotten what it brought back of an article that was taken away while it wrote its files', async () => {
    const newsroom = new LiveNewsroom(CONTENT);
    const edge = new NotedEdge();
    let asked: readonly string[] = [];
    // The rebuild writes this feed after the run that took the article out of it, and once more without it.
    const feeds = meanwhile(newsroom.feeds, 'PUT public/rss.xml', async () => {
      await newsroom.publish({ kind: 'changes', keys: [await newsroom.remove(A)] }, { edge });
      asked = edge.take();
    });
    await newsroom.publish({ kind: 'full' }, { edge, feeds });
    expect(asked).toContain('#file:rss.xml');
    expect(await newsroom.titles()).toEqual(['B']);
    expect(edge.take()).toContain('#file:rss.xml');
    await newsroom.publish({ kind: 'changes', keys: [await newsroom.remove(B)] }, { edge });
    expect(edge.take()).toContain(tag(B));
  });
});
