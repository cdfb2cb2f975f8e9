import type { Instant } from '../instant.ts';
import type { Wording } from '../site/labels.ts';
import type { Site } from '../site/site.ts';
import { primarySubtag } from '../text/language.ts';
import { en } from './wordings/en.ts';
import { fr } from './wordings/fr.ts';
import { id } from './wordings/id.ts';
import { ja } from './wordings/ja.ts';
import { km } from './wordings/km.ts';
import { ko } from './wordings/ko.ts';
import { lo } from './wordings/lo.ts';
import { th } from './wordings/th.ts';
import { vi } from './wordings/vi.ts';
import { zh } from './wordings/zh.ts';

const WORDINGS: ReadonlyMap<string, Wording> = new Map(Object.entries({ en, fr, id, ja, km, ko, lo, th, vi, zh }));

/** Returns the wording of a language (BCP 47), by its primary subtag. Default: English. */
export function wordingIn(language: string): Wording {
  return WORDINGS.get(primarySubtag(language)) ?? en;
}

/** Returns a label that names a format. */
export function labelOf(label: string, format: string): string {
  return label.replaceAll('{format}', () => format);
}

/** Returns a label with a name in its place, or behind a label of the site's own that has no place. */
export function labelWithName(label: string, name: string): string {
  return label.includes('{name}') ? label.replaceAll('{name}', () => name) : `${label} ${name}`;
}

/** Returns the labels of a site's pages: its own, and the defaults of its language. */
export function wordingOf({ language, labels }: Pick<Site, 'language' | 'labels'>): Wording {
  const own = labels?.[primarySubtag(language)];
  return own ? { ...wordingIn(language), ...own } : wordingIn(language);
}

/**
 * `short` is `7 tháng 12, 2018, 08:30` in Vietnamese; `day` leaves out the time, `clock` all else; `long` adds the
 * weekday and the zone, for readers elsewhere.
 */
export type DateStyle = 'day' | 'clock' | 'short' | 'long';

/** A date and time as people read it, in the language of the wording and in the given zone (IANA name). */
export function formatDate(instant: Instant, language: string, timeZone: string, style: DateStyle): string {
  const { day, time } = formatsIn(localeOf(language), timeZone, style);
  if (style === 'day') return day.format(instant);
  if (style === 'clock') return time.format(instant);
  const comma = COMMALESS.has(primarySubtag(language)) ? '' : ',';
  return `${day.format(instant)}${comma} ${time.format(instant)}`;
}

/** Languages in which a space alone parts the day from the time. */
const COMMALESS: ReadonlySet<string> = new Set(['ja', 'ko', 'zh']);

const months = new Map<string, Intl.DateTimeFormat>();

/** The name of a month such as `2026-11`, with its year, in the language of the wording, as it begins a line. */
export function formatMonth(month: string, language: string): string {
  const name = formatMonthInText(month, language);
  return name.charAt(0).toLocaleUpperCase(localeOf(language)) + name.slice(1);
}

/** The same as it stands within a line: `tháng 11 năm 2026`. */
export function formatMonthInText(month: string, language: string): string {
  const locale = localeOf(language);
  const format =
    months.get(locale) ??
    new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      calendar: 'gregory',
      numberingSystem: 'latn',
      month: 'long',
      year: 'numeric',
    });
  months.set(locale, format);
  const at = month.lastIndexOf('-');
  const date = new Date(0);
  date.setUTCFullYear(Number(month.slice(0, at)), Number(month.slice(at + 1)) - 1);
  return format.format(date);
}

/** Joins names as the language does: `Lan, Minh và Tú`. */
export function joinNames(names: readonly string[], language: string): string {
  const locale = localeOf(language);
  const format = lists.get(locale) ?? new Intl.ListFormat(locale, { type: 'conjunction' });
  lists.set(locale, format);
  return format.format(names);
}

interface Formats {
  readonly day: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
}

// Making a formatter costs as much as formatting hundreds of dates.
const formats = new Map<string, Formats>();
const lists = new Map<string, Intl.ListFormat>();

function formatsIn(locale: string, timeZone: string, style: DateStyle): Formats {
  const key = `${locale}|${timeZone}|${style}`;
  const known = formats.get(key);
  if (known) return known;
  const common = { timeZone, calendar: 'gregory', numberingSystem: 'latn' } as const;
  const long = style === 'long';
  const made: Formats = {
    day: new Intl.DateTimeFormat(locale, {
      ...common,
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      ...(long && { weekday: 'long' }),
    }),
    time: new Intl.DateTimeFormat(locale, {
      ...common,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(long && { timeZoneName: 'shortOffset' }),
    }),
  };
  formats.set(key, made);
  return made;
}

const locales = new Map<string, string>();

function localeOf(language: string): string {
  const locale = locales.get(language) ?? findLocale(language);
  locales.set(language, locale);
  return locale;
}

/**
 * Returns the site's own tag where it has a wording (`en-GB` formats dates differently), else that of the English
 * wording.
 */
function findLocale(language: string): string {
  if (!WORDINGS.has(primarySubtag(language))) return 'en';
  try {
    return new Intl.Locale(language).toString();
  } catch {
    return primarySubtag(language);
  }
}
