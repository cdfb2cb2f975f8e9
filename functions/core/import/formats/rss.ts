import type { Image } from '../../article/article.ts';
import type { Author } from '../../site/site.ts';
import { cleanLine } from '../../text/clean.ts';
import { parseFeedDate } from '../feed-date.ts';
import { htmlOfText, looksLikeHtml, textOfHtml } from '../html-text.ts';
import type { ImportedFeed, ImportedItem, Term } from '../imported-feed.ts';
import { ATOM, CONTENT, childOf, childrenOf, DC, MEDIA, textIn, textOfChild, type XmlElement } from '../xml-tree.ts';

const DCTERMS = 'http://purl.org/dc/terms/';
const FEEDBURNER = 'http://rssnamespace.org/feedburner/ext/1.0';
const ITUNES = 'http://www.itunes.com/dtds/podcast-1.0.dtd';
/** In UTF-16 code units. */
const LONGEST_OWN_SUMMARY = 1000;

/** The channel of RSS 0.9x, 1.0 or 2.0, without its articles. */
export function readRssChannel(
  root: XmlElement,
): Omit<ImportedFeed, 'format' | 'items' | 'media' | 'left' | 'categories'> {
  const channel = channelOf(root);
  if (!channel) return { authors: [] };
  const { plainText } = rssStyleOf(channel);
  const own = (name: string): string | undefined => textOfChild(channel, name, channel.uri);
  const image = childOf(channel, 'image', channel.uri) ?? childOf(root, 'image', channel.uri);
  const next = childrenOf(channel, 'link', ATOM).find(({ attributes }) =>
    ['next', 'prev-archive'].includes(attributes.rel ?? ''),
  )?.attributes.href;
  return withoutAbsent({
    title: lineOf(own('title'), plainText),
    description: lineOf(own('description'), plainText),
    url: own('link'),
    language: own('language') ?? textOfChild(channel, 'language', DC),
    rights: lineOf(own('copyright') ?? textOfChild(channel, 'rights', DC), true),
    logo: image && (textOfChild(image, 'url', image.uri) ?? undefined),
    authors: [],
    next,
  });
}

/** How the texts of a feed are meant. */
export interface RssStyle {
  /** Titles are plain text, whatever they look like: Bantin's own are. */
  readonly plainText: boolean;
}

/** One `item` of RSS. */
export function readRssItem(item: XmlElement, { plainText }: RssStyle): ImportedItem {
  const own = (name: string): string | undefined => textOfChild(item, name, item.uri);
  const id = idOf(item);
  const link = textOfChild(item, 'origLink', FEEDBURNER) ?? own('link') ?? atomLink(item) ?? permalinkOf(item);
  const html = textOfChild(item, 'encoded', CONTENT);
  const extensions = extensionsOf(item);
  return withoutAbsent({
    line: item.line,
    id: id ?? link,
    link,
    title: lineOf(own('title'), plainText) ?? '',
    published: parseFeedDate(own('pubDate') ?? textOfChild(item, 'date', DC) ?? textOfChild(item, 'published', ATOM)),
    updated: parseFeedDate(textOfChild(item, 'updated', ATOM) ?? textOfChild(item, 'modified', DCTERMS)),
    authors: authorsOf(item),
    topics: categoriesOf(item)
      .map(category => topicOf(category, plainText))
      .filter(({ name }) => name !== ''),
    tags: [],
    sorted: false,
    ...bodyAndSummary(html, own('description')),
    base: item.attributes['xml:base'],
    ...extensions,
    image: described(extensions.image),
    enclosure: enclosureOf(item),
    language: textOfChild(item, 'language', DC),
  });
}

/**
 * What a description is: beside the whole text a summary; alone the text itself, and its own summary where it is plain.
 * A summary that says all that the text says is none.
 */
export function bodyAndSummary(
  html: string | undefined,
  description: string | undefined,
): { html: string; summary?: string } {
  const isHtml = description !== undefined && looksLikeHtml(description);
  if (html === undefined) {
    if (description === undefined) return { html: '' };
    const summary = isHtml ? undefined : ownSummary(description);
    return isHtml ? { html: description } : { html: htmlOfText(description), ...(summary && { summary }) };
  }
  const summary = description === undefined ? '' : isHtml ? textOfHtml(description) : cleanLine(description);
  return summary === '' || (isHtml && summary === textOfHtml(html)) ? { html } : { html, summary };
}

/** Plain text that is all there is of an article is its own summary, unless it is long. */
export function ownSummary(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= LONGEST_OWN_SUMMARY ? cleanLine(text) : undefined;
}

/** One line of text. Titles of RSS are HTML or not, as their publisher thought fit; what looks like HTML mostly is. */
export function lineOf(text: string | undefined, isPlain: boolean): string | undefined {
  if (text === undefined) return undefined;
  return !isPlain && looksLikeHtml(text) ? textOfHtml(text) : cleanLine(text);
}

/** The fields that are there; a format leaves most of them out. */
export function withoutAbsent<Fields extends object>(fields: Fields): PresentFields<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as PresentFields<Fields>;
}

