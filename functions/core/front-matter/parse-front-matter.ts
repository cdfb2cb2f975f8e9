import { parseToml } from '../toml/parse-toml.ts';
import { explainKey } from '../yaml/explain.ts';
import type { ParsedYaml, YamlEntry, YamlNode, YamlProblem } from '../yaml/node.ts';
import { parseJson, parseJsonMembers } from '../yaml/parse-json.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { fieldNamed, isFieldName } from './field-names.ts';
import type { FrontMatterText } from './front-matter-text.ts';
import { parseHeaderLines } from './header-lines.ts';
import { publicationRule } from './publication-rules.ts';

/** Reads front matter of any form into one kind of tree, with positions in its source. Nothing is thrown. */
export function parseFrontMatter(frontMatter: FrontMatterText): ParsedYaml {
  const parsed = parsedAs(frontMatter);
  const { root } = parsed;
  if (root?.kind !== 'map' || !mayBeUnspaced(frontMatter)) return parsed;
  const problem = unspacedField(root.entries, isFieldName);
  return problem ? { root: undefined, problems: [problem] } : parsed;
}

function parsedAs({ form, text, line }: FrontMatterText): ParsedYaml {
  switch (form) {
    case 'yaml':
      return parseYaml(text, line, true);
    case 'toml':
      return parseToml(text, line);
    case 'json':
      return parseJson(text, line, true);
    case 'json members':
      return parseJsonMembers(text, line, true);
    case 'header lines':
      return parseHeaderLines(text, line);
  }
}

/** A name between braces that took its colon and its value in, since no blank parts them: `{draft:true}`. */
const UNSPACED = /^\s{0,9}["']?([^:\uff1a"']{1,60}?)["']?\s{0,9}[:\uff1a](?!\/\/)./u;

/**
 * Returns the problem of a field between braces whose colon has no blank behind it, at any depth. To YAML it is a name
 * without a value; in JSON5 it is a field.
 */
function unspacedField(entries: readonly YamlEntry[], isMeant: (name: string) => boolean): YamlProblem | undefined {
  for (const { key, value, line, column } of entries) {
    const name = value.kind === 'scalar' && value.value === null ? UNSPACED.exec(key)?.[1] : undefined;
    if (name !== undefined && isMeant(name)) return { line, column, message: explainKey(key).message };
    const within = unspacedWithin(value);
    if (within) return within;
  }
  return undefined;
}

function unspacedWithin(node: YamlNode): YamlProblem | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'map') return unspacedField(node.entries, mayHold);
  for (const item of node.items) {
    const problem = unspacedWithin(item);
    if (problem) return problem;
  }
  return undefined;
}

/** Fields of Hugo's `build`. */
const OF_BUILD: ReadonlySet<string> = new Set(['render', 'list']);

/** Returns true for the name of a field that may hold its article back. */
function mayHold(name: string): boolean {
  const field = fieldNamed(name);
  if (field === 'draft' || field === 'date' || field === 'withdrawn') return true;
  return OF_BUILD.has(name.toLowerCase()) || publicationRule(name) !== undefined;
}

/** Returns true for front matter with braces, written or, as Hexo's, meant. */
function mayBeUnspaced({ form, text }: FrontMatterText): boolean {
  return form === 'json members' || ((form === 'json' || form === 'yaml') && text.includes('{'));
}
