/** Texts in quotes, which may have the signs of comments, and those signs. Either end of a text is on one line. */
const TEXT_OR_COMMENT = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\/\/|\/\*/g;

/** Returns a program without its comments, on the same lines. What is no comment after all may be missing, too. */
export function withoutProgramComments(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  TEXT_OR_COMMENT.lastIndex = 0;
  for (let found = TEXT_OR_COMMENT.exec(text); found; found = TEXT_OR_COMMENT.exec(text)) {
    const [sign] = found;
    if (sign.length > 2 || (sign !== '//' && sign !== '/*') || text[found.index - 1] === ':') continue;
    const close = text.indexOf(sign === '//' ? '\n' : '*/', found.index + 2);
    const end = close === -1 ? text.length : sign === '//' ? close : close + 2;
    parts.push(text.slice(copied, found.index), text.slice(found.index, end).replace(/[^\n]+/g, ''));
    TEXT_OR_COMMENT.lastIndex = copied = end;
  }
  return parts.join('') + text.slice(copied);
}
