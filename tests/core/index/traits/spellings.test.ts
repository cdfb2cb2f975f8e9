import { describe, expect, it } from 'vitest';
import { parseSpelledName, usualSpelling } from '../../../../functions/core/index/traits/spellings.ts';

describe('usualSpelling', () => {
  it.each<readonly [string, Readonly<Record<string, number>>, string, string | undefined]>([
    ['most articles', { 'Thời sự': 2, 'THỜI SỰ': 1 }, 'thoi-su', 'Thời sự'],
    ['most articles, whatever the marks', { 'Thời sự': 1, 'Thoi su': 2 }, 'thoi-su', 'Thoi su'],
    ['of several the one with more diacritics', { 'Kinh te': 2, 'Kinh tế': 2, 'Kính tế': 2 }, 'kinh-te', 'Kính tế'],
    ['a stroke among the diacritics', { 'Doi song': 1, 'Đoi song': 1 }, 'doi-song', 'Đoi song'],
    ['then the first in the order of code points', { News: 3, NEWS: 3, news: 3 }, 'news', 'NEWS'],
    ['by code points, not by code units', { '\u{1f4f0}a': 1, '\uff21': 1 }, 'a', '\uff21'],
    ['Japanese with its marks', { ニュース: 1, ニューズ: 1 }, 'x', 'ニューズ'],
    ['no address beside a spelling', { 'tin-tuc': 5, 'Tin tức': 1 }, 'tin-tuc', 'Tin tức'],
    ['an address that differs in case alone', { news: 2, NEWS: 1 }, 'news', 'news'],
    ['an address where there is nothing else', { news: 2 }, 'news', 'news'],
    ['nothing that is gone', { 'Tin tức': 0, 'tin tức': -1 }, 'tin-tuc', undefined],
    ['nothing of nothing', {}, 'tin-tuc', undefined],
  ])('takes %s', (_, counts, slug, usual) => {
    expect(usualSpelling(counts, slug)).toBe(usual);
    expect(usualSpelling(Object.fromEntries(Object.entries(counts).reverse()), slug)).toBe(usual);
  });
});

describe('parseSpelledName', () => {
  it('tells the feed and how its name is spelled', () => {
    expect(parseSpelledName('category:Thời sự: mới')).toEqual({ feed: 'category:thoi-su-moi', title: 'Thời sự: mới' });
  });

  it('takes the slug that stands behind the name', () => {
    expect(parseSpelledName('category:Tags\ttags-f416eba0')).toEqual({ feed: 'category:tags-f416eba0', title: 'Tags' });
  });
});
