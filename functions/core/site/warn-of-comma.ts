import { type Report, readText } from '../fields/fields.ts';
import { slugOfName } from '../text/names.ts';
import type { YamlNode } from '../yaml/node.ts';
import { linkedApart } from './author.ts';
import type { Site } from './site.ts';

const COMMA = /[,，、]/;
/** Words and signs between two names, in languages whose names have capitals. */
const AND = /\s(và|and|et|dan|&)\s/i;
/** A name as people have it: words with capitals, six at most. A desk has others: `Ban Thể thao và Giải trí`. */
const PERSON = /^\p{Lu}[\p{L}\p{M}.'’-]*(?:\s\p{Lu}[\p{L}\p{M}.'’-]*){0,5}$/u;

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

/**
 * Notes that an author who reads as two people, `Lê Na và Trần Minh`, is one. Nothing is split by itself, since a firm
 * may be called so. An id of `people` is one name, and so is what `site.yaml` lists as an author with a feed.
 */
export function noteOfTwoNames(node: YamlNode, field: string, { people, feeds }: Site, report: Report): void {
  if (node.kind !== 'scalar') return;
  const text = readText(node, field, () => undefined)?.text ?? '';
  const [, word = ''] = AND.exec(text) ?? [];
  const parts = text.split(AND).filter((_, at) => at % 2 === 0);
  if (parts.length < 2 || !parts.every(part => PERSON.test(part))) return;
  if (people && Object.hasOwn(people, text)) return;
  if (feeds?.authors?.listed?.some(({ slug }) => slug === slugOfName(text))) return;
  const message = `${field}: one author has "${word}" in the name; for several, write authors: [Lê Na, Trần Minh]`;
  report(node, 'note', `${message}, and if it is one, authors: ["Lê Na ${word} Trần Minh"]`, true);
}