type PresentFields<Fields> = {
  [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name];
} & { [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined> };

/** A picture without words has none: the text may say more of it, but readers never saw that with it. */
function described(image: Image | undefined): Image | undefined {
  return image && { alt: '', ...image };
}

/** Reads what RSS and Atom tell of an article by the same elements. */
export function extensionsOf(item: XmlElement): Pick<ImportedItem, 'image'> {
  return withoutAbsent({ image: imageOf(item) });
}

/** The first picture of Media RSS, iTunes, or an enclosure that is one. */
function imageOf(item: XmlElement): Image | undefined {
  const groups = [item, ...childrenOf(item, 'group', MEDIA)];
  const contents = groups.flatMap(group => childrenOf(group, 'content', MEDIA));
  const content = contents.find(
    ({ attributes: { medium, type, url } }) =>
      url !== undefined && (medium === 'image' || /^image\//i.test(type ?? '')),
  );
  const described = content && (textOfChild(content, 'description', MEDIA) ?? textOfChild(content, 'title', MEDIA));
  const src =
    content?.attributes.url ??
    [...groups, ...contents].flatMap(group => childrenOf(group, 'thumbnail', MEDIA))[0]?.attributes.url ??
    childOf(item, 'image', ITUNES)?.attributes.href ??
    childrenOf(item, 'enclosure', item.uri).find(({ attributes }) => /^image\//i.test(attributes.type ?? ''))
      ?.attributes.url;
  if (src === undefined || src.trim() === '') return undefined;
  const alt = described === undefined ? '' : cleanLine(described);
  return { src: src.trim(), ...(alt !== '' && { alt }) };
}

/** The element that holds what a feed says of itself. */
export function channelOf(root: XmlElement): XmlElement | undefined {
  return root.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === 'channel');
}

/** How a channel's articles are to be read. */
export function rssStyleOf(channel: XmlElement | undefined): RssStyle {
  return { plainText: channel !== undefined && textOfChild(channel, 'generator', channel.uri) === 'Bantin' };
}

/** To the character, but for blanks around it, which readers leave out. */
function idOf(item: XmlElement): string | undefined {
  return textOfChild(item, 'guid', item.uri) ?? textOfChild(item, 'id', ATOM) ?? aboutOf(item);
}

function aboutOf({ attributes }: XmlElement): string | undefined {
  return attributes['rdf:about'] || undefined;
}

function permalinkOf(item: XmlElement): string | undefined {
  const guid = childOf(item, 'guid', item.uri);
  const text = guid && textIn(guid).trim();
  return guid?.attributes.isPermaLink !== 'false' && text && /^https?:\/\//i.test(text) ? text : undefined;
}

function atomLink(item: XmlElement): string | undefined {
  return childrenOf(item, 'link', ATOM).find(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate')
    ?.attributes.href;
}

function authorsOf(item: XmlElement): readonly Author[] {
  const creators = childrenOf(item, 'creator', DC).map(textIn);
  const names =
    creators.length > 0 ? creators : [textOfChild(item, 'author', item.uri), textOfChild(item, 'author', ITUNES)];
  return names
    .map(name => nameOf(name ?? ''))
    .filter(name => name !== '')
    .map(name => ({ name }));
}

/** RSS 2.0 wants `address (name)`. The address alone is no name to show, but all that there is. */
function nameOf(author: string): string {
  const trimmed = author.trim();
  const open = trimmed.indexOf('(');
  const isAddressed = trimmed.endsWith(')') && /^[^\s@]+@\S+$/.test(trimmed.slice(0, Math.max(open, 0)).trim());
  return cleanLine(isAddressed ? trimmed.slice(open + 1, -1) : author);
}

/** RSS 1.0 has no category, and says with Dublin Core what an article is about. */
function categoriesOf(item: XmlElement): readonly XmlElement[] {
  const own = childrenOf(item, 'category', item.uri);
  return own.length > 0 ? own : childrenOf(item, 'subject', DC);
}

/** An item that is there only to say that its article is gone (Media RSS, `media:status`). */
export function isDeleted(item: XmlElement): boolean {
  const status = childOf(item, 'status', MEDIA);
  return status !== undefined && /^deleted$/i.test(status.attributes.state ?? textIn(status).trim());
}

function topicOf(category: XmlElement, plainText: boolean): Term {
  return { name: lineOf(textIn(category), plainText) ?? '' };
}

function enclosureOf(item: XmlElement): ImportedItem['enclosure'] {
  const [first] = childrenOf(item, 'enclosure', item.uri);
  const url = first?.attributes.url?.trim();
  if (!first || !url) return undefined;
  const { type, length } = first.attributes;
  return { url, ...(type && { type: type.trim() }), ...enclosureLength(length) };
}

/** A length in bytes, where it is one. */
export function enclosureLength(text: string | undefined): { readonly length?: number } {
  const length = /^\s*\d{1,15}\s*$/.test(text ?? '') ? Number(text) : 0;
  return length > 0 ? { length } : {};
}
