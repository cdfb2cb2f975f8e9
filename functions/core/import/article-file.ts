import type { DeclaredEnclosure, Image } from '../article/article.ts';
import { renderBody } from '../body/body.ts';
import { parseLanguage, parseWebUrl } from '../fields/fields.ts';
import { isMediaType, mediaTypeOf } from '../files/media-type.ts';
import { escapeHtmlText } from '../html/canonical-html.ts';
import { srcsetCandidates } from '../html/url-policy.ts';
import type { Instant } from '../instant.ts';
import { formatClock } from '../podcast/duration.ts';
import { episodeLines } from '../podcast/podcast-yaml.ts';
import type { Author, Site } from '../site/site.ts';
import { NOWHERE } from '../site/usual-addresses.ts';
import { cleanLine, cleanName } from '../text/clean.ts';
import { ellipsis, excerpt } from '../text/excerpt.ts';
import { parseAddress } from '../text/web-address.ts';
import { formatLocal } from '../time/date.ts';
import { instantOf, type Zone, zoneNamed } from '../time/zone.ts';
import { bodyOf, type Lead, textOfHtml } from './html-text.ts';
import { type ImportedFeed, type ImportedItem, TEXT_FIELDS, textHeld } from './imported-feed.ts';
import { yamlList, yamlText } from './yaml-text.ts';

const EMAIL = /^[^\s@<>]+@[^\s@<>]+$/;
/** A line of plain text that is longer is an article, and no field of one. In UTF-16 code units. */
const MAX_TEXT = 10_000;
const MAX_MADE_TITLE = 100;

/** Inputs of an article's file besides the item. */
export interface ArticleFileOptions {
  readonly site: Pick<Site, 'url' | 'language' | 'authors' | 'timeZone'>;
  /** Defaults from the feed for every article. */
  readonly feed: Pick<ImportedFeed, 'language' | 'authors'>;
  /** Absent where the item has no date that can be read: it is a draft until somebody writes one. */
  readonly published?: Instant;
  /** In place of the item's own, which another item has, too. */
  readonly id?: string;
  /** Reason why it is a draft; absent if it is none. */
  readonly held?: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  /** Former addresses, which no longer work. If given, the article is published under Bantin's address from now on. */
  readonly former?: readonly string[];
  /** Rewrites addresses in the article. */
  readonly lead?: Lead;
}

/** An article as a file that Bantin reads: front matter, and the HTML of the feed as it was. */
export function articleFile(item: ImportedItem, options: ArticleFileOptions): string {
  const { site, feed, published, id = item.id, held, categories, tags, former, lead } = options;
  const zone = zoneNamed(site.timeZone);
  const link = linkOf(item, site.url);
  const home = item.isOfSite ? site.url : (link ?? site.url);
  const base = resolveAddress(item.base, home) ?? home;
  const body = withAbout(bodyOf(textHeld(item.html), resolveAddress(item.bodyBase, base) ?? base, lead), item.about);
  const title = titleOf(item, body);
  const fields: (string | undefined)[] = [
    held === undefined ? undefined : `# It was not out: ${cleanLine(held)}.`,
    held === undefined ? undefined : 'draft: true',
    `title: ${yamlText(title)}`,
    published === undefined ? '# date:' : `date: ${formatLocal(published, zone)}`,
    published !== undefined && item.updated !== undefined && item.updated > published
      ? `updated: ${formatLocal(item.updated, zone)}`
      : undefined,
    field('id', id === undefined ? undefined : cleanName(id)),
    ...(former === undefined ? [field('link', link)] : former.length > 0 ? [aliasesField(former)] : []),
    authorsField(item.authors.length > 0 ? item.authors : inheritedAuthors(feed, site)),
    `categories: ${yamlList(categories)}`,
    tags.length > 0 ? `tags: ${yamlList(tags)}` : undefined,
    ...TEXT_FIELDS.map(name => field(name, textOf(item[name]))),
    imageField(item, body, title, base, lead),
    enclosureField(item, base, lead),
    languageField(item.language ?? inheritedLanguage(feed, site), site.language),
  ];
  return `---\n${fields.filter(line => line !== undefined).join('\n')}\n---\n${body}\n`;
}

