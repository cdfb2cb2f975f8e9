import { Buffer } from 'node:buffer';
import type { DeclaredEnclosure } from '../../article/article.ts';
import type { Author } from '../../site/site.ts';
import { cleanLine } from '../../text/clean.ts';
import { parseAddress } from '../../text/web-address.ts';
import { withoutForbidden } from '../decode.ts';
import { firstDate } from '../feed-date.ts';
import { htmlOfText, textOfHeadline, withoutC1 } from '../html-text.ts';
import type { ImportedFeed, ImportedItem, Term } from '../imported-feed.ts';
import type { Leftover } from '../left-out.ts';
import { ATOM, BLOGGER, DC, DCTERMS, FEEDBURNER, MEDIA } from '../namespaces.ts';
import { childOf, childrenOf, textIn, textOfChild, type XmlElement } from '../xml-tree.ts';
import { BLOGGER_READ, KIND } from './blogger.ts';
import { enclosureLength, furtherFiles } from './enclosures.ts';
import { furtherMedia, mediaEnclosure } from './media-rss.ts';
import { extensionsOf, withoutAbsent } from './rss.ts';
import { leftoversOf } from './unread.ts';

const XHTML_VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
);

/** The feed of Atom 1.0 (RFC 4287, section 4.1.1), without its entries. */
export function readAtomFeed(
  feed: XmlElement,
): Omit<ImportedFeed, 'format' | 'items' | 'media' | 'left' | 'categories'> {
  const title = lineIn(feed, 'title');
  const authors = personsOf(feed);
  return withoutAbsent({
    title,
    description: lineIn(feed, 'subtitle') ?? lineIn(feed, 'tagline'),
    url: resolved(linkOf(feed, 'alternate'), feed),
    language: feed.attributes['xml:lang'],
    rights: lineIn(feed, 'rights'),
    logo: resolved(textOfChild(feed, 'logo', ATOM), feed),
    icon: resolved(textOfChild(feed, 'icon', ATOM), feed),
    // Where a feed has no author, its title stands in: no newsroom signs its articles so.
    authors: authors.length === 1 && authors[0]?.name === title ? [] : authors,
    next: resolved(linkOf(feed, 'next') ?? linkOf(feed, 'prev-archive'), feed),
  });
}

/** An address of the feed itself, absolute where the feed says what it is relative to. */
function resolved(address: string | undefined, feed: XmlElement): string | undefined {
  const base = baseOf([feed]);
  if (address === undefined || base === undefined) return address;
  return parseAddress(address, base)?.href ?? address;
}

/** One `entry` of Atom (section 4.1.2). */
export function readAtomEntry(entry: XmlElement, feed: XmlElement): ImportedItem {
  const text = (name: string): string | undefined => textOfChild(entry, name, ATOM);
  const updated = firstDate([text('updated'), text('modified'), textOfChild(entry, 'modified', DCTERMS)]);
  const dates = [
    ...['published', 'issued', 'created'].map(text),
    textOfChild(entry, 'date', DC),
    ...['issued', 'created', 'date'].map(name => textOfChild(entry, name, DCTERMS)),
  ];
  const id = text('id');
  const alternate = linkOf(entry, 'alternate');
  const body = ['content', 'summary']
    .map(name => childOf(entry, name, ATOM))
    .find(child => child && htmlOf(child) !== '');
  return withoutAbsent({
    line: entry.line,
    id: id ?? alternate,
    hasNoId: id === undefined || undefined,
    link: textOfChild(entry, 'origLink', FEEDBURNER) ?? alternate,
    title: lineIn(entry, 'title') ?? '',
    published: firstDate(dates) ?? updated,
    updated,
    dateText: [...dates, text('updated'), text('modified')].find(date => date !== undefined),
    authors: authorsOf(entry),
    topics: topicsOf(entry),
    tags: [],
    sorted: false,
    summary: lineIn(entry, 'summary'),
    html: body ? htmlOf(body) : '',
    base: baseOf([feed, entry]),
    bodyBase: baseOf([feed, entry, body]),
    ...extensionsOf(entry),
    enclosure: enclosuresOf(entry)[0] ?? mediaEnclosure(entry),
    alternates: furtherFiles(enclosuresOf(entry)),
    language: entry.attributes['xml:lang'],
  });
}

const OWN_READ: ReadonlySet<string> = new Set(
  'id title updated published modified issued created author category content summary source control'.split(' '),
);
const MEDIA_READ: ReadonlySet<string> = new Set('group content thumbnail status description title credit'.split(' '));

/** Returns the contents of an entry that have no place here. */
export function atomLeftovers(
  entry: XmlElement,
  { image, enclosure, alternates = [], link }: ImportedItem,
): readonly Leftover[] {
  const files = new Set([enclosure, ...alternates].flatMap(file => (file ? [file.url] : [])));
  const left = leftoversOf(entry, ({ name, uri, attributes }) => {
    if (uri === ATOM && name === 'link') return isReadLink(attributes, link, files);
    if (uri === MEDIA) return MEDIA_READ.has(name);
    if (uri === BLOGGER) return BLOGGER_READ.has(name);
    if (uri === DC || uri === DCTERMS) return isReadTerm(name, uri, entry);
    return (uri === ATOM && OWN_READ.has(name)) || name === 'control' || name === 'origLink';
  });
  return [
    ...left.map(one => (one.kind === 'atom:link' ? { ...one, kind: `link to ${relOf(one.example)}` } : one)),
    ...furtherMedia(entry, image, enclosure?.url),
  ];
}

