import { describe, expect, it } from 'vitest';
import { assertSafeKey, isSafeKey, isWithin } from '../../functions/stores/object-key.ts';

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
