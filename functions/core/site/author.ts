import { MEDIA_PREFIX } from '../bucket-layout.ts';
import { parseWebUrl, type Report, readText, webUrlOf } from '../fields/fields.ts';
import { reportUnknown } from '../fields/unknown-fields.ts';
import { foldFieldName } from '../front-matter/publication-rules.ts';
import { cleanLine } from '../text/clean.ts';
import { comparedName, slugOfName } from '../text/names.ts';
import { addressOf, parseAddress } from '../text/web-address.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import type { Author, Site } from './site.ts';

const FIELDS: readonly string[] = ['name', 'email', 'url', 'picture', 'fediverse'];
/** Names of these fields at other publishers, folded, in the order in which they are asked for; ours come first. */
export const AUTHOR_FIELDS: Readonly<Record<'name' | 'email' | 'url' | 'picture' | 'fediverse', readonly string[]>> = {
  name: ['name', 'displayname', 'fullname'],
  email: ['email', 'mail'],
  url: ['url', 'uri', 'website', 'web', 'homepage', 'site', 'link'],
  fediverse: ['fediverse', 'mastodon', 'webfinger'],
  picture: ['picture', 'avatar', 'image', 'imageurl', 'photo', 'img'],
};
/** Further fields of authors at other publishers, which feeds have no place for. Folded. */
const BESIDE: ReadonlySet<string> = new Set('key id title bio role social socials twitter github page'.split(' '));
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
 * `url`, `picture`, `fediverse`, or of an id in `key` (Docusaurus). A text of several links is several. No name twice,
 * however it is spelled.
 */
export function authorsOf(
  node: YamlNode,
  field: string,
  report: Report,
  site: Partial<Pick<Site, 'people' | 'url' | 'feedsUrl'>> = {},
): readonly Author[] {
  const items = (node.kind === 'list' ? node.items : [node]).flatMap(linkedApart);
  const authors: Author[] = [];
  const known = new KnownNames();
  for (const item of items) {
    const author =
      item.kind === 'map' ? mappedAuthor(item, field, report, site) : namedAuthor(item, field, report, site);
    if (author && (items.length === 1 || known.add(author.name))) authors.push(author);
  }
  return authors;
}

/** A name without any letter that has a mark: `Le Na`, and not `Lê Na`. */
const BARE = /^[\x20-\x7e]*$/;

/**
 * Names of the authors of one article. Two of one slug that differ in their marks are two people (`Văn An` and `Văn
 * Ân`), unless one of them is written without any.
 */
class KnownNames {
  readonly #bySlug = new Map<string, { readonly names: Set<string>; hasBare: boolean }>();

  /** Returns false for a name that spells an earlier one otherwise. */
  add(name: string): boolean {
    const slug = slugOfName(name) || name;
    const alike = this.#bySlug.get(slug) ?? { names: new Set<string>(), hasBare: false };
    const [compared, isBare] = [comparedName(name), BARE.test(name)];
    if (alike.names.has(compared) || alike.hasBare || (isBare && alike.names.size > 0)) return false;
    alike.names.add(compared);
    alike.hasBare = isBare;
    this.#bySlug.set(slug, alike);
    return true;
  }
}

function namedAuthor(
  node: YamlNode,
  field: string,
  report: Report,
  { people }: Partial<Pick<Site, 'people'>>,
): Author | undefined {
  const name = readText(node, field, report)?.text;
  if (name === undefined) return undefined;
  return (people && Object.hasOwn(people, name) ? people[name] : undefined) ?? writtenAuthor(name);
}

