import type { Severity } from '../problem.ts';
import type { YamlEntry } from '../yaml/node.ts';
import type { Report } from './fields.ts';
import { suggestField } from './suggest.ts';

/** Warns of fields that mean nothing, with the one that was probably meant. */
export function reportUnknown(entries: readonly YamlEntry[], known: readonly string[], report: Report): void {
  reportUnknownAs('warning', entries, known, report);
}

/** Refuses fields that mean nothing, where one that is misspelled would let out what it is to hold back. */
export function refuseUnknown(entries: readonly YamlEntry[], known: readonly string[], report: Report): void {
  reportUnknownAs('error', entries, known, report);
}

function reportUnknownAs(
  severity: Severity,
  entries: readonly YamlEntry[],
  known: readonly string[],
  report: Report,
): void {
  const isWarning = severity === 'warning';
  for (const [at, { key, line, column, value }] of entries.entries()) {
    if (known.includes(key)) continue;
    const meant = suggestField(key, known);
    // `{ reason: a, b }`: a comma between braces ends the text.
    const isRest = value.kind === 'scalar' && value.value === null && entries[at - 1]?.line === line;
    const other = isWarning ? 'it is ignored' : `take it out, or write one of ${known.join(', ')}`;
    const rest = isRest ? 'put quotes around the text before it, if the comma is part of it' : other;
    const remedy = meant ? `did you mean ${meant}?` : (nested(key, known, entries) ?? rest);
    report({ line, column }, severity, `${key} is not a field that Bantin knows; ${remedy}`, isWarning);
  }
}

/** Fields that may have fields of their own. */
const MAPPINGS: ReadonlySet<string> = new Set(['author', 'feeds', 'holdsNothing', 'plainText', 'podcast']);

/** Returns how a field within another is written, such as `author.mail`; `undefined` where none is meant. */
function nested(key: string, known: readonly string[], entries: readonly YamlEntry[]): string | undefined {
  const [head = '', name = '', ...others] = key.split('.');
  if (others.length > 0 || name === '' || !MAPPINGS.has(head) || !known.includes(head)) return undefined;
  const isThere = entries.some(entry => entry.key === head);
  return isThere ? `write ${name}: among the fields of ${head}:` : `write it as ${head}: { ${name}: … }`;
}
