const known = new Map<string, boolean>();
/** Number of languages that are remembered. */
const MAX_KNOWN = 200;

/**
 * Returns true for a language in which the day comes before the month where a date has its year last, as CLDR has it:
 * Vietnamese, German, French. English is written both ways, whatever country a site names.
 */
export function isDayFirst(language: string): boolean {
  const remembered = known.get(language);
  if (remembered !== undefined) return remembered;
  const isFirst = orderIn(language) === 'day month year';
  if (known.size < MAX_KNOWN) known.set(language, isFirst);
  return isFirst;
}

function orderIn(language: string): string {
  const isTag = /^[a-z]{2,3}(?:-[a-z\d]{2,8}){0,4}$/i.test(language);
  if (!isTag || /^en(?:-|$)/i.test(language) || !isSupported(language)) return '';
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const format = new Intl.DateTimeFormat(language, { ...parts, calendar: 'gregory', timeZone: 'UTC' });
  return format
    .formatToParts(0)
    .flatMap(({ type }) => (type in parts ? [type] : []))
    .join(' ');
}

/** Tags of that form may still be none, as one that names its region twice. */
function isSupported(language: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
  } catch {
    return false;
  }
}
