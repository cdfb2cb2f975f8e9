/** What XML 1.0 forbids (section 2.2, `Char`) in a well-formed string. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;
/** What Latin and Vietnamese text is made of: characters that NFC leaves alone whatever stands beside them. To see that there are no others takes a tenth of normalizing. */
const ALREADY_NFC = /^[\u0000-\u02ff\u1ea0-\u1ef9\u2010-\u2027\u20ab]*$/;
const BLANKS = /[\t\n]| {2}|^ | $/;
const EVERY_BLANKS = /[\t\n ]+/g;
const EVERY_FORBIDDEN = new RegExp(FORBIDDEN, 'g');

/**
 * Makes a string from outside fit for every format: lone surrogates become U+FFFD, characters that XML 1.0 forbids go,
 * line ends become LF, and what is left is in NFC. Every other character stays. Idempotent.
 */
export function cleanText(text: string): string {
  let clean = text.isWellFormed() ? text : text.toWellFormed();
  if (FORBIDDEN.test(clean)) clean = clean.replace(EVERY_FORBIDDEN, '');
  if (clean.includes('\r')) clean = clean.replace(/\r\n?/g, '\n');
  return ALREADY_NFC.test(clean) ? clean : clean.normalize('NFC');
}

/** The same for what stands on one line, such as a title: runs of blanks and line ends become one space, none at the ends. */
export function cleanLine(text: string): string {
  const clean = cleanText(text);
  return BLANKS.test(clean) ? clean.replace(EVERY_BLANKS, ' ').replace(/^ | $/g, '') : clean;
}

/**
 * A name that must stay what it is, such as an entry's id: nothing goes but what no format can carry, and blanks at its ends, which
 * readers leave out. It is neither normalized nor folded.
 */
export function cleanName(name: string): string {
  return name
    .toWellFormed()
    .replace(EVERY_FORBIDDEN, '')
    .replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
}

/** The form in which names are compared: `ĐỜI  SỐNG`, typed in any normalization, is `đời sống`. */
export function foldName(name: string): string {
  return cleanText(name).replace(/\s+/g, ' ').trim().toLowerCase().normalize('NFC');
}
