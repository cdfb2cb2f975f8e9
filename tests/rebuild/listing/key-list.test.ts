import { describe, expect, it } from 'vitest';
import { KeyList } from '../../../functions/rebuild/listing/key-list.ts';
import { newestFirst } from '../../../functions/rebuild/listing/listed-content.ts';

/** Keys of three chunks and a rest, some of them typed in two ways, and beyond the first plane of Unicode. */
const KEYS = Array.from({ length: 3333 }, (_, at) => {
  const key = `articles/${2000 + (at % 27)}/${['a', 'é', 'e\u0301', '😀', '\uffee'][at % 5]}${at}.md`;
  return at % 2 === 0 ? key : key.normalize('NFC');
});

function listOf(keys: readonly string[]): KeyList {
  const list = new KeyList(newestFirst);
  for (const key of keys) list.add(key);
  return list;
}

describe('a list of keys', () => {
  const sorted = [...KEYS].sort(newestFirst);

  it.each([
    ['from the first to the last', sorted.toReversed()],
    ['from the last to the first', sorted],
    ['in any order', KEYS],
  ])('that came %s gives them back sorted, as often as asked', (_, keys) => {
    const list = listOf(keys);
    expect(list.size).toBe(KEYS.length);
    expect([...list.sorted()]).toEqual(sorted);
    expect([...list.sorted()]).toEqual(sorted);
  });

  it('goes on after a key, whether that is still there or not', () => {
    const list = listOf(KEYS);
    expect([...list.sorted(sorted[1999])]).toEqual(sorted.slice(2000));
    expect([...listOf(sorted.toSpliced(1999, 1)).sorted(sorted[1999])]).toEqual(sorted.slice(2000));
    expect([...list.sorted(sorted.at(-1))]).toEqual([]);
    expect([...listOf([]).sorted()]).toEqual([]);
  });
});
