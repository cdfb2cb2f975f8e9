import { type Report, readText } from '../fields/fields.ts';
import type { YamlNode } from '../yaml/node.ts';
import { linkedApart } from './author.ts';
import type { Site } from './site.ts';

const COMMA = /[,，、]/;

/**
 * Reports a field given as one text with a comma in it, which most often is several names that were not written as a
 * list. An id of `people` is one name, and texts of several links are several. `field` is `tags`, `authors` or
 * `author`, as it is written.
 */
export function warnOfComma(node: YamlNode, field: string, { people }: Site, report: Report): void {
  if (node.kind !== 'scalar' || !COMMA.test(node.text)) return;
  const text = readText(node, field, () => undefined)?.text ?? '';
  if (field !== 'tags' && ((people && Object.hasOwn(people, text)) || linkedApart(node).length > 1)) return;
  const parts = text.split(COMMA).map(part => part.trim());
  const list = parts.filter(part => part !== '').join(', ');
  const ofList = field === 'author' ? 'authors' : field;
  const message = `${field}: "${text}" is one name with a comma in it; for several, write ${ofList}: [${list}]`;
  const remedy = `, and if it is one, ${ofList}: ["${text}"]`;
  report(node, 'warning', `${message}${remedy}`, true);
}
