import { describe, expect, it } from 'vitest';
import { missingFrom, namedKeys, packMissing, unpackMissing } from '../../../functions/core/media/missing-names.ts';
import { fc } from '../../property.ts';

describe('what an article names that is not there', () => {
  it('is remembered by a bit for each name, and found again', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 40 }), fc.array(fc.boolean()), (named, flags) => {
        const missing = named.filter((_, at) => flags[at]);
        const bits = packMissing(named, new Set(missing));
        expect(unpackMissing(named, bits)).toEqual(missing);
        expect(bits === undefined).toBe(missing.length === 0);
      }),
    );
  });

  it('is nothing in an article that names others than when it was found, whichever are the same', () => {
    const names = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(names, names, (named, others) => {
        const bits = packMissing(named, new Set(named));
        expect(unpackMissing(others, bits)).toEqual(JSON.stringify(others) === JSON.stringify(named) ? named : []);
      }),
    );
    const article = { key: 'articles/x/c.md', pageMedia: ['b.jpg'] };
    const bits = packMissing(namedKeys(article.key, article), new Set(['articles/x/b.jpg'])) ?? '';
    const missing = new Map([[article.key, bits]]);
    expect([...missingFrom(article, missing)]).toEqual(['articles/x/b.jpg']);
    expect([...missingFrom({ ...article, pageMedia: ['a.jpg', 'b.jpg'] }, missing)]).toEqual([]);
  });

  it('takes no more than a hundred characters of 500 names', () => {
    const named = Array.from({ length: 500 }, (_, at) => `media/${at}.jpg`);
    expect(packMissing(named, new Set(named))?.length).toBeLessThanOrEqual(100);
  });

  it('is the same list of an article as of its record, in one order', () => {
    const others = { media: ['media/a.jpg'], mayMean: [['articles/b.md', 'articles/b.html']] };
    const of = namedKeys('articles/x/c.md', { ...others, pageMedia: ['b.jpg', 'a.jpg'] });
    expect(of).toEqual([...of].sort());
    expect(namedKeys('articles/x/c.md', { ...others, pageMedia: { 'a.jpg': null, 'b.jpg': '1' } })).toEqual(of);
  });
});
