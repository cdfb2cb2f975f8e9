import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHandler } from '../../functions/lambda/handler.ts';
import { publish } from '../../functions/publish/publish.ts';
import { REVISION } from '../../functions/state/revision.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { digestOf } from '../../functions/stores/public-files.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { SITE_YAML } from './invocation.ts';
import { type RushOptions, type RushWorld, rush } from './rush.ts';

const SECOND = 1000;
/** Articles of the largest rush. */
const ARTICLES = IS_THOROUGH ? 1000 : 120;
/** Articles of one that two writers are enough for. */
const FEW = IS_THOROUGH ? 200 : 100;
const RUSH: RushOptions = {
  articles: ARTICLES,
  perBatch: 10,
  writers: 50,
  during: 0,
  code: { createHandler, createMemoryStore },
};

/** Everything under `public/` but compressed forms: a digest by path. */
async function filesIn(feeds: ObjectStore): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const store = createPrefixedStore(feeds, 'public/');
  for await (const { key } of store.list()) {
    const object = /\.(?:br|gz)$/.test(key) ? undefined : await store.get(key);
    if (object) files.set(key, digestOf({ path: key, body: object.bytes }));
  }
  return files;
}

/** Files that a rebuild of an empty bucket makes of the same content at the same instant. */
async function scratch({ content, clock }: RushWorld): Promise<ReadonlyMap<string, string>> {
  const feeds = createMemoryStore();
  const { now } = clock;
  await publish({ content, feeds, now: () => now, runId: 'scratch', revision: REVISION }, { kind: 'full' });
  return filesIn(feeds);
}

/** All is out, and nothing is left of the rush in the state. */
async function expectPublished({ feeds, ...world }: RushWorld, articles: number): Promise<void> {
  const files = await filesIn(feeds);
  expect([...files.keys()].filter(path => /^articles\/.*\/index\.html$/.test(path))).toHaveLength(articles);
  expect(files).toEqual(await scratch({ feeds, ...world }));
  const store = new StateStore(createPrefixedStore(feeds, 'state/'));
  expect((await store.load()).state?.pending).toEqual([]);
  expect(store.manifest.handover).toEqual({});
  expect((await store.inbox.read(1)).names).toEqual([]);
}

describe('a rush', () => {
  beforeEach(() => {
    for (const name of ['stdout', 'stderr'] as const) vi.spyOn(process[name], 'write').mockReturnValue(true);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('of fifty writers at once is published together, and little of their work is for nothing', async () => {
    const { report, world } = await rush(RUSH);
    expect(report).toMatchObject({ calls: ARTICLES / 10, failures: 0 });
    expect(report.wasted / report.requests).toBeLessThan(0.2);
    // Each batch by itself would take two commits.
    expect(report.commits).toBeLessThan(30);
    expect(report.after).toBeLessThan(30 * SECOND);
    await expectPublished(world, ARTICLES);
  });

  it('of two writers, as many as the queue starts, is no slower than one that has it all to itself', async () => {
    const [one, two] = [
      await rush({ ...RUSH, articles: FEW, writers: 1 }),
      await rush({ ...RUSH, articles: FEW, writers: 2 }),
    ];
    expect(two.report).toMatchObject({ calls: FEW / 10, failures: 0 });
    expect(two.report.wasted / two.report.requests).toBeLessThan(0.05);
    expect(two.report.time).toBeLessThan(one.report.time / 2);
    await expectPublished(two.world, FEW);
  });

  it.each([
    ['another title, which has all made anew', SITE_YAML.replace('Báo Mẫu', 'Báo Khác')],
    [
      'more feeds, which has them made',
      `${SITE_YAML}feeds: { rules: [{ slug: x, title: Chọn, include: { categories: [Mục 1] } }] }\n`,
    ],
  ])('goes on through a change of site.yaml: %s', async (_, siteChange) => {
    const { report, world } = await rush({ ...RUSH, articles: ARTICLES / 2, during: 5 * SECOND, siteChange });
    expect(report.failures).toBe(0);
    expect(report.wasted / report.requests).toBeLessThan(0.2);
    expect(report.after).toBeLessThan(30 * SECOND);
    await expectPublished(world, ARTICLES / 2);
  });
});