/**
 * Its own, else the beginning of its text. That ends in `…` though it may be all of it, since a text that begins with
 * its title loses its first paragraph, and the links in it.
 */
export function titleOf(item: ImportedItem, body?: string): string {
  if (item.title) return item.title;
  const text = textOfHtml(body ?? textHeld(item.html));
  const made = excerpt(text, MAX_MADE_TITLE);
  return (made === text && made !== '' ? otherThan(made) : made) || item.link || 'Untitled';
}

function otherThan(text: string): string {
  const cut = ellipsis(text);
  return cut === text ? text.slice(0, -1) : cut;
}

/** The text with a link to what it is about, where it has none. */
function withAbout(body: string, about: string | undefined): string {
  const url = about === undefined ? undefined : resolveAddress(about, about);
  if (url === undefined || body.includes(url) || (about !== undefined && body.includes(about))) return body;
  const escaped = escapeHtmlText(url);
  return `${body}${body === '' ? '' : '\n'}<p><a href="${escaped}">${escaped}</a></p>`;
}

/** Returns the article's address. One of an unknown site is left out. */
export function linkOf(item: ImportedItem, site: string): string | undefined {
  const isOfNobody = site === NOWHERE && item.base === undefined && item.link?.startsWith('/');
  return isOfNobody ? undefined : resolveAddress(item.link, item.base ?? site);
}

/** An absolute address on the web, or `undefined`. */
export function resolveAddress(reference: string | undefined, base: string): string | undefined {
  const url = reference === undefined ? undefined : parseAddress(reference.trim(), base);
  return url && parseWebUrl(url.href);
}

/** The line of former addresses. */
export function aliasesField(former: readonly string[]): string {
  return `aliases: ${yamlList(former)}`;
}

function field(name: string, text: string | undefined): string | undefined {
  return text ? `${name}: ${yamlText(text)}` : undefined;
}

function textOf(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= MAX_TEXT ? text : undefined;
}

function authorsField(authors: readonly Author[]): string | undefined {
  if (authors.length === 0) return undefined;
  if (authors.every(({ email, url }) => email === undefined && url === undefined)) {
    const names = authors.map(({ name }) => name);
    return names.length === 1 ? field('author', names[0]) : `authors: ${yamlList(names)}`;
  }
  return `authors:\n${authors.map(authorLines).join('\n')}`;
}

/** One author in a list; an address that is none would be an error and says nothing. */
export function authorLines({ name, email, url }: Author): string {
  const page = url === undefined ? undefined : parseWebUrl(url);
  return [
    `  - name: ${yamlText(name)}`,
    ...(email !== undefined && EMAIL.test(email) ? [`    email: ${yamlText(email)}`] : []),
    ...(page === undefined ? [] : [`    url: ${yamlText(page)}`]),
  ].join('\n');
}

/** Returns the picture's field. If the picture is the first of the text, too, its description there is used. */
function imageField(
  { image }: ImportedItem,
  body: string,
  title: string,
  base: string,
  lead?: Lead,
): string | undefined {
  const url = resolveAddress(image?.src, base);
  if (!image || url === undefined) return undefined;
  const src = lead?.({ url, element: 'img', attribute: 'src' }) ?? url;
  const shown =
    image.alt === undefined
      ? renderBody('html', body, { title, resolve: reference => reference, drop: [], idPrefix: '' }).image
      : undefined;
  const alt = image.alt ?? (shown?.src === src ? shown.alt : undefined);
  const { caption, credit, role, width, height } = image;
  const more = [
    ...(alt ? [`  alt: ${yamlText(cleanLine(alt))}`] : []),
    ...(caption ? [`  caption: ${yamlText(cleanLine(caption))}`] : []),
    ...(credit ? [creditField(cleanLine(credit), role && cleanLine(role))] : []),
    ...(width === undefined ? [] : [`  width: ${width}`]),
    ...(height === undefined ? [] : [`  height: ${height}`]),
    ...srcsetField(image, base, lead),
  ];
  return more.length > 0 ? [`image:\n  src: ${yamlText(src)}`, ...more].join('\n') : field('image', src);
}

