/**
 * Marks with which a text has to be rendered to see its references: code, comments, elements, escapes, templates,
 * footnotes and definitions.
 */
const UNCLEAR = /[`\\{]|%%|~~~|<[a-z!/?%#]|\[\^|\]:| {4}|\t/i;
const BETWEEN_WORDS: ReadonlySet<string> = new Set(' \t\n\r\f\v"\'()<>=,`[]{}|');
const SHARED = 'media/';
/** Maximum length of a reference that is read by its characters alone. */
const MAX_REFERENCE = 500;
/** Maximum length of the text of a link. */
const MAX_TEXT = 300;

/**
 * Returns the references to files under `media/` in a text of Markdown, as they are written, where that is seen without
 * rendering it: all stand in plain links and pictures, `![Chợ](/media/cho.jpg)`. `undefined` where it is not.
 */
export function plainReferences(text: string, isMarkdown: boolean): readonly string[] | undefined {
  const references: string[] = [];
  let isClear = false;
  for (let at = text.indexOf(SHARED); at !== -1; ) {
    const [start, end] = wordAround(text, at);
    const word = text.slice(start, end);
    at = text.indexOf(SHARED, end);
    if (word.includes('://') || word.startsWith('//')) continue;
    isClear ||= isMarkdown && !UNCLEAR.test(text);
    if (!isClear || !isPlain(text, start, end)) return undefined;
    references.push(word);
  }
  return references;
}

function wordAround(text: string, at: number): readonly [start: number, end: number] {
  let [start, end] = [at, at + SHARED.length];
  while (start > 0 && at - start < MAX_REFERENCE && !BETWEEN_WORDS.has(text.charAt(start - 1))) start -= 1;
  while (end < text.length && end - at < MAX_REFERENCE && !BETWEEN_WORDS.has(text.charAt(end))) end += 1;
  return [start, end];
}

/** Returns whether a word is the whole address of a link, with a title behind it or without. */
function isPlain(text: string, start: number, end: number): boolean {
  const isEnd = text.charAt(end) === ')' || /^ "[^"\n]{0,300}"\)/.test(text.slice(end, end + 310));
  if (!isEnd || !text.startsWith('](', start - 2) || /[&*_]/.test(text.slice(start, end))) return false;
  const at = start - 2 - MAX_TEXT;
  const before = (at < 0 ? '\n' : '') + text.slice(Math.max(0, at), start - 2);
  return /\s!?\[[^[\]\n]*$/.test(before);
}
