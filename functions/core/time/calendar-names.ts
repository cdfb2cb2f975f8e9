const GREGORIAN = 'gregory';

const LENGTHS = ['long', 'short'] as const;
/** A Sunday, in UTC. */
const SUNDAY = Date.UTC(2020, 0, 5);
const DAY = 86_400_000;

const knownMonths = new Map<string, ReadonlyMap<string, number>>();

/**
 * Returns the numbers of months by their names in a language, long and short, in lower case. It has none for a language
 * whose dates are of another calendar, such as Persian and Thai: their years are others, and a Persian month is no
 * month here. A name that means two months is left out.
 */
export function monthsOf(language: string): ReadonlyMap<string, number> {
  const before = knownMonths.get(language);
  if (before) return before;
  const months = new Map<string, number>();
  const ambiguous = new Set<string>();
  for (const length of isGregorian(language) ? LENGTHS : []) {
    // With a day the name has the case that it has in a date.
    const format = new Intl.DateTimeFormat(language, {
      day: 'numeric',
      month: length,
      calendar: GREGORIAN,
      timeZone: 'UTC',
    });
    for (let month = 1; month <= 12; month++) {
      const part = format.formatToParts(Date.UTC(2020, month - 1, 15)).find(({ type }) => type === 'month');
      const name = part?.value.toLowerCase().replace(/\.$/, '') ?? '';
      if ((months.get(name) ?? month) !== month) ambiguous.add(name);
      else if (/^\p{L}{3,}$/u.test(name)) months.set(name, month);
    }
  }
  for (const name of ambiguous) months.delete(name);
  knownMonths.set(language, months);
  return months;
}

const knownWeekdays = new Map<string, ReadonlySet<string>>();

/** Returns the names of weekdays in a language, long and short, by themselves and in a date, in lower case. */
export function weekdaysOf(language: string): ReadonlySet<string> {
  const before = knownWeekdays.get(language);
  if (before) return before;
  const names = new Set<string>();
  for (const weekday of LENGTHS) {
    for (const rest of [{}, { day: 'numeric', month: 'long', year: 'numeric' } as const]) {
      const format = new Intl.DateTimeFormat(language, { weekday, ...rest, calendar: GREGORIAN, timeZone: 'UTC' });
      for (let day = 0; day < 7; day++) {
        const part = format.formatToParts(SUNDAY + day * DAY).find(({ type }) => type === 'weekday');
        if (part) names.add(part.value.toLowerCase().replace(/\.$/, ''));
      }
    }
  }
  knownWeekdays.set(language, names);
  return names;
}

/** Returns true for a language of which names are known, and whose own calendar is the Gregorian. */
function isGregorian(language: string): boolean {
  return isSupported(language) && !hasOwnCalendar(language);
}

/** Returns true for a language whose dates are of another calendar: Persian, Pashto, Thai. */
export function hasOwnCalendar(language: string): boolean {
  return isSupported(language) && new Intl.DateTimeFormat(language).resolvedOptions().calendar !== GREGORIAN;
}

function isSupported(language: string): boolean {
  return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
}

/** Years before and after these are most likely of another calendar: 1405 of the Persian, 2569 of the Buddhist. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2130];

/** Returns true for a year that articles are dated with. */
export function isOfToday(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}
