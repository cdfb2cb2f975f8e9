import { describe, expect, it } from 'vitest';
import { compareKeys } from '../../functions/core/text/key-order.ts';
import { type ListedRange, listRanges, splitKeys } from '../../functions/run/key-ranges.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { fc, runs } from '../property.ts';

const key = fc
  .array(fc.constantFrom('a', 'b', 'é', 'ﬁ', '😀', '.md', '-', '/x'), { minLength: 1, maxLength: 4 })
  .map(parts => `k${parts.join('')}`);

describe('ranges of keys', () => {
  it('have every key once, in whatever parts they are listed and gone on with', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(key, { maxLength: 30 }),
        fc.array(key, { maxLength: 30 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 1, max: 5 }),
        async (keys, sample, count, perLook) => {
          const store = createMemoryStore(Object.fromEntries(keys.map(name => [name, ''])));
          const listed: string[] = [];
          let left: readonly ListedRange[] = splitKeys(sample, count);
          for (let looks = 0; left.length > 0; )
            left = await listRanges(store, left, summary => listed.push(summary.key), {
              isShort: () => looks++ % 3 < 2,
              perLook,
            });
          expect(listed.sort(compareKeys)).toEqual([...keys].sort(compareKeys));
        },
      ),
      runs(200),
    );
  });

  it('have about as many keys each', () => {
    const names = Array.from({ length: 1000 }, (_, at) => `articles/${String(at).padStart(4, '0')}`);
    const ranges = splitKeys(names, 4);
    expect(ranges).toEqual([
      { upTo: 'articles/0250' },
      { after: 'articles/0250', upTo: 'articles/0500' },
      { after: 'articles/0500', upTo: 'articles/0750' },
      { after: 'articles/0750' },
    ]);
    expect(splitKeys(names, 1)).toEqual([{}]);
    expect(splitKeys(['a', 'a'], 9)).toEqual([{}]);
    expect(splitKeys([], 9)).toEqual([{}]);
    // More requests at once are no faster.
    expect(splitKeys(names, 999)).toHaveLength(16);
  });

  it('are listed side by side, and none goes on once one has failed', async () => {
    const store = createMemoryStore({ a: '', b: '', c: '', d: '' });
    const taken: string[] = [];
    const open: string[] = [];
    let most = 0;
    const listing = listRanges(
      {
        ...store,
        list: async function* (prefix, options) {
          open.push('');
          most = Math.max(most, open.length);
          await new Promise(resolve => setImmediate(resolve));
          if (options?.after === 'b') throw new Error('503');
          for await (const summary of store.list(prefix, options)) {
            yield summary;
            await new Promise(resolve => setImmediate(resolve));
          }
          open.pop();
        },
      },
      [{ upTo: 'b' }, { after: 'b' }],
      summary => taken.push(summary.key),
      { isShort: () => false, perLook: 1 },
    );
    await expect(listing).rejects.toThrow('503');
    expect([most, taken.length]).toEqual([2, 1]);
  });
});
