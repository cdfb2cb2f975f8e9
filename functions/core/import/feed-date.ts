import { HOUR, type Instant } from '../instant.ts';
import { parseDate, wallClock } from '../time/date.ts';
import { instantOf, type Zone, zoneNamed } from '../time/zone.ts';

/** Months by the first letters of their English names. */
const MONTHS: readonly string[] = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** Hours from UTC of zones that RFC 822 (section 5) or feeds name. Readers take others for UTC. */
const ZONES: Readonly<Record<string, number>> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  cet: 1,
  cest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  ict: 7,
  jst: 9,
  kst: 9,
  bst: 1,
  aest: 10,
  aedt: 11,
};

const WEEKDAY = String.raw`(?:(?:T\d|\p{L}+)(?:\s+(?:hai|ba|tư|năm|sáu|bảy|nhật))?\.?(?:\s?,\s*|\s+))?`;
const CLOCK = String.raw`(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?`;
const HALF = String.raw`(?:\s*([ap])\.?m\.?(?![a-z]))?`;
const MONTH = String.raw`((?:tháng|thg\.?)\s*(?:\d{1,2}|\p{L}+(?:\s+(?:một|hai))?)|\p{L}{3,}\.?)`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th|\.)?`;
const YEAR = String.raw`(\d{4}|\d{2})`;
/** The time of day, if there is one, and what comes after it. */
const REST = String.raw`(?:\s+г\.)?(?:(?:,|\s+at|\s+[-–|])?\s+${CLOCK}${HALF})?\s*(.*)$`;

/** `Fri, 07 Dec 2018 08:30:00 +0700`, and `7 tháng 12, 2018 08:30`. */
const DAY_FIRST = new RegExp(
  String.raw`^${WEEKDAY}(?:ngày\s+)?${DAY}[\s-]+(?:(?:of|de)\s+)?${MONTH}[\s,-]+(?:(?:năm|de|del)\s+)?${YEAR}${REST}`,
  'iu',
);
/** `Sat, Dec 16 2023 02:02:33 PM`, `December 16, 2023`, and JavaScript's `Thu Nov 26 2026 08:00:00 GMT+0700 (…)`. */
const MONTH_FIRST = new RegExp(String.raw`^${WEEKDAY}${MONTH}\s+(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})${REST}`, 'iu');
/** C's `asctime` and the command `date`: `Thu Nov 26 08:00:00 +07 2026`. */
const YEAR_LAST = new RegExp(String.raw`^${WEEKDAY}${MONTH}\s+(\d{1,2})\s+${CLOCK}${HALF}\s*(.*?)\s*(\d{4})$`, 'iu');
/** ISO 8601, section 5.2: the basic format, `20231216T140233Z`. */
const BASIC = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?(?:\d{2})?)?$/i;
/** As ISO 8601 with parts of one digit, or with a blank before the offset. */
const LOOSE = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:T|,?\s+)${CLOCK}${HALF})?\s*(.*)$`, 'iu');
/** `12/16/2023 2:02:33 PM`; where the day may be the month, it means nothing. */
const AMERICAN = new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4}),?\s+${CLOCK}\s*([ap])\.?m\.?\s*(.*)$`, 'iu');
/** `02.01.2026`: a form of languages that have the day first. Programs write the others in any language. */
const DOTTED = /^\d{1,2}\.\d{1,2}\.\d{4}(?!\d)/;
/** Seconds or milliseconds since 1970. */
const EPOCH = /^(\d{9,10}|\d{12,13})$/;

/** No date is longer, in UTF-16 code units; the patterns take time that grows with the square of it. */
const MAX_LENGTH = 100;

const UTC = zoneNamed('UTC');

/**
 * A date as feeds write it: RFC 822 and its usual misspellings, JavaScript's, that of the command `date`, ISO 8601 in
 * both forms, seconds since 1970, with names of months in English, Vietnamese and what shares their letters. Without an
 * offset it is in `zone`, UTC unless told. `02.01.2026` has the day first where `language` has it so. `undefined` where
 * it means nothing, or one of two days.
 */
export function parseFeedDate(text: string | undefined, zone: Zone = UTC, language = 'en'): Instant | undefined {
  const trimmed =
    text
      ?.replace(/[\s\u00a0]+/g, ' ')
      .replaceAll('\u2212', '-')
      .trim() ?? '';
  if (trimmed === '' || trimmed.length > MAX_LENGTH) return undefined;
  if (EPOCH.test(trimmed)) return Number(trimmed) * (trimmed.length > 10 ? 1 : 1000);
  const parsed = parseDate(trimmed, zone, 'en');
  if ('instant' in parsed) return parsed.instant;
  if (DOTTED.test(trimmed)) {
    const told = parseDate(trimmed, zone, language);
    if ('instant' in told) return told.instant;
  }
  const parts = partsOf(trimmed);
  return parts && instantFrom(parts, zone);
}

/** Returns the two days that a date may be, as words; `undefined` where it can't be two. */
export function readingsOf(text: string): string | undefined {
  const parsed = parseDate(
    text
      .replace(/[\s\u00a0]+/g, ' ')
      .trim()
      .slice(0, MAX_LENGTH),
    UTC,
    'en',
  );
  return 'problem' in parsed ? /" (may be the .{1,40});/.exec(parsed.problem)?.[1] : undefined;
}

/** The first of several that means something. */
export function firstDate(texts: readonly (string | undefined)[], language?: string): Instant | undefined {
  for (const text of texts) {
    const instant = parseFeedDate(text, UTC, language);
    if (instant !== undefined) return instant;
  }
  return undefined;
}

type Text = string | undefined;

/** Text after the time: nothing, an offset, the name of a zone. More digits may be an unrecognized time. */
const ZONE = /^$|^(?:GMT|UTC|UT)?\s*[+-]\d|^[\p{L}([]/iu;

interface Parts {
  readonly year: Text;
  readonly month: number;
  readonly day: Text;
  /** Hour, minute, second, `a` or `p`. */
  readonly clock: readonly Text[];
  readonly offset: Text;
}

function partsOf(text: string): Parts | undefined {
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) {
    const [, day, month, year, ...rest] = dayFirst;
    return { year, month: monthNamed(month), day, clock: rest.slice(0, 4), offset: rest[4] };
  }
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) {
    const [, month, day, year, ...rest] = monthFirst;
    return { year, month: monthNamed(month), day, clock: rest.slice(0, 4), offset: rest[4] };
  }
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast) {
    const [, month, day, ...rest] = yearLast;
    return { year: rest[5], month: monthNamed(month), day, clock: rest.slice(0, 4), offset: rest[4] };
  }
  return numericParts(text);
}

function numericParts(text: string): Parts | undefined {
  const american = AMERICAN.exec(text);
  if (american) {
    const [, first, second, year, ...rest] = american;
    const [month, day] = Number(first) > 12 ? [second, first] : [first, second];
    if (Number(first) <= 12 && Number(second) <= 12 && first !== second) return undefined;
    return { year, month: Number(month), day, clock: rest.slice(0, 4), offset: rest[4] };
  }
  const basic = BASIC.exec(text);
  if (basic) {
    const [, year, month, day, hour, minute, second, offset] = basic;
    return { year, month: Number(month), day, clock: [hour, minute, second], offset };
  }
  const loose = LOOSE.exec(text);
  if (!loose) return undefined;
  const [, year, month, day, ...rest] = loose;
  return { year, month: Number(month), day, clock: rest.slice(0, 4), offset: rest[4] };
}

function instantFrom({ year = '', month, day, clock, offset = '' }: Parts, zone: Zone): Instant | undefined {
  const [hourText = '0', minute = '0', second = '0', half] = clock;
  const written = Number(hourText);
  if (half !== undefined && (written < 1 || written > 23)) return undefined;
  // `14:02 PM` is what some write; `12 AM` is midnight.
  const hour = half === undefined || written > 12 ? written : (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const isDayEnd = hour === 24 && Number(minute) === 0 && Number(second) === 0;
  if ((hour > 23 && !isDayEnd) || Number(minute) > 59 || Number(second) > 60) return undefined;
  const milliseconds = ((hour * 60 + Number(minute)) * 60 + Math.min(Number(second), 59)) * 1000;
  const wall = wallClock(fullYear(year), month, Number(day), milliseconds);
  if (wall === undefined || !ZONE.test(offset)) return undefined;
  return offset === '' ? instantOf(wall, zone) : wall - offsetOf(offset);
}

/** Vietnamese numerals, as months have them. */
const NUMERALS: readonly string[] = [
  'một|giêng',
  'hai',
  'ba',
  'tư|bốn',
  'năm',
  'sáu',
  'bảy|bẩy',
  'tám',
  'chín',
  'mười',
  'mười một',
  'mười hai|chạp',
];

/** 1 to 12; 0 where the name is none. `tháng 12`, `thg 12`, `Tháng Mười Hai`, `Thg12`, `Dec`, `Sept.`, `December`. */
function monthNamed(text: Text): number {
  const name = (text ?? '').toLowerCase().replace(/\.$/, '');
  const prefix = /^(?:tháng|thg\.?)/u.exec(name)?.[0];
  const vietnamese = prefix === undefined ? undefined : name.slice(prefix.length).trim();
  if (vietnamese === undefined) return MONTHS.indexOf(name.slice(0, 3)) + 1 || (monthsElsewhere().get(name) ?? 0);
  if (/^\d+$/.test(vietnamese)) return Number(vietnamese);
  return NUMERALS.findIndex(names => names.split('|').includes(vietnamese.replace(/\s+/g, ' '))) + 1;
}

let elsewhere: ReadonlyMap<string, number> | undefined;
const LANGUAGES = 'fr es de it pt nl sv da nb fi pl cs sk hu ro hr tr id ru uk el'.split(' ');

/** Months by their names, long and short, in other languages; of a name that two use for different months the first. */
function monthsElsewhere(): ReadonlyMap<string, number> {
  if (elsewhere) return elsewhere;
  const months = new Map<string, number>();
  for (const language of LANGUAGES) {
    for (const month of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { day: 'numeric', month, timeZone: 'UTC' });
      for (let number = 12; number >= 1; number--) {
        const part = format.formatToParts(Date.UTC(2020, number - 1, 15)).find(({ type }) => type === 'month');
        const name = part?.value.toLowerCase().replace(/\.$/, '') ?? '';
        if (!months.has(name)) months.set(name, number);
      }
    }
  }
  elsewhere = months;
  return months;
}

/** Returns the full year of two digits, as RFC 2822 reads them (section 4.3). */
function fullYear(year: string): number {
  if (year.length === 4) return Number(year);
  return Number(year) + (Number(year) < 50 ? 2000 : 1900);
}

function offsetOf(zone: string): number {
  const offset = /^(?:GMT|UTC|UT)?\s*([+-])(\d{1,2}):?(\d{2})?/i.exec(zone);
  if (offset) return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) * 60_000;
  return (ZONES[zone.toLowerCase()] ?? 0) * HOUR;
}