/** Returns true for a Dublin Core element in an entry that Atom has no element of its own for. */
function isReadTerm(name: string, uri: string, entry: XmlElement): boolean {
  const has = (...names: readonly string[]): boolean => names.some(own => childOf(entry, own, ATOM) !== undefined);
  if (name === 'creator' && uri === DC) return !has('author');
  if (name === 'subject' && uri === DC) return !has('category');
  return name === 'modified' ? true : /^(?:date|issued|created)$/.test(name);
}

function relOf(example = ''): string {
  return example.split(' ')[0] ?? '';
}

/** Addresses for programs, and those that are read. */
function isReadLink(
  { rel = 'alternate', href }: Readonly<Record<string, string>>,
  link: string | undefined,
  files: ReadonlySet<string>,
): boolean {
  if (rel === 'alternate') return true;
  const address = href?.trim() ?? '';
  return /^(?:self|edit|edit-media|replies|hub)$/.test(rel) || files.has(address) || address === link;
}

/** A text construct (section 3.1) as one line. */
function lineIn(element: XmlElement, name: string): string | undefined {
  const child = childOf(element, name, ATOM);
  if (!child) return undefined;
  const told = decoded(child);
  const text = /^(?:text\/)?html$/.test(child.attributes.type ?? '') ? textOfHeadline(told) : cleanLine(told);
  return text === '' ? undefined : text;
}

/** Content or a text construct as HTML; empty where it lies elsewhere or is no text (section 4.1.3). */
function htmlOf(element: XmlElement): string {
  const { type = 'text', src } = element.attributes;
  if (src !== undefined) return '';
  if (type === 'xhtml' || type === 'application/xhtml+xml')
    return element.children.map(child => (typeof child === 'string' ? '' : inner(child))).join('');
  if (type === 'html' || type === 'text/html') return decoded(element).trim();
  return type === 'text' || type.startsWith('text/') ? htmlOfText(decoded(element)) : '';
}

/** The text of an element, which Atom 0.3 may have in base64 (its section 3.1.2). */
function decoded(element: XmlElement): string {
  const text = textIn(element);
  if (element.attributes.mode !== 'base64') return text;
  return withoutC1(withoutForbidden(Buffer.from(text, 'base64').toString('utf8')));
}

function inner(element: XmlElement): string {
  return element.children.map(child => (typeof child === 'string' ? escapeText(child) : outer(child))).join('');
}

/** XHTML as HTML: an element that has no content has no end tag either. */
function outer(element: XmlElement): string {
  const attributes = Object.entries(element.attributes)
    .filter(([name]) => !name.startsWith('xmlns'))
    .map(([name, value]) => ` ${name}="${escapeText(value).replaceAll('"', '&quot;')}"`)
    .join('');
  const open = `<${element.name}${attributes}>`;
  return XHTML_VOID.has(element.name) ? open : `${open}${inner(element)}</${element.name}>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Returns the base of relative addresses in the content (RFC 4287, section 2: `xml:base`). */
function baseOf(elements: readonly (XmlElement | undefined)[]): string | undefined {
  let base: string | undefined;
  for (const element of elements) {
    const own = element?.attributes['xml:base'];
    if (own !== undefined) base = parseAddress(own, base)?.href ?? base;
  }
  return base;
}

function linkOf(element: XmlElement, rel: string): string | undefined {
  const links = childrenOf(element, 'link', ATOM).filter(
    ({ attributes }) => (attributes.rel ?? 'alternate') === rel && attributes.href !== undefined,
  );
  const page = links.find(({ attributes }) => (attributes.type ?? 'text/html') === 'text/html') ?? links[0];
  return page?.attributes.href?.trim() || undefined;
}

function enclosuresOf(entry: XmlElement): readonly DeclaredEnclosure[] {
  return childrenOf(entry, 'link', ATOM).flatMap(({ attributes: { rel, href, type, length, title } }) => {
    const url = href?.trim();
    if (rel !== 'enclosure' || !url) return [];
    return [{ url, ...(type && { type }), ...enclosureLength(length), ...(title && { title: cleanLine(title) }) }];
  });
}

/** Its own, else those of the feed that it was taken from (section 4.2.1). Those of this feed are the site's. */
function authorsOf(entry: XmlElement): readonly Author[] {
  const own = personsOf(entry);
  const source = childOf(entry, 'source', ATOM);
  const told = own.length > 0 || !source ? own : personsOf(source);
  if (told.length > 0) return told;
  return childrenOf(entry, 'creator', DC).flatMap(creator => {
    const name = cleanLine(textIn(creator));
    return name === '' ? [] : [{ name }];
  });
}

function personsOf(element: XmlElement): readonly Author[] {
  return childrenOf(element, 'author', ATOM).flatMap(person => {
    const name = cleanLine(textOfChild(person, 'name', ATOM) ?? '');
    const email = textOfChild(person, 'email', ATOM);
    const url = textOfChild(person, 'uri', ATOM);
    return name === '' ? [] : [{ name, ...(email && { email }), ...(url && { url }) }];
  });
}

/** Its categories, else what Dublin Core says that it is about. */
function topicsOf(entry: XmlElement): readonly Term[] {
  const own = childrenOf(entry, 'category', ATOM).filter(({ attributes }) => attributes.scheme !== KIND);
  const topics = own.map(topicOf).filter(({ name }) => name !== '');
  if (topics.length > 0) return topics;
  return childrenOf(entry, 'subject', DC).flatMap(subject => {
    const name = cleanLine(textIn(subject));
    return name === '' ? [] : [{ name }];
  });
}

/** A category is told by its label, where it has one; its term is what addresses are made of. */
function topicOf({ attributes: { term = '', label } }: XmlElement): Term {
  const name = cleanLine(label ?? term);
  return label !== undefined && term !== label ? { name, slug: term } : { name };
}
