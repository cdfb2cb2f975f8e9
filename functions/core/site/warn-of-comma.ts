import { type Report, readText } from '../fields/fields.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Site } from './site.ts';

const COMMA = /[,，、]/;

/**
 * Reports a field given as one text with a comma in it, which most often is several names that were not written as a
 * list. An id of `people` is one name.
 */
export function warnOfComma(node: YamlNode, field: 'tags' | 'authors', { people }: Site, report: Report): void {
  if (node.kind !== 'scalar' || !COMMA.test(node.text)) return;
  const text = readText(node, field, () => undefined)?.text ?? '';
  if (field === 'authors' && people && Object.hasOwn(people, text)) return;
  const parts = text.split(COMMA).map(part => part.trim());
  const list = parts.filter(part => part !== '').join(', ');
  const message = `${field}: "${text}" is one name with a comma in it; for several, write ${field}: [${list}]`;
  const remedy = `, and if it is one, ${field}: ["${text}"]`;
  report(node, 'warning', `${message}${remedy}`, true);
}
