import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { publish, type Work } from '../../functions/publish/publish.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { SITE_YAML } from '../lambda/invocation.ts';
import { article } from '../publish/newsroom.ts';

function createGate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open = (): void => undefined;
  const passed = new Promise<void>(resolve => {
    open = resolve;
  });
  return { open, passed };
}

it('a page that another run wrote while a rebuild by another site.yaml was under way is written again', async () => {
  let now = NOW;
  let runs = 0;
  const content = createMemoryStore({}, { now: () => now });
  const feeds = createMemoryStore({}, { now: () => now });
  const put = (key: string, text: string) => content.put(key, Buffer.from(text));
  const run = (store: ObjectStore, work: Work) =>
    publish({ content, feeds: store, now: () => now, runId: `run-${runs++}`, revision: 'tested' }, work);
  await put('site.yaml', SITE_YAML);
  await put('articles/a.md', article(`title: A\ndate: ${new Date(NOW + HOUR).toISOString()}`));
  await put('articles/b.md', article('title: B\ndate: 2026-11-20'));
  await run(feeds, { kind: 'sweep' });

  // The article is due, and the newsroom has another name: a rebuild and an event's run both write its page, the latter
  // by the old name.
  now += 2 * HOUR;
  await put('site.yaml', SITE_YAML.replace('Báo Mẫu', 'Báo Mới'));
  const isPage = (key: string) => /^public\/articles\/a-.*\.html$/.test(key);
  const [atPage, rebuilt, ended] = [createGate(), createGate(), createGate()];
  const slow: ObjectStore = {
    ...feeds,
    put: async (key, ...rest) => {
      if (isPage(key)) {
        atPage.open();
        await rebuilt.passed;
      }
      return feeds.put(key, ...rest);
    },
  };
  let isRebuilt = false;
  const rebuilding: ObjectStore = {
    ...feeds,
    put: async (key, ...rest) => {
      const result = await feeds.put(key, ...rest);
      if (isPage(key)) isRebuilt = true;
      return result;
    },
    get: async (key, options) => {
      if (key === 'state/state.br' && isRebuilt) {
        rebuilt.open();
        await ended.passed;
      }
      return feeds.get(key, options);
    },
  };
  const event = run(slow, { kind: 'changes', keys: ['articles/b.md'] }).finally(ended.open);
  await atPage.passed;
  await Promise.all([event, run(rebuilding, { kind: 'sweep' })]);
  await run(feeds, { kind: 'sweep' });

  for await (const { key } of feeds.list('public/articles/a-')) {
    const page = await feeds.get(key);
    expect(Buffer.from(page?.bytes ?? '').toString()).toContain('A – Báo Mới');
  }
});
