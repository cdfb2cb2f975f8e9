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

  it('refuses what S3 would: long keys, and much metadata', async () => {
    const store = createMemoryStore();
    const [longest, tooLong] = ['á'.repeat(512), `${'á'.repeat(512)}a`];
    const metadata = (length: number) => ({ metadata: { redirect: 'x'.repeat(length) } });
    await store.put(longest, Uint8Array.of(1), metadata(2040));
    expect((await store.get(longest))?.metadata.redirect).toHaveLength(2040);
    await expect(store.put('a', Uint8Array.of(1), metadata(2041))).rejects.toThrow('S3 takes 2,048');
    for (const ask of [() => store.put(tooLong, Uint8Array.of(1)), () => store.get(tooLong)])
      await expect(ask()).rejects.toThrow('the key is too long; S3 takes 1,024 bytes');
    await expect(store.delete(tooLong)).rejects.toThrow('the key is too long');
  });
});
