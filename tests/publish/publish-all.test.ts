import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../functions/core/index/limits.ts';
import type { Work } from '../../functions/publish/publish.ts';
import { publishAll } from '../../functions/publish/publish-all.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { NOW } from '../core/samples.ts';
import { SITE_YAML } from '../lambda/invocation.ts';
import { article } from './newsroom.ts';

const MINUTE = 60_000;

function newsroom(sources: number, site = SITE_YAML): ObjectStore {
  const articles = Array.from({ length: sources }, (_, at): [string, string] => [
    `articles/${at}.md`,
    article(`title: Bài ${at}\ndate: ${at === 3 ? 'hôm qua' : '2026-11-20'}`),
  ]);
  return createMemoryStore({ 'site.yaml': site, ...Object.fromEntries(articles) });
}

/** Options of a run in which each batch of five sources takes minutes. */
function slow(content: ObjectStore, feeds: ObjectStore, minutes: number) {
  let minute = 0;
  const clock = (): number => {
    minute += minutes;
    return minute * MINUTE;
  };
  return { content, feeds, now: () => NOW, revision: 'r', limits: { ...LIMITS, perCommit: 5, perRead: 5 }, clock };
}

async function titlesIn(feeds: ObjectStore): Promise<readonly string[]> {
  const object = await feeds.get('public/feed.json');
  return JSON.parse(Buffer.from(object?.bytes ?? []).toString()).items.map(({ title }: { title: string }) => title);
}

describe('publishing until all is done', () => {
  it.each<Work>([{ kind: 'full' }, { kind: 'sweep' }])('takes as many runs as it takes: %j', async work => {
    const feeds = createMemoryStore();
    const progress: number[] = [];
    const outcome = await publishAll(
      { ...slow(newsroom(40), feeds, 4), onProgress: read => progress.push(read) },
      work,
    );
    expect(outcome).toMatchObject({ complete: true, read: 40, published: 39, rejected: 1, rejectedSources: 1 });
    expect(outcome.problems).toMatchObject([{ path: 'articles/3.md', severity: 'error' }]);
    // More than one run, since each begins to count anew.
    expect(progress.filter(read => read === 5).length).toBeGreaterThan(1);
    expect(await titlesIn(feeds)).toHaveLength(39);
  });

  it('goes on with a rebuild beside a state that is in force', async () => {
    const content = newsroom(40, `${SITE_YAML}permalink: /{slug}.html\n`);
    const feeds = createMemoryStore();
    await publishAll(slow(content, feeds, 0), { kind: 'full' });
    const { read } = await publishAll(slow(content, feeds, 4), { kind: 'full' });
    expect(read).toBe(40);
    expect(await feeds.get('state/rebuild.br')).toBeUndefined();
  });

  it('does not read everything again for what changed while it did', async () => {
    const content = newsroom(40, `${SITE_YAML}entries: 2\nminimumHours: 0\n`);
    const listed = Array.from({ length: 40 }, (_, at) => `articles/${at}.md`).sort();
    let batches = 0;
    const onProgress = (): void => {
      batches += 1;
      if (batches !== 6) return;
      // What has been read by now, what no feed shows, and more than the last run has time to look at.
      for (const key of listed.slice(10, 28))
        void content.put(key, Buffer.from(article(`title: Mới ${key}\ndate: 2026-11-20`)));
    };
    const { read } = await publishAll({ ...slow(content, createMemoryStore(), 4), onProgress }, { kind: 'full' });
    expect(read).toBe(40 + 18);
  });

  it('needs one run where there is time', async () => {
    const progress: (number | undefined)[][] = [];
    const onProgress = (read: number, of?: number) => progress.push([read, of]);
    await publishAll({ ...slow(newsroom(12), createMemoryStore(), 0), onProgress }, { kind: 'full' });
    expect(progress).toEqual([
      [5, 12],
      [10, 12],
      [12, 12],
    ]);
  });

  it('tells a problem once', async () => {
    const content = newsroom(40, `${SITE_YAML}titel: x\n`);
    const { problems } = await publishAll(slow(content, createMemoryStore(), 4), { kind: 'full' });
    expect(problems.map(({ path }) => path)).toEqual(['articles/3.md', 'site.yaml']);
  });
});
