import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { keysBeside, type ObjectStore } from '../../functions/stores/object-store.ts';

async function storeOf(keys: readonly string[]): Promise<ObjectStore> {
  const store = createMemoryStore();
  for (const key of keys) await store.put(key, Buffer.from(key));
  return store;
}

/** Keys that begin alike, more of them than one question takes. */
const crowd = (begin: string): readonly string[] => Array.from({ length: 120 }, (_, at) => `${begin}${at}.txt`);

describe('keysBeside', () => {
  it('finds all that begins with the stem, where it is little', async () => {
    const store = await storeOf(['a/x.md', 'a/x.json', 'a/x.1.md', 'a/xy.md', 'a/x']);
    expect(await keysBeside(store, 'a/x', ['json'])).toEqual(['a/x.1.md', 'a/x.json', 'a/x.md']);
  });

  it('finds each ending among many other keys, in any case, also one that another begins with', async () => {
    const wanted = ['md', 'mdx', 'MD', 'Mdx', '11tydata.js', '11tydata.json'].map(ending => `a/x.${ending}`);
    const others = ['', 'm', 'M', 'md', 'mdx', '1', '11tydata.js'].flatMap(begin => crowd(`a/x.${begin}`));
    const store = await storeOf([...wanted, ...others]);
    const found = await keysBeside(store, 'a/x', ['md', 'mdx', '11tydata.js', '11tydata.json']);
    expect(found.filter(key => !others.includes(key)).sort()).toEqual([...wanted].sort());
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBeLessThan(300);
  });
});
