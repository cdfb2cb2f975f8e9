import { isOfToday, monthsOf, weekdaysOf } from './calendar-names.ts';

/** Longer ones are no dates, in UTF-16 code units. */
const MAX_LENGTH = 100;
/** ISO 8601, section 5.2, with a time: `20260102T083000+0700`. */
const BASIC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}(?::?\d{2})?)?$/;
/** Form of Go, which Hugo wrote: the offset, and the name of the zone or the offset once more. */
const OF_GO = /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,9})? [+-]\d{4}) (?:Z|[A-Z]{3,5}|[+-]\d{2,4})$/;
/** Chinese, Japanese and Korean: `2026年1月2日 8時30分`, `2026년 1월 2일`. */
const CJK =
  /^(\d{4})[年년]\s?(\d{1,2})[月월]\s?(\d{1,2})[日号號일](?:\s?(\d{1,2})\s?[:：時时点點시]\s?(\d{2})\s?[分분]?)?$/;
/** `2. Januar 2026`, `2 de enero de 2026`, `1er janvier 2026 à 8h30`, with words before it and before the time. */
const NAMED = new RegExp(
  String.raw`^(?:(\p{L}[\p{L}\p{M} .,-]{0,30}?)\s+)?(\d{1,2})(?:\.|º|er)?\s+(?:de\s+)?(\p{L}{3,12})\.?,?\s+` +
    String.raw`(?:de\s+)?(\d{4})(?:,?\s+(?:(\p{L}[\p{L} .]{0,14}?)\s+)?(\d{1,2})[:h.](\d{2}))?$`,
  'iu',
);
/** Articles before a day or its weekday. */
const ARTICLE = /^(?:el|le)(?:\s|$)|(?:^|\s)den$/;
/** Words that say "at" before a time. Any other may name a half of the day, and is read nowhere. */
const AT: ReadonlySet<string> = new Set([
  ...['at', 'à', 'a', 'á', 'às', 'ás', 'as', 'la', 'las', 'a las', 'a la', 'a les', 'la ora', 'ora', 'ore', 'alle'],
  ...['alle ore', 'um', 'om', 'kl', 'klo', 'kell', 'klokken', 'o', 'o godz', 'o godzinie', 'godz', 'ob', 'u', 'v'],
  ...['ve', 'у', 'в', 'во', 'о', 'об', 'στις', 'saat', 'pukul', 'pada', 'jam', 'ag', 'соати'],
]);

/**
 * Rewrites a date in a form that is usual elsewhere, and that can mean nothing else, as ISO 8601 has it: of ISO's basic
 * format, of Go, of Chinese, Japanese and Korean, and with the name of a month in `language`. Returns `undefined` for
 * any other text, and for years that are most likely of another calendar.
 */
export function dateElsewhere(text: string, language: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [, year, month, day, hour, minute, second = '00', offset = ''] = BASIC.exec(text) ?? [];
  if (year !== undefined) return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
  const [, ofGo] = OF_GO.exec(text) ?? [];
  if (ofGo !== undefined) return ofGo;
  const parts = CJK.exec(text)?.slice(1) ?? namedIn(text, language);
  if (!parts || !isOfToday(Number(parts[0]))) return undefined;
  const time = parts[3] === undefined ? '' : ` ${parts[3]}:${parts[4]}`;
  return `${parts.slice(0, 3).join('-')}${time}`;
}

function namedIn(text: string, language: string): readonly (string | undefined)[] | undefined {
  const [, before = '', day, name = '', year, at, hour, minute] = NAMED.exec(text.toLowerCase()) ?? [];
  const month = day === undefined ? undefined : monthsOf(language).get(name);
  if (month === undefined || (at !== undefined && !AT.has(plain(at)))) return undefined;
  // "Until" and its like would make another date of it.
  const weekday = plain(before.replace(ARTICLE, ''));
  return weekday === '' || weekdaysOf(language).has(weekday) ? [year, String(month), day, hour, minute] : undefined;
}

/** Returns words without the marks behind them. */
function plain(words: string): string {
  return words.replace(/[.,]{1,2}$/, '');
}
