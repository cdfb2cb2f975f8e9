import { describe, expect, it } from 'vitest';
import type { DeltaEntry } from '../../../functions/core/index/index-record.ts';
import {
  addCounts,
  addSpellings,
  feedOfSpellings,
  parseSpelledName,
  Spellings,
  spellingsKey,
  usualSpelling,
} from '../../../functions/core/index/spellings.ts';
import { fc } from '../../property.ts';

const FEED = 'category:thoi-su';
const KEY = spellingsKey(FEED);
const nothing = { spellings: () => ({}) };

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

describe('sums of spellings', () => {
  const counts = fc.dictionary(
    fc.constantFrom('a', 'b', '__proto__', 'constructor', '7'),
    fc.integer({ max: 3, min: -3 }),
  );

  it('add up in any order, and leave out what comes to 0', () => {
    fc.assert(
      fc.property(counts, counts, counts, (a, b, c) => {
        expect(addCounts(addCounts(a, b), c)).toEqual(addCounts(a, addCounts(b, c)));
        expect(addCounts(a, b)).toEqual(addCounts(b, a));
        expect(Object.values(addCounts(a, b))).not.toContain(0);
      }),
    );
  });

  it('are nothing where all went', () => {
    const one = { status: 'spellings', counts: { A: 2 } } as const;
    expect(addSpellings(one, { status: 'spellings', counts: { A: -2 } })).toBeUndefined();
    expect(addSpellings(one, undefined)).toEqual(one);
  });

  it('have a key that tells the feed, as no object has', () => {
    expect(feedOfSpellings(KEY)).toBe(FEED);
    expect(feedOfSpellings('articles/a.md')).toBeUndefined();
    expect(parseSpelledName('category:Thời sự: mới')).toEqual({ feed: 'category:thoi-su-moi', title: 'Thời sự: mới' });
  });
});

describe('Spellings', () => {
  const open = (titles: Readonly<Record<string, string>> = {}, counts?: Readonly<Record<string, number>>) => {
    const delta = new Map<string, DeltaEntry | null>(counts ? [[KEY, { status: 'spellings', counts }]] : []);
    return { delta, spellings: new Spellings(titles, delta) };
  };

  it('counts what comes and goes, and leaves no trace of what did both', () => {
    const { delta, spellings } = open();
    spellings.count(['category:Thời sự', 'category:Thời sự', 'category:THỜI SỰ'], 1);
    expect(delta.get(KEY)).toEqual({ status: 'spellings', counts: { 'Thời sự': 2, 'THỜI SỰ': 1 } });
    spellings.count(['category:Thời sự', 'category:Thời sự', 'category:THỜI SỰ'], -1);
    expect([...delta]).toEqual([]);
  });

  it('changes nothing of the state that it goes on from', () => {
    const counts = { 'Thời sự': 1 };
    const { delta, spellings } = open({ [FEED]: 'Thời sự' }, counts);
    spellings.count(['category:Thời sự'], 1);
    expect(counts).toEqual({ 'Thời sự': 1 });
    expect(delta.get(KEY)).toMatchObject({ counts: { 'Thời sự': 2 } });
  });

  it('goes on where its sums were taken away', () => {
    const { delta, spellings } = open();
    spellings.count(['category:A'], 1);
    delta.clear();
    spellings.count(['category:A'], 1);
    expect([...delta.values()]).toEqual([{ status: 'spellings', counts: { A: 1 } }]);
  });

  it('asks for all counts only where what changed does not say enough', () => {
    const asked: string[] = [];
    const index = {
      spellings: (feed: string) => {
        asked.push(feed);
        return { 'Thời sự': 2, 'THỜI SỰ': 3 };
      },
    };
    const titleAfter = (...changes: readonly (readonly [string, 1 | -1])[]) => {
      const { spellings } = open({ [FEED]: 'Thời sự' });
      for (const [title, by] of changes) spellings.count([`category:${title}`], by);
      spellings.settle(index);
      return spellings.titleOf(FEED);
    };
    expect(titleAfter(['Thời sự', 1])).toBe('Thời sự');
    expect(titleAfter(['THỜI SỰ', -1], ['Thời sự', 1])).toBe('Thời sự');
    expect(asked).toEqual([]);
    expect(titleAfter(['THỜI SỰ', 1])).toBe('THỜI SỰ');
    expect(titleAfter(['Thời sự', -1])).toBe('THỜI SỰ');
    expect(asked).toEqual([FEED, FEED]);
  });

  it('asks again where a title is an address, which counts beside others alone', () => {
    const { spellings } = open({ 'category:news': 'news' });
    spellings.count(['category:NEWS'], -1);
    spellings.settle({ spellings: () => ({ news: 3, Néws: 1 }) });
    expect(spellings.titleOf('category:news')).toBe('Néws');
  });

  it('knows a feed that had no title from what changed', () => {
    const { spellings } = open();
    spellings.count(['category:Thời sự'], 1);
    spellings.settle(nothing);
    expect(spellings.titles()).toEqual({ [FEED]: 'Thời sự' });
    expect(spellings.areSeveral).toBe(false);
    spellings.count(['category:Thời sự'], -1);
    spellings.settle(nothing);
    expect(spellings.titles()).toEqual({});
  });

  it('finds nothing until all that it asks for is there', () => {
    const { spellings } = open({ [FEED]: 'Thời sự' });
    spellings.count(['category:THỜI SỰ'], 1);
    spellings.settle(nothing, () => false);
    expect(spellings.titleOf(FEED)).toBe('Thời sự');
    spellings.settle({ spellings: () => ({ 'Thời sự': 1, 'THỜI SỰ': 2 }) });
    expect(spellings.titleOf(FEED)).toBe('THỜI SỰ');
    expect(spellings.areSeveral).toBe(true);
  });
});
