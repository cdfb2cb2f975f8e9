import { type Report, readText, webUrlOf } from '../fields/fields.ts';
import { reportUnknown } from '../fields/unknown-fields.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import type { Author } from './site.ts';

const FIELDS: readonly string[] = ['name', 'email', 'url', 'picture'];
/**
 * What may stand on both sides of the `@` without quotes (RFC 5322, section 3.2.3), and letters beyond ASCII (RFC
 * 6531).
 */
export const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/;

/**
 * A field that holds one author or a list of them, each a name, an id of `people`, or a mapping of `name`, `email`,
 * `url`, `picture`. No name twice.
 */
export function authorsOf(
  node: YamlNode,
  field: string,
  report: Report,
  people?: Readonly<Record<string, Author>>,
): readonly Author[] {
  const items = node.kind === 'list' ? node.items : [node];
  const authors = new Map<string, Author>();
  for (const item of items) {
    const author = item.kind === 'map' ? mappedAuthor(item, field, report) : namedAuthor(item, field, report, people);
    if (author && !authors.has(author.name)) authors.set(author.name, author);
  }
  return [...authors.values()];
}

function namedAuthor(
  node: YamlNode,
  field: string,
  report: Report,
  people: Readonly<Record<string, Author>> | undefined,
): Author | undefined {
  const name = readText(node, field, report)?.text;
  if (name === undefined) return undefined;
  return (people && Object.hasOwn(people, name) ? people[name] : undefined) ?? { name };
}

function mappedAuthor(map: YamlMap, field: string, report: Report): Author | undefined {
  reportUnknown(map.entries, FIELDS, report);
  const value = (key: string): YamlNode | undefined => map.entries.find(entry => entry.key === key)?.value;
  const [nameNode, emailNode, urlNode, pictureNode] = [value('name'), value('email'), value('url'), value('picture')];
  const name = nameNode && readText(nameNode, `${field}.name`, report)?.text;
  const email = emailNode && readText(emailNode, `${field}.email`, report);
  const url = urlNode && webUrlOf(urlNode, `${field}.url`, report);
  const picture = pictureNode && webUrlOf(pictureNode, `${field}.picture`, report);
  if (name === undefined) {
    report(map, 'error', `${field}: an author needs a name; add name:`);
    return undefined;
  }
  const mailable = email && EMAIL.test(email.text);
  if (email && !mailable)
    report(email, 'error', `${field}.email: expected an address such as ban.doc@bao.example, found "${email.text}"`);
  return {
    name,
    ...(mailable && { email: email.text }),
    ...(url !== undefined && { url }),
    ...(picture !== undefined && { picture }),
  };
}
