import { escapeHtmlText } from '../html/canonical-html.ts';
import { addressLink } from './tag-place.ts';

/** An ampersand that was escaped, and begins a character as HTML, JSX and Markdown write it. */
const ESCAPED_TWICE = /&amp;(?=(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)/gi;

/** Escapes a value for an attribute in double quotes. Characters that are escaped already stay so. */
export function escapeHtmlAttribute(value: string): string {
  return escapeHtmlText(value).replace(ESCAPED_TWICE, '&').replaceAll('"', '&quot;');
}

/** Returns attributes as they stand in a tag of HTML, each behind a space. */
export function writtenAttributes(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeHtmlAttribute(value)}"`)
    .join('');
}

/** Returns attributes with their names in small letters. */
export function inLowerCase(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Arguments of a shortcode: those with a name, and those without, in order. */
export interface Arguments {
  readonly named: Readonly<Record<string, string>>;
  readonly plain: readonly string[];
  /** Indexes of plain arguments in quotes; absent where there are none. */
  readonly quoted?: readonly number[];
}

/** Tokens of arguments: addresses, quoted values, words, equals signs. */
const TOKEN = /https?:\/\/[^\s"'`]+|"([^"]*)"|'([^']*)'|`([^`]*)`|=|[^\s"'`=]+/g;

/** Reads the arguments of a shortcode, of a tag of Liquid, or of an element of MDX without expressions. */
export function readArguments(text: string): Arguments {
  const named: Record<string, string> = {};
  const plain: string[] = [];
  const inQuotes = new Set<number>();
  let name: string | undefined;
  for (const [token, ...quoted] of text.matchAll(TOKEN)) {
    if (token === '=') {
      name = plain.pop();
      inQuotes.delete(plain.length);
      continue;
    }
    const inner = quoted.find(one => one !== undefined);
    const value = inner ?? token;
    if (inner !== undefined && name === undefined) inQuotes.add(plain.length);
    if (name === undefined) plain.push(value);
    else named[name.toLowerCase()] = value;
    name = undefined;
  }
  return { named, plain, ...(inQuotes.size > 0 && { quoted: [...inQuotes] }) };
}

const ID = /^[\w-]{1,64}$/;

/** Returns Markdown with the meaning of a shortcode. */
type Meaning = (given: Arguments) => string | undefined;

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ['youtube', given => frame('YouTube', 'https://www.youtube.com/embed/', given)],
  ['vimeo', given => frame('Vimeo', 'https://player.vimeo.com/video/', given)],
  ['figure', figure],
  ['img', classedPicture],
  ['image', figure],
  ['tweet', post],
  ['x', post],
  ['gist', ({ plain: [user, id] }) => link(user, id, (user, id) => `https://gist.github.com/${user}/${id}`)],
  ...['ref', 'relref'].map((name): [string, Meaning] => [
    name,
    given => linkOfTag(name, given.named.path ?? given.plain[0]),
  ]),
  ['link', linkOrPath],
  ['post_url', ({ plain: [name] }) => linkOfTag('post_url', name)],
  ['post_path', ({ plain: [name] }) => linkOfTag('post_path', name)],
  ['post_link', postLink],
  ['asset_path', ({ plain: [src] }) => src && assetOf(src)],
  ['asset_link', ({ plain: [src, ...title] }) => anchor(src && assetOf(src), withoutSwitch(title), src)],
  ['asset_img', assetPicture],
  ['baseurl', () => ''],
]);

/** Returns Markdown with the meaning of a shortcode; `undefined` where it is unknown. */
export function meaningOf(name: string, given: Arguments): string | undefined {
  return MEANINGS.get(name.toLowerCase())?.(given);
}

/** Tags that mean an address: where they stand alone, it is a link. */
const ADDRESS_TAGS: ReadonlySet<string> = new Set(['ref', 'relref', 'link', 'post_url', 'post_path']);

/** Returns true for a tag whose meaning is an address, without words of its own. */
export function isAddressTag(name: string): boolean {
  return ADDRESS_TAGS.has(name.toLowerCase());
}

/** A player. Its title is what screen readers say of it: where there is none, whose player it is. */
function frame(name: string, address: string, { named, plain }: Arguments): string | undefined {
  const id = named.id ?? named.videoid ?? plain[0] ?? '';
  const title = escapeHtmlAttribute(named.title?.trim() || name);
  return ID.test(id) ? `<iframe src="${address}${id}" title="${title}"></iframe>` : undefined;
}

/**
 * A picture, with its caption below it and as a link, where it has such. A caption may have marks of Markdown: within a
 * `span` it is read as a part of a paragraph, and not as HTML.
 */
function figure({ named: given, plain }: Arguments): string | undefined {
  const named = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.trim()]));
  const { src = plain[0] ?? '', title = '', caption = title, attr = '', attrlink = '' } = named;
  const alt = named.alt ?? withoutMarks(named.title ?? caption);
  if (src === '') return undefined;
  const more = title !== '' && title !== caption && title !== alt ? withoutMarks(title) : '';
  const picture =
    `<img src="${escapeHtmlAttribute(src)}" alt="${escapeHtmlAttribute(alt)}"` +
    `${more === '' ? '' : ` title="${escapeHtmlAttribute(more)}"`}>`;
  const shown = linked(picture, named.link);
  const words = [escapeHtmlAttribute(caption), attr && linked(escapeHtmlAttribute(attr), attrlink)];
  const below = words.filter(one => one !== '').join(' ');
  if (below === '') return shown;
  const whole = `<figure>${shown}<figcaption>${below}</figcaption></figure>`;
  return MARK.test(caption + attr) ? `<span>${whole}</span>` : whole;
}

