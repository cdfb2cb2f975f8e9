import type { Instant } from '../instant.ts';
import { parseDate } from './date.ts';
import { wallClockAt, type Zone } from './zone.ts';

/** A date that a text names, for its author to judge. */
export interface NamedDate {
  /** Such as `2018-12-07`. */
  readonly date: string;
  /** As it is written. */
  readonly words: string;
  /** Line of the text, 1-based. */
  readonly line: number;
}

/** Context in which a text is read. */
export interface NamedDateOptions {
  readonly zone: Zone;
  /** BCP 47; says whether days come before months. */
  readonly language: string;
  /** No article is dated later. */
  readonly latest: Instant;
}

/** A dateline stands at the head of a text, within so many UTF-16 code units. */
const HEAD = 2000;
/** So far a text is looked through for a year. */
const MAX_TEXT = 200_000;

const DAY = String.raw`(?<day>\d{1,2})`;
const ORDINAL = '(?:st|nd|rd|th)?';
const MONTH = String.raw`(?<month>\d{1,2})`;
const NAME = String.raw`(?<month>[A-Z][a-z]{2,8})\.?`;
const YEAR = String.raw`(?<year>\d{4})`;

/** A date as sentences have it, and how `parseDate` reads it. A language is given where the words are of one. */
interface Form {
  readonly pattern: RegExp;
  readonly language?: string;
  write(day: string, month: string, year: string): string;
}

const byDay = (day: string, month: string, year: string): string => `${day}/${month}/${year}`;
const byName = (day: string, month: string, year: string): string => `${day} ${month} ${year}`;
const FORMS: readonly Form[] = [
  {
    pattern: new RegExp(String.raw`(?<![\d/.-])${YEAR}-${MONTH}-${DAY}(?![\d/-])`),
    write: (day, month, year) => `${year}-${month}-${day}`,
  },
  {
    pattern: new RegExp(String.raw`ngày ${DAY}(?:[/.-]| tháng )${MONTH}(?:(?:[/.-]|,? năm )${YEAR})?(?![\d/])`, 'i'),
    language: 'vi',
    write: byDay,
  },
  { pattern: new RegExp(String.raw`(?<![\d/.-])${DAY}[/.-]${MONTH}[/.-]${YEAR}(?![\d/-])`), write: byDay },
  { pattern: new RegExp(String.raw`(?<![\d.])${DAY}${ORDINAL} ${NAME}(?:,? ${YEAR})?(?!\d)`), write: byName },
  { pattern: new RegExp(String.raw`${NAME} ${DAY}${ORDINAL}(?:, ${YEAR})?(?!\d)`), write: byName },
];
/** Years that a text names, by themselves or in a date. */
const YEARS = /(?<!\d)(?:năm |in |of |\d{1,2}[/-])(\d{4})(?!\d)/gi;

/**
 * Finds the date that a text names first: at its head, in full, or as a day and a month (`Ngày 7/12`) with the latest
 * year that the text names beside it (`năm 2018`). `undefined` where there is none, where it may be read in two ways,
 * or where it is yet to come.
 */
export function dateInText(text: string, options: NamedDateOptions): NamedDate | undefined {
  const from = Math.max(0, text.search(/\S/));
  const head = text.slice(from, from + HEAD);
  const found = FORMS.flatMap(form => {
    const match = form.pattern.exec(head);
    return match ? [{ form, match }] : [];
  }).sort((a, b) => a.match.index - b.match.index);
  for (const { form, match } of found) {
    const date = dateOf(form, match.groups ?? {}, text, options);
    if (date !== undefined) return { date, words: match[0], line: lineAt(text, from + match.index) };
  }
  return undefined;
}

function dateOf(
  { language, write }: Form,
  { day = '', month = '', year }: Readonly<Record<string, string | undefined>>,
  text: string,
  options: NamedDateOptions,
): string | undefined {
  for (const named of year === undefined ? yearsIn(text) : [year]) {
    const parsed = parseDate(write(day, month, named), options.zone, language ?? options.language);
    if ('instant' in parsed && parsed.instant <= options.latest)
      return wallClockAt(parsed.instant, options.zone).toISOString().slice(0, 10);
  }
  return undefined;
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

/** No page of a news site is older: a year before it is one that the text tells of. */
const FIRST_YEAR = '1995';

/** The latest first. */
function yearsIn(text: string): readonly string[] {
  const years = new Set<string>();
  for (const [, year = ''] of text.slice(0, MAX_TEXT).matchAll(YEARS)) if (year >= FIRST_YEAR) years.add(year);
  return [...years].sort().reverse().slice(0, 20);
}
