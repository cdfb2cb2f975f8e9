import { describe, expect, it } from 'vitest';
import { isExcluded } from '../../../functions/core/import/folders/excluded.ts';

describe('a file that a configuration leaves out', () => {
  it.each([
    ['a/b.png', [], false],
    ['a/b.png', ['a'], true],
    ['a/b.png', ['./a/'], true],
    ['ab/b.png', ['a'], false],
    ['a/b.png', ['*.png'], true],
    ['a/b.png', ['a/?.p*g'], true],
    ['a/b.png', ['a/[bc].{png,jpg}'], true],
    ['a/b.png', ['*.jpg', '/'], false],
    ['a/b/c.png', ['a/**/c.png'], true],
    ['a/b/c.png', ['*x'], false],
  ])('%s by %j: %s', (name, patterns, expected) => {
    expect(isExcluded(name, patterns)).toBe(expected);
  });
});
