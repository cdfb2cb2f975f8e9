import { describe, expect, it } from 'vitest';
import { comparedName, isSpelledOut, slugOfName } from '../../../functions/core/text/names.ts';
import { slugify } from '../../../functions/core/text/slug.ts';
import { withoutUnseen } from '../../../functions/core/text/unseen.ts';
import { anyText, fc } from '../../property.ts';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const HASHED = /^name-[0-9a-f]{8}$/;

describe('slugOfName', () => {
  it.each([
    ['Đời sống', 'doi-song'],
    ['Đời sống'.normalize('NFD'), 'doi-song'],
    ['Œuvre & Straße', 'oeuvre-strasse'],
    ['İstanbul Haberleri', 'istanbul-haberleri'],
    ['Kraków', 'krakow'],
    // What it spells today stays, though the rest of the name has a spelling now.
    ['Новости 2024', '2024'],
    ['IT 雑記', 'it'],
  ])('leaves what slugify spells: %j is %j', (name, slug) => {
    expect(slugOfName(name)).toBe(slug);
    expect(slugify(name)).toBe(slug);
  });

  it('is what slugify spells, byte for byte, wherever that is something', () => {
    const words = fc.array(
      fc.constantFrom('Đời', 'sống', 'TIN', 'ß', '中文', 'Новости', '🎉', '-', '7', '\u200b', 'é'),
    );
    const names = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      anyText(),
      words.map(parts => parts.join(' ')),
    );
    fc.assert(
      fc.property(names, name => {
        const today = slugify(withoutUnseen(name));
        if (today !== '') expect(slugOfName(name)).toBe(today);
      }),
    );
  });

  it.each([
    ['Новости культуры', 'novosti-kultury'],
    ['НОВОСТИ', 'novosti'],
    ['Київ', 'kiyiv'],
    ['Здоровʼя', 'zdorov-ya'],
    ['Ўзбекистон', 'uzbekiston'],
    ['Ѕвезда', 'dzvezda'],
    ['Ειδήσεις', 'eidiseis'],
    ['Αθήνα'.normalize('NFD'), 'athina'],
    ['Ψυχή & Ξένος', 'psychi-xenos'],
    ['Σουηδία', 'souidia'],
    ['საქართველო', 'sakartvelo'],
    ['الأخبار', 'alakhbar'],
    ['ﺍﻷﺧﺒﺎﺭ', 'alakhbar'],
    ['سـياسة', 'syasa'],
    ['موسيقى', 'mosyka'],
    ['می\u200cخواهم', 'mikhoahm'],
  ])('transliterates %j to %j', (name, slug) => {
    expect(slugOfName(name)).toBe(slug);
  });

  it.each([
    ['Japanese', '雑記', 'カテゴリー'],
    ['Chinese', '新闻', '新聞'],
    ['Korean', '뉴스', '경제'],
    ['Thai', 'ข่าวการเมือง', 'กีฬา'],
    ['Hebrew', 'חדשות', 'תרבות'],
    ['Devanagari', 'राजनीति', 'खेल'],
    ['Armenian', 'Հայաստան', 'Սպորտ'],
    ['Cyrillic that has no usual spelling', 'Җиһан', 'Җир'],
    ['two scripts', 'Новости 雑記', 'Новости 日本'],
    ['digits of another script', 'أخبار ٢٠٢٤', 'أخبار ٢٠٢٥'],
  ])('tells names in %s apart by a hash', (_, one, other) => {
    expect(slugOfName(one)).toMatch(HASHED);
    expect(slugOfName(other)).toMatch(HASHED);
    expect(slugOfName(one)).not.toBe(slugOfName(other));
  });

  it('never changes: it is in addresses', () => {
    expect(['雑記', '新闻', 'ข่าว', 'חדשות'].map(slugOfName)).toEqual([
      'name-48c92b6c',
      'name-b81f3cbc',
      'name-197ae1a8',
      'name-1560e3cd',
    ]);
  });

  it.each([
    ['カテゴリー', 'ｶﾃｺﾞﾘｰ'],
    ['ᏣᎳᎩ', 'ꮳꮃꭹ'],
    ['뉴스', '뉴스'.normalize('NFD')],
    ['राजनीति', ' राज\u200bनीति\n'],
    ['חדשות', '\u202eחדשות\u202c'],
  ])('is the same for names that are compared as one: %j, %j', (one, other) => {
    expect(comparedName(one)).toBe(comparedName(other));
    expect(slugOfName(one)).toBe(slugOfName(other));
  });

  it.each(['', ' ', '...', '—', '🎉', '\u202e\u2066', '\u0301\u0302', '\ufffd', '\ud800', '\u{e000}'])(
    'is empty where nothing is named: %j',
    name => {
      expect(slugOfName(name)).toBe('');
    },
  );

  it('is a slug of bounded length, or nothing, whatever comes in', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 300 }), name => {
        const slug = slugOfName(name);
        if (slug !== '') expect(slug).toMatch(SLUG);
        expect(slug.length).toBeLessThanOrEqual(80);
      }),
    );
    for (const long of ['щ', '雑', 'ا\u0651', 'ου', '\u0301а'].map(text => text.repeat(100_000)))
      expect(slugOfName(long).length).toBeLessThanOrEqual(80);
  });
});

describe('isSpelledOut', () => {
  it('tells folders from names', () => {
    expect(['tin-tuc', 'Tin_Tuc', 'Tin tức', '雑記'].map(isSpelledOut)).toEqual([true, true, false, false]);
  });
});
