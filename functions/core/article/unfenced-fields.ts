import { withoutUnseen } from '../text/unseen.ts';
import { fieldNamed, isFieldName } from './field-names.ts';
import { publicationRule } from './publication-rules.ts';
import type { SourceProblem } from './source-problem.ts';

/** Fields stand at the very top. In UTF-16 code units. */
const HEAD = 2048;
const LINE_END = /\n|\u0085|\u2028|\u2029/;
/** What opens front matter elsewhere, or was meant to be `---`. */
const OPENING = /^(?:-{3}.*|[-\u2013\u2014]{1,3}|\+{3}|;{3}|`{3}\w*|<!--|\{)$/;
const CODE = /^`{3}/;
const FIELD = /^\{?\s*["']?([a-z][\w-]{1,30})["']?\s*[:=\uff1a]/i;

/**
 * Front matter of no form that is read: between other lines, with other marks, or among lines that are no fields. To
 * show it as text would be bad; to read past its `draft: true` would be worse. One field alone may be how an article
 * begins, unless something opens it.
 */
export function findUnfencedFields(text: string): SourceProblem | undefined {
  const lines = text.slice(0, HEAD).split(LINE_END).map(withoutMarks);
  const isOpening = (line: string): boolean => line === '' || OPENING.test(line);
  const first = lines.findIndex(line => !isOpening(line));
  if (first === -1) return undefined;
  const above = lines.slice(0, first).filter(line => line !== '');
  const opened = lines[first]?.startsWith('{') || above.length > 0;
  const end = lines.findIndex((line, at) => at > first && isOpening(line));
  const names = lines.slice(first, end === -1 ? undefined : end).map(line => FIELD.exec(line)?.[1]);
  // A block of code may have names of all kinds, so there the first must be one.
  const telling = above.some(line => CODE.test(line)) ? names.slice(0, 1) : names;
  const isMeant = names[0] !== undefined && ((opened && telling.some(isOurs)) || names.filter(isKnown).length > 1);
  return isMeant ? { line: first + 1, column: 1, message: MESSAGE } : undefined;
}

const MESSAGE =
  'fields such as these are read between two lines of --- only, as YAML, so the article is held back; put one line above them and one below';

function isKnown(name: string | undefined): boolean {
  return name !== undefined && isFieldName(name);
}

/** A field of an article, or one that may hold it back. */
function isOurs(name: string | undefined): boolean {
  return name !== undefined && (fieldNamed(name) !== undefined || publicationRule(name) !== undefined);
}

/** White space and marks that nobody sees. */
function withoutMarks(line: string): string {
  return withoutUnseen(line).trim();
}
