import { escapeHtmlText } from '../html/canonical-html.ts';

/** Maximum length of text before a tag that is examined, in UTF-16 code units. */
const MAX_BEFORE = 200;
/** Beginning of the address of a link or picture, of an attribute, or of a definition, as the text before a tag. */
const OPENING = /(?:\]\(\s{0,9}<?|=\s{0,9}["']?|\]:\s{0,9}<?)$/;
/** Part of an address before a tag: other tags, and characters of a path. */
const BEGUN = /(?:\{\{[^{}]{0,60}\}\}|[^\s"'()<>{}[\]=]){1,200}$/;

/** Returns true if a tag stands where an address is expected: a bare one in prose has words of its own. */
export function isInAddress(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - MAX_BEFORE), at);
  if (OPENING.test(before)) return true;
  const [begun = ''] = BEGUN.exec(before) ?? [];
  return begun !== '' && OPENING.test(before.slice(0, -begun.length));
}

/** Attribute of a link whose words are to be the address that it leads to, since only a build knows that. */
export const SHOWS_ADDRESS = 'data-shown';

/** Returns a link whose words a build replaces by the address of its target; the reference where that is unknown. */
export function addressLink(reference: string): string {
  const text = escapeHtmlText(reference);
  return `<a href="${text.replaceAll('"', '&quot;')}" ${SHOWS_ADDRESS}="address">${text}</a>`;
}

/** Maximum length of a tag that is read, in UTF-16 code units. */
export const MAX_TAG = 4096;
/** Maximum length of what may stand before the first mark of a line, in UTF-16 code units. */
const MAX_INDENT = 100;

/** Returns true if nothing stands before an offset in its line but marks of lists and quotations. */
export function beginsLine(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - MAX_INDENT), at);
  const lineStart = before.lastIndexOf('\n') + 1;
  const isWhole = lineStart > 0 || at <= MAX_INDENT;
  return isWhole && /^(?:[ \t>*+-]|\d{1,9}[.)](?=[ \t]))*$/.test(before.slice(lineStart));
}

/** Returns true if the parenthesis before an offset closes a link or a picture. */
export function isBehindLink(text: string, at: number): boolean {
  const open = text.slice(Math.max(0, at - MAX_TAG), at).lastIndexOf('(');
  return open > 0 && text[Math.max(0, at - MAX_TAG) + open - 1] === ']';
}
