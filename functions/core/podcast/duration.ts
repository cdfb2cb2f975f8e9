/** A week, in seconds: nothing that is heard at once is longer. */
const MAX_SECONDS = 7 * 24 * 3600;

/** Hours, minutes and seconds, as podcasts write them. */
const CLOCK = /^(?:(\d{1,3}):)?(\d{1,4}):(\d{2})(?:\.\d{1,3})?$/;
const SECONDS = /^\d{1,6}(?:\.\d{1,9})?$/;

/**
 * Returns a duration in whole seconds: of `h:mm:ss`, `mm:ss` (there may be more than 60 minutes) or a number of
 * seconds. `undefined` for anything else, and for more than a week.
 */
export function parseDuration(text: string): number | undefined {
  const seconds = SECONDS.test(text) ? Math.round(Number(text)) : clockSeconds(text);
  return seconds !== undefined && seconds <= MAX_SECONDS ? seconds : undefined;
}

/** Returns a number of seconds as people write a time: `1:30`, `1:02:03`. */
export function formatClock(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const padded = String(rest).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${padded}` : `${minutes}:${padded}`;
}

function clockSeconds(text: string): number | undefined {
  const [, hours, minutes, seconds] = CLOCK.exec(text) ?? [];
  if (minutes === undefined || seconds === undefined || Number(seconds) >= 60) return undefined;
  if (hours !== undefined && Number(minutes) >= 60) return undefined;
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
}
