import type { Position } from '../problem.ts';
import type { YamlScalar } from './node.ts';

/** A comment that stands behind a value, or in its place. */
export interface CommentBehind extends Position {
  /** With its `#`, up to the end of its line. */
  readonly comment: string;
}

/** Finds the comment behind a value of a document. One behind quotes, or behind a block's mark, cuts nothing. */
export type FindComment = (value: YamlScalar) => CommentBehind | undefined;

/** Returns whether a comment may follow a value. Nearly all documents have none. */
export function mayCutValues(text: string): boolean {
  return text.includes('#') && (text.includes(' #') || text.includes('\t#'));
}

/** Returns the function that finds comments in `text`, which begins on line `firstLine`. */
export function commentsIn(text: string, firstLine: number): FindComment {
  const lines = text.split('\n');
  return value => {
    let [at, column] = [value.line - firstLine, value.column - 1];
    if (`"'|>*`.includes(lines[at]?.[column] ?? '*')) return undefined;
    for (const word of value.text.split(/\s+/).filter(part => part !== '')) {
      const rest = lines[at]?.slice(column) ?? '';
      const blank = rest.length - rest.trimStart().length;
      if (blank === rest.length) [at, column] = nextText(lines, at + 1);
      else column += blank;
      if (!lines[at]?.startsWith(word, column)) return undefined;
      column += word.length;
    }
    const comment = lines[at]?.slice(column).trimStart() ?? '';
    if (!comment.startsWith('#')) return undefined;
    return { line: firstLine + at, column: (lines[at]?.indexOf(comment, column) ?? 0) + 1, comment: comment.trimEnd() };
  };
}

/** Returns the line, from `from` on, that is not blank, and where its text begins. */
function nextText(lines: readonly string[], from: number): [line: number, column: number] {
  let at = from;
  while (at < lines.length && lines[at]?.trim() === '') at++;
  return [at, (lines[at] ?? '').search(/\S|$/)];
}
