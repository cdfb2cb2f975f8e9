import type { YamlEntry } from '../yaml/node.ts';
import type { Report } from './fields.ts';
import { suggest } from './suggest.ts';

/** Warns of fields that mean nothing, with the one that was probably meant. */
export function reportUnknown(entries: readonly YamlEntry[], known: readonly string[], report: Report): void {
  for (const { key, line, column } of entries) {
    if (known.includes(key)) continue;
    const meant = suggest(key, known);
    const remedy = meant ? `did you mean ${meant}?` : 'it is ignored';
    report({ line, column }, 'warning', `${key} is not a field that Bantin knows; ${remedy}`, true);
  }
}
