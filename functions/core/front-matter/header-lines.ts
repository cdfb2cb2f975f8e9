import { MAX_YAML_LENGTH, MAX_YAML_PROBLEMS, tooLong } from '../yaml/limits.ts';
import type { ParsedYaml, YamlEntry, YamlNode, YamlProblem, YamlScalar } from '../yaml/node.ts';
import { givenBefore, isSameValue } from '../yaml/same-value.ts';
import { fieldNamed, isFieldName, LIST_FIELDS } from './field-names.ts';
import { publicationRule } from './publication-rules.ts';

/**
 * `Name: value` (Pelican, MultiMarkdown), or `.. name: value` (Nikola). A second colon makes a directive of
 * reStructuredText, and a slash an address.
 */
const HEADER = /^(?:\.\.[ \t]+)?([a-z][\w -]{0,60}):(?![/:])/i;
const CONTINUATION = /^[ \t]+\S/;
/** Values that no sentence begins with. With the name before it, one such line is enough to recognize front matter. */
const TELLING = /^["']?(?:true|false|yes|no|draft|private|hidden|published?|wip|\d{4}-\d|\d{1,2}[/.-]\d{1,2}[/.-]\d)/i;

/** Returns true for a line that can be a header line. */
export function isHeaderLine(line: string): boolean {
  return HEADER.test(line);
}

/** Returns true for a line that continues the value of the line above it. */
export function isContinuation(line: string): boolean {
  return CONTINUATION.test(line);
}

/** Returns true for a header that front matter has, here or at other publishers. */
export function isKnownHeader(line: string): boolean {
  const name = HEADER.exec(line)?.[1];
  return name !== undefined && isFieldName(name);
}

/**
 * Returns true for lines that are front matter, and not the beginning of a text: two names of front matter, or one that
 * no text begins with, such as `Title: …` and `Draft: true`. `Date: a story about dating` is a headline.
 */
export function areMeantAsFields(lines: readonly string[]): boolean {
  let known = 0;
  for (const line of lines) {
    const [header = '', name = ''] = HEADER.exec(line) ?? [];
    if (name === '' || !isFieldName(name)) continue;
    const value = line.slice(header.length).trimStart();
    known += 1;
    const field = fieldNamed(name);
    if (known > 1 || field === 'title') return true;
    if ((field === 'date' || field === 'draft' || publicationRule(name)) && TELLING.test(value)) return true;
  }
  return false;
}

/** Reads header lines; every value is text. `firstLine` is the line of the source on which they begin. */
export function parseHeaderLines(text: string, firstLine = 1): ParsedYaml {
  const problems: YamlProblem[] = [];
  if (text.length > MAX_YAML_LENGTH)
    return {
      root: undefined,
      problems: [{ line: firstLine, column: 1, message: tooLong('list of fields', text.length) }],
    };
  const lines = text.split('\n');
  const headers = withoutEmptyTwins(readHeaders(lines, firstLine));
  // To read it as a part of the value above would skip the field.
  for (const [at, line] of lines.entries())
    if (isContinuation(line) && isKnownHeader(line.trimStart()))
      problems.push({ line: firstLine + at, column: line.search(/\S/) + 1, message: INDENTED });
  const seen = new Map<string, YamlEntry>();
  const repeated: YamlProblem[] = [];
  for (const { values, ...header } of headers) {
    const { key, line, column } = header;
    const entry = { ...header, value: nodeOf(key, values) };
    const earlier = seen.get(key.toLowerCase());
    const isSame = earlier !== undefined && isSameValue(earlier.value, entry.value);
    if (!earlier) seen.set(key.toLowerCase(), entry);
    else (isSame ? repeated : problems).push({ line, column, message: givenBefore(key, earlier.line, isSame) });
  }
  if (problems.length > 0) return { root: undefined, problems: problems.slice(0, MAX_YAML_PROBLEMS) };
  const entries = [...seen.values()];
  const [first] = entries;
  const root = first && ({ kind: 'map', entries, line: first.line, column: 1 } as const);
  return { root, problems: [], ...(repeated.length > 0 && { repeated: repeated.slice(0, MAX_YAML_PROBLEMS) }) };
}

const INDENTED = 'this line is indented, so it would continue the one above; begin it in the first column';

interface Header extends Omit<YamlEntry, 'value'> {
  /** The value on its own line, and those of lines that continue it. */
  readonly values: YamlScalar[];
}

/** Returns headers without the empty ones that are given another time, as templates of Nikola leave them. */
function withoutEmptyTwins(headers: readonly Header[]): readonly Header[] {
  const isEmpty = ({ values }: Header): boolean => values.every(({ value }) => value === null);
  const given = new Set(headers.flatMap(header => (isEmpty(header) ? [] : header.key.toLowerCase())));
  return headers.filter(header => !isEmpty(header) || !given.has(header.key.toLowerCase()));
}

function readHeaders(lines: readonly string[], firstLine: number): readonly Header[] {
  const headers: Header[] = [];
  for (const [at, text] of lines.entries()) {
    const line = firstLine + at;
    const match = HEADER.exec(text);
    if (match) {
      const [header, key = ''] = match;
      const value = text.slice(header.length).trimStart();
      const column = text.indexOf(key) + 1;
      headers.push({ key: key.trim(), line, column, values: [scalarAt(value, line, text.length - value.length + 1)] });
    } else if (isContinuation(text)) {
      const value = text.trimStart();
      headers.at(-1)?.values.push(scalarAt(value, line, text.length - value.length + 1));
    }
  }
  return headers;
}

function scalarAt(text: string, line: number, column: number): YamlScalar {
  const trimmed = text.trim();
  return { kind: 'scalar', value: trimmed === '' ? null : trimmed, text: trimmed, line, column };
}

function nodeOf(key: string, values: readonly YamlScalar[]): YamlNode {
  const [first, ...more] = values;
  const given = first ?? scalarAt('', 1, 1);
  if (LIST_FIELDS.has(key.toLowerCase())) {
    const items = values.flatMap(split);
    return { kind: 'list', items, line: given.line, column: given.column };
  }
  if (more.length === 0) return given;
  return scalarAt(values.map(({ text }) => text).join(' '), given.line, given.column);
}

function split({ text, line, column }: YamlScalar): readonly YamlScalar[] {
  const items: YamlScalar[] = [];
  let at = 0;
  for (const part of text.split(text.includes(';') ? ';' : ',')) {
    const blanks = part.length - part.trimStart().length;
    if (part.trim() !== '') items.push(scalarAt(part, line, column + at + blanks));
    at += part.length + 1;
  }
  return items;
}
