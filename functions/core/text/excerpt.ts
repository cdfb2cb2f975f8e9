import { cleanLine } from './clean.ts';

/** Maximum length of a summary made from a text, in UTF-16 code units: about two sentences. */
export const EXCERPT_LENGTH = 280;

/** The beginning of a text as one line, cut at a word and closed with `…` where something is left out. */
export function excerpt(text: string, limit = EXCERPT_LENGTH): string {
  // Four times the limit is enough to look at: blanks that are folded are rarely more.
  const line = evenSpaces(cleanLine(text.length > 4 * limit ? text.slice(0, 4 * limit) : text));
  if (line.length <= limit) return line;
  const head = line.slice(0, limit);
  const blank = line[limit] === ' ' ? limit : head.lastIndexOf(' ');
  // A text without blanks is cut between characters, never within one.
  const cut = blank > limit / 2 ? head.slice(0, blank) : head.replace(/[\uD800-\uDBFF]$/, '');
  return ellipsis(cut);
}

/** Returns a line with one space for each run of spaces with no-break ones among them. */
function evenSpaces(line: string): string {
  return line.includes('\u00a0') ? line.replace(/[ \u00a0]{2,}/g, ' ').trim() : line;
}

const PUNCTUATION = /[\s.,;:–—-]/;

/** Closes a text that was cut with `…`, in place of whatever punctuation stands there. */
export function ellipsis(cut: string): string {
  let end = cut.length;
  while (end > 0 && PUNCTUATION.test(cut[end - 1] ?? '')) end -= 1;
  return `${cut.slice(0, end)}…`;
}
