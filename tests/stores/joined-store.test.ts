import { describe, expect, it } from 'vitest';
import { createJoinedStore } from '../../functions/stores/joined-store.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { describeObjectStore } from '../stores/object-store-contract.ts';
import { plantIn } from '../stores/plant.ts';

describeObjectStore('a folder of joined stores', {
  create: async () => {
    const skipped = new Map<string, string>();
    const joined = createJoinedStore({
      state: createMemoryStore({ a: 'x', 'articles/b': 'x' }),
      public: createMemoryStore({}, { skipped }),
    });
    return { store: createPrefixedStore(joined, 'public/'), plant: () => plantIn(skipped) };
  },
  keepsMetadata: true,
});

describe('joined stores', () => {
  const joined = createJoinedStore({
    b: createMemoryStore({ '1': 'x', '2': 'x' }),
    a: createMemoryStore({ '3': 'x' }),
  });

  it('are listed one after the other, in the order of their names', async () => {
    const keys = async (...asked: Parameters<typeof joined.list>) => {
      const found: string[] = [];
      for await (const { key } of joined.list(...asked)) found.push(key);
      return found;
    };
    expect(await keys()).toEqual(['a/3', 'b/1', 'b/2']);
    expect(await keys('b')).toEqual(['b/1', 'b/2']);
    expect(await keys('b/2')).toEqual(['b/2']);
    expect(await keys('c/')).toEqual([]);
    expect(await keys('', { after: 'a/4' })).toEqual(['b/1', 'b/2']);
    expect(await keys('', { after: 'b/1' })).toEqual(['b/2']);
  });

  it.each(['c/1', 'a', 'ab/1', ''])('have nothing beside them: %j', async key => {
    await expect(joined.get(key)).rejects.toThrow('is in no folder of this store; those are a, b');
    await expect(joined.put(key, Buffer.from('x'))).rejects.toThrow('is in no folder');
    await expect(joined.delete(key)).rejects.toThrow('is in no folder');
  });
});
