import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchOf, bridged, retried, SITE_YAML } from '../lambda/invocation.ts';
import { BundledFunction } from './bundled-function.ts';

const MINUTES = 60_000;

function article(title: string, text: string): string {
  return `---\ntitle: ${title}\ndate: 2026-11-20\ncategory: Chợ\n---\n${text}\n`;
}

/** As the queue hands out the same messages: the first time, and then again, so many times at most. */
function* receives(...messages: readonly unknown[]): Generator<object> {
  yield batchOf(...messages);
  for (let times = 2; times <= 6; times++) yield batchOf(...messages.map(retried));
}

function* sixTimes(event: object): Generator<object> {
  for (let times = 1; times <= 6; times++) yield event;
}

async function openNewsroom(isHostile: boolean): Promise<BundledFunction> {
  const newsroom = await BundledFunction.open(isHostile);
  newsroom.write('site.yaml', `${SITE_YAML}permalink: /{slug}.html\nentries: 20\n`);
  for (let at = 0; at < 1000; at++)
    newsroom.write(`articles/2018/${at}.md`, `---\ntitle: Bài ${at}\ndate: 2018-01-01\n---\nMột câu.\n`);
  newsroom.write('articles/out.md', article('Sẽ gỡ', 'Một câu.'));
  expect(newsroom.call({ full: true }).isAlive).toBe(true);
  return newsroom;
}

describe('the bundled function with a heap of 900 MB', () => {
  let newsroom: BundledFunction;
  beforeAll(async () => {
    newsroom = await openNewsroom(true);
  }, 5 * MINUTES);

  afterAll(() => newsroom.close());

  it(
    'publishes all others within two runs where a small source fills memory, names it, and lets go of what is deleted',
    () => {
      newsroom.write('articles/bad.md', article('Xấu', '@@GROW-READ@@'));
      newsroom.write('articles/good.md', article('Mới', 'Một câu.'));
      newsroom.remove('articles/out.md');
      const { calls, output } = newsroom.callUntilAlive(
        receives(bridged('articles/bad.md'), bridged('articles/good.md'), bridged('articles/out.md', 'Object Deleted')),
      );
      expect(calls).toBe(2);
      expect(output).toContain('"batchItemFailures":[]');
      expect(output).toMatch(/not published, since reading it took more than 320 MB of memory.*articles\/bad\.md/);
      const feed = newsroom.published('rss.xml');
      expect(feed).toContain('<title>Mới</title>');
      expect(feed).not.toContain('Xấu');
      expect(feed).not.toContain('Sẽ gỡ');
    },
    5 * MINUTES,
  );

  it(
    'takes a large source apart in the run after the one that it ended, whatever that was',
    () => {
      newsroom.write('articles/large.md', article('Dài', `@@GROW-RENDER@@\n${'Một câu dài. '.repeat(8000)}`));
      const dead = newsroom.call(batchOf(bridged('articles/large.md')));
      expect(dead.isAlive).toBe(false);
      newsroom.write('articles/good.md', article('Mới nhất', 'Một câu.'));
      // No event told of this run, and its message comes again in half an hour.
      const { calls, output } = newsroom.callUntilAlive(sixTimes({ sweep: true }));
      expect(calls).toBe(1);
      expect(output).toMatch(/more than 320 MB of memory.*articles\/large\.md/);
      expect(newsroom.published('rss.xml')).toContain('<title>Mới nhất</title>');
    },
    5 * MINUTES,
  );

  it(
    'ends what has no end, reading and rendering, within one run',
    () => {
      newsroom.limits = { batch: 500, alone: 1000 };
      newsroom.write('articles/loop-read.md', article('Không hết', '@@LOOP-READ@@'));
      newsroom.write('articles/loop-render.md', article('Không dứt', '@@LOOP-RENDER@@'));
      newsroom.write('articles/good.md', article('Mới hơn', 'Một câu.'));
      const keys = ['articles/loop-read.md', 'articles/loop-render.md', 'articles/good.md'];
      const { calls, output } = newsroom.callUntilAlive(receives(...keys.map(key => bridged(key))));
      expect(calls).toBe(1);
      for (const key of keys.slice(0, 2)) expect(output).toMatch(new RegExp(`took longer than 1 seconds.*${key}`));
      const feed = newsroom.published('rss.xml');
      expect(feed).toContain('<title>Mới hơn</title>');
      expect(feed).not.toMatch(/Không hết|Không dứt/);
    },
    5 * MINUTES,
  );

  it(
    'rebuilds without what it gave up, and lets a source in again once it is mended',
    () => {
      newsroom.limits = {};
      const rebuilt = newsroom.call({ full: true });
      expect(rebuilt.isAlive).toBe(true);
      expect(rebuilt.output).toContain('"rejectedSources":4');
      for (const key of ['bad', 'large', 'loop-read', 'loop-render']) {
        newsroom.write(`articles/${key}.md`, article(`Sửa ${key}`, 'Một câu.'));
        const { calls } = newsroom.callUntilAlive(receives(bridged(`articles/${key}.md`)));
        expect(calls).toBe(1);
        expect(newsroom.published('rss.xml')).toContain(`<title>Sửa ${key}</title>`);
      }
    },
    5 * MINUTES,
  );

  it(
    'finds a source that ends the process even from a thread, in six rebuilds at most',
    () => {
      newsroom.write('articles/2018/500.md', article('Chết', '@@KILL-READ@@'));
      newsroom.write('articles/good.md', article('Sau cùng', 'Một câu.'));
      const { calls, output } = newsroom.callUntilAlive(sixTimes({ full: true }));
      expect(calls).toBe(6);
      expect(output).toMatch(/reading it ended the process.*articles\/2018\/500\.md/);
      expect(newsroom.published('rss.xml')).toContain('<title>Sau cùng</title>');
      expect(newsroom.call({ sweep: true }).isAlive).toBe(true);
    },
    5 * MINUTES,
  );
});

describe('the worst source known', () => {
  it(
    'is no more than two runs of trouble',
    async () => {
      const newsroom = await openNewsroom(false);
      newsroom.write(
        'articles/worst.md',
        article('Xấu', `[a]: https://a.example/${'x'.repeat(20_000)}\n\n${'[a]'.repeat(40_000)}`),
      );
      newsroom.write('articles/good.md', article('Mới', 'Một câu.'));
      newsroom.remove('articles/out.md');
      const keys = ['articles/worst.md', 'articles/good.md', 'articles/out.md'];
      const { calls } = newsroom.callUntilAlive(receives(...keys.map(key => bridged(key))));
      expect(calls).toBeLessThanOrEqual(2);
      const feed = newsroom.published('rss.xml');
      expect(feed).toContain('<title>Mới</title>');
      expect(feed).not.toContain('Sẽ gỡ');
      expect(newsroom.call({ full: true }).isAlive).toBe(true);
      newsroom.close();
    },
    5 * MINUTES,
  );
});
