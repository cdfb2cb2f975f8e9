/**
 * Invisible characters: white space, controls, format characters, fillers, and code points that are no characters.
 * Editors, converters and copying leave them behind, and nobody knows that they are there.
 */
const UNSEEN = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]$/u;
const UNSEEN_AT_START = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]*/u;
const MARKS = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
/** Characters other than those of Latin and Vietnamese text: this test is cheaper than one for every property. */
const UNUSUAL = /[^ -~\u00a0-\u00ac\u00ae-\u02ff\u1ea0-\u1ef9\u2010-\u2027]/;
/** Characters of common scripts, all of which show something, a space and a line feed. */
const SHOWN =
  /^[\n -~\u00a1-\u00ac\u00ae-\u02ff\u0391-\u0527\u1ea0-\u1ef9\u2010-\u2027\u3001-\u30ff\u4e00-\u9fff\uac00-\ud7a3]*$/;

/** Returns true if all characters show something, but for spaces and line feeds. Cheap; false for rare scripts, too. */
export function showsAll(text: string): boolean {
  return SHOWN.test(text);
}

/** Returns whether a character shows nothing. */
export function isUnseen(character: string): boolean {
  return UNSEEN.test(character);
}

/** Offset of the first visible character. */
export function seenStart(text: string): number {
  return UNSEEN_AT_START.exec(text)?.[0].length ?? 0;
}

/** Visible characters that most texts begin with. */
const BEGINS_VISIBLY = /^[!-~\u00a1-\u00ac\u00ae-\u02ff\u1ea0-\u1ef9]/;

/** Returns whether nothing of a text can be seen. */
export function isBlank(text: string): boolean {
  return !BEGINS_VISIBLY.test(text) && seenStart(text) === text.length;
}

/** A name or a line without the marks in it that nobody sees. */
export function withoutUnseen(text: string): string {
  return UNUSUAL.test(text) ? text.replace(MARKS, '') : text;
}
