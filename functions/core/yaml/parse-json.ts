import { blankComments } from './json-comments.ts';
import { MAX_YAML_LENGTH } from './limits.ts';
import type { ParsedYaml, YamlNode } from './node.ts';
import { parseGeneralYaml } from './parse-general.ts';
import { parsePlainJson } from './parse-plain-json.ts';

/**
 * Reads JSON, which YAML 1.2 holds within it, with the positions and the limits of YAML. More lenient than JSON:
 * commas may be left at the end, names may stand without quotes, and comments between them.
 */
export function parseJson(text: string, firstLine = 1, mayRepeat = false): ParsedYaml {
  const plain = parsePlainJson(text, firstLine);
  if (plain) return { root: plain, problems: [] };
  const parsed = parseGeneralYaml(blankComments(text), firstLine, mayRepeat);
  return { ...parsed, problems: parsed.problems.map(problem => ({ ...problem, message: asJson(problem.message) })) };
}

/** Reads the members of a JSON object that stand without its braces, as Hexo writes them. */
export function parseJsonMembers(text: string, firstLine = 1, mayRepeat = false): ParsedYaml {
  const parsed = parseJson(`{\n${text}\n}`, firstLine - 1, mayRepeat);
  return isEmpty(parsed.root) ? { ...parsed, root: undefined } : parsed;
}

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

/** Offset after the JSON object that begins at `start`; -1 if it is not closed, or is longer than what is read. */
export function jsonEnd(text: string, start: number): number {
  let depth = 0;
  let isQuoted = false;
  const end = Math.min(text.length, start + MAX_YAML_LENGTH);
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isQuoted && code === BACKSLASH) at++;
    else if (code === QUOTE) isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (code === OPEN || code === OPEN_LIST) depth += 1;
    else if (code === CLOSE || code === CLOSE_LIST) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}

function asJson(message: string): string {
  return message.replace('not valid YAML', 'not valid JSON').replace('the YAML has', 'the JSON has');
}

function isEmpty(node: YamlNode | undefined): boolean {
  return node?.kind === 'map' && node.entries.length === 0;
}
