import { describe, expect, it } from 'vitest';
import { addTallies, type Tally } from '../../../../functions/core/index/traits/feed-record.ts';
import { isForeign, staysInLanguage, usualLanguage } from '../../../../functions/core/index/traits/usual-language.ts';
import { fc } from '../../../property.ts';

describe('usualLanguage', () => {
  it.each<readonly [string, Tally, string]>([
    ['of most articles', { en: 2, '': 1 }, 'en'],
    ["the site's of those that declare none", { en: 1, '': 2 }, 'vi'],
    ["the site's where two have as many", { en: 2, fr: 2, '': 1 }, 'vi'],
    ["the site's of nothing", {}, 'vi'],
    ['by the language before the region', { 'en-GB': 2, 'en-US': 2, fr: 3 }, 'en'],
    ['of regions that of most', { 'en-GB': 2, 'en-US': 1, fr: 2 }, 'en-GB'],
    ["the site's own tag among those of its language", { 'vi-VN': 2, '': 2 }, 'vi'],
    ['of nothing that is gone', { en: -1, fr: 1 }, 'fr'],
  ])('is that %s', (_, tally, language) => {
    expect(usualLanguage(tally, 'vi')).toBe(language);
    expect(usualLanguage(Object.fromEntries(Object.entries(tally).reverse()), 'vi')).toBe(language);
  });

  it('knows where all are in the language of the site', () => {
    expect(isForeign({ '': 3, vi: 1 }, 'vi')).toBe(false);
    expect(isForeign({ '': 3, en: 1 }, 'vi')).toBe(true);
    expect(isForeign({ '': 3, en: 0 }, 'vi')).toBe(false);
  });
});

describe('staysInLanguage', () => {
  const tags = fc.constantFrom('', 'vi', 'vi-VN', 'en', 'en-GB', 'fr');
  const tally = fc.dictionary(tags, fc.integer({ min: 0, max: 4 }));
  const changes = fc.dictionary(tags, fc.integer({ min: -3, max: 3 }));

  it('says so only where the counts say the same', () => {
    fc.assert(
      fc.property(tally, changes, (before, change) => {
        const after = addTallies(before, change);
        fc.pre(Object.values(after).every(count => count >= 0));
        const known = isForeign(before, 'vi') ? usualLanguage(before, 'vi') : undefined;
        if (!staysInLanguage(known, change, 'vi')) return;
        expect(usualLanguage(after, 'vi')).toBe(known ?? 'vi');
        // What only the site's language is left of is looked at when another goes.
        if (known === undefined) expect(isForeign(after, 'vi')).toBe(false);
      }),
    );
  });
});
