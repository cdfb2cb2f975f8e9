import type { Instant } from '../instant.ts';
import { parseDate, wallClock } from '../time/date.ts';
import { zoneNamed } from '../time/zone.ts';

const MONTHS: readonly string[] = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** Hours from UTC of the zones that RFC 822, section 5, names. Readers take a zone that they do not know for UTC. */
const ZONES: Readonly<Record<string, number>> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};
const RFC_822 =
  /^(?:[\p{L}]+\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s,-]+(\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(.*)$/iu;

/** No date is longer, in UTF-16 code units; the pattern takes time that grows with the square of it. */
const MAX_LENGTH = 100;

/**
 * A date as feeds write it: RFC 822 and its usual misspellings, or ISO 8601. Without an offset it is in UTC.
 * `undefined` where it means nothing.
 */
export function parseFeedDate(text: string | undefined): Instant | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '' || trimmed.length > MAX_LENGTH) return undefined;
  const match = RFC_822.exec(trimmed);
  if (!match) {
    const parsed = parseDate(trimmed, zoneNamed('UTC'), 'en');
    return 'instant' in parsed ? parsed.instant : undefined;
  }
  const [, day, month = '', year = '', hour, minute, second, zone = ''] = match;
  const time = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)] as const;
  if (time[0] > 23 || time[1] > 59 || time[2] > 60) return undefined;
  const milliseconds = ((time[0] * 60 + time[1]) * 60 + Math.min(time[2], 59)) * 1000;
  const clock = wallClock(fullYear(year), MONTHS.indexOf(month.toLowerCase()) + 1, Number(day), milliseconds);
  return clock === undefined ? undefined : clock - offsetOf(zone);
}

/** Of two digits, as RFC 2822 reads them (section 4.3). */
function fullYear(year: string): number {
  if (year.length === 4) return Number(year);
  return Number(year) + (Number(year) < 50 ? 2000 : 1900);
}

function offsetOf(zone: string): number {
  const offset = /^(?:GMT|UTC|UT)?\s*([+-])(\d{1,2}):?(\d{2})?/i.exec(zone);
  if (offset) return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) * 60_000;
  return (ZONES[zone.toLowerCase()] ?? 0) * 3_600_000;
}
