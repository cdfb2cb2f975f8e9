import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../functions/core/time/date.ts';
import { zoneNamed } from '../../../functions/core/time/zone.ts';

/** Sixty languages that newsrooms write in, five of them with a calendar of their own. */
const LANGUAGES = [
  ...[
    'am',
    'ar',
    'ar-SA',
    'az',
    'be',
    'bg',
    'bn',
    'bs',
    'ca',
    'ckb',
    'ckb-IR',
    'cs',
    'cy',
    'da',
    'de',
    'el',
    'en',
    'es',
  ],
  ...[
    'et',
    'eu',
    'fa',
    'fi',
    'fil',
    'fr',
    'ga',
    'gl',
    'he',
    'hi',
    'hr',
    'hu',
    'hy',
    'id',
    'is',
    'it',
    'ja',
    'ka',
    'kk',
  ],
  ...[
    'km',
    'ko',
    'ky',
    'lo',
    'lrc',
    'lt',
    'lv',
    'mk',
    'mn',
    'ms',
    'my',
    'mzn',
    'nb',
    'nl',
    'pl',
    'ps',
    'pt',
    'ro',
    'ru',
  ],
  ...['sk', 'sl', 'sq', 'sr', 'sv', 'sw', 'ta', 'th', 'tr', 'uk', 'ur', 'uz', 'uz-AF', 'zh', 'fa-u-ca-gregory'],
  ...['ja-u-ca-japanese', 'ru-u-ca-buddhist', 'hi-u-ca-indian'],
].filter(language => Intl.DateTimeFormat.supportedLocalesOf(language).length > 0);
const OWN = LANGUAGES.filter(language => new Intl.DateTimeFormat(language).resolvedOptions().calendar !== 'gregory');

/** The day, month and year of an instant as a language writes them in a calendar, with digits of ASCII. */
function written(language: string, time: number, calendar: string | undefined, month: 'long' | 'short'): string {
  const format = new Intl.DateTimeFormat(language, {
    ...({ day: 'numeric', month, year: 'numeric', numberingSystem: 'latn', timeZone: 'UTC' } as const),
    ...(calendar !== undefined && { calendar }),
  });
  const parts = format.formatToParts(time);
  return ['day', 'month', 'year'].map(type => parts.find(part => part.type === type)?.value ?? '').join(' ');
}

const zone = zoneNamed('Asia/Ho_Chi_Minh');

function iso(text: string, language = 'vi'): string {
  const parsed = parseDate(text, zone, language);
  return 'problem' in parsed ? parsed.problem : new Date(parsed.instant).toISOString().slice(0, 16);
}

