import type { Instant } from '../instant.ts';
import { hasOwnCalendar, isOfToday } from './calendar-names.ts';
import { dateElsewhere } from './date-elsewhere.ts';
import { dateInVietnamese } from './date-in-vietnamese.ts';
import { dateWithMonthName, type NumericDate } from './date-with-month-name.ts';
import { isDayFirst } from './day-order.ts';
import { timeOfDay } from './time-of-day.ts';
import { instantOf, type Zone } from './zone.ts';

/** The instant of a date as people write it, or a problem: what was found, and the remedy. */
export type ParsedDate = { readonly instant: Instant } | { readonly problem: string };

const TIME = String.raw`(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?`;
const ZONE = String.raw`\s*(Z|(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{1,2}(?::?\d{2})?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:T|,?\s+)${TIME}${ZONE})?$`, 'i');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:,?\s+${TIME}${ZONE})?$`, 'i');
/** Seconds since 1970, with or without a fraction, or milliseconds: those from 2001-09-09 to 2033-05-18. */
const EPOCH = /^1\d{9}(?:\.\d{1,9}|\d{3})?$/;
/** Spaces of any kind around a date, and marks that nobody sees, as pasting from a page brings them. */
const UNSEEN = /[\s\u200b-\u200f\u2060]/;
/** Years before it are typing errors: `0226` for 2026. */
const MIN_YEAR = 1000;
/** Years from it on mean never: `expires: 9999-12-31`. */
const END_OF_TIME = 3000;
const AS_IN = 'such as 2026-12-07 08:30';
const EXAMPLE = 'write it as 2026-12-07 08:30 or 2026-12-07T08:30:00+07:00';

/**
 * Reads a date: ISO 8601 (`2018-12-07`, `2018-12-07T08:30:00+07:00`), `2018-12-07 08:30`, `07/12/2018 08:30`,
 * with `UTC`, an offset or the name of a zone behind it, with AM or PM, and with the name of a month (`Jul 08 2022`,
 * RFC 822), as Vietnamese newspapers have it (`9h30 28/11/2026`, `28 tháng 11 năm 2026`), and in forms of other
 * languages that mean nothing else (`2026年11月28日`; in German `28. November 2026`).
 * Without an offset it is in `zone`; a day alone is its midnight there. With the year last the day comes first where
 * people who write `language` have it so, and no AM or PM stands with it; elsewhere, as in English, a date that can be
 * read in two ways is a problem, not a guess. Ten digits are seconds since 1970, and thirteen milliseconds.
 */
export function parseDate(text: string, zone: Zone, language: string): ParsedDate {
  return readDate(text, zone, language, readsDayFirst(text, language));
}

/** AM or PM behind an hour. */
const HALF_DAY = /\d\s?[ap]\.?m(?:\.|(?![a-z]))/i;

/** Returns true where the day of a date in digits comes first. With AM or PM it is often written as in America. */
function readsDayFirst(text: string, language: string): boolean {
  return isDayFirst(language) && (isVietnamese(language) || !HALF_DAY.test(text));
}

function readDate(text: string, zone: Zone, language: string, dayFirst: boolean): ParsedDate {
  const bare = withoutUnseen(text);
  if (bare !== text) return readDate(bare, zone, language, dayFirst);
  if (EPOCH.test(text)) return { instant: Math.trunc(Number(text) * (/^\d{13}/.test(text) ? 1 : 1000)) };
  const yearFirst = YEAR_FIRST.exec(text);
  const plain = yearFirst ? text : inDigits(text);
  if (plain !== text) return readDate(plain, zone, language, dayFirst);
  const yearLast = YEAR_LAST.exec(text);
  const otherYear = otherYearProblem(text, Number(yearFirst?.[1] ?? yearLast?.[4]), language);
  if (otherYear) return otherYear;
  if (yearFirst) return build(text, [yearFirst[1], yearFirst[3], yearFirst[4]], yearFirst.slice(5), zone);
  const named = yearLast ? undefined : dateWithMonthName(text);
  if (named) return buildNamed(text, named, zone);
  if (!yearLast)
    return (
      readVietnamese(text, zone, language, dayFirst) ??
      readElsewhere(text, zone, language) ?? { problem: yearlessProblem(text, language) ?? notADate(text) }
    );
  const [first, second, year] = [Number(yearLast[1]), Number(yearLast[3]), yearLast[4]];
  if (dayFirst) {
    const problem = monthFirstProblem(text, Number(year), first, second);
    return problem ?? build(text, [year, yearLast[3], yearLast[1]], yearLast.slice(5), zone);
  }
  if (first <= 12 && second <= 12 && first !== second) {
    return { problem: `"${text}" may be the ${first}/${second} or the ${second}/${first}; ${EXAMPLE}` };
  }
  const [month, day] = first > 12 ? [second, first] : [first, second];
  return build(text, [year, String(month), String(day)], yearLast.slice(5), zone);
}

/** Returns the problem of a date in digits whose year is most likely of the calendar that a language has of its own. */
function otherYearProblem(text: string, year: number, language: string): ParsedDate | undefined {
  const isOther = year >= MIN_YEAR && year < END_OF_TIME && !isOfToday(year);
  if (!isOther || !hasOwnCalendar(language)) return undefined;
  return {
    problem: `"${text}" has the year ${year} of another calendar; write the day in the Gregorian one, ${AS_IN}`,
  };
}

function withoutUnseen(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && UNSEEN.test(text[start] ?? '')) start += 1;
  while (end > start && UNSEEN.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
}

function readElsewhere(text: string, zone: Zone, language: string): ParsedDate | undefined {
  const rewritten = dateElsewhere(text, language);
  const parsed = rewritten === undefined ? undefined : parseDate(rewritten, zone, language);
  return parsed && 'problem' in parsed ? { problem: notADate(text) } : parsed;
}

function readVietnamese(text: string, zone: Zone, language: string, dayFirst: boolean): ParsedDate | undefined {
  const rewritten = dateInVietnamese(text);
  if (!rewritten) return undefined;
  if ('problem' in rewritten) return { problem: `"${shorten(text)}" ${rewritten.problem}; ${EXAMPLE}` };
  if (rewritten.text === text) return undefined;
  const parsed = rewritten.isVietnamese
    ? readDate(rewritten.text, zone, 'vi', true)
    : readDate(rewritten.text, zone, language, dayFirst);
  // What was found is shown as it is written.
  return 'problem' in parsed ? { problem: parsed.problem.replace(rewritten.text, () => shorten(text)) } : parsed;
}

/** The time of a date written in three parts, or `undefined` where the calendar has no such day. */
export function wallClock(year: number, month: number, day: number, milliseconds = 0): number | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < MIN_YEAR || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.getTime() + milliseconds;
}

/** RFC 3339, in UTC, without a fraction unless there is one: `2018-12-07T01:30:00Z`. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** RFC 3339 with the offset of a zone: `2018-12-07T08:30:00+07:00`; in UTC where that is no number of minutes. */
export function formatLocal(instant: Instant, zone: Zone): string {
  const minutes = zone.offsetAt(instant) / 60_000;
  if (minutes === 0 || !Number.isInteger(minutes)) return formatInstant(instant);
  const [hour, minute] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map(part =>
    String(part).padStart(2, '0'),
  );
  return `${formatInstant(instant + minutes * 60_000).slice(0, -1)}${minutes < 0 ? '-' : '+'}${hour}:${minute}`;
}

/** RFC 822 with a year of four digits, as RSS 2.0 has it, in UTC: `Fri, 07 Dec 2018 01:30:00 GMT`. */
export function formatRfc822(instant: Instant): string {
  return new Date(instant).toUTCString();
}

function notADate(text: string): string {
  return `"${shorten(text)}" is not a date; ${EXAMPLE}`;
}

const YEARLESS = /^(\d{1,2})[-/.](\d{1,2})$/;

/**
 * Returns the problem of a day and a month without a year, with what to write in its place; `undefined` where there are
 * no such two. The day comes first where a language has it so, unless no month has that number.
 */
function yearlessProblem(text: string, language: string): string | undefined {
  const [, one, other] = YEARLESS.exec(text) ?? [];
  const [first, second] = [Number(one), Number(other)];
  const readings = [{ day: first, month: second }, ...(first === second ? [] : [{ day: second, month: first }])].filter(
    ({ day, month }) => wallClock(LEAP_YEAR, month, day) !== undefined,
  );
  const [reading, another] = readings;
  if (one === undefined || !reading) return undefined;
  const written = readings.map(({ day, month }) => `YYYY-${twoDigits(month)}-${twoDigits(day)}`);
  const says = `"${text}" says no year`;
  return another && !isDayFirst(language)
    ? `${says}, and either number may be the month; write ${written.join(' or ')}, with the year`
    : `${says}; write ${written[0]}, with the year in place of YYYY`;
}

/** Returns the problem of a date with the day first that is a day with the month first alone: `11/30/2026`. */
function monthFirstProblem(text: string, year: number, first: number, second: number): ParsedDate | undefined {
  const meant = second > 12 ? wallClock(year, first, second) : undefined;
  if (meant === undefined) return undefined;
  const named = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(meant);
  const written = `${year}-${twoDigits(first)}-${twoDigits(second)}`;
  return {
    problem:
      `"${text}" is a day that the calendar does not have, since the day comes first here; if ` +
      `${named} is meant, write ${written}`,
  };
}

/** A year in which February has all its days. */
const LEAP_YEAR = 2024;

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function isVietnamese(language: string): boolean {
  return /^vi(-|$)/i.test(language);
}

const LETTERS_BEHIND = /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})(?:T|,?\s+)(\d{1,2}[:h]\d{2}(?!\d).{0,40}[a-z.)])$/i;

/** A date in digits whose time has AM, PM or the name of a zone behind it, without those. */
function inDigits(text: string): string {
  const [, day, time] = LETTERS_BEHIND.exec(text) ?? [];
  return day === undefined || time === undefined ? text : `${day} ${timeOfDay(time)}`;
}

type Text = string | undefined;

const TIME_ALONE = new RegExp(`^${TIME}${ZONE}$`, 'i');

function buildNamed(text: string, { year, month, day, time }: NumericDate, zone: Zone): ParsedDate {
  const parts = time === '' ? [] : TIME_ALONE.exec(time)?.slice(1);
  return parts ? build(text, [year, month, day], parts, zone) : { problem: notADate(text) };
}

function build(text: string, [year, month, day]: readonly Text[], time: readonly Text[], zone: Zone): ParsedDate {
  const [hour, minute, second, fraction, offset] = time;
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) {
    return { problem: `"${text}" has a time that no clock shows; ${EXAMPLE}` };
  }
  if (Number(year) < MIN_YEAR)
    return { problem: `"${text}" has the year ${year}, before ${MIN_YEAR}; write the year that is meant, ${AS_IN}` };
  const seconds = Number(hour ?? 0) * 3600 + Number(minute ?? 0) * 60 + Number(second ?? 0);
  const clock = wallClock(
    Number(year),
    Number(month),
    Number(day),
    seconds * 1000 + (fraction === undefined ? 0 : Math.trunc(Number(`0.${fraction}`) * 1000)),
  );
  if (clock === undefined)
    return {
      problem: `"${text}" is a day that the calendar does not have; write a day that it has, ${AS_IN}`,
    };
  if (!offset) return { instant: instantOf(clock, zone) };
  const shift = parseOffset(offset);
  return shift === undefined
    ? { problem: `"${text}" has an offset from UTC that no zone has; ${EXAMPLE}` }
    : { instant: clock - shift };
}

function parseOffset(offset: string): number | undefined {
  if (offset === 'Z') return 0;
  const shift = offset.replace(/^(?:Z|UTC|GMT)/i, '');
  if (shift === '') return 0;
  const [, hour = '', minute = '0'] = /^[+-](\d{1,2})(?::?(\d{2}))?$/.exec(shift) ?? [];
  const [hours, minutes] = [Number(hour), Number(minute)];
  if (hours > 14 || minutes > 59) return undefined;
  return (shift.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
