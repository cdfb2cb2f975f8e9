import type { YamlEntry } from '../yaml/node.ts';
import type { Report } from './fields.ts';
import { suggest } from './suggest.ts';

/** Warns of fields that mean nothing, with the one that was probably meant. */
export function reportUnknown(entries: readonly YamlEntry[], known: readonly string[], report: Report): void {
  for (const [at, { key, line, column, value }] of entries.entries()) {
    if (known.includes(key)) continue;
    const meant = suggest(key, known);
    // `{ reason: a, b }`: a comma between braces ends the text.
    const isRest = value.kind === 'scalar' && value.value === null && entries[at - 1]?.line === line;
    const ignored = isRest ? 'put quotes around the text before it, if the comma is part of it' : 'it is ignored';
    const remedy = meant ? `did you mean ${meant}?` : ignored;
    report({ line, column }, 'warning', `${key} is not a field that Bantin knows; ${remedy}`, true);
  }
}
