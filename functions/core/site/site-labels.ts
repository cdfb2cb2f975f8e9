import { parseLanguage, type Report, readText } from '../fields/fields.ts';
import { reportUnknown } from '../fields/unknown-fields.ts';
import { primarySubtag } from '../text/language.ts';
import type { YamlEntry, YamlNode } from '../yaml/node.ts';
import { LABELS, type OwnLabels, type Wording } from './labels.ts';

const NAMES: readonly string[] = LABELS;

/**
 * Reads the field `labels`: labels in the site's language by name, or mappings of them by language. Of a site in
 * Vietnamese, `{ subscribe: Đăng ký }` is `{ vi: { subscribe: Đăng ký } }`.
 */
export function labelsOf(node: YamlNode, language: string, report: Report): OwnLabels {
  if (node.kind !== 'map') {
    report(node, 'error', 'labels: expected labels by name, such as subscribe:');
    return {};
  }
  const own = node.entries.filter(({ value }) => value.kind !== 'map');
  const labels: Record<string, Partial<Wording>> = { [primarySubtag(language)]: readLabels(own, 'labels', report) };
  for (const { key, value, line, column } of node.entries) {
    if (value.kind !== 'map') continue;
    const tag = parseLanguage(key);
    if (tag === undefined) {
      report({ line, column }, 'error', `labels: expected a language such as vi, found "${key}"`);
      continue;
    }
    const name = primarySubtag(tag);
    labels[name] = { ...labels[name], ...readLabels(value.entries, `labels.${key}`, report) };
  }
  return labels;
}

function readLabels(entries: readonly YamlEntry[], field: string, report: Report): Partial<Wording> {
  reportUnknown(entries, NAMES, report);
  const texts = entries.flatMap(({ key, value }): [string, string][] => {
    if (!NAMES.includes(key)) return [];
    const text = readText(value, `${field}.${key}`, report)?.text;
    return text === undefined ? [] : [[key, text]];
  });
  return Object.fromEntries(texts);
}
