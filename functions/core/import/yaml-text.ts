import { cleanText } from '../text/clean.ts';
import { resolvePlain } from '../yaml/plain-scalar.ts';

/**
 * First and last characters of a value without quotes, and characters that it may not contain. All others have no
 * special meaning in YAML.
 */
const [PLAIN_START, PLAIN_END] = [/^[\p{L}\p{N}]/u, /[\p{L}\p{N}\p{M}.)…”’%]$/u];
const NOT_PLAIN = /[^\p{L}\p{N}\p{M} .;()/–—…“”‘’%+-]/u;
/** Characters that are there and can't be seen. */
const UNSEEN = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g;
const BEYOND_ASCII = /[^\u0020-\u007e]/g;

/** Text as a YAML value: as it is where it can be, else in double quotes. It is read back to the character. */
export function yamlText(text: string): string {
  if (isPlain(text) && resolvePlain(text) === text && text === cleanText(text)) return text;
  const quoted = JSON.stringify(text).replace(UNSEEN, escaped);
  // A source is brought to NFC before it is read, and an escape is not.
  return text === cleanText(text) ? quoted : quoted.replace(BEYOND_ASCII, escaped);
}

function isPlain(text: string): boolean {
  return PLAIN_START.test(text) && PLAIN_END.test(text) && !NOT_PLAIN.test(text);
}

/** A list on one line. */
export function yamlList(texts: readonly string[]): string {
  return `[${texts.map(yamlText).join(', ')}]`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
