const GREGORIAN = 'gregory';

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
  for (const length of isGregorian(language) ? (['long', 'short'] as const) : []) {
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

/** Returns true for a language of which names are known, and whose own calendar is the Gregorian. */
function isGregorian(language: string): boolean {
  const isKnown = Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
  return isKnown && new Intl.DateTimeFormat(language).resolvedOptions().calendar === GREGORIAN;
}
