import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../functions/core/text/excerpt.ts';

describe('excerpt', () => {
  it.each([
    ['một hai ba', 20, 'một hai ba'],
    [' một\n hai  ba ', 20, 'một hai ba'],
    ['một hai ba', 7, 'một hai…'],
    ['một hai ba', 8, 'một hai…'],
    ['một hai, ba', 9, 'một hai…'],
    ['một hai – ba', 10, 'một hai…'],
    ['không-có-chỗ-cắt', 8, 'không-có…'],
    ['a'.repeat(30), 10, `${'a'.repeat(10)}…`],
    ['x😀😀😀😀', 4, 'x😀…'],
    ['\u00a0một\u00a0\u00a0 hai\u00a0ba \u00a0', 20, 'một hai\u00a0ba'],
    ['', 4, ''],
  ])('of %j at %i is %j', (text, limit, cut) => {
    expect(excerpt(text, limit)).toBe(cut);
  });

  it('looks at no more of a long text than it needs', () => {
    expect(excerpt('từ '.repeat(2_000_000))).toMatch(/^(?:từ ){92}từ…$/);
  });
});
