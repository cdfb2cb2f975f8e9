import { streamSafe } from './clean.ts';

/** Text that is a slug already, as most file names are. */
const SPELLED_OUT = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MARKS = /\p{M}+/gu;
/** Letters that carry no combining mark when decomposed, and so need a spelling of their own. */
const LETTERS: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
};
const SPELLED = /[đðøłßæœþħı]/g;

/**
 * Spells text in lower-case ASCII letters and digits joined by hyphens: `Đời sống` is `doi-song`, in NFC or NFD alike.
 * Empty where nothing can be spelled, as for an emoji. At most `limit` characters, cut at a hyphen where there is one.
 */
export function slugify(text: string, limit = 80): string {
  const ascii = SPELLED_OUT.test(text) ? text : spell(text);
  if (ascii.length <= limit) return ascii;
  const cut = ascii.lastIndexOf('-', limit);
  return ascii.slice(0, cut > 0 ? cut : limit);
}

function spell(text: string): string {
  return streamSafe(text.toLowerCase())
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(SPELLED, letter => LETTERS[letter] ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
