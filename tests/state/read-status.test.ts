import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../functions/core/index/limits.ts';
import { publish } from '../../functions/publish/publish.ts';
import { readStatus } from '../../functions/state/read-status.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { SITE_YAML } from '../lambda/invocation.ts';
import { article } from '../publish/newsroom.ts';

/** So narrow that a handful of sources are put in order in objects of their own. */
const NARROW = { ...LIMITS, delta: 2, perSegment: 3, perCommit: 1000 };
const iso = (instant: number): string => new Date(instant).toISOString();
const CONTENT = {
  'site.yaml': `${SITE_YAML}titel: x\n`,
  'articles/a.md': article(`title: A\ndate: ${iso(NOW - HOUR)}\ncategory: Đời sống`),
  'articles/b.md': article(`title: B\ndate: ${iso(NOW - 2 * HOUR)}\nupdated: ${iso(NOW + 2 * HOUR)}`),
  'articles/c.md': article(`title: C\ndate: ${iso(NOW + HOUR)}`),
  'articles/d.md': article('title: D\ndate: 2026-11-20\ndraft: true'),
  'articles/e.md': article('title: E\ndate: hôm qua'),
  'articles/g.md': article(`title: G\ndate: ${iso(NOW - 9 * HOUR)}\nexpires: ${iso(NOW + 3 * HOUR)}`),
  'articles/h.md': article(`title: H\ndate: ${iso(NOW - 9 * HOUR)}\nexpires: ${iso(NOW - HOUR)}`),
  'articles/i.md': article('title: I\ndate: 2026-11-20\npublished: false'),
  'articles/j.md': article('title: J\ndate: 2028-11-20'),
  'articles/f.md': '# Không ngày\n\nLời.\n',
};

/** Put there three hours ago. */
function contentOf(files: Readonly<Record<string, string>>): ObjectStore {
  return createMemoryStore(files, { now: () => NOW - 3 * HOUR });
}

async function publishInto(
  feeds: ObjectStore,
  content: ObjectStore,
  more: object = {},
  kind: 'full' | 'sweep' = 'full',
) {
  const options = {
    content,
    feeds,
    now: () => NOW,
    runId: `run-${Math.random()}`,
    revision: 'r1',
    limits: NARROW,
    ...more,
  };
  return publish(options, { kind });
}

