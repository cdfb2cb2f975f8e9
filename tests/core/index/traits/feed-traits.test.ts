import { describe, expect, it } from 'vitest';
import type { DeltaEntry } from '../../../../functions/core/index/index-record.ts';
import { type FeedRecord, feedRecordKey, type Tally } from '../../../../functions/core/index/traits/feed-record.ts';
import { FeedTraits, titlesIn } from '../../../../functions/core/index/traits/feed-traits.ts';

const SITE = { language: 'vi' };
const FEED = 'category:thoi-su';
const KEY = feedRecordKey(FEED);
const nothing = { feedRecord: () => undefined };
const said = (spellings: Tally): FeedRecord => ({ status: 'feed', spellings });

describe('what feeds are called', () => {
  const open = (titles: Readonly<Record<string, string>> = {}, spellings?: Tally) => {
    const delta = new Map<string, DeltaEntry | null>(spellings ? [[KEY, { status: 'feed', spellings }]] : []);
    return { delta, traits: new FeedTraits({ titles, languages: {} }, SITE, delta) };
  };

  it('counts what comes and goes, and leaves no trace of what did both', () => {
    const { delta, traits } = open();
    traits.count({ spelled: ['category:Thời sự', 'category:Thời sự', 'category:THỜI SỰ'] }, 1);
    expect(delta.get(KEY)).toEqual({ status: 'feed', spellings: { 'Thời sự': 2, 'THỜI SỰ': 1 } });
    traits.count({ spelled: ['category:Thời sự', 'category:Thời sự', 'category:THỜI SỰ'] }, -1);
    expect([...delta]).toEqual([]);
  });

  it('changes nothing of the state that it goes on from', () => {
    const counts = { 'Thời sự': 1 };
    const { delta, traits } = open({ [FEED]: 'Thời sự' }, counts);
    traits.count({ spelled: ['category:Thời sự'] }, 1);
    expect(counts).toEqual({ 'Thời sự': 1 });
    expect(delta.get(KEY)).toMatchObject({ spellings: { 'Thời sự': 2 } });
  });

  it('goes on where its sums were taken away', () => {
    const { delta, traits } = open();
    traits.count({ spelled: ['category:A'] }, 1);
    delta.clear();
    traits.count({ spelled: ['category:A'] }, 1);
    expect([...delta.values()]).toEqual([{ status: 'feed', spellings: { A: 1 } }]);
  });

  it('asks for all counts only where what changed does not say enough', () => {
    const asked: string[] = [];
    const index = {
      feedRecord: (feed: string) => {
        asked.push(feed);
        return said({ 'Thời sự': 2, 'THỜI SỰ': 3 });
      },
    };
    const titleAfter = (...changes: readonly (readonly [string, 1 | -1])[]) => {
      const { traits } = open({ [FEED]: 'Thời sự' });
      for (const [title, by] of changes) traits.count({ spelled: [`category:${title}`] }, by);
      traits.settle(index);
      return traits.titleOf(FEED);
    };
    expect(titleAfter(['Thời sự', 1])).toBe('Thời sự');
    expect(titleAfter(['THỜI SỰ', -1], ['Thời sự', 1])).toBe('Thời sự');
    expect(asked).toEqual([]);
    expect(titleAfter(['THỜI SỰ', 1])).toBe('THỜI SỰ');
    expect(titleAfter(['Thời sự', -1])).toBe('THỜI SỰ');
    expect(asked).toEqual([FEED, FEED]);
  });

  it('asks again where a title is an address, which counts beside others alone', () => {
    const { traits } = open({ 'category:news': 'news' });
    traits.count({ spelled: ['category:NEWS'] }, -1);
    traits.settle({ feedRecord: () => said({ news: 3, Néws: 1 }) });
    expect(traits.titleOf('category:news')).toBe('Néws');
  });

  it('knows a feed that had no title from what changed', () => {
    const { traits } = open();
    traits.count({ spelled: ['category:Thời sự'] }, 1);
    traits.settle(nothing);
    expect(traits.found().titles).toEqual({ [FEED]: 'Thời sự' });
    expect(traits.areSeveral).toBe(false);
    traits.count({ spelled: ['category:Thời sự'] }, -1);
    traits.settle(nothing);
    expect(traits.found().titles).toEqual({});
  });

  it('finds nothing until all that it asks for is there', () => {
    const { traits } = open({ [FEED]: 'Thời sự' });
    traits.count({ spelled: ['category:THỜI SỰ'] }, 1);
    traits.settle(nothing, () => false);
    expect(traits.titleOf(FEED)).toBe('Thời sự');
    traits.settle({ feedRecord: () => said({ 'Thời sự': 1, 'THỜI SỰ': 2 }) });
    expect(traits.titleOf(FEED)).toBe('THỜI SỰ');
    expect(traits.areSeveral).toBe(true);
  });
});

