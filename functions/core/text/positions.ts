import type { Position } from '../problem.ts';

/** Returns lines and columns of offsets, 1-based. Offsets that grow cost no more than one look at the text. */
export function createPositions(text: string): (at: number) => Position {
  let [line, start, end] = [1, 0, lineEnd(text, 0)];
  return at => {
    if (at < start) [line, start, end] = [1, 0, lineEnd(text, 0)];
    while (end < at) [line, start, end] = [line + 1, end + 1, lineEnd(text, end + 1)];
    return { line, column: at - start + 1 };
  };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
