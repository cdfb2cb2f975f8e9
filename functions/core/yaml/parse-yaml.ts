import type { ParsedYaml } from './node.ts';
import { parseFlatYaml } from './parse-flat.ts';
import { parseGeneralYaml } from './parse-general.ts';

/**
 * Reads one YAML document, with positions; `firstLine` is the line of the source on which `text` begins. Nothing is
 * thrown and nothing is expanded: what front matter has no use for (aliases, anchors, foreign tags, merge keys,
 * directives, several documents, deep nesting) is a problem. Time is linear in the length of the text.
 */
export function parseYaml(text: string, firstLine = 1): ParsedYaml {
  const flat = parseFlatYaml(text, firstLine);
  return flat ? { root: flat, problems: [] } : parseGeneralYaml(text, firstLine);
}
