import { timeOfDay } from './time-of-day.ts';

/** A date whose month is a name, in digits. */
export interface NumericDate {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  /** The text after the day and year, in the form of 24 hours: `08:30:00 +07:00`, or empty. */
  readonly time: string;
}

const MONTHS: readonly string[] =
  'january february march april may june july august september october november december'.split(' ');
const WEEKDAY = String.raw`(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?`;
const ORDINAL = '(?:st|nd|rd|th)?';
const REST = String.raw`(?:(?:,|\s+at)?\s+(\d{1,2}[:h]\d{2}.*))?$`;
const MONTH_FIRST = new RegExp(String.raw`^${WEEKDAY}([a-z]{3,9})\.?\s+(\d{1,2})${ORDINAL},?\s+(\d{4})${REST}`, 'i');
const DAY_FIRST = new RegExp(
  String.raw`^${WEEKDAY}(\d{1,2})${ORDINAL}[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})${REST}`,
  'i',
);
/** As the program `date` prints it, and C: the year is last, behind the zone. */
const YEAR_LAST = new RegExp(
  String.raw`^(?:mon|tue|wed|thu|fri|sat|sun)\s+([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}:\d{2}(?::\d{2})?(?:\s+[ap]m)?)` +
    String.raw`(\s+(?:[a-z]{2,4}|[+-]\d{2}:?\d{2}))?\s+(\d{4})$`,
  'i',
);
/** Longer ones are no dates, in UTF-16 code units. */
const MAX_LENGTH = 100;

/**
 * Reads `Jul 08 2022`, `July 8th, 2022 at 8:30 PM`, `8 July 2022`, `Fri, 08 Jul 2022 08:00:00 GMT` (RFC 822), and what
 * JavaScript and `date` print; `undefined` where the text is none of these.
 */
export function dateWithMonthName(text: string): NumericDate | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [, day, name, year, rest] = monthFirst(text) ?? DAY_FIRST.exec(text) ?? [];
  const month = name === undefined ? 0 : monthNamed(name);
  if (day === undefined || year === undefined || month === 0) return undefined;
  return { year, month: String(month), day, time: rest === undefined ? '' : timeOfDay(rest) };
}

/** Returns day, month, year and time, in that order, behind the text, where the month stands before the day. */
function monthFirst(text: string): readonly (string | undefined)[] | undefined {
  const first = MONTH_FIRST.exec(text);
  if (first) return [first[0], first[2], first[1], first[3], first[4]];
  const [all, name, day, time = '', zone = '', year] = YEAR_LAST.exec(text) ?? [];
  return all === undefined ? undefined : [all, day, name, year, time + zone];
}

function monthNamed(name: string): number {
  const folded = name.toLowerCase() === 'sept' ? 'sep' : name.toLowerCase();
  return MONTHS.findIndex(month => month.startsWith(folded)) + 1;
}
