import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { deleteAll, type ObjectStore } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { describeObjectStore } from './object-store-contract.ts';
import { plantIn } from './plant.ts';

describeObjectStore('the view of a prefix', {
  create: async () => {
    const skipped = new Map([['state//a', 'x']]);
    const store = createMemoryStore({ 'public.md': 'x', public0: 'x', 'state/a': 'x' }, { skipped });
    return { store: createPrefixedStore(store, 'public/'), plant: () => plantIn(skipped, 'public/') };
  },
  keepsMetadata: true,
  prefix: 'public/',
});

async function keysOf(store: ObjectStore): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list()) keys.push(key);
  return keys;
}

describe('the view of a prefix', () => {
  it('shows and changes what lies under the prefix, and nothing else', async () => {
    const store = createMemoryStore({ 'public/a': '1', 'public/b/c': '2', 'state/a': '3' });
    const view = createPrefixedStore(store, 'public/');
    expect(await keysOf(view)).toEqual(['a', 'b/c']);
    expect(await view.get('a')).toMatchObject({ key: 'a', size: 1 });
    expect(await view.get('state/a')).toBeUndefined();
    await view.put('d', Buffer.from('4'));
    await view.delete('a');
    expect(await keysOf(store)).toEqual(['public/b/c', 'public/d', 'state/a']);
  });

  it('deletes many under the prefix at once where the store does so, and nothing of that name elsewhere', async () => {
    const memory = createMemoryStore({ a: '0', 'public/a': '1', 'public/b': '2', 'public/c': '3', 'state/a': '4' });
    let calls = 0;
    const store: ObjectStore = {
      ...memory,
      async deleteMany(keys) {
        calls += 1;
        for (const key of keys) await this.delete(key);
      },
    };
    await deleteAll(createPrefixedStore(store, 'public/'), ['a', 'b', 'gone']);
    expect(await keysOf(store)).toEqual(['a', 'public/c', 'state/a']);
    expect(calls).toBe(1);
  });

  it.each(['../state/a', '/../state/a', 'b/../../state/a'])('leads nowhere else: %s', async key => {
    const store = createMemoryStore({ 'state/a': '3' });
    const view = createPrefixedStore(store, 'public/');
    await expect(view.get(key)).rejects.toThrow('is no key');
    await expect(view.put(key, Buffer.from('4'))).rejects.toThrow('is no key');
    await expect(view.delete(key)).rejects.toThrow('is no key');
    expect(await keysOf(store)).toEqual(['state/a']);
  });

  it.each(['public', '', '/', '../'])('is of a folder, which %j is not', prefix => {
    expect(() => createPrefixedStore(createMemoryStore(), prefix)).toThrow(/is no (folder|key)/);
  });
});
