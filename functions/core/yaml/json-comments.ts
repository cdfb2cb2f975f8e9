import { isUnseen, showsAll } from '../text/unseen.ts';

/** Characters before which single quotes may open a string: elsewhere one is an apostrophe. */
const BEFORE_STRING: ReadonlySet<string> = new Set(['', '{', '[', ',', ':']);
/** Character before which a comment may begin: not in `https://`. */
const BEFORE_COMMENT = /[^:\\]/;

const COMMENT = /(?<![:\\])\/[/*]/;

/**
 * JSON with blanks in the place of its comments, as `tsconfig.json` has them, and of marks between its strings that
 * nobody sees: YAML, as which it is read, would take both for a part of the name that follows. Of the same length and
 * lines. Linear.
 */
export function blankComments(text: string): string {
  if (showsAll(text) && !COMMENT.test(text)) return text;
  const parts: string[] = [];
  let copied = 0;
  let before = '';
  for (let at = 0; at < text.length; ) {
    const end = unreadEnd(text, at);
    if (end > at) {
      parts.push(text.slice(copied, at), text.slice(at, end).replace(/[^\n]/g, ' '));
      at = copied = end;
      continue;
    }
    const mark = text[at] ?? '';
    const isString = mark === '"' || (mark === "'" && BEFORE_STRING.has(before));
    if (mark.trim() !== '') before = mark;
    at = isString ? stringEnd(text, at) : at + 1;
  }
  parts.push(text.slice(copied));
  return parts.join('');
}

/** End of a comment or of an invisible mark, or `at` if there is none. */
function unreadEnd(text: string, at: number): number {
  if (isCommentAt(text, at)) return commentEnd(text, at);
  if (text.charCodeAt(at) < 0x7f) return at;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return isUnseen(character) ? at + character.length : at;
}

function isCommentAt(text: string, at: number): boolean {
  if (text[at] !== '/' || !BEFORE_COMMENT.test(text[at - 1] ?? ' ')) return false;
  return text[at + 1] === '/' || text[at + 1] === '*';
}

/** End of a comment: before the end of its line, or after its last mark. One that is not closed takes the rest. */
function commentEnd(text: string, at: number): number {
  const isLine = text[at + 1] === '/';
  const end = isLine ? text.indexOf('\n', at) : text.indexOf('*/', at + 2);
  if (end === -1) return text.length;
  return isLine ? end : end + 2;
}

/** End of a string, or of the text. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[start]) return at + 1;
  }
  return text.length;
}