describe('a date as it is written elsewhere', () => {
  it.each([
    ['20260102T083000+0700', 'vi', '2026-01-02T01:30'],
    ['20260102T0830', 'vi', '2026-01-02T01:30'],
    ['2026-01-02 08:30:00 +0700 +07', 'vi', '2026-01-02T01:30'],
    ['2026-01-02 08:30:00.5 +0000 UTC', 'vi', '2026-01-02T08:30'],
    ['2026年1月2日', 'ja', '2026-01-01T17:00'],
    ['2026年01月02日 8時30分', 'vi', '2026-01-02T01:30'],
    ['2026년 1월 2일 08:30', 'ko', '2026-01-02T01:30'],
    ['2. Januar 2026', 'de', '2026-01-01T17:00'],
    ['Freitag, 2. Jan. 2026, 8:30', 'de', '2026-01-02T01:30'],
    ['2 de enero de 2026', 'es', '2026-01-01T17:00'],
    ['1er février 2026 à 8h30', 'fr-CA', '2026-02-01T01:30'],
    ['2 января 2026', 'ru', '2026-01-01T17:00'],
    ['пятница, 2 января 2026 в 20:30', 'ru', '2026-01-02T13:30'],
    ['Fredag den 2. januar 2026 kl. 20.30', 'da', '2026-01-02T13:30'],
    ['FR., 2. JANUAR 2026 um 8.30', 'de', '2026-01-02T01:30'],
    ['perjantaina 2. tammikuuta 2026 klo 8.30', 'fi', '2026-01-02T01:30'],
    ['sexta-feira, 2 de janeiro de 2026 às 8h30', 'pt', '2026-01-02T01:30'],
    ['el 2 de enero de 2026 a las 8:30', 'es', '2026-01-02T01:30'],
    ['2 stycznia 2026, o godz. 8.30', 'pl', '2026-01-02T01:30'],
    ['le vendredi 2 janvier 2026', 'fr', '2026-01-01T17:00'],
  ])('%s in %s is %s', (text, language, expected) => {
    expect(iso(text, language)).toBe(expected);
  });

  it.each([
    ['2. Januar 2026', 'vi'],
    ['2026年13月2日', 'ja'],
    ['20261302T083000Z', 'vi'],
    ['20260102', 'vi'],
    ['2 foo 2026', 'de'],
    ['31. Februar 2026', 'de'],
    ['2 Ocak 2026 ÖS 8:30', 'tr'],
    ['2 Ιανουαρίου 2026 ΜΜ 8:30', 'el'],
    ['2 enero 2026 pm 8:30', 'es'],
    ['2 enero 2026 a las 8:30 de la tarde', 'es'],
    ['bis 2. Januar 2026', 'de'],
    ['bis Freitag, 2. Januar 2026', 'de'],
    ['до 2 января 2026', 'ru'],
    ['2. Januar 2026 bis 8:30', 'de'],
    ['2026-01-02 08:30:00 +0700 PM', 'vi'],
    ['2026年1月2日 下午8时30分', 'zh'],
    ['2026년 1월 2일 오후 8:30', 'ko'],
  ])('%s in %s is none', (text, language) => {
    expect(iso(text, language)).toMatch(/^".*" is not a date; /);
  });

  it.each([
    ['12 بهمن 1404', 'fa'],
    ['12 بهمن 1405', 'fa'],
    ['2 มกราคม 2569', 'th'],
    ['2569年1月2日', 'zh'],
    ['1447年1月2日', 'ja'],
    ['2 enero 1447', 'es'],
    ['2 foo 2026', 'xx'],
  ])('%s in %s is of another calendar', (text, language) => {
    expect(iso(text, language)).toMatch(/^".*" is not a date; /);
  });

  it.each([
    ['1405-11-12', 'fa'],
    ['1405/11/12 08:30', 'fa'],
    ['12/11/1405', 'ps'],
    ['2569-01-02', 'th'],
    ['2569-01-02 8:30 PM', 'th'],
    ['02/01/2569', 'th'],
  ])('%s in %s has a year of another calendar', (text, language) => {
    expect(iso(text, language)).toMatch(/ of another calendar; write the day in the Gregorian one, such as 2026-/);
  });

  it('has any year where the calendar is the Gregorian, and this one in digits everywhere', () => {
    expect(iso('1405-11-12', 'vi')).toMatch(/^1405-11-1/);
    expect(iso('9999-12-31', 'th')).toMatch(/^9999-12-30/);
    expect(iso('2569-01-02', 'xx')).toMatch(/^2569-01-01/);
    for (const language of OWN) expect(iso('2026-01-02 08:30', language)).toBe('2026-01-02T01:30');
  });

  it('is never read in the calendar that a language has of its own', () => {
    expect(OWN.length).toBeGreaterThan(5);
    for (const language of OWN) {
      for (const length of ['long', 'short'] as const) {
        for (let month = 0; month < 12; month++) {
          for (const calendar of [undefined, 'gregory']) {
            const text = written(language, Date.UTC(2026, month, 15), calendar, length);
            // English names are read in every language.
            if (calendar === 'gregory' && /[a-z]/i.test(text)) continue;
            expect(iso(text, language), `${language}: ${text}`).toMatch(/ is not a date; /);
          }
        }
      }
    }
  });

  it('is never read with a half of the day, in any language', () => {
    for (const language of LANGUAGES) {
      const format = new Intl.DateTimeFormat(language, { hour: 'numeric', hour12: true, timeZone: 'UTC' });
      const day = written(language, Date.UTC(2026, 0, 2), 'gregory', 'long');
      for (const hour of [8, 20]) {
        const half = format.formatToParts(hour * 3_600_000).find(({ type }) => type === 'dayPeriod')?.value ?? 'AM';
        for (const word of [half, half.toLowerCase(), half.replaceAll('.', '')]) {
          for (const text of [`${day} ${word} 8:30`, `${word} ${day} 8:30`])
            expect(iso(text, language), `${language}: ${text}`).toMatch(/^"/);
        }
      }
    }
  });

  it('is the day that is meant, or none, in every language', () => {
    let read = 0;
    for (const language of LANGUAGES) {
      for (const length of ['long', 'short'] as const) {
        for (let month = 0; month < 12; month++) {
          const time = Date.UTC(2026, month, 15);
          const found = iso(written(language, time, 'gregory', length), language);
          if (found.endsWith('T17:00')) read += 1;
          const day = new Date(time - 7 * 3_600_000).toISOString().slice(0, 16);
          expect([day, expect.stringMatching(/ is not a date; /)], `${language}: ${found}`).toContainEqual(found);
        }
      }
    }
    expect(read).toBeGreaterThan(800);
  });
});
