import { renderBody } from '../body/body.ts';
import { parseLanguage, parseWebUrl } from '../fields/fields.ts';
import type { Instant } from '../instant.ts';
import type { Author, Site } from '../site/site.ts';
import { cleanLine, cleanName } from '../text/clean.ts';
import { excerpt } from '../text/excerpt.ts';
import { parseAddress } from '../text/web-address.ts';
import { formatInstant } from '../time/date.ts';
import { bodyOf, textOfHtml } from './html-text.ts';
import { type ImportedFeed, type ImportedItem, TEXT_FIELDS } from './imported-feed.ts';
import { yamlList, yamlText } from './yaml-text.ts';

const EMAIL = /^[^\s@<>]+@[^\s@<>]+$/;
/** A line of plain text that is longer is an article, and no field of one. In UTF-16 code units. */
const MAX_TEXT = 10_000;
const LONGEST_MADE_TITLE = 100;

/** What an article's file needs beside the item. */
export interface ArticleFileOptions {
  readonly site: Pick<Site, 'url' | 'language' | 'authors'>;
  /** What goes for every article of the feed that says nothing else. */
  readonly feed: Pick<ImportedFeed, 'language' | 'authors'>;
  readonly published: Instant;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
}

/** An article as a file that Bantin reads: front matter, and the HTML of the feed as it was. */
export function articleFile(item: ImportedItem, options: ArticleFileOptions): string {
  const { site, feed, published, categories, tags } = options;
  const link = resolveAddress(item.link, item.base ?? site.url);
  const base = resolveAddress(item.base, link ?? site.url) ?? link ?? site.url;
  const body = bodyOf(item.html, resolveAddress(item.bodyBase, base) ?? base);
  const title = titleOf(item, body);
  const fields: (string | undefined)[] = [
    item.held === undefined ? undefined : `# It was not out: ${cleanLine(item.held)}.`,
    item.held === undefined ? undefined : 'draft: true',
    `title: ${yamlText(title)}`,
    `date: ${formatInstant(published)}`,
    item.updated !== undefined && item.updated > published ? `updated: ${formatInstant(item.updated)}` : undefined,
    field('id', item.id === undefined ? undefined : cleanName(item.id)),
    field('link', link),
    authorsField(item.authors.length > 0 ? item.authors : inheritedAuthors(feed, site)),
    `categories: ${yamlList(categories)}`,
    tags.length > 0 ? `tags: ${yamlList(tags)}` : undefined,
    ...TEXT_FIELDS.map(name => field(name, textOf(item[name]))),
    imageField(item, body, title, base),
    enclosureField(item, base),
    languageField(item.language ?? inheritedLanguage(feed, site), site.language),
  ];
  return `---\n${fields.filter(line => line !== undefined).join('\n')}\n---\n${body}\n`;
}

/** Its own, else the beginning of its text. */
export function titleOf(item: ImportedItem, body = item.html): string {
  return item.title || excerpt(textOfHtml(body), LONGEST_MADE_TITLE) || item.link || 'Untitled';
}

/** An absolute address on the web, or `undefined`. */
export function resolveAddress(reference: string | undefined, base: string): string | undefined {
  const url = reference === undefined ? undefined : parseAddress(reference.trim(), base);
  return url && parseWebUrl(url.href);
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

/** Where the picture is the first of the text, too, the text may describe it. */
function imageField({ image }: ImportedItem, body: string, title: string, base: string): string | undefined {
  const src = resolveAddress(image?.src, base);
  if (!image || src === undefined) return undefined;
  const shown =
    image.alt === undefined
      ? renderBody('html', body, { title, resolve: reference => reference, drop: [], idPrefix: '' }).image
      : undefined;
  const alt = image.alt ?? (shown?.src === src ? shown.alt : undefined);
  return alt ? `image:\n  src: ${yamlText(src)}\n  alt: ${yamlText(cleanLine(alt))}` : field('image', src);
}

function enclosureField({ enclosure }: ImportedItem, base: string): string | undefined {
  const url = resolveAddress(enclosure?.url, base);
  if (!enclosure || url === undefined) return undefined;
  return [
    'enclosure:',
    `  url: ${yamlText(url)}`,
    ...(enclosure.type ? [`  type: ${yamlText(cleanLine(enclosure.type))}`] : []),
    ...(enclosure.length ? [`  length: ${enclosure.length}`] : []),
    ...(enclosure.title ? [`  title: ${yamlText(enclosure.title)}`] : []),
  ].join('\n');
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
