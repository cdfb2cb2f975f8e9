/*
 * Whether a text is what a specification asks for. Written from the specifications, and from nothing that the publisher
 * uses to write them.
 */

const PLANES = Array.from({ length: 14 }, (_, at) => (at + 1).toString(16));
const UCS =
  `\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}` +
  `${PLANES.map(plane => `\\u{${plane}0000}-\\u{${plane}fffd}`).join('')}`;
const IPCHAR = `(?:[\\w.~!$&'()*+,;=:@${UCS}\\-]|%[0-9a-f]{2})`;
const AUTHORITY = `(?:[\\w.~!$&'()*+,;=:${UCS}\\-]|%[0-9a-f]{2}|@|\\[[0-9a-f:.]+\\])*`;
const IRI = new RegExp(
  `^[a-z][a-z0-9+.\\-]*:(?://${AUTHORITY}(?:/${IPCHAR}*)*|/?(?:${IPCHAR}+(?:/${IPCHAR}*)*)?)(?:\\?(?:` +
    `${IPCHAR}|[/?])*)?(?:#(?:${IPCHAR}|[/?])*)?$`,
  'iu',
);
/** RFC 3987, section 4.1: these must not stand in an IRI. */
const BIDI_FORMATTING = /[\u200e\u200f\u202a-\u202e]/;

/** RFC 3987, section 2.2: an absolute IRI, with or without a fragment. */
export function isIri(text: string): boolean {
  return IRI.test(text) && !BIDI_FORMATTING.test(text);
}

/** An absolute IRI of the web. */
export function isWebAddress(text: string): boolean {
  return isIri(text) && /^https?:\/\/[^/?#]/i.test(text) && URL.canParse(text);
}

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * RFC 3339, section 5.6, with `T` and `Z` in upper case (RFC 4287, section 3.3); `undefined` where it is none, or the
 * calendar has no such day.
 */
export function rfc3339(text: string): number | undefined {
  const match = RFC_3339.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const isDay =
    month !== undefined && month >= 1 && month <= 12 && day !== undefined && day <= daysIn(year ?? 0, month);
  const isTime = (hour ?? 99) <= 23 && (minute ?? 99) <= 59 && (second ?? 99) <= 59;
  return isDay && day >= 1 && isTime ? Date.parse(text) : undefined;
}

const [DAYS, MONTHS] = ['Sun Mon Tue Wed Thu Fri Sat', 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'].map(names =>
  names.split(' '),
);
const RFC_822 = /^(\w{3}), (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) (?:GMT|UT|[+-]\d{4})$/;

/** RFC 822, section 5.1, with a year of four digits; `undefined` where it is none, or names another day of the week. */
export function rfc822(text: string): number | undefined {
  const match = RFC_822.exec(text);
  if (!match) return undefined;
  const [, weekday = '', day, month = '', year, hour, minute, second] = match;
  const index = MONTHS?.indexOf(month) ?? -1;
  if (index === -1 || Number(day) < 1 || Number(day) > daysIn(Number(year), index + 1)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const named = new Date(Date.UTC(Number(year), index, Number(day))).getUTCDay();
  return DAYS?.[named] === weekday ? Date.parse(text) : undefined;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const LANGUAGE_SUBTAGS = {
  language: '(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})',
  script: '(?:-[a-z]{4})?',
  region: String.raw`(?:-(?:[a-z]{2}|\d{3}))?`,
  variants: String.raw`(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*`,
  extensions: String.raw`(?:-[\da-wy-z](?:-[a-z\d]{2,8})+)*`,
  privateUse: String.raw`(?:-x(?:-[a-z\d]{1,8})+)?`,
};
const LANGUAGE_TAG = new RegExp(`^${Object.values(LANGUAGE_SUBTAGS).join('')}$`, 'i');

/** RFC 5646, section 2.1: well-formed, but for what was grandfathered in. */
export function isLanguage(text: string): boolean {
  return LANGUAGE_TAG.test(text);
}

/** RFC 6838, section 4.2, with parameters (RFC 2045, section 5.1). */
export function isMediaType(text: string): boolean {
  const name = '[a-z\\d][a-z\\d!#$&^_.+-]{0,126}';
  return new RegExp(`^${name}/${name}(?:\\s*;\\s*[\\w!#$&^.+-]+=(?:[\\w!#$&^.+-]+|"[^"]*"))*$`, 'i').test(text);
}

/** RFC 4287, section 3.2.3, and what stands on both sides of the `@` (RFC 5321, section 4.1.2). */
export function isEmail(text: string): boolean {
  return /^[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+$/.test(text);
}

/** Text that shows something. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Those that are there more than once. */
export function repeated<Value>(values: readonly Value[]): readonly Value[] {
  const seen = new Set<Value>();
  return values.filter(value => seen.size === seen.add(value).size);
}
