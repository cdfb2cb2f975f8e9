import { describe, expect, it } from 'vitest';
import type { DeltaRecord } from '../../../functions/core/index/index-record.ts';
import { hashOf } from '../../../functions/core/index/keys/record-keys.ts';
import { judgeGroup } from '../../../functions/core/translations/judge-group.ts';
import type { TranslationClaim } from '../../../functions/core/translations/translation.ts';
import { fc } from '../../property.ts';
import { SITE } from '../samples.ts';

const ORIGINAL = 'articles/a.md';

const claims = fc.uniqueArray(
  fc.record({
    status: fc.constant('claim' as const),
    key: fc.constantFrom(...'bcdefghij').map(name => `articles/${name}.md`),
    translationOf: fc.constantFrom(ORIGINAL, 'articles/x.md'),
    language: fc.constantFrom('vi', 'en', 'EN', 'fr', 'lo', 'zh-Hans'),
    slug: fc.option(fc.constantFrom('p', 'q', 'r'), { nil: undefined }),
  }),
  { selector: ({ key }) => key },
);

const originals = fc.constantFrom<DeltaRecord | undefined>(
  undefined,
  { status: 'draft', etag: '' },
  { status: 'published', etag: '', hasPage: true },
  { status: 'published', etag: '', hasPage: true, pageLanguage: 'en' },
  { status: 'published', etag: '', pageLanguage: 'fr' },
  { status: 'published', etag: '', hasPage: true, translationOf: { key: 'articles/b.md', line: 1, column: 1 } },
);

function judge(all: readonly TranslationClaim[], record: DeltaRecord | undefined) {
  const index = {
    claimsUnder: (hash: string) =>
      all.filter(claim => hash === hashOf(claim.translationOf)).map(claim => [claim.key, claim] as const),
    record: (key: string) => (key === ORIGINAL ? record : undefined),
  };
  return judgeGroup(ORIGINAL, index, SITE);
}

const withoutHoles = (all: readonly unknown[]) => JSON.parse(JSON.stringify(all)) as TranslationClaim[];

describe('a group of translations', () => {
  it('is a function of the claims on it, in whatever order these came', () => {
    fc.assert(
      fc.property(
        claims.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        originals,
        ([one, other], record) => {
          expect(judge(withoutHoles(other), record)).toEqual(judge(withoutHoles(one), record));
        },
      ),
    );
  });

  it('has each language once, only who named the original, and a reason for each that is left out', () => {
    fc.assert(
      fc.property(claims, originals, (all, record) => {
        const { claims: judged, translations, original } = judge(withoutHoles(all), record);
        const languages = translations.map(({ language }) => language.toLowerCase());
        expect(new Set(languages).size).toBe(languages.length);
        expect(judged.map(({ claim }) => claim.key)).toEqual(
          all.flatMap(({ key, translationOf }) => (translationOf === ORIGINAL ? key : [])).sort(),
        );
        for (const { claim, isMember, refusal } of judged)
          if (!isMember) expect(refusal !== undefined || claim.slug === undefined).toBe(true);
        const isOut = record?.status === 'published' && 'hasPage' in record && !record.translationOf;
        expect(original !== undefined).toBe(isOut);
        // As a naive reading of the rule has it: the first key of each language.
        const own = record?.status === 'published' ? ('pageLanguage' in record && record.pageLanguage) || 'vi' : '';
        const isTranslation = record?.status === 'published' && record.translationOf !== undefined;
        const named = judged.map(({ claim }) => claim);
        const wanted = named.filter(
          ({ key, language }) =>
            !isTranslation &&
            language.toLowerCase() !== own &&
            !named.some(each => each.language.toLowerCase() === language.toLowerCase() && each.key < key),
        );
        const members = wanted.flatMap(({ language, slug }) => (slug === undefined ? [] : { language, slug }));
        const group = [...(isOut ? [own] : []), ...members.map(({ language }) => language)];
        expect(translations.map(({ language }) => language)).toEqual(group.length > 1 ? group : []);
      }),
    );
  });
});
