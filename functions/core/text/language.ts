/** Names of languages in themselves. `Intl.DisplayNames` would give another version of Node other bytes. */
export const OWN_NAMES: ReadonlyMap<string, string> = new Map([
  ['vi', 'Tiếng Việt'],
  ['en', 'English'],
  ['de', 'Deutsch'],
  ['es', 'Español'],
  ['fr', 'Français'],
  ['id', 'Bahasa Indonesia'],
  ['ja', '日本語'],
  ['km', 'ខ្មែរ'],
  ['ko', '한국어'],
  ['lo', 'ລາວ'],
  ['ms', 'Bahasa Melayu'],
  ['my', 'မြန်မာ'],
  ['pt', 'Português'],
  ['ru', 'Русский'],
  ['th', 'ไทย'],
  ['zh', '中文'],
]);

/** Other names of languages, folded: those in English, and codes of countries that are taken for codes of languages. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  vi: ['vietnamese', 'việt', 'viet', 'vn'],
  en: ['anh', 'us'],
  de: ['german'],
  es: ['spanish'],
  fr: ['french'],
  id: ['indonesian'],
  ja: ['japanese', 'jp'],
  km: ['khmer', 'cambodian', 'kh'],
  ko: ['korean', 'kr'],
  lo: ['lao', 'laotian'],
  ms: ['malay'],
  my: ['burmese', 'mm'],
  pt: ['portuguese'],
  ru: ['russian'],
  th: ['thai'],
  zh: ['chinese', 'mandarin', 'cn'],
};

const CODES: ReadonlyMap<string, string> = new Map(
  [...OWN_NAMES].flatMap(([code, own]) =>
    [own, withoutKind(folded(own)), ...(OTHER_NAMES[code] ?? [])].map(name => [folded(name), code] as const),
  ),
);

/** Returns the first part of a language tag (BCP 47), which says the language alone: `en` of `en-GB`. */
export function primarySubtag(tag: string): string {
  return tag.toLowerCase().replace(/-.*/s, '');
}

/** Returns the code of a language that is written by its name, or by that of a country; `undefined` for other texts. */
export function languageMeant(name: string): string | undefined {
  const text = folded(name);
  return CODES.get(text) ?? CODES.get(withoutKind(text));
}

/** Returns what a problem says of a text that is to be a language, and what was probably meant. */
export function noLanguage(text: string): string {
  const meant = languageMeant(text);
  return `expected a language such as vi or en-GB, found "${text}"${meant === undefined ? '' : `; write ${meant}`}`;
}

function folded(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

/** Leaves out the word for "language" before a name. */
function withoutKind(name: string): string {
  return name.replace(/^(?:tiếng|bahasa) /, '');
}
