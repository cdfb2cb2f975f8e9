import { describe, expect, it } from 'vitest';
import {
  addFeedRecords,
  addTallies,
  asFeedRecord,
  feedOfRecord,
  feedRecordKey,
} from '../../../../functions/core/index/traits/feed-record.ts';
import { fc } from '../../../property.ts';

describe('sums of what articles say of a feed', () => {
  const tally = fc.dictionary(
    fc.constantFrom('a', 'b', '', '__proto__', 'constructor', '7'),
    fc.integer({ max: 3, min: -3 }),
  );

  it('add up in any order, and leave out what comes to 0', () => {
    fc.assert(
      fc.property(tally, tally, tally, (a, b, c) => {
        expect(addTallies(addTallies(a, b), c)).toEqual(addTallies(a, addTallies(b, c)));
        expect(addTallies(a, b)).toEqual(addTallies(b, a));
        expect(Object.values(addTallies(a, b))).not.toContain(0);
      }),
    );
  });

  it('are nothing where all went, and have nothing of what came to nothing', () => {
    const one = { status: 'feed', spellings: { A: 2 }, languages: { en: 1 } } as const;
    expect(addFeedRecords(one, { status: 'feed', spellings: { A: -2 }, languages: { en: -1 } })).toBeUndefined();
    expect(addFeedRecords(one, { status: 'feed', spellings: { A: -2 } })).toEqual({
      status: 'feed',
      languages: { en: 1 },
    });
    expect(addFeedRecords(one, undefined)).toEqual(one);
    expect(addFeedRecords(undefined, undefined)).toBeUndefined();
  });

  it('have a key that tells the feed, as no object has', () => {
    expect(feedOfRecord(feedRecordKey('category:thoi-su'))).toBe('category:thoi-su');
    expect(feedOfRecord('articles/a.md')).toBeUndefined();
  });

  it('are told from other records', () => {
    expect(asFeedRecord({ status: 'feed' })).toEqual({ status: 'feed' });
    expect(asFeedRecord({ status: 'draft' })).toBeUndefined();
    expect(asFeedRecord(null)).toBeUndefined();
  });
});
