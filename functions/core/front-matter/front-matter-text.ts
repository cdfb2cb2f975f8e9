import { Buffer } from 'node:buffer';
import type { SourceProblem } from '../problem.ts';

/** Form of front matter. */
export type FrontMatterForm = 'yaml' | 'toml' | 'json' | 'json members' | 'header lines';

/** Front matter as written in its source. */
export interface FrontMatterText {
  readonly form: FrontMatterForm;
  /** Clean text, without the lines that enclose it. */
  readonly text: string;
  /** 1-based line of the source on which it begins. */
  readonly line: number;
}

/** Problem of fields below front matter. */
export const MORE =
  'fields stand here below the front matter, so the article is held back; move them into it, ' +
  'or put a sentence above them if they are text';

const NEVER_CLOSED = 'the front matter is never closed; end it with a line ---';
const CLOSED_INDENTED = 'this line --- is indented, so the front matter is never closed; begin it in the first column';
const INDENTED_FENCE = /^[ \t]+---[ \t]*$/;

/**
 * Returns the problem of front matter that begins on line `first` and has no line `---` below it. `text` begins there;
 * its characters are bytes.
 */
export function unclosedProblem(text: string, first: number): SourceProblem {
  const lines = text.split(/\r\n?|\n/);
  const indented = lines.findIndex(line => INDENTED_FENCE.test(line));
  if (indented === -1) return { line: first - 1, column: 1, message: NEVER_CLOSED + meantAsClosing(lines, first) };
  return { line: first + indented, column: (lines[indented]?.indexOf('-') ?? 0) + 1, message: CLOSED_INDENTED };
}

/** A row of dashes, or of signs that are typed for them, that may be meant as the line below the fields. */
const ROW = /^(?:[-_=*~]{2,80}|[\u2010-\u2015\u2212]{1,80})[ \t]*$/;
/** Lines of fields among which such a row is looked for. */
const MAX_FIELD_LINES = 100;

/** Returns what to write in place of the first row of signs; `lines` are of Latin-1, and begin on line `first`. */
function meantAsClosing(lines: readonly string[], first: number): string {
  for (const [at, line] of lines.slice(0, MAX_FIELD_LINES).entries()) {
    const row = Buffer.from(line, 'latin1').toString('utf8');
    if (ROW.test(row)) return `; line ${first + at} has ${row.trim().slice(0, MAX_ROW)}; write --- there`;
  }
  return '';
}

const MAX_ROW = 20;
