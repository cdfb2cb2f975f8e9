import { isFieldName } from './front-matter.ts';
import type { SourceProblem } from './source-text.ts';

/** Fields stand at the very top. In UTF-16 code units. */
const HEAD = 2048;
const LINE_END = /\n|\u0085|\u2028|\u2029/;
/** What opens front matter elsewhere, or was meant to be `---`. */
const OPENING = /^(?:-{3,}.*|[-\u2013\u2014]{1,3}|\+{3}|;{3}|`{3}\w*|<!--|\{)$/;
const FIELD = /^\{?\s*["']?([a-z][\w-]{1,30})["']?\s*[:=\uff1a]/i;

/**
 * Front matter that is not between lines of `---`: without any, or as other publishers have it (TOML between `+++`, JSON). To show it as text would
 * be bad; to read past its `draft: true` would be worse. One field alone may be how an article begins, unless something opens it.
 */
export function findUnfencedFields(text: string): SourceProblem | undefined {
  const lines = text.slice(0, HEAD).split(LINE_END).map(withoutMarks);
  const isOpening = (line: string): boolean => line === '' || OPENING.test(line);
  const first = lines.findIndex(line => !isOpening(line));
  if (first === -1) return undefined;
  const opened = lines[first]?.startsWith('{') || lines.slice(0, first).some(line => line !== '');
  const end = lines.findIndex((line, at) => at > first && isOpening(line));
  const fields = lines.slice(first, end === -1 ? undefined : end).map(line => FIELD.exec(line)?.[1]);
  const isMeant = isField(fields[0]) && (opened || fields.filter(isField).length > 1);
  return isMeant ? { line: first + 1, column: 1, message: MESSAGE } : undefined;
}

const MESSAGE =
  'fields such as these are read between two lines of --- only, as YAML, so the article is held back; put one line above them and one below';

function isField(name: string | undefined): boolean {
  return name !== undefined && isFieldName(name);
}

/** Blanks and marks that nobody sees. */
function withoutMarks(line: string): string {
  return line.replace(/^[\s\ufeff\u200b]+|[\s\ufeff\u200b]+$/g, '');
}