describe('the status', () => {
  it('tells what is published, what is due, and every problem', async () => {
    const feeds = createMemoryStore();
    await publishInto(feeds, contentOf(CONTENT));
    const { published, lost, unfinished } = await readStatus(feeds);
    expect({ lost, unfinished }).toEqual({ lost: [], unfinished: { writes: [], rebuilds: [] } });
    expect(published).toMatchObject({
      site: { title: 'Báo Mẫu' },
      asOf: NOW,
      by: 'full',
      revision: 'r1',
      counts: { published: 4, waiting: 2, draft: 2, expired: 1, rejected: 1 },
      feeds: [
        { title: 'Báo Mẫu', url: 'https://feeds.bao.example/rss.xml', entries: 4, newest: NOW - HOUR },
        { title: 'Đời sống – Báo Mẫu', url: 'https://feeds.bao.example/doi-song/rss.xml', entries: 1 },
      ],
      due: [
        { key: 'articles/c.md', at: NOW + HOUR, kind: 'article' },
        { key: 'articles/b.md', at: NOW + 2 * HOUR, kind: 'correction' },
        { key: 'articles/g.md', at: NOW + 3 * HOUR, kind: 'expiry' },
        { key: 'articles/j.md', at: Date.UTC(2028, 10, 19, 17), kind: 'article' },
      ],
      held: [
        { key: 'articles/c.md', kind: 'waiting', until: NOW + HOUR },
        { key: 'articles/d.md', kind: 'draft', reason: 'draft: true' },
        { key: 'articles/h.md', kind: 'expired', since: NOW - HOUR },
        { key: 'articles/i.md', kind: 'draft', reason: 'published: false' },
        { key: 'articles/j.md', kind: 'waiting', until: Date.UTC(2028, 10, 19, 17) },
      ],
    });
    expect(published?.problems.map(({ path, severity, line }) => [path, severity, line])).toEqual([
      ['articles/e.md', 'error', 3],
      ['articles/f.md', 'warning', undefined],
      ['articles/h.md', 'warning', undefined],
      ['articles/i.md', 'warning', 4],
      ['articles/j.md', 'warning', undefined],
      ['site.yaml', 'warning', 5],
    ]);
  });

  it('knows what changed since the archive was last put in order', async () => {
    const feeds = createMemoryStore();
    const content = contentOf(CONTENT);
    await publishInto(feeds, content);
    await content.delete('articles/e.md');
    await content.put('articles/g.md', Buffer.from(article('title: G\ndate: ngày mai')));
    await publishInto(feeds, content, {}, 'sweep');
    const { published } = await readStatus(feeds);
    expect(published?.by).toBe('sweep');
    const errors = published?.problems.filter(({ severity }) => severity === 'error');
    expect(errors?.map(({ path }) => path)).toEqual(['articles/g.md']);
  });

  it('is that of a feed without entries, too', async () => {
    const feeds = createMemoryStore();
    await publishInto(feeds, createMemoryStore({ 'site.yaml': SITE_YAML }));
    expect((await readStatus(feeds)).published?.feeds).toEqual([
      { title: 'Báo Mẫu', url: 'https://feeds.bao.example/rss.xml', entries: 0 },
    ]);
  });

  it('says so where nothing is published', async () => {
    expect(await readStatus(createMemoryStore())).toEqual({ lost: [], unfinished: { writes: [], rebuilds: [] } });
  });

  it('tells how far a rebuild has come that stopped for lack of time', async () => {
    const feeds = createMemoryStore();
    const many = Object.fromEntries(
      Array.from({ length: 1500 }, (_, at) => [`articles/x${at + 1000}.md`, article('title: X\ndate: 2026-11-20')]),
    );
    let looks = 0;
    const timeLeft = (): number => (looks++ === 0 ? 60_000 : 0);
    await publishInto(feeds, contentOf({ ...CONTENT, ...many }), { timeLeft });
    const { published, unfinished } = await readStatus(feeds);
    expect(published).toBeUndefined();
    expect(unfinished.progress).toMatchObject({ after: 'articles/x2400.md', counts: { published: 100 } });
    expect(unfinished.rebuilds).toEqual([{ run: expect.stringMatching(/^run-/) }]);
  });

  it('tells which run has not said that it is done', async () => {
    const feeds = createMemoryStore();
    await publishInto(feeds, contentOf(CONTENT));
    const memory = new StateStore(createPrefixedStore(feeds, 'state/'));
    const { state, etag } = await memory.load();
    if (!state) throw new Error('no state');
    const pending = [{ run: 'run-1', since: NOW, paths: ['rss.xml', 'atom.xml'], keys: ['articles/a.md'] }];
    await memory.commit({ ...state, pending, rebuilding: { 'run-2': NOW } }, etag);
    expect((await readStatus(feeds)).unfinished).toEqual({
      writes: [{ run: 'run-1', since: NOW, files: 3 }],
      rebuilds: [{ run: 'run-2', since: NOW }],
    });
  });

  it('tells what of its memory is lost', async () => {
    const feeds = createMemoryStore();
    await publishInto(feeds, contentOf(CONTENT));
    for await (const { key } of feeds.list('state/segments/')) await feeds.delete(key);
    const { published, lost } = await readStatus(feeds);
    expect(published?.counts.published).toBe(4);
    expect(lost.length).toBeGreaterThan(1);
    for (const part of lost) expect(part).toMatch(/^state\/segments\/.*\.br is gone or damaged/);
    await feeds.put('state/state.br', Buffer.from('x'));
    expect(await readStatus(feeds)).toMatchObject({
      lost: ['state/state.br is damaged, or of another version of Bantin'],
    });
  });

  it('takes what a run replaced meanwhile for no loss', async () => {
    const feeds = createMemoryStore();
    const content = contentOf(CONTENT);
    await publishInto(feeds, content);
    let isChanged = false;
    const racing: ObjectStore = {
      ...feeds,
      get: async key => {
        if (key.startsWith('state/segments/') && !isChanged) {
          isChanged = true;
          await content.put('articles/e.md', Buffer.from(article('title: E\ndate: 2026-11-20')));
          await publishInto(feeds, content, { revision: 'r2' });
        }
        return feeds.get(key);
      },
    };
    const { published, lost } = await readStatus(racing);
    expect(lost).toEqual([]);
    expect(published).toMatchObject({ revision: 'r2', counts: { published: 5, rejected: 0 } });
  });
});
