/** Reason why a date in Vietnamese can't be read. */
export interface UnclearDate {
  readonly problem: string;
}

/** A date that was written in Vietnamese, or with its time first, as `parseDate` reads it. */
export interface RewrittenDate {
  readonly text: string;
  /** True if it has words of Vietnamese: the day comes before the month. */
  readonly isVietnamese: boolean;
}

/** Months that only the lunar calendar has. */
const LUNAR: readonly string[] = ['gieng', 'chap'];
const MONTHS: readonly string[] = 'mot hai ba tu nam sau bay tam chin muoi muoi-mot muoi-hai'.split(' ');
const MONTH = String.raw`(?:\d{1,2}|muoi (?:mot|hai)|[a-z]{2,5})`;
const WEEKDAY = '(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|t[2-7]|cn)';
const JOINT = '(?: ?[,|-] ?| )(?:vao )?(?:luc )?';
const DIGITS = String.raw`(?<day>\d{1,2})(?<joint>[/.-])(?<month>\d{1,2})\k<joint>(?<year>\d{4})`;
const WORDS = String.raw`(?<dayOf>\d{1,2}) thang (?<name>${MONTH})(?:,? nam |, ?| |/)(?<yearOf>\d{4})`;
const DATE = `(?<week>${WEEKDAY}${JOINT})?(?<lead>ngay )?(?:${DIGITS}|${WORDS})`;
/** As WordPress has it in Vietnamese: `Tháng Mười Một 28, 2026`. */
const MONTH_FIRST = String.raw`(?:${WEEKDAY}${JOINT})?thang (?<name>${MONTH}) (?<dayOf>\d{1,2}), ?(?<yearOf>\d{4})`;
const WITH_COLON = String.raw`:(?<minute>\d{2})(?::(?<second>\d{2}))?`;
const IN_WORDS = String.raw` ?(?<word>gio)(?: (?<minuteG>\d{1,2})(?: phut)?)?`;
const HOUR = String.raw`(?<hour>\d{1,2})(?:${WITH_COLON}|h(?<minuteH>\d{2})?|${IN_WORDS})`;
const HALF = String.raw`(?: ?(?<half>sang|trua|chieu|toi|dem|[ap]\.?m\.?))?`;
const ZONE = String.raw`(?: ?\(?(?:gmt|utc) ?(?<zone>[+-] ?\d{1,2}(?::?\d{2})?)\)?)?`;
const TIME = `${HOUR}${HALF}${ZONE}`;
const FORMS: readonly RegExp[] = [
  new RegExp(`^${DATE}(?:${JOINT}${TIME})?$`),
  new RegExp(`^(?:luc )?${TIME}${JOINT}${DATE}$`),
  new RegExp(`^${MONTH_FIRST}(?:${JOINT}${TIME})?$`),
];
/** Longer ones are no dates, in UTF-16 code units. */
const MAX_LENGTH = 100;

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Writes dates as Vietnamese newspapers have them in the order that `parseDate` reads: `28 tháng 11 năm 2026`,
 * `9h30 28/11/2026`, `Thứ Bảy, 28/11/2026, 09:30 (GMT+7)`, with or without diacritics. `undefined` where the text is
 * none of these.
 * Errors: a time that may be one of two, and a month of the lunar calendar.
 */
export function dateInVietnamese(text: string): RewrittenDate | UnclearDate | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const folded = fold(text);
  for (const form of FORMS) {
    const groups: Groups | undefined = form.exec(folded)?.groups;
    if (groups) return rewrite(groups);
  }
  return undefined;
}

function rewrite(groups: Groups): RewrittenDate | UnclearDate | undefined {
  const time = timeOf(groups);
  if (time === undefined)
    return {
      problem:
        groups.half === 'dem' ? 'has a time that may be one of two' : 'has an hour that its part of the day has not',
    };
  const { week, lead, word, half = '', name, day = '', month = '', year = '' } = groups;
  if (name === undefined) {
    const isVietnamese = (week ?? lead ?? word) !== undefined || /^[stcd]/.test(half);
    return { text: `${day}/${month}/${year}${time}`, isVietnamese };
  }
  if (LUNAR.includes(name)) return { problem: 'has a month of the lunar calendar, which is no date here' };
  const number = /^\d/.test(name) ? Number(name) : MONTHS.indexOf(name === 'bon' ? 'tu' : name.replace(' ', '-')) + 1;
  if (number === 0) return undefined;
  // The month is named, so its place is certain.
  return { text: `${groups.yearOf ?? ''}-${number}-${groups.dayOf ?? ''}${time}`, isVietnamese: true };
}

/** Returns the time, after a space, or nothing; `undefined` where it may be one of two. */
function timeOf(groups: Groups): string | undefined {
  const { hour, minute = groups.minuteH ?? groups.minuteG ?? '0', second = '00', half, zone } = groups;
  if (hour === undefined) return '';
  const isOfClock = half === undefined || /^[ap]/.test(half);
  const hours = isOfClock ? Number(hour) : hourOf(Number(hour), half);
  if (hours === undefined) return undefined;
  const behind = half !== undefined && isOfClock ? ` ${half}` : '';
  const offset = zone === undefined ? '' : ` ${zone.replace(' ', '')}`;
  return ` ${hours}:${minute.padStart(2, '0')}:${second}${behind}${offset}`;
}

/** First and last hour, of twelve, that each part of the day has, and what comes to them. */
const PARTS_OF_DAY: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  sang: [[0, 11, 0]],
  trua: [
    [11, 13, 0],
    [1, 1, 12],
  ],
  chieu: [
    [1, 6, 12],
    [13, 18, 0],
  ],
  toi: [
    [6, 11, 12],
    [18, 23, 0],
  ],
};

function hourOf(hour: number, half: string): number | undefined {
  const part = PARTS_OF_DAY[half]?.find(([first, last]) => hour >= first && hour <= last);
  return part && hour + part[2];
}

/** Returns a text in small letters without diacritics, with one space where there are several. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll('–', '-')
    .replace(/\s+/g, ' ')
    .trim();
}
