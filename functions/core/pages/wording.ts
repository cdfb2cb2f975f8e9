import type { Instant } from '../instant.ts';
import { primarySubtag } from '../text/language.ts';

/** What the pages say, in one language. */
export interface Wording {
  readonly skipToContent: string;
  readonly sections: string;
  readonly allNews: string;
  readonly updated: string;
  /** Above what was wrong and is mended. */
  readonly correction: string;
  readonly subscribe: string;
  readonly subscribeHelp: string;
  /** On a button. */
  readonly copy: string;
  /** For those who hear the page: which address the button copies. */
  copyAddress(format: string): string;
  readonly copied: string;
  /** For those who hear the page: what the names of applications below an address are there for. */
  subscribeIn(format: string): string;
  /** Whatever reader is on the computer. */
  readonly desktopReader: string;
  /** Above the sections' feeds. */
  readonly eachSection: string;
  /** Before the names of the formats in which all feeds are listed. */
  readonly allFeeds: string;
  readonly latest: string;
  readonly more: string;
  /** What leads to the pages of all months. */
  readonly archive: string;
  /** Above the months. */
  readonly byMonth: string;
  /** What leads to older articles of a month. */
  readonly older: string;
  readonly newer: string;
  readonly noEntries: string;
  readonly tags: string;
  readonly follow: string;
  readonly followHelp: string;
  readonly attachment: string;
  readonly homePage: string;
  readonly notFound: string;
  readonly notFoundHelp: string;
  readonly withdrawn: string;
  readonly withdrawnHelp: string;
  /** Before the date. */
  readonly withdrawnOn: string;
  /** Before why it was withdrawn. */
  readonly reason: string;
  /** Above an article that a preview alone shows, as it is a draft. */
  readonly draft: string;
  /** The same, as it waits for its date. */
  readonly waiting: string;
  /** Who sees it. */
  readonly previewHelp: string;
  /** Before the date. */
  readonly waitingUntil: string;
}

const vi: Wording = {
  skipToContent: 'Tới nội dung chính',
  sections: 'Chuyên mục',
  allNews: 'Tất cả',
  updated: 'Cập nhật',
  correction: 'Đính chính',
  subscribe: 'Theo dõi',
  subscribeHelp:
    'Trang này có nguồn tin (web feed) cho ứng dụng đọc tin. Bấm tên ứng dụng bạn đang dùng, hoặc chép địa chỉ rồi ' +
    'dán vào đó. Bài mới sẽ tự đến, không cần tài khoản hay email. Chưa rõ nên chọn loại nào? Hãy lấy RSS.',
  copy: 'Chép',
  copyAddress: format => `Chép địa chỉ ${format}`,
  copied: 'Đã chép',
  subscribeIn: format => `Theo dõi ${format} bằng`,
  desktopReader: 'Ứng dụng trên máy',
  eachSection: 'RSS của từng chuyên mục',
  allFeeds: 'Tất cả trong một tệp:',
  latest: 'Bài mới nhất',
  more: 'Trước đó',
  archive: 'Xem lại các tháng trước',
  byMonth: 'Theo tháng',
  older: 'Bài cũ hơn',
  newer: 'Bài mới hơn',
  noEntries: 'Chưa có bài nào. Hãy theo dõi để nhận bài đầu tiên.',
  tags: 'Từ khóa',
  follow: 'Theo dõi',
  followHelp: 'Nhận bài mới ngay khi đăng, trong ứng dụng đọc tin của bạn:',
  attachment: 'Tệp đính kèm',
  homePage: 'Trang chủ',
  notFound: 'Không tìm thấy trang này',
  notFoundHelp: 'Bài có thể đã được gỡ hoặc chuyển sang địa chỉ khác. Mời bạn xem những bài mới nhất.',
  withdrawn: 'Bài này đã được gỡ',
  withdrawnHelp: 'Tòa soạn đã rút lại bài đăng ở địa chỉ này.',
  withdrawnOn: 'Gỡ ngày',
  reason: 'Lý do:',
  draft: 'Bản nháp',
  waiting: 'Chưa đến giờ đăng',
  previewHelp: 'Chỉ bản xem trước này cho thấy bài; chưa ai khác đọc được.',
  waitingUntil: 'Đăng lúc',
};

const en: Wording = {
  skipToContent: 'Skip to content',
  sections: 'Sections',
  allNews: 'All news',
  updated: 'Updated',
  correction: 'Correction',
  subscribe: 'Subscribe',
  subscribeHelp:
    'This page has a web feed, which feed readers read. Choose the reader that you use, or copy an address and paste ' +
    'it there. New stories then come to you, without an account or an email address. Not sure which one? Take RSS.',
  copy: 'Copy',
  copyAddress: format => `Copy the ${format} address`,
  copied: 'Copied',
  subscribeIn: format => `Subscribe to ${format} in`,
  desktopReader: 'App on this computer',
  eachSection: 'RSS by section',
  allFeeds: 'All of them in one file:',
  latest: 'Latest stories',
  more: 'Earlier',
  archive: 'Browse by month',
  byMonth: 'By month',
  older: 'Older stories',
  newer: 'Newer stories',
  noEntries: 'No stories yet. Subscribe to get the first one.',
  tags: 'Tags',
  follow: 'Subscribe',
  followHelp: 'Get new stories as they are published, in your feed reader:',
  attachment: 'Attached file',
  homePage: 'Home page',
  notFound: 'This page was not found',
  notFoundHelp: 'The story may have been withdrawn or moved. The latest ones are one step away.',
  withdrawn: 'This story was withdrawn',
  withdrawnHelp: 'The newsroom has withdrawn the story that was published at this address.',
  withdrawnOn: 'Withdrawn on',
  reason: 'Reason:',
  draft: 'Draft',
  waiting: 'Not out yet',
  previewHelp: 'Only this preview shows the story; nobody else can read it yet.',
  waitingUntil: 'Out on',
};

const WORDINGS: ReadonlyMap<string, Wording> = new Map([
  ['vi', vi],
  ['en', en],
]);

/** The wording of a language (BCP 47), by its primary subtag; English where there is none. */
export function wordingIn(language: string): Wording {
  return WORDINGS.get(primarySubtag(language)) ?? en;
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
  return style === 'clock' ? time.format(instant) : `${day.format(instant)}, ${time.format(instant)}`;
}

const months = new Map<string, Intl.DateTimeFormat>();

/** The name of a month such as `2026-11`, with its year, in the language of the wording. */
export function formatMonth(month: string, language: string): string {
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
  const name = format.format(date);
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
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
 * The site's own tag where it has a wording (`en-GB` writes dates in its own way), else that of the English wording.
 */
function findLocale(language: string): string {
  if (!WORDINGS.has(primarySubtag(language))) return 'en';
  try {
    return new Intl.Locale(language).toString();
  } catch {
    return primarySubtag(language);
  }
}
