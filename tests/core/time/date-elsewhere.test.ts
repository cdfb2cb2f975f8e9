import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../functions/core/time/date.ts';
import { zoneNamed } from '../../../functions/core/time/zone.ts';

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
  ])('%s in %s is none', (text, language) => {
    expect(iso(text, language)).toMatch(/^".*" is not a date; /);
  });
});
