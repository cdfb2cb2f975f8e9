import { describe, expect, it } from 'vitest';
import { assertSafeKey, compareKeys, isSafeKey, isWithin, sortKeys } from '../../functions/stores/object-key.ts';
import { fc } from '../property.ts';

const key = fc.string({ unit: 'binary', maxLength: 6 });
const bytewise = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('a key', () => {
  it.each([
    ['', 'it is empty'],
    ['/a', 'a part of it is empty'],
    ['a//b', 'a part of it is empty'],
    ['a/', 'a part of it is empty'],
    ['.', 'a part of it is . or .., which could leave the store'],
    ['a/../b', 'a part of it is . or .., which could leave the store'],
    ['a/..', 'a part of it is . or .., which could leave the store'],
    ['a\0b', 'it holds NUL'],
    ['a\\..\\b', 'it holds a backslash'],
  ])('%j is refused, and the reason is told', (unsafe, reason) => {
    expect(isSafeKey(unsafe)).toBe(false);
    expect(() => assertSafeKey(unsafe)).toThrow(`is no key: ${reason}; use names joined by slashes`);
  });

  it.each(['a', '...', '.a', 'a/.b/c..', 'media/Chợ quê.jpg', '😀'])('%j is one', safe => {
    expect(isSafeKey(safe)).toBe(true);
    expect(() => assertSafeKey(safe)).not.toThrow();
  });
});

describe('the order of keys', () => {
  it('is that of their UTF-8 bytes, as S3 lists them', () => {
    expect(compareKeys('\uffff', '😀')).toBeLessThan(0);
    fc.assert(fc.property(key, key, (a, b) => Math.sign(compareKeys(a, b)) === bytewise(a, b)));
    fc.assert(
      fc.property(fc.array(key), keys => {
        expect(sortKeys([...keys])).toEqual([...keys].sort(bytewise));
      }),
    );
  });
});

describe('a range of keys', () => {
  it.each([
    ['articles/a.md', true],
    ['articles/0.md', false],
    ['articles/5.md', false],
    ['articles/50.md', true],
    ['media/a.jpg', false],
    // Folders that may hold some of them.
    ['articles/', true],
    ['articles/2026/', false],
    ['media/', false],
  ])('has %j: %s', (name, isIn) => {
    expect(isWithin({ prefix: 'articles/', after: 'articles/5.md' }, name)).toBe(isIn);
  });

  it('goes into a folder that its beginning lies in', () => {
    expect(isWithin({ prefix: 'articles/2026/', after: '' }, 'articles/')).toBe(true);
    expect(isWithin({ prefix: '', after: 'articles/2026/b.md' }, 'articles/2026/')).toBe(true);
    expect(isWithin({ prefix: '', after: 'articles/2026/b.md' }, 'articles/2025/')).toBe(false);
  });
});
