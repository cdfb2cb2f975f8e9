import type { Image } from '../../article/article.ts';
import type { Author } from '../../site/site.ts';
import { cleanLine } from '../../text/clean.ts';
import { firstDate } from '../feed-date.ts';
import { htmlOfText, looksLikeHtml, textOfHeadline, textOfHtml } from '../html-text.ts';
import type { ImportedFeed, ImportedItem, Term } from '../imported-feed.ts';
import type { Leftover } from '../left-out.ts';
import { ATOM, CONTENT, DC, DCTERMS, FEEDBURNER, ITUNES, MEDIA } from '../namespaces.ts';
import { childOf, childrenOf, textIn, textOfChild, textsOfChildren, type XmlElement } from '../xml-tree.ts';
import { enclosureLength } from './enclosures.ts';
import { furtherMedia, imageOf, mediaEnclosure } from './media-rss.ts';
import { readEpisode, readPodcast } from './podcast.ts';
import { heldBySigns } from './signs.ts';
import { leftoversOf } from './unread.ts';

/** In UTF-16 code units. */
const MAX_OWN_SUMMARY = 1000;

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
    title: lineOf(own('title') ?? textOfChild(channel, 'title', DC), plainText),
    description: lineOf(own('description') ?? textOfChild(channel, 'description', DC), plainText),
    url: own('link'),
    language: own('language') ?? textOfChild(channel, 'language', DC),
    rights: lineOf(own('copyright') ?? textOfChild(channel, 'rights', DC), true),
    logo: image && (textOfChild(image, 'url', image.uri) ?? undefined),
    generator: own('generator'),
    authors: [],
    podcast: readPodcast(channel).podcast,
    next,
  });
}

/** Interpretation of the texts of a feed. */
export interface RssStyle {
  /** Titles are plain text, whatever they look like: Bantin's own are. */
  readonly plainText: boolean;
  /** Language in which dates are read whose order of day and month differs. */
  readonly language?: string;
}

/** One `item` of RSS. */
export function readRssItem(item: XmlElement, { plainText, language }: RssStyle): ImportedItem {
  const own = (name: string): string | undefined => textOfChild(item, name, item.uri);
  const id = idOf(item);
  const listed = own('link') ?? atomLink(item) ?? hrefOf(item) ?? permalinkOf(item);
  const link = textOfChild(item, 'origLink', FEEDBURNER) ?? listed;
  const html = textOfChild(item, 'encoded', CONTENT);
  const extensions = extensionsOf(item);
  const dates = publishedTexts(item);
  const enclosure = enclosureOf(item) ?? mediaEnclosure(item);
  const { duration, ...episode } = readEpisode(item, enclosure?.url).fields;
  return withoutAbsent({
    line: item.line,
    // What readers keyed on is the address that the feed showed them, not where it leads (FeedBurner's `origLink`).
    id: id ?? listed,
    hasNoId: id === undefined || undefined,
    link,
    title: lineOf(own('title') ?? textOfChild(item, 'title', DC) ?? textOfChild(item, 'title', MEDIA), plainText) ?? '',
    published: firstDate(dates, language),
    updated: firstDate([textOfChild(item, 'updated', ATOM), textOfChild(item, 'modified', DCTERMS), own('updated')]),
    dateText: dates.find(text => text !== undefined),
    authors: authorsOf(item),
    topics: categoriesOf(item)
      .map(category => topicOf(category, plainText))
      .filter(({ name }) => name !== ''),
    tags: [],
    sorted: false,
    ...bodyAndSummary(html, own('description') ?? textOfChild(item, 'description', DC)),
    base: item.attributes['xml:base'],
    ...extensions,
    image: described(extensions.image),
    enclosure: enclosure && { ...enclosure, ...(duration !== undefined && { duration }) },
    ...episode,
    language: textOfChild(item, 'language', DC),
  });
}

/** Returns the texts with a publication date, in order of precedence. */
function publishedTexts(item: XmlElement): readonly (string | undefined)[] {
  const own = (name: string): string | undefined => textOfChild(item, name, item.uri);
  return [
    own('pubDate'),
    textOfChild(item, 'date', DC),
    textOfChild(item, 'published', ATOM),
    ...['issued', 'created', 'date'].map(name => textOfChild(item, name, DCTERMS)),
    ...['pubdate', 'date', 'published'].map(own),
  ];
}

/**
 * Elements of an item that are read, by namespace; the rest is reported. Its own elements have the namespace of the
 * item.
 */
const OWN_READ: ReadonlySet<string> = new Set(
  'link guid pubDate pubdate date published updated author category'.split(' '),
);
const READ: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [DC, new Set(['creator', 'author', 'date', 'subject', 'language'])],
  [DCTERMS, new Set(['modified', 'issued', 'created', 'date'])],
  [ATOM, new Set(['id', 'published', 'updated', 'author'])],
  [FEEDBURNER, new Set(['origLink'])],
  [ITUNES, new Set(['author'])],
  [MEDIA, new Set(['group', 'content', 'thumbnail', 'status', 'description', 'title', 'credit'])],
]);

