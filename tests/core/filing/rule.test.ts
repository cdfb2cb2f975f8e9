import { describe, expect, it } from 'vitest';
import { createRuleMatcher, type FiledAs, isInRange } from '../../../functions/core/filing/rule.ts';
import type { FeedRule } from '../../../functions/core/filing/site-feeds.ts';
import { makeRule } from './samples.ts';

function matches(rule: Partial<FeedRule>, filed: Partial<FiledAs>): boolean {
  return createRuleMatcher(makeRule(rule), { language: 'vi-VN' })({ categories: [], ...filed });
}

describe('a rule', () => {
  it('that names nothing includes every article', () => {
    expect(matches({}, {})).toBe(true);
  });

  it('includes what has any name of a kind, and of all kinds that are given', () => {
    const include = { categories: ['a', 'b'], tags: ['x'] };
    expect(matches({ include }, { categories: ['b', 'c'], tags: ['y', 'x'] })).toBe(true);
    expect(matches({ include }, { categories: ['b'] })).toBe(false);
    expect(matches({ include }, { tags: ['x'] })).toBe(false);
  });

  it('excludes what has any name of any kind', () => {
    const exclude = { tags: ['ad'], authors: ['ban-quang-cao'] };
    expect(matches({ exclude }, { tags: ['x'], authors: ['lan'] })).toBe(true);
    expect(matches({ exclude }, { tags: ['x', 'ad'] })).toBe(false);
    expect(matches({ exclude }, { authors: ['ban-quang-cao'] })).toBe(false);
    expect(matches({ include: { tags: ['ad'] }, exclude }, { tags: ['ad'] })).toBe(false);
  });

  it("goes by the site's language where an article has no other", () => {
    expect(matches({ include: { languages: ['vi'] } }, {})).toBe(true);
    expect(matches({ include: { languages: ['en'] } }, {})).toBe(false);
    expect(matches({ include: { languages: ['en', 'vi'] } }, { language: 'en-GB' })).toBe(true);
    expect(matches({ exclude: { languages: ['en'] } }, { language: 'en-GB' })).toBe(false);
  });

  it('for others takes only what they may publish', () => {
    expect(matches({ republishable: true }, {})).toBe(false);
    expect(matches({ republishable: true }, { republishable: true })).toBe(true);
  });
});

describe('a range of languages', () => {
  it('holds what has more subtags, and no other language that begins so', () => {
    expect(isInRange('EN-gb', 'en')).toBe(true);
    expect(isInRange('en', 'en')).toBe(true);
    expect(isInRange('en', 'en-GB')).toBe(false);
    expect(isInRange('eng', 'en')).toBe(false);
  });
});
