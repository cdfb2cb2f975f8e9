import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readingSlug } from '../../functions/core/article/key.ts';
import type { Purge } from '../../functions/lambda/cloudfront.ts';
import { createHandler, type HandlerOptions } from '../../functions/lambda/handler.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { parsePing } from '../../functions/websub/ping-message.ts';
import { NOW } from '../core/samples.ts';
import { article } from '../publish/newsroom.ts';
import { batchOf, bridged, invoke, SITE_YAML } from './invocation.ts';

const KEY = 'articles/a.md';
const GOOD = article('title: Chợ phiên\ndate: 2026-11-20\ncategory: Đời sống');
const TAG = `#article:${readingSlug(KEY)}`;
const MINUTE = 60_000;

/** A function before an edge that the test has answer, and the messages that it sends itself. */
async function open(more: Partial<HandlerOptions> = {}) {
  let now = NOW;
  const items: string[] = [];
  const delays: number[] = [];
  const bodies: string[] = [];
  const state = { answer: async (): Promise<void> => undefined };
  const content = createMemoryStore(
    { 'site.yaml': `${SITE_YAML}hub: https://hub.example/\n`, [KEY]: GOOD },
    { now: () => now },
  );
  const feeds = createMemoryStore({}, { now: () => now });
  const purge: Purge = async request => {
    await state.answer();
    items.push(...request.items);
  };
  const queue = {
    send: async (body: string, delay: number): Promise<void> => {
      bodies.push(body);
      delays.push(delay);
    },
  };
  const handler = createHandler({ content, feeds, now: () => now, purge, queue, ...more });
  await invoke(handler, {});
  // Files that have had tags for long.
  now += 10 * 24 * 60 * MINUTE;
  delays.length = 0;
  bodies.length = 0;
  return {
    state,
    feeds,
    items,
    delays,
    bodies,
    call: (event: object) => invoke(handler, event),
    wait: (minutes: number) => {
      now += minutes * MINUTE;
    },
    async change(text: string | undefined) {
      if (text === undefined) await content.delete(KEY);
      else await content.put(KEY, Buffer.from(text));
      return invoke(handler, batchOf(bridged(KEY)));
    },
  };
}

describe('the function', () => {
  it('has the edge forget what an event takes back, and says so', async () => {
    const { change, items } = await open();
    const { answer, log } = await change(undefined);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(items).toEqual(expect.arrayContaining([TAG, '#file:rss.xml', '#file:doi-song/index.html']));
    expect(log).toContainEqual(expect.objectContaining({ level: 'INFO', items: items.length }));
  });

  it('has it forget nothing of what is new, unless it is to forget whatever is rewritten', async () => {
    const plain = await open();
    const eager = await open({ everyPublish: true });
    for (const { items, call } of [plain, eager]) {
      await call({ full: true });
      expect(items).toEqual([]);
    }
    const added = (opened: typeof plain) => opened.change(GOOD.replace('2026-11-20', '2026-11-21'));
    for (const opened of [plain, eager]) await opened.change(undefined);
    plain.items.length = 0;
    eager.items.length = 0;
    await added(plain);
    await added(eager);
    expect(plain.items).toEqual([]);
    expect(eager.items).toEqual(expect.arrayContaining([TAG, '#file:rss.xml']));
  });

  it('publishes all the same where the edge fails, says so, and asks again in a later run', async () => {
    const { change, items, state, feeds, call, wait } = await open();
    state.answer = async () => {
      throw new Error('CLOUDFRONT answers 403: AccessDenied');
    };
    const { answer, log } = await change(undefined);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(Buffer.from((await feeds.get('public/rss.xml'))?.bytes ?? []).toString()).not.toContain('Chợ phiên');
    expect(log).toContainEqual(
      expect.objectContaining({
        level: 'ERROR',
        message: expect.stringMatching(/^the edge could not be asked/),
        error: expect.objectContaining({ message: 'CLOUDFRONT answers 403: AccessDenied' }),
      }),
    );
    state.answer = async () => undefined;
    wait(5);
    await call({ due: true });
    expect(items).toContain(TAG);
    items.length = 0;
    await call({ due: true });
    expect(items).toEqual([]);
  });

  it('waits for an edge that is slow, and does no more', async () => {
    const { change, items, state } = await open();
    let answered = false;
    state.answer = async () => {
      await new Promise(resolve => setImmediate(resolve));
      answered = true;
    };
    const { answer } = await change(undefined);
    expect([answer, answered, items.includes(TAG)]).toEqual([{ batchItemFailures: [] }, true, true]);
  });

  it('tells hubs half a minute after the edge was asked, and two minutes after where it was not', async () => {
    const { change, delays, bodies, state } = await open();
    await change(`${GOOD}Đã sửa.\n`);
    expect(delays).toEqual([30]);
    expect(parsePing(bodies[0] ?? '')?.topics.every(({ purged }) => purged !== undefined)).toBe(true);
    state.answer = async () => {
      throw new Error('down');
    };
    await change(`${GOOD}Lại sửa.\n`);
    expect(delays).toEqual([30, 125]);
  });
});
