import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Origin } from '../../functions/preview/origin.ts';
import { type LoopOptions, PublishLoop } from '../../functions/preview/publish-loop.ts';
import { PreviewPublisher, type PublishedPreview } from '../../functions/preview/publisher.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { SITE_YAML } from '../cli/run.ts';
import { NOW } from '../core/samples.ts';
import { article } from '../publish/newsroom.ts';

const DAY = 86_400_000;
const written = (title: string, date = NOW - DAY) => article(`title: ${title}\ndate: ${new Date(date).toISOString()}`);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A loop over content in memory that has published everything. */
async function start(
  files: Readonly<Record<string, string>> = { 'articles/a.md': written('A') },
  more: Partial<LoopOptions> = {},
) {
  const memory = createMemoryStore({ 'site.yaml': SITE_YAML, ...files });
  const store = { ...memory };
  const origin = new Origin(Date.now);
  const events: (PublishedPreview | Error)[] = [];
  const content: ObjectStore = {
    list: (...asked) => store.list(...asked),
    get: (...asked) => store.get(...asked),
    put: memory.put,
    delete: memory.delete,
  };
  const options = { content, origin, feedsUrl: 'http://127.0.0.1/', now: Date.now, place: 'articles' };
  const publisher = new PreviewPublisher(options);
  const loop = new PublishLoop({
    publisher,
    now: Date.now,
    onPublished: published => events.push(published),
    onFailed: error => events.push(error as Error),
    ...more,
  });
  onTestFinished(async () => {
    await loop.stop();
    origin.close();
  });
  await loop.start();
  return {
    loop,
    memory,
    /** Store that the loop reads. Tests may replace its methods. */
    store,
    events,
    titles: (): readonly string[] => {
      const feed = JSON.parse(origin.get('feed.json')?.body.toString() ?? '{"items":[]}');
      return feed.items.map(({ title }: { readonly title: string }) => title).sort();
    },
    save: async (key: string, text: string): Promise<void> => {
      await memory.put(key, Buffer.from(text));
      loop.changed(key);
    },
    /** Waits until so many runs have ended, the first included; timers go on meanwhile. */
    told: (count: number): Promise<void> =>
      vi.waitFor(() => expect(events.length).toBeGreaterThanOrEqual(count), { timeout: 10_000 }),
  };
}

describe('the loop of a preview', () => {
  it('publishes 50 ms after the first change, however many follow', async () => {
    const { save, titles, told } = await start();
    await save('articles/b.md', written('B'));
    vi.advanceTimersByTime(30);
    await save('articles/c.md', written('C'));
    vi.advanceTimersByTime(19);
    expect(vi.getTimerCount()).toBe(1);
    expect(titles()).toEqual(['A']);
    vi.advanceTimersByTime(1);
    expect(vi.getTimerCount()).toBe(0);
    await told(2);
    expect(titles()).toEqual(['A', 'B', 'C']);
  });

  it('publishes after a run what changed while it was under way', async () => {
    const { save, store, memory, titles, told } = await start();
    let isRead = false;
    store.get = async (key, options) => {
      const object = await memory.get(key, options);
      if (key === 'articles/b.md' && !isRead) {
        isRead = true;
        await save('articles/b.md', written('Newer'));
      }
      return object;
    };
    await save('articles/b.md', written('B'));
    vi.advanceTimersByTime(50);
    await told(2);
    expect(titles()).toEqual(['A', 'B']);
    await vi.waitFor(() => {
      vi.advanceTimersByTime(50);
      expect(titles()).toEqual(['A', 'Newer']);
    });
  });

  it('lists everything once it is quiet, and gives that up for what changes', async () => {
    const { save, loop, store, memory, events, titles, told } = await start();
    await save('articles/b.md', written('B'));
    vi.advanceTimersByTime(50);
    await told(2);
    await memory.put('articles/c.md', Buffer.from(written('C')));
    let listed = 0;
    store.list = (prefix, options) => {
      if (prefix !== '') return memory.list(prefix, options);
      listed += 1;
      // While the first sweep lists, another change comes.
      if (listed === 1) loop.changed('articles/a.md');
      return memory.list(prefix, options);
    };
    await vi.waitFor(() => {
      vi.advanceTimersByTime(500);
      expect(listed).toBe(1);
    });
    await vi.waitFor(() => {
      vi.advanceTimersByTime(50);
      expect(events).toHaveLength(3);
    });
    expect(titles()).toEqual(['A', 'B']);
    await vi.waitFor(() => {
      vi.advanceTimersByTime(500);
      expect(titles()).toEqual(['A', 'B', 'C']);
    });
    expect(listed).toBe(2);
    expect(events).toHaveLength(4);
  });

  it('shows the last good build where a run fails, and mends it with the next change', async () => {
    const { save, store, memory, events, titles, told } = await start();
    store.get = () => Promise.reject(new Error('the disk is gone'));
    await save('articles/b.md', written('B'));
    vi.advanceTimersByTime(50);
    await told(2);
    expect(events[1]).toEqual(new Error('the disk is gone'));
    expect(titles()).toEqual(['A']);
    store.get = memory.get;
    expect(vi.getTimerCount()).toBe(0);
    await save('articles/c.md', written('C'));
    vi.advanceTimersByTime(50);
    await told(3);
    expect(titles()).toEqual(['A', 'B', 'C']);
  });

  it('lets out what falls due, corrects it and takes it back when the time has come', async () => {
    const fields = (more: string) =>
      article(
        `title: B\ndate: ${new Date(NOW + DAY).toISOString()}\n` +
          `expires: ${new Date(NOW + 3 * DAY).toISOString()}\n${more}`,
      );
    const { titles, events, told } = await start({
      'articles/a.md': written('A'),
      'articles/b.md': fields('tags: [x]'),
    });
    expect((events[0] as PublishedPreview).nextDue).toBe(NOW + DAY);
    vi.advanceTimersByTime(DAY - 1);
    expect(titles()).toEqual(['A']);
    vi.advanceTimersByTime(1);
    await told(2);
    expect(titles()).toEqual(['A', 'B']);
    await vi.waitFor(() => {
      vi.advanceTimersByTime(DAY / 4);
      expect(titles()).toEqual(['A']);
    });
    expect(Date.now()).toBeGreaterThanOrEqual(NOW + 3 * DAY);
  });

  it('hears of nothing that is no content', async () => {
    const { loop } = await start();
    loop.changed('notes.md');
    loop.changed('articles/.a.md.swp');
    expect(vi.getTimerCount()).toBe(0);
    loop.changed('site.yaml');
    expect(vi.getTimerCount()).toBe(1);
  });

  it('waits for nothing that falls due where the clock stands still', async () => {
    const { events } = await start(
      { 'articles/a.md': written('A', NOW + 60_000) },
      { standsStill: true, now: () => NOW },
    );
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(events).toHaveLength(1);
  });
});