describe('the language of feeds', () => {
  const open = (languages: Readonly<Record<string, string>> = {}) => {
    const delta = new Map<string, DeltaEntry | null>();
    return { delta, traits: new FeedTraits({ titles: {}, languages }, SITE, delta) };
  };
  const hear = (traits: FeedTraits, language: string | undefined, by: 1 | -1) =>
    traits.count({ heard: [FEED], ...(language !== undefined && { language }) }, by);

  it("is counted, and is the site's where none is declared", () => {
    const { delta, traits } = open();
    hear(traits, undefined, 1);
    hear(traits, 'en', 1);
    expect(delta.get(KEY)).toEqual({ status: 'feed', languages: { '': 1, en: 1 } });
    expect(traits.languageOf(FEED)).toBe('vi');
    hear(traits, undefined, -1);
    hear(traits, 'en', -1);
    expect([...delta]).toEqual([]);
  });

  it('is that of most articles, and is looked up only where what changed does not say enough', () => {
    const asked: string[] = [];
    const languageAfter = (
      known: string | undefined,
      counted: Tally,
      ...changes: readonly (readonly [string, 1 | -1])[]
    ) => {
      const { traits } = open(known === undefined ? {} : { [FEED]: known });
      for (const [language, by] of changes) hear(traits, language || undefined, by);
      traits.settle({
        feedRecord: feed => {
          asked.push(feed);
          return { status: 'feed', languages: counted };
        },
      });
      return [traits.languageOf(FEED), traits.found().languages[FEED]];
    };
    expect(languageAfter(undefined, {}, ['', 1], ['', -1])).toEqual(['vi', undefined]);
    expect(languageAfter('en', {}, ['en', 1], ['', -1])).toEqual(['en', 'en']);
    expect(asked).toEqual([]);
    expect(languageAfter(undefined, { en: 1 }, ['en', 1])).toEqual(['en', 'en']);
    expect(languageAfter(undefined, { en: 1, '': 4 }, ['en', 1])).toEqual(['vi', 'vi']);
    expect(languageAfter('vi', { '': 4 }, ['en', -1])).toEqual(['vi', undefined]);
    expect(languageAfter('en', { en: 2, '': 3 }, ['', 1])).toEqual(['vi', 'vi']);
    expect(asked).toHaveLength(4);
  });

  it('is found with the name where everything is counted anew', () => {
    const { traits } = open({ 'category:cu': 'en' });
    traits.settleAll([
      [FEED, { status: 'feed', spellings: { 'Thời sự': 1 }, languages: { 'en-GB': 1 } }],
      ['category:cu', undefined],
    ]);
    expect(traits.found()).toEqual({ titles: { [FEED]: 'Thời sự' }, languages: { [FEED]: 'en-GB' } });
  });
});

describe('titlesIn', () => {
  it('has what feeds are called in a state', () => {
    expect(titlesIn({ titles: { [FEED]: 'Thời sự' } }).titleOf(FEED)).toBe('Thời sự');
    expect(titlesIn({ titles: {} }).titleOf('constructor' as typeof FEED)).toBeUndefined();
  });
});
