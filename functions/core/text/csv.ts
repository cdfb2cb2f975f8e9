import Papa from 'papaparse';

/** A row of a table in comma-separated values, by the names of its columns. A row may lack the last ones. */
export type CsvRow = Readonly<Record<string, string>>;

/** A text that is no table in comma-separated values (RFC 4180). */
export class MalformedCsv extends Error {}

/**
 * Blanks that no value has at a stretch. The parser looks through those behind a stray quotation mark, once for each
 * mark before them.
 */
const LONG_BLANKS = /[^\S\n]{200,}/g;

/**
 * Returns the rows of a table in comma-separated values (RFC 4180) whose first row names the columns. Lines may end in
 * any way; those without a value are no rows. Throws {@link MalformedCsv} where a quotation mark is never closed, or
 * is followed by something else than a comma or the end of the line.
 */
export function parseCsv(text: string): readonly CsvRow[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(LONG_BLANKS, ' ');
  const { data, errors } = Papa.parse<readonly string[]>(lines, { delimiter: ',', newline: '\n' });
  const [error] = errors;
  if (error) throw new MalformedCsv(`line ${lineAt(lines, error.index ?? 0)}: ${error.message}`);
  const [head = [], ...rows] = data.filter(values => values.some(value => value.trim() !== ''));
  return rows.map(values => {
    const named: [name: string, value: string][] = [];
    for (const [column, value] of values.entries()) {
      const name = head[column];
      if (name !== undefined) named.push([name, value]);
    }
    return Object.fromEntries(named);
  });
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
