import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { createCountingStore } from '../../functions/stores/counting-store.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { deleteAll, type ObjectStore } from '../../functions/stores/object-store.ts';
import { describeObjectStore } from './object-store-contract.ts';
import { plantIn } from './plant.ts';

describeObjectStore('the counting store', {
  create: async () => {
    const skipped = new Map<string, string>();
    const store = createCountingStore(createMemoryStore({}, { skipped }), () => undefined);
    return { store, plant: () => plantIn(skipped) };
  },
  keepsMetadata: true,
});

function counting(initial: Readonly<Record<string, string>> = {}): {
  readonly store: ObjectStore;
  readonly told: readonly (readonly [kind: string, bytes: number])[];
} {
  const told: [string, number][] = [];
  return { store: createCountingStore(createMemoryStore(initial), (...request) => told.push(request)), told };
}

describe('the counting store', () => {
  it('tells of each request with the bytes of its object', async () => {
    const { store, told } = counting({ a: 'four' });
    await store.get('a');
    await store.get('none');
    await store.put('b', Buffer.from('seven..'));
    await store.delete('a');
    expect(told).toEqual([
      ['GET', 4],
      ['GET', 0],
      ['PUT', 7],
      ['DELETE', 0],
    ]);
  });

  it('counts one request for a thousand objects that are deleted together', async () => {
    const told: string[] = [];
    const deleteMany = async (): Promise<void> => undefined;
    const store = createCountingStore({ ...createMemoryStore(), deleteMany }, kind => told.push(kind));
    await deleteAll(
      store,
      Array.from({ length: 1001 }, (_, at) => `${at}`),
    );
    expect(told).toEqual(['DELETE', 'DELETE']);
  });

  it('tells of requests that fail: they are billed too', async () => {
    const { store, told } = counting({ a: 'x' });
    await expect(store.put('a', Buffer.from('yy'), { ifNoneMatch: '*' })).rejects.toThrow();
    await expect(store.get('..')).rejects.toThrow();
    expect(told).toEqual([
      ['PUT', 2],
      ['GET', 0],
    ]);
  });

  it.each([
    [0, 1],
    [1, 1],
    [1000, 1],
    [1001, 2],
    [2500, 3],
  ])('counts for %i keys %i pages', async (keys, pages) => {
    const { store, told } = counting(Object.fromEntries(Array.from({ length: keys }, (_, at) => [`a/${at}`, ''])));
    let listed = 0;
    for await (const _ of store.list('a/')) listed += 1;
    expect(listed).toBe(keys);
    expect(told).toEqual(Array.from({ length: pages }, () => ['LIST', 0]));
  });

  it('hands on from where a listing begins', async () => {
    const { store, told } = counting({ a: '', b: '', c: '' });
    const keys: string[] = [];
    for await (const { key } of store.list('', { after: 'a' })) keys.push(key);
    expect(keys).toEqual(['b', 'c']);
    expect(told).toEqual([['LIST', 0]]);
  });
});