/** The same picture in other sizes. */
function srcsetField({ srcset }: Image, base: string, lead?: Lead): readonly string[] {
  const sizes = [...srcsetCandidates(srcset ?? '')].flatMap(({ reference, size }) => {
    const url = resolveAddress(reference, base);
    return url === undefined ? [] : [`${lead?.({ url, element: 'img', attribute: 'src' }) ?? url} ${size}`];
  });
  return sizes.length > 0 ? [`  srcset: ${yamlText(sizes.join(', '))}`] : [];
}

function creditField(credit: string, role: string | undefined): string {
  const name = yamlText(credit);
  return role ? `  credit:\n    name: ${name}\n    role: ${yamlText(role)}` : `  credit: ${name}`;
}

function enclosureField(item: ImportedItem, base: string, lead?: Lead): string | undefined {
  const { enclosure, alternates = [], episode } = item;
  const own = enclosure && fileLines(enclosure, base, lead);
  if (!own) return undefined;
  const others = alternates.flatMap(alternate => {
    const lines = fileLines(alternate, base, lead);
    return lines ? [lines] : [];
  });
  const lines = [...own, ...(episode ? episodeLines(episode, '', yamlText) : [])];
  if (others.length === 0) return ['enclosure:', ...lines.map(line => `  ${line}`)].join('\n');
  const items = [lines, ...others].map(([first = '', ...rest]) => [`  - ${first}`, ...rest.map(line => `    ${line}`)]);
  return ['enclosure:', ...items.flat()].join('\n');
}

/** Returns the lines of one file; `undefined` where it has no address. */
function fileLines(enclosure: DeclaredEnclosure, base: string, lead?: Lead): readonly string[] | undefined {
  const url = resolveAddress(enclosure.url, base);
  if (url === undefined) return undefined;
  const own = lead?.({ url, element: 'audio', attribute: 'src' });
  const type = mediaType(enclosure.type, url);
  return [
    `url: ${yamlText(own ?? url)}`,
    ...(type === undefined ? [] : [`type: ${yamlText(type)}`]),
    // Of a file that lies here it is known, and what a feed says of it may be wrong.
    ...(enclosure.length && own === undefined ? [`length: ${enclosure.length}`] : []),
    ...(enclosure.title ? [`title: ${yamlText(enclosure.title)}`] : []),
    ...(enclosure.duration === undefined ? [] : [`duration: ${formatClock(enclosure.duration)}`]),
  ];
}

/** Returns the media type. A value such as `mp3` is taken for a file ending; without one the address decides. */
function mediaType(declared: string | undefined, url: string): string | undefined {
  const type = cleanLine(declared ?? '').toLowerCase();
  if (type === '') return undefined;
  if (isMediaType(type)) return cleanLine(declared ?? '');
  const ending = /^\.?[a-z0-9]{2,5}$/.test(type) ? mediaTypeOf(`x.${type.replace('.', '')}`) : undefined;
  return ending ?? mediaTypeOf(new URL(url).pathname);
}

/** An article without authors has those of its feed, which a site that is there need not have. */
function inheritedAuthors(feed: Pick<ImportedFeed, 'authors'>, site: Pick<Site, 'authors'>): readonly Author[] {
  const names = (authors: readonly Author[]): string => authors.map(({ name }) => name).join('\n');
  return names(feed.authors) === names(site.authors) ? [] : feed.authors;
}

/** The feed's, where the site has another; `vi` and `vi-VN` are not worth a line in every article. */
function inheritedLanguage(
  { language }: Pick<ImportedFeed, 'language'>,
  site: Pick<Site, 'language'>,
): string | undefined {
  const primary = (tag: string): string | undefined => tag.trim().toLowerCase().split('-')[0];
  return language === undefined || primary(language) === primary(site.language) ? undefined : language;
}

function languageField(declared: string | undefined, site: string): string | undefined {
  const language = declared === undefined ? undefined : parseLanguage(declared.trim());
  return language === undefined || language === site ? undefined : `language: ${language}`;
}

/** An article that has only the date of its last change was published then, as far as anybody can tell. */
export function publishedOf({ published, updated, isLocal }: ImportedItem, zone: Zone): Instant | undefined {
  const told = published ?? updated;
  return told !== undefined && isLocal ? instantOf(told, zone) : told;
}
