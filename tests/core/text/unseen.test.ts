import { describe, expect, it } from 'vitest';
import { isUnseen, showsAll } from '../../../functions/core/text/unseen.ts';

describe('text that shows all of its characters', () => {
  it('has none that shows nothing, but for spaces and line feeds', () => {
    const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));
    const hidden = units.filter(unit => showsAll(unit) && isUnseen(unit));
    expect(hidden).toEqual(['\n', ' ']);
  });

  it('is text of common scripts', () => {
    for (const text of ['Chợ Tràm “họp”', 'Ελλάδα', 'Привет', '日本語、', '한국어', ''])
      expect(showsAll(text)).toBe(true);
    for (const text of ['a\u200bb', 'a\u00a0b', '\ufeffa', 'a\tb', 'a\u00adb']) expect(showsAll(text)).toBe(false);
  });
});
