import { DAY, type Instant } from '../instant.ts';

/** A time zone's distance from UTC. */
export interface Zone {
  /** Milliseconds to add to an instant to get the zone's wall clock. */
  offsetAt(instant: Instant): number;
}

const zones = new Map<string, Zone>();

/**
 * A zone by its IANA name. Offsets are remembered, since asking `Intl` costs a thousand times more than looking up.
 * @throws RangeError where no such zone is known.
 */
export function zoneNamed(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const zone = createZone(name);
  zones.set(name, zone);
  return zone;
}

/**
 * The instant at which a zone's wall clock shows a time, given as if it were UTC. Where the clock is put back and
 * shows it twice, the first; where it is put forward and never shows it, the time as far after the gap.
 */
export function instantOf(wallClock: number, zone: Zone): Instant {
  const early = wallClock - zone.offsetAt(wallClock - DAY);
  if (early + zone.offsetAt(early) === wallClock) return early;
  const late = wallClock - zone.offsetAt(wallClock + DAY);
  return late + zone.offsetAt(late) === wallClock ? late : early;
}

/** A zone's wall clock at an instant, as a `Date` whose UTC parts are to be read. */
export function wallClockAt(instant: Instant, zone: Zone): Date {
  return new Date(instant + zone.offsetAt(instant));
}

function createZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', era: 'short' });
  const months = new Map<number, number | undefined>();
  const exact = (instant: Instant): number => parseOffset(format.format(instant));
  return {
    offsetAt(instant) {
      const date = new Date(instant);
      const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
      if (!months.has(month)) months.set(month, steadyOffset(month, exact));
      // A month in which clocks change has no offset of its own.
      return months.get(month) ?? exact(instant);
    },
  };
}

function steadyOffset(month: number, exact: (instant: Instant) => number): number | undefined {
  const first = exact(Date.UTC(Math.floor(month / 12), month % 12, 1));
  const last = exact(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 1) - 1);
  return first === last ? first : undefined;
}

/** `12/7/2018 A, GMT+07:00` is 25,200,000; a bare `GMT` is 0. Old local times have seconds: `GMT+07:06:30`. */
function parseOffset(formatted: string): number {
  const match = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(formatted);
  if (!match?.[1]) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  return (match[1] === '-' ? -1 : 1) * seconds * 1000;
}
