import { describe, expect, it } from 'vitest';
import { countTaken, joinItems, smallestFirst } from '../../../functions/core/handover/inbox-item.ts';

const item = (...keys: readonly string[]) => ({ keys });

describe('items of the inbox', () => {
  it('are taken in with the smallest first, so that one article does not wait for an import', () => {
    const listed = [
      { name: 'import', size: 9000 },
      { name: 'b', size: 80 },
      { name: 'a', size: 80 },
    ];
    expect(smallestFirst(listed).map(({ name }) => name)).toEqual(['a', 'b', 'import']);
  });

  it('are taken in together up to a number of keys, and one of them whatever it has', () => {
    const [two, three] = [item('a', 'b'), item('c', 'd', 'e')];
    expect(countTaken([two, three, two], 5)).toBe(2);
    expect(countTaken([two, three], 4)).toBe(1);
    expect(countTaken([three], 1)).toBe(1);
    expect(countTaken([item(), item(), two], 2)).toBe(3);
    expect(countTaken([], 5)).toBe(0);
  });

  it('are one when joined: each key comes once', () => {
    const joined = joinItems([
      { keys: ['a', 'b'], retried: ['b'] },
      { keys: ['b', 'c'], forced: ['c'], paths: ['rss.xml'], ended: ['run-1'] },
    ]);
    expect(joined).toEqual({
      keys: ['a', 'b', 'c'],
      retried: ['b'],
      forced: ['c'],
      paths: ['rss.xml'],
      ended: ['run-1'],
    });
  });
});
