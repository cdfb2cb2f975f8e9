import { describe, expect, it } from 'vitest';
import { Inbox } from '../../../functions/state/manifest/inbox.ts';
import { createMemoryStore } from '../../../functions/stores/memory-store.ts';
import { noted } from '../../publish/live-newsroom.ts';

const keysOf = (name: string, count: number) => Array.from({ length: count }, (_, at) => `articles/${name}-${at}.md`);

/** An inbox with some items of some keys each, and what is asked of its store. */
async function open(items: number, keys: number) {
  const store = createMemoryStore({}, { now: () => 0 });
  const requests: string[] = [];
  const inbox = new Inbox(noted(store, requests));
  for (let at = 0; at < items; at++) {
    const name = `run-${String(at).padStart(4, '0')}`;
    await inbox.leave(name, { keys: keysOf(name, keys) });
  }
  return { store, inbox, reads: () => requests.filter(request => request.startsWith('GET')).length };
}

describe('the inbox', () => {
  it('is taken in commit by commit, and each item is read once', async () => {
    const { inbox, reads } = await open(100, 10);
    const taken: string[] = [];
    for (;;) {
      const { names, items } = await inbox.read(100);
      if (names.length === 0) break;
      expect(items.flatMap(({ keys }) => keys)).toHaveLength(100);
      expect(names.flatMap(name => keysOf(name, 10))).toEqual(items.flatMap(({ keys }) => keys));
      taken.push(...names);
      await inbox.delete(names);
    }
    expect(new Set(taken).size).toBe(100);
    expect(reads()).toBe(100);
  });

  it('has few more items in memory than one commit takes in, however large they are', async () => {
    const { inbox, reads } = await open(100, 200);
    expect((await inbox.read(1000)).names).toHaveLength(5);
    expect(reads()).toBeLessThan(20);
  });

  it.each([
    ['of one key', 1],
    ['without any', 0],
  ])('gives no more items at once than a commit takes keys: items %s', async (_, keys) => {
    const { inbox } = await open(50, keys);
    expect((await inbox.read(40)).names).toHaveLength(40);
  });

  it.each(['inbox/x', 'inbox/', 'inbox/notes.txt', 'inbox//a.br', 'inbox/../x.br'])(
    'leaves alone what no run has left: %s',
    async key => {
      const { store } = await open(1, 1);
      const requests: string[] = [];
      const inbox = new Inbox({
        ...noted(store, requests),
        list: async function* (prefix) {
          yield { key, etag: 'e', size: 1, lastModified: 0 };
          yield* store.list(prefix);
        },
      });
      const { names } = await inbox.read(100);
      expect(names).toEqual(['run-0000']);
      await inbox.delete(names);
      expect((await inbox.read(100)).names).toEqual([]);
      expect(requests).toEqual(['GET inbox/run-0000.br', 'DELETE inbox/run-0000.br']);
    },
  );

  it('takes what can not be read for an item without keys, so that it goes', async () => {
    const { inbox, store } = await open(0, 0);
    await store.put('inbox/damaged.br', new Uint8Array([1, 2, 3]));
    expect(await inbox.read(100)).toEqual({ names: ['damaged'], items: [{ keys: [] }] });
  });
});
