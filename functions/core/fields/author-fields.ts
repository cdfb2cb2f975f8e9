import { foldFieldName } from '../front-matter/publication-rules.ts';
import type { YamlMap, YamlNode, YamlScalar } from '../yaml/node.ts';
import { parseWebUrl, type Report } from './fields.ts';

/** Fields of Docusaurus about an author, beside the name, and those of a mapping that mean the same. Folded. */
const OF_AUTHOR: ReadonlyMap<string, string> = new Map([
  ['authorurl', 'url'],
  ['authorimageurl', 'picture'],
]);

/** Returns fields in which those of the only author are in a mapping, if they are addresses. */
export function withAuthorFields(map: YamlMap, report: Report): YamlMap {
  const meant = map.entries.filter(({ key, value }) => isOfAuthor(key) && isAddress(value));
  if (meant.length === 0) return map;
  const author = map.entries.find(({ key }) => foldFieldName(key) === 'author');
  if (author === undefined || !isText(author.value)) return map;
  for (const { key, line, column } of meant)
    report({ line, column }, 'note', `${key} is read as author.${OF_AUTHOR.get(foldFieldName(key))}`, true);
  const fields = meant.map(entry => ({ ...entry, key: OF_AUTHOR.get(foldFieldName(entry.key)) ?? entry.key }));
  const { line, column } = author.value;
  const value: YamlMap = { kind: 'map', entries: [{ ...author, key: 'key' }, ...fields], line, column };
  const others = map.entries.filter(entry => !meant.includes(entry));
  return { ...map, entries: others.map(entry => (entry === author ? { ...author, value } : entry)) };
}

/** Returns whether a field is one of those; most names are shorter. */
function isOfAuthor(key: string): boolean {
  return key.length >= 'authorurl'.length && OF_AUTHOR.has(foldFieldName(key));
}

function isAddress(node: YamlNode): boolean {
  return isText(node) && parseWebUrl(node.text) !== undefined;
}

/** Returns true for a text that is not blank. */
export function isText(node: YamlNode): node is YamlScalar {
  return node.kind === 'scalar' && typeof node.value === 'string' && node.text.trim() !== '';
}
