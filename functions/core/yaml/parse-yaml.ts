import { indentContinuations } from './deficient-indent.ts';
import { MAX_YAML_LENGTH } from './limits.ts';
import type { ParsedYaml } from './node.ts';
import { parseFlatYaml } from './parse-flat.ts';
import { parseGeneralYaml } from './parse-general.ts';

const FIELD_IN_QUOTES =
  'a quote that opens above is still open here, where a field seems to begin; close it, or indent this line ' +
  'if it is text';

/**
 * Reads one YAML document, with positions; `firstLine` is the line of the source on which `text` begins. Nothing is
 * thrown, and nothing but single values is expanded: what front matter has no use for (aliases of lists and maps,
 * foreign tags, merge keys, directives, several documents, deep nesting) is a problem. Time is linear in the length of
 * the text. A key that is given twice is a problem; with `mayRepeat` not where both values are the same.
 */
export function parseYaml(text: string, firstLine = 1, mayRepeat = false): ParsedYaml {
  const flat = parseFlatYaml(text, firstLine);
  if (flat) return { root: flat, problems: [] };
  const parsed = parseGeneralYaml(text, firstLine, mayRepeat);
  // Tools for YAML 1.1 accept deficient indentation, so it is read, too; other problems are reported as they are.
  const indented = parsed.problems.length > 0 && text.length <= MAX_YAML_LENGTH ? indentContinuations(text) : undefined;
  if (!indented) return parsed;
  if ('fieldLine' in indented) {
    const at = { line: firstLine + indented.fieldLine, column: 1 };
    return { root: undefined, problems: [{ ...at, message: FIELD_IN_QUOTES }] };
  }
  const mended = parseGeneralYaml(indented.text, firstLine, mayRepeat);
  return mended.problems.length === 0 ? mended : parsed;
}
