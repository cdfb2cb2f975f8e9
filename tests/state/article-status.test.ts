import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../functions/core/index/limits.ts';
import { publish } from '../../functions/publish/publish.ts';
import { readArticleStatus } from '../../functions/state/article-status.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { SITE_YAML } from '../lambda/invocation.ts';
import { article } from '../publish/newsroom.ts';

const iso = (instant: number): string => new Date(instant).toISOString();
const CONTENT = {
  'site.yaml': SITE_YAML,
  'articles/a.md': article(`title: A\ndate: ${iso(NOW - HOUR)}\nupdated: ${iso(NOW + 2 * HOUR)}\ncategory: Đời sống`),
  'articles/bài.md': article(`title: B\ndate: ${iso(NOW - 3 * HOUR)}\nupdated: ${iso(NOW - HOUR)}`),
  'articles/c.md': article(`title: C\ndate: ${iso(NOW + HOUR)}`),
  'articles/d.md': article('title: D\ndate: 2026-11-20\ndraft: true'),
  'articles/e.md': article('title: E\ndate: hôm qua'),
  'articles/f.md': article('title: F\ndate: 2026-11-20\nwithdrawn: true'),
  'articles/g.md': article(`title: G\ndate: ${iso(NOW - 9 * HOUR)}\nexpires: ${iso(NOW - HOUR)}`),
  'articles/h.md': article('title: H\ndate: 2026-11-19\nid: tag:mot.example,2020:x'),
  'articles/i.md': article('title: I\ndate: 2026-11-19\nid: tag:mot.example,2020:x'),
  'articles/j.md': article('title: J\ndate: 2028-11-20'),
  'articles/k.md': article('title: K\ndate: 2026-11-18\naliases: [/cu/]'),
  'articles/m.md': article(`title: M\ndate: 2026-11-18\nexpires: ${iso(NOW + HOUR)}`),
  'articles/l.md': article('title: L\ndate: 2026-11-18\naliases: [/cu/]'),
};

async function statusesOf(keys: readonly string[], limits: object) {
  const feeds = createMemoryStore();
  const content = createMemoryStore(CONTENT, { now: () => NOW });
  const options = { content, feeds, now: () => NOW, runId: 'run', revision: 'r1', limits: { ...LIMITS, ...limits } };
  await publish(options, { kind: 'full' });
  const found = await readArticleStatus(feeds, keys);
  return new Map(found?.articles.map(status => [status.key, status]));
}

describe.each([
  ['in the state', {}],
  ['in objects of their own', { delta: 1, perSegment: 2, perCommit: 1000 }],
])('what became of articles whose records are %s', (_, limits) => {
  it('is told of each: where it is read, in which feeds, what holds it back, what comes, what is wrong', async () => {
    const found = await statusesOf(Object.keys(CONTENT), limits);
    const page = /^https:\/\/feeds\.bao\.example\/articles\/[\w-]+\/$/;
    expect(found.get('articles/a.md')).toEqual({
      key: 'articles/a.md',
      status: 'published',
      etag: expect.stringMatching(/./),
      title: 'A',
      id: 'tag:bao.example,2018:articles/a',
      url: expect.stringMatching(page),
      published: NOW - HOUR,
      feeds: ['https://feeds.bao.example/', 'https://feeds.bao.example/doi-song/'],
      due: NOW + 2 * HOUR,
      problems: [],
    });
    expect(found.get('articles/bài.md')).toMatchObject({ published: NOW - 3 * HOUR, updated: NOW - HOUR });
    expect(found.get('articles/c.md')).toMatchObject({
      status: 'waiting',
      held: { kind: 'waiting', until: NOW + HOUR },
      due: NOW + HOUR,
      feeds: [],
    });
    expect(found.get('articles/m.md')).toMatchObject({ status: 'published', due: NOW + HOUR, goes: true });
    expect(found.get('articles/d.md')).toMatchObject({ status: 'draft', held: { kind: 'draft' }, feeds: [] });
    expect(found.get('articles/e.md')).toMatchObject({
      status: 'rejected',
      problems: [{ path: 'articles/e.md', line: 3, severity: 'error' }],
    });
    expect(found.get('articles/e.md')).not.toHaveProperty('url');
    expect(found.get('articles/f.md')).toMatchObject({
      status: 'withdrawn',
      url: expect.stringMatching(page),
      feeds: [],
    });
    expect(found.get('articles/g.md')).toMatchObject({ status: 'expired', held: { kind: 'expired' } });
    expect(found.get('articles/h.md')).toMatchObject({ status: 'published', problems: [{ severity: 'warning' }] });
    expect(found.get('articles/i.md')).toMatchObject({ status: 'rejected', problems: [{ severity: 'error' }] });
    expect(found.get('articles/l.md')?.problems).toMatchObject([
      { path: 'articles/l.md', severity: 'warning', message: expect.stringContaining('former address') },
    ]);
    expect(found.get('articles/j.md')).toMatchObject({ status: 'waiting', problems: [{ severity: 'warning' }] });
  });

  it('is found however the key is typed, and unknown of what was not read', async () => {
    const found = await statusesOf(['articles/bài.md'.normalize('NFD'), 'articles/none.md', 'media/a.jpg'], limits);
    expect([...found.values()].map(({ key, status }) => [key, status])).toEqual([
      ['articles/bài.md', 'published'],
      ['articles/none.md', 'unknown'],
      ['media/a.jpg', 'unknown'],
    ]);
  });
});

it('reads each part of the state once, however many articles are asked for', async () => {
  const feeds = createMemoryStore();
  const content = createMemoryStore(CONTENT, { now: () => NOW });
  const limits = { ...LIMITS, delta: 1, perSegment: 2, perCommit: 1000 };
  await publish({ content, feeds, now: () => NOW, runId: 'run', revision: 'r1', limits }, { kind: 'full' });
  const read: string[] = [];
  const get: ObjectStore['get'] = (key, options) => {
    read.push(key);
    return feeds.get(key, options);
  };
  await readArticleStatus({ ...feeds, get }, [...Object.keys(CONTENT), ...Object.keys(CONTENT)]);
  expect(read.length).toBeGreaterThan(3);
  expect(new Set(read).size).toBe(read.length);
});

it('is not known before anything was published', async () => {
  expect(await readArticleStatus(createMemoryStore(), ['articles/a.md'])).toBeUndefined();
});
