/** Strings and comments of code, without escapes. Whatever stands in them is no prose of the article. */
const QUOTED = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|<!--|-->|"[^"\n]*"|'[^'\n]*'|`[^`]*`/g;
const ESCAPES = /\\[\s\S]/g;
/** No line of code is without all of these. */
const CODE = /[{}()[\];=]/;
/** Eight words in a row, as sentences have them and code does not. */
const SENTENCE = /(?:\b[a-z]+,? ){7}[a-z]+/i;
const LETTER = /\p{L}/u;
/** In UTF-16 code units: nothing that is longer is a sentence that somebody forgot to close. */
const MAX_PROSE = 200_000;

/**
 * Returns whether the text of a `script` or `style` element is words for readers rather than code: a tag that was meant
 * to be shown, and another that closed it by chance. A guess: letters outside ASCII, or whole sentences, outside of
 * strings and comments.
 */
export function isProse(text: string): boolean {
  if (text.length > MAX_PROSE || !LETTER.test(text)) return false;
  const bare = CODE.test(text) ? text.replace(ESCAPES, '').replace(QUOTED, '') : text;
  if (!CODE.test(bare)) return LETTER.test(bare);
  return /[^\P{L}\u0000-\u007f]/u.test(bare) || SENTENCE.test(bare);
}