/** Texts of which the first of a name is read, by namespace; those of Dublin Core where an item has none of its own. */
const TEXTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['', new Set(['title', 'description'])],
  [DC, new Set(['title', 'description'])],
  [CONTENT, new Set(['encoded'])],
]);

/** Returns the contents of an item that have no place here. */
export function rssLeftovers(item: XmlElement, { image, enclosure }: ImportedItem): readonly Leftover[] {
  const { read } = readEpisode(item, enclosure?.url);
  const textOf = textsOfChildren(item);
  const left = leftoversOf(item, child => {
    if (read.has(child)) return true;
    const { name, uri, attributes } = child;
    if (uri === ATOM && name === 'link')
      return ['alternate', 'self', 'replies'].includes(attributes.rel ?? 'alternate');
    if (name === 'enclosure') return [image?.src, enclosure?.url].includes(attributes.url?.trim());
    if (name === 'image' || name === 'thumbnail') return isShown(child, image?.src);
    if (name === 'control') return true;
    if (TEXTS.get(uri === item.uri ? '' : uri)?.has(name)) {
      const isInstead = uri !== DC || textOf(name, item.uri) === undefined;
      return isInstead && textIn(child).trim() === (textOf(name, uri) ?? '');
    }
    return (uri === item.uri && OWN_READ.has(name)) || (READ.get(uri)?.has(name) ?? false);
  });
  return [...left, ...furtherMedia(item, image, enclosure?.url)];
}

function isShown(image: XmlElement, src: string | undefined): boolean {
  if (src === undefined) return false;
  return [...Object.values(image.attributes), textIn(image)].some(text => text.includes(src));
}

/**
 * Interprets a description. Beside the whole text it is a summary. Alone it is the text, and, if it is plain, its own
 * summary. A summary that contains the whole text is dropped.
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
  return text !== undefined && text.length <= MAX_OWN_SUMMARY ? cleanLine(text) : undefined;
}

/** One line of text. Titles of RSS are HTML or not, as their publisher thought fit; what looks like HTML mostly is. */
export function lineOf(text: string | undefined, isPlain: boolean): string | undefined {
  if (text === undefined) return undefined;
  return !isPlain && looksLikeHtml(text) ? textOfHeadline(text) : cleanLine(text);
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
export function extensionsOf(item: XmlElement): Pick<ImportedItem, 'image' | 'held'> {
  return withoutAbsent({ image: imageOf(item), held: heldBySigns(item) });
}

/** The element that holds what a feed says of itself. */
export function channelOf(root: XmlElement): XmlElement | undefined {
  return root.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === 'channel');
}

/** Returns how a channel's articles are to be read. */
export function rssStyleOf(channel: XmlElement | undefined): RssStyle {
  if (channel === undefined) return { plainText: false };
  const language = textOfChild(channel, 'language', channel.uri) ?? textOfChild(channel, 'language', DC);
  const plainText = textOfChild(channel, 'generator', channel.uri) === 'Bantin';
  return { plainText, ...(language !== undefined && { language: language.trim().replaceAll('_', '-') }) };
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

const ADDRESS = /^[^\s@]+@\S+$/;

/** The address of `<link href="…">`, as some write it who know Atom. */
function hrefOf(item: XmlElement): string | undefined {
  const links = childrenOf(item, 'link', item.uri);
  return links.find(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate' && attributes.href)?.attributes
    .href;
}

function authorsOf(item: XmlElement): readonly Author[] {
  const creators = [...childrenOf(item, 'creator', DC), ...childrenOf(item, 'author', DC)].map(textIn);
  const persons = childrenOf(item, 'author', ATOM).map(person => textOfChild(person, 'name', ATOM));
  const names = [creators, [textOfChild(item, 'author', item.uri), textOfChild(item, 'author', ITUNES)], persons].find(
    some => some.some(name => name?.trim()),
  );
  return (names ?? [])
    .map(name => nameOf(name ?? ''))
    .filter(name => name !== '')
    .map(name => ({ name }));
}

/**
 * RSS 2.0 wants `address (name)`; others write `name (address)` and `name <address>`. The address alone is no name to
 * show, but all that there is.
 */
function nameOf(author: string): string {
  const trimmed = author.trim();
  const open = trimmed.search(/[(<]/);
  const closing = trimmed.charAt(open) === '(' ? ')' : '>';
  if (open <= 0 || !trimmed.endsWith(closing)) return cleanLine(author);
  const [before, within] = [trimmed.slice(0, open).trim(), trimmed.slice(open + 1, -1).trim()];
  if (closing === ')' && ADDRESS.test(before)) return cleanLine(within);
  return cleanLine(ADDRESS.test(within) ? before : author);
}

/** RSS 1.0 has no category, and says with Dublin Core what an article is about; some feeds have both. */
function categoriesOf(item: XmlElement): readonly XmlElement[] {
  const own = childrenOf(item, 'category', item.uri);
  const names = new Set(own.map(category => textIn(category).trim()));
  return [...own, ...childrenOf(item, 'subject', DC).filter(subject => !names.has(textIn(subject).trim()))];
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