function linked(html: string, href: string | undefined): string {
  return href ? `<a href="${escapeHtmlAttribute(href)}">${html}</a>` : html;
}

/** A character that may mean something in Markdown within a line, or the beginning of an address. */
const MARK = /[*_`[\\~]|https?:\/\//;

/** Returns a text without marks of Markdown for links, emphasis and code. */
function withoutMarks(text: string): string {
  return text
    .replace(/!?\[([^\][]{0,500})\]\([^()\s]{0,500}\)/g, '$1')
    .replace(/(?<![\p{L}\p{N}])([*_]{1,3}|`)(\S[^*_`]{0,500})\1(?![\p{L}\p{N}])/gu, '$2');
}

function post({ named, plain: [first, second] }: Arguments): string | undefined {
  return link(named.user ?? first, named.id ?? second, (user, id) => `https://x.com/${user}/status/${id}`);
}

function link(
  one: string | undefined,
  other: string | undefined,
  addressOf: (one: string, other: string) => string,
): string | undefined {
  return one && other && ID.test(one) && ID.test(other) ? `<${addressOf(one, other)}>` : undefined;
}

/**
 * Returns the reference to an article that a tag names, in the form that `entry/articles-meant.ts` reads: from the root
 * of all articles (`@/`), since the publisher finds its articles wherever they lie.
 */
export function linkOfTag(tag: string, named: string | undefined): string | undefined {
  if (named === undefined || named === '') return undefined;
  const path = named.replace(/^\.?\/{1,9}/, '');
  if (/^(?:[a-z][a-z0-9+.-]*:|#|\.\.\/)/i.test(named) || path === '') return named;
  // Jekyll names posts without their folder. A reference of Hugo without a slash means a page beside this one, or any.
  return tag === 'link' && !/\.[a-z]{2,8}(?:[?#]|$)/i.test(path) ? named : `@/${path}`;
}

/** Jekyll: `{% link _posts/a.md %}`. Hexo: `{% link text https://… [external] [title] %}`. */
function linkOrPath({ plain }: Arguments): string | undefined {
  const at = plain.findIndex(one => /^(?:https?:)?\/\//i.test(one));
  if (at > 0) return anchor(plain[at], plain.slice(0, at), undefined);
  return linkOfTag('link', plain[0]);
}

/** Hexo: `{% post_link name [title] [escape] %}`. */
function postLink({ plain: [name, ...title] }: Arguments): string | undefined {
  const words = withoutSwitch(title);
  const href = linkOfTag('post_link', name);
  return href !== undefined && words.length === 0 ? addressLink(href) : anchor(href, words, name);
}

/** Removes the switch at the end of some Hexo tags that says whether titles are to be escaped. */
export function withoutSwitch(words: readonly string[]): readonly string[] {
  return /^(?:true|false)$/.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
}

function anchor(href: string | undefined, words: readonly string[], instead: string | undefined): string | undefined {
  if (href === undefined) return undefined;
  const text = words.length > 0 ? words.join(' ') : (instead ?? href);
  return `<a href="${escapeHtmlAttribute(href)}">${escapeHtmlText(text)}</a>`;
}

const PICTURE = /^(?:https?:)?\/\/|[/.]/i;
const SIZE = /^\d{1,5}(?:%|px)?$/;

/**
 * Hexo and Octopress: `{% img [classes] address [width] [height] ["title" "alt"] %}`. The last two may also be one
 * argument in quotes of the other kind. Words of which some are without quotes are one title.
 */
function classedPicture(given: Arguments): string | undefined {
  if (Object.keys(given.named).length > 0) return figure(given);
  const { plain, quoted = [] } = given;
  const at = plain.findIndex(one => PICTURE.test(one));
  const [src = '', ...rest] = plain.slice(Math.max(at, 0));
  const texts = rest.filter((one, index) => !(index < 2 && SIZE.test(one)));
  const areApart = texts.length === 2 && quoted.includes(plain.length - 1) && quoted.includes(plain.length - 2);
  const [title = '', alt = title] = areApart ? texts : titleAndAlt(texts.join(' '));
  return figure({ named: { src, alt, ...(title !== alt && { title, caption: '' }) }, plain: [] });
}

/** Splits one text as Hexo does: by the quotes that it begins with, else by single ones. */
function titleAndAlt(text: string): readonly string[] {
  const quote = text.startsWith('"') ? '"' : "'";
  const parts = text.split(quote);
  // A single one is an apostrophe.
  if (parts.length < 3) return [text];
  return parts.map(part => part.trim()).filter(part => part !== '');
}

/** Hexo: a picture in the folder of the article, in the same form. */
function assetPicture({ plain, ...given }: Arguments): string | undefined {
  const at = plain.findIndex(one => PICTURE.test(one));
  const file = Math.max(at, 0);
  return classedPicture({ ...given, plain: plain.map((one, index) => (index === file ? assetOf(one) : one)) });
}

function assetOf(name: string): string {
  return name === '' || name.includes('/') ? name : `{asset}${name}`;
}
