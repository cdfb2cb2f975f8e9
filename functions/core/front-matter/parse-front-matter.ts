import { parseToml } from '../toml/parse-toml.ts';
import type { ParsedYaml } from '../yaml/node.ts';
import { parseJson, parseJsonMembers } from '../yaml/parse-json.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import type { FrontMatterText } from './front-matter-text.ts';
import { parseHeaderLines } from './header-lines.ts';

/** Reads front matter of any form into one kind of tree, with positions in its source. Nothing is thrown. */
export function parseFrontMatter({ form, text, line }: FrontMatterText): ParsedYaml {
  switch (form) {
    case 'yaml':
      return parseYaml(text, line);
    case 'toml':
      return parseToml(text, line);
    case 'json':
      return parseJson(text, line);
    case 'json members':
      return parseJsonMembers(text, line);
    case 'header lines':
      return parseHeaderLines(text, line);
  }
}
