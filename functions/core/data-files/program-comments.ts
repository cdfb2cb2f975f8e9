/**
 * Texts in quotes, which may have the signs of comments, and those signs. Either end of a text is on one line, but for
 * one in backticks. A slash behind a sign that a value follows begins a regular expression.
 */
const TEXT_OR_COMMENT = new RegExp(
  String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\x60(?:[^\x60\\]|\\[^])*\x60|\/\/|\/\*|` +
    String.raw`\/(?<=(?:[[(,=:!&|?{;]|=>|\breturn)\s{0,99}\/)(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,99}\]){1,300}\/`,
  'g',
);

/** Returns a program without its comments, on the same lines. What is no comment after all may be missing, too. */
export function withoutProgramComments(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  TEXT_OR_COMMENT.lastIndex = 0;
  for (let found = TEXT_OR_COMMENT.exec(text); found; found = TEXT_OR_COMMENT.exec(text)) {
    const [sign] = found;
    if ((sign !== '//' && sign !== '/*') || text[found.index - 1] === ':') continue;
    const close = text.indexOf(sign === '//' ? '\n' : '*/', found.index + 2);
    // A comment that does not end is none.
    if (close === -1 && sign === '/*') continue;
    const end = close === -1 ? text.length : sign === '//' ? close : close + 2;
    parts.push(text.slice(copied, found.index), text.slice(found.index, end).replace(/[^\n]+/g, ''));
    TEXT_OR_COMMENT.lastIndex = copied = end;
  }
  return parts.join('') + text.slice(copied);
}
