import { type Report, readText, webUrlOf } from '../fields/fields.ts';
import { reportUnknown } from '../fields/unknown-fields.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import type { Author } from './site.ts';

const FIELDS: readonly string[] = ['name', 'email', 'url', 'picture', 'fediverse'];
/** An e-mail address without quotes: the characters of RFC 5322, section 3.2.3, and letters beyond ASCII (RFC 6531). */
export const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/;

/** An account as Mastodon writes it, `@name@host`, or without the first sign. */
const ACCOUNT = /^@?([\w.-]{1,64}@[a-z\d.-]{1,253})$/i;

/** Returns an account of the Fediverse as `@name@host`; `undefined` where a text is none. */
export function fediverseAccount(text: string): string | undefined {
  const [, account] = ACCOUNT.exec(text) ?? [];
  return account === undefined ? undefined : `@${account}`;
}

/**
 * A field that holds one author or a list of them, each a name, an id of `people`, or a mapping of `name`, `email`,
 * `url`, `picture`, `fediverse`. No name twice.
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
  const fediverse = accountOf(value('fediverse'), field, report);
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
    ...(fediverse !== undefined && { fediverse }),
  };
}

function accountOf(node: YamlNode | undefined, field: string, report: Report): string | undefined {
  const text = node && readText(node, `${field}.fediverse`, report);
  const account = text && fediverseAccount(text.text);
  if (text && account === undefined)
    report(text, 'error', `${field}.fediverse: expected an account such as "@lan@bao.example", found "${text.text}"`);
  return account;
}