/** A link of Markdown with words, as in `[Lê Na](https://bao.example/na), Hà Nội`. */
const LINK = /\[([^\][]{1,200})\]\(((?:https?:\/\/|\.{0,2}\/|#)[^\s()]{1,500})\)/gi;
/** A name with the address for mail, as programs for mail write it (RFC 5322, section 3.4). */
const WITH_EMAIL = /^([^<>]{1,200})<([^<>\s]{3,254})>$/;

/** Returns an author by a name, as people write names: with a link of Markdown, or with an address for mail. */
function writtenAuthor(written: string): Author {
  // Most have neither.
  if (!written.includes('](') && !written.endsWith('>')) return { name: written };
  const links = [...written.matchAll(LINK)];
  const [, named = '', email = ''] = WITH_EMAIL.exec(written) ?? [];
  if (EMAIL.test(email) && named.trim() !== '') return { name: named.trim(), email };
  const [first] = links;
  if (!first) return { name: written };
  const name = written.replace(LINK, '$1').trim();
  const url = links.length === 1 ? parseWebUrl(first[2] ?? '') : undefined;
  return { name, ...(url !== undefined && { url }) };
}

/** The text behind the link of one of several authors: a place of work, then a separator. */
const BEHIND_LINK = /^(\([^()]{1,200}\))? ?[,;&·|、，]? ?(?:and|và|und|et|y|e)?$/i;

/**
 * Parts a text of several links of Markdown, each with nothing but a text in brackets behind it, into one for each:
 * `[Lê Na](https://bao.example/na) (Bão), [Bo](https://bao.example/bo)`. Any other stays as it is.
 */
export function linkedApart(node: YamlNode): readonly YamlNode[] {
  if (node.kind !== 'scalar' || !node.text.includes('](')) return [node];
  const links = [...node.text.matchAll(LINK)];
  const texts = links.map((link, at) => {
    const behind = cleanLine(node.text.slice(link.index + link[0].length, links[at + 1]?.index));
    const [parted, place] = BEHIND_LINK.exec(behind) ?? [];
    return parted === undefined ? undefined : [link[0], place].filter(part => part !== undefined).join(' ');
  });
  const isPlain = links.length > 1 && node.text.slice(0, links[0]?.index).trim() === '' && !texts.includes(undefined);
  return isPlain ? texts.map((text = '') => ({ ...node, value: text, text })) : [node];
}

function mappedAuthor(
  map: YamlMap,
  field: string,
  report: Report,
  site: Partial<Pick<Site, 'people' | 'url' | 'feedsUrl'>>,
): Author | undefined {
  const folded = map.entries.map(entry => ({ ...entry, name: foldFieldName(entry.key) }));
  const known = new Set([...Object.values(AUTHOR_FIELDS).flat(), ...BESIDE]);
  reportUnknown(
    folded.filter(({ name }) => !known.has(name)),
    FIELDS,
    report,
  );
  const value = (name: keyof typeof AUTHOR_FIELDS): YamlNode | undefined =>
    AUTHOR_FIELDS[name]
      .map(other => folded.find(entry => entry.name === other)?.value)
      .find(node => node !== undefined);
  const [nameNode, emailNode, urlNode, pictureNode] = [value('name'), value('email'), value('url'), value('picture')];
  const id = folded.find(entry => entry.name === 'key' || entry.name === 'id')?.value;
  const listed = id && !nameNode ? namedAuthor(id, `${field}.key`, report, site) : undefined;
  const name = nameNode ? readText(nameNode, `${field}.name`, report)?.text : listed?.name;
  const email = emailNode && readText(emailNode, `${field}.email`, report);
  const url = urlNode && addressIn(urlNode, `${field}.url`, report, site.url);
  const picture = pictureNode && addressIn(pictureNode, `${field}.picture`, report, pictureBase(pictureNode, site));
  const fediverse = accountOf(folded.find(entry => entry.name === 'fediverse')?.value, field, report);
  if (name === undefined) {
    report(map, 'error', `${field}: an author needs a name; add name:`);
    return undefined;
  }
  const mailable = email && EMAIL.test(email.text);
  if (email && !mailable)
    report(email, 'error', `${field}.email: expected an address such as ban.doc@bao.example, found "${email.text}"`);
  return {
    ...listed,
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

function pictureBase(node: YamlNode, { url, feedsUrl }: Partial<Pick<Site, 'url' | 'feedsUrl'>>): string | undefined {
  return node.kind === 'scalar' && isInMedia(node.text) ? (feedsUrl ?? url) : url;
}

/** Returns true for a path of what lies in `media/`, which is served with the feeds. */
export function isInMedia(path: string): boolean {
  return path.startsWith(`/${MEDIA_PREFIX}`);
}

/** An address; a path from the root is read from the site's home page, where that is known. */
function addressIn(node: YamlNode, field: string, report: Report, siteUrl: string | undefined): string | undefined {
  const path = node.kind === 'scalar' && /^\/(?!\/)/.test(node.text) ? node.text : undefined;
  const url = path === undefined || siteUrl === undefined ? undefined : parseAddress(path, siteUrl);
  return url ? addressOf(url) : webUrlOf(node, field, report);
}
