import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { describeObjectStore } from './object-store-contract.ts';
import { plantIn } from './plant.ts';

describeObjectStore('the memory store', {
  create: async () => {
    const skipped = new Map<string, string>();
    return { store: createMemoryStore({}, { skipped }), plant: () => plantIn(skipped) };
  },
  keepsMetadata: true,
});

describe('the memory store', () => {
  it('begins with what it is given, at the time that it is told', async () => {
    const store = createMemoryStore({ a: 'á', b: Uint8Array.of(1) }, { now: () => 5 });
    expect(await store.get('a')).toMatchObject({ size: 2, lastModified: 5 });
    expect((await store.get('b'))?.bytes).toEqual(Uint8Array.of(1));
  });
});
