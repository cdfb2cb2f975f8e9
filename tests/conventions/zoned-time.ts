/** Zones that a site may have: without an offset, behind and ahead of UTC, with half hours, with summer time. */
export const ZONES = ['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York', 'Asia/Kolkata', 'Australia/Adelaide'] as const;

/** Offsets that a date may be written with, in minutes, whatever zone the site has. */
export const OFFSETS = [0, 420, -480, 330, -210, 720, -60] as const;

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Returns what a clock in a zone shows, without a zone: `2026-11-23T19:00`. */
export function clock(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T');
}

/** Returns the first of the instants from the given one on that a clock in the zone shows only once. */
export function onceShown(at: Date, zone: string): Date {
  const shown = clock(at, zone);
  const isTwice = [-HOUR, HOUR].some(shift => clock(new Date(at.getTime() + shift), zone) === shown);
  return isTwice ? onceShown(new Date(at.getTime() + HOUR), zone) : at;
}

/** Returns the midnight at which a day begins in a zone. */
export function midnight(day: string, zone: string): Date {
  const utc = Date.parse(`${day}T00:00Z`);
  const quarters = Array.from({ length: 4 * 28 }, (_, at) => new Date(utc + (at - 56) * 15 * MINUTE));
  const found = quarters.find(at => clock(at, zone) === `${day}T00:00`);
  if (!found) throw new Error(`no midnight of ${day} in ${zone}`);
  return found;
}

/** Returns an offset as in `+07:00`. */
export function offsetText(minutes: number, separator = ':'): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${separator}${String(rest).padStart(2, '0')}`;
}

/** Returns what a clock shows that is so many minutes ahead of UTC: `2026-11-23T19:00:00`. */
export function shiftedClock(at: Date, minutes: number): string {
  return new Date(at.getTime() + minutes * MINUTE).toISOString().slice(0, 19);
}
