import { parseDate } from './date.ts';
import type { Zone } from './zone.ts';

const DAYS: readonly string[] = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const IN_VIETNAMESE: readonly string[] = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];
const SHORT: readonly string[] = ['cn', 't2', 't3', 't4', 't5', 't6', 't7'];
/** Longer ones are no dates, in UTF-16 code units. */
const MAX_LENGTH = 100;
const UTC: Zone = { offsetAt: () => 0 };
const ELSEWHERE: Zone = { offsetAt: () => 3_600_000 };

/**
 * Returns the warning of a date that names a weekday which its day is not: `Chủ nhật, 28/11/2026`. `undefined` where it
 * names none, or the right one, and where it has an offset from UTC, since the day may be that of another zone.
 */
export function wrongWeekday(text: string, language: string): string | undefined {
  // Most dates are digits: no word is looked for in them.
  const told = text.length > MAX_LENGTH || /^\d{4}-/.test(text) ? -1 : weekdayIn(text);
  if (told < 0) return undefined;
  const [here, elsewhere] = [parseDate(text, UTC, language), parseDate(text, ELSEWHERE, language)];
  if ('problem' in here || 'problem' in elsewhere || here.instant === elsewhere.instant) return undefined;
  const day = new Date(here.instant).getUTCDay();
  if (day === told) return undefined;
  return `"${text}" is a ${DAYS[day]} (${IN_VIETNAMESE[day]}), and the date counts; correct one of the two`;
}

/** Returns the weekday that a text names, Sunday being 0; -1 where it names none. */
function weekdayIn(text: string): number {
  const folded = fold(text);
  const [word] = /(?<![a-z\d])(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|t[2-7]|cn)(?![a-z\d])/.exec(folded) ?? [];
  if (word === undefined) {
    const [, english = '-'] = /^(sun|mon|tue|wed|thu|fri|sat)[a-z]{0,6},? /.exec(folded) ?? [];
    return DAYS.findIndex(day => day.toLowerCase().startsWith(english));
  }
  const number = SHORT.indexOf(word.replace('thu ', 't'));
  return number >= 0 ? number : IN_VIETNAMESE.findIndex(day => fold(day) === word);
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ');
}
