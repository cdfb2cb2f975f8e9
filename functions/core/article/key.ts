import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';
import { toNfc } from '../text/clean.ts';
import { shortHash } from '../text/hash.ts';
import { slugify } from '../text/slug.ts';
import { wallClock } from '../time/date.ts';
import { instantOf, type Zone } from '../time/zone.ts';
import type { ArticleFormat } from './article.ts';

const FORMATS: Readonly<Record<string, ArticleFormat>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'mdx',
  txt: 'text',
  html: 'html',
  htm: 'html',
};

/** What is wrong with a file whose ending is that of no article. */
export const NOT_AN_ARTICLE = 'articles end in .md, .mdx, .txt or .html; rename the file, or move it to media/';

/** The format that a key's ending tells, or `undefined` where Bantin reads no such files. */
export function formatOf(key: string): ArticleFormat | undefined {
  return FORMATS[key.slice(key.lastIndexOf('.') + 1).toLowerCase()];
}

/**
 * The id of a source that declares none: a `tag:` URI (RFC 4151) of the host of `url`, the year `since` and the key
 * without its ending, in ASCII. It depends on nothing else, so no new title, date, slug or scheme can change it.
 */
export function defaultId(key: string, site: Site): string {
  return tagUri(withoutEnding(key), site);
}

/** Characters beyond ASCII that may stand in an IRI (RFC 3987, section 2.2, `ucschar`); no noncharacters. */
const UCS_CHARACTERS =
  String.raw`\u{a0}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{ffef}` +
  String.raw`\u{10000}-\u{1fffd}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}`;
/** Marks that turn text around, which may not (section 4.1). */
const BIDI_MARKS = String.raw`\u200e\u200f\u202a-\u202e`;
const IRI_CHARACTER = String.raw`[\w.~!$&'()*+,;=:@/?\-]|%[\da-f]{2}|(?![${BIDI_MARKS}])[${UCS_CHARACTERS}]`;
const IRI = new RegExp(`^[a-z][a-z0-9+.-]*:(?:${IRI_CHARACTER})+(?:#(?:${IRI_CHARACTER})*)?$`, 'iu');

/**
 * Whether a declared id can stand as it is in every format: Atom asks for an absolute IRI (RFC 4287, section 4.2.6).
 */
export function isIri(id: string): boolean {
  return IRI.test(id);
}

/**
 * An entry's id in Atom, which asks for an IRI (RFC 4287, section 4.2.6). RSS and JSON Feed take any string, and keep
 * the declared one: a newsroom that moves here has readers who know its articles by it.
 */
export function atomId(id: string, site: Pick<Site, 'url' | 'since'>): string {
  return isIri(id) ? id : tagUri(id, site);
}

/** What needs no encoding in a URI, as most names of files do not. */
const UNRESERVED = /^[\w.~/-]*$/;

/** A `tag:` URI of the site's own, for anything by name. */
export function tagUri(name: string, site: Pick<Site, 'url' | 'since'>): string {
  const specific = UNRESERVED.test(name)
    ? name
    : toNfc(name.toWellFormed()).split('/').map(encodeURIComponent).join('/');
  return `tag:${hostOf(site.url)},${site.since}:${specific}`;
}

/**
 * Returns the key, without its ending and in NFC, of the sources that have an id without declaring it; `undefined`
 * where the id is no source's own. It may be spelled otherwise than theirs: compare the id itself, too.
 */
export function pathInId(id: string, site: Pick<Site, 'url' | 'since'>): string | undefined {
  const prefix = `tag:${hostOf(site.url)},${site.since}:`;
  if (!id.startsWith(prefix)) return undefined;
  const path = id.slice(prefix.length);
  if (UNRESERVED.test(path)) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

const hosts = new Map<string, string>();

/** Parsing an address costs more than reading an article's date, and a site has one. */
function hostOf(url: string): string {
  const known = hosts.get(url);
  if (known !== undefined) return known;
  const host = new URL(url).hostname;
  hosts.set(url, host);
  return host;
}

const DATE_PREFIX = /^\d{4}-\d{1,2}-\d{1,2}[-_](?=.)/;

/**
 * The slug that stands in permalinks: the file's name in ASCII, without a date that stands before it (Jekyll); of
 * `name/index.md` that of the folder. Files in different folders may share it.
 */
export function nameSlug(key: string): string {
  return slugify(ownName(key)) || fileSlug(key);
}

/** The file's name as it is, in NFC: without ending, and without a date that stands before it. */
export function ownName(key: string): string {
  return articleName(key).replace(DATE_PREFIX, '').normalize('NFC');
}

/** The longest first line that is taken for a title, in UTF-16 code units. */
const MAX_FIRST_LINE = 200;

/**
 * The title of a text below front matter that has none. Where the first line of Markdown is a whole paragraph that is
 * the file's name, as Jekyll and Docusaurus have it: `2020-01-02-cho-que` is `Cho que`.
 */
export function titleBelow(ofText: string | undefined, key: string, format: ArticleFormat): string | undefined {
  if (ofText === undefined || ofText.length <= MAX_FIRST_LINE || format === 'html' || format === 'text') return ofText;
  const words = ownName(key)
    .replace(/[-_\s]+/g, ' ')
    .trim();
  return /\p{L}/u.test(words) ? words.charAt(0).toUpperCase() + words.slice(1) : ofText;
}

/** The folder of the reading page: the name's slug, and a hash of the key that sets it apart from its namesakes. */
export function readingSlug(key: string): string {
  return `${fileSlug(key)}-${shortHash(key.normalize('NFC'))}`;
}

function fileSlug(key: string): string {
  return slugify(fileName(key)) || shortHash(key.normalize('NFC'));
}

/** The name of a file without its ending. */
function fileName(key: string): string {
  return withoutEnding(key.slice(key.lastIndexOf('/') + 1));
}

/** Whether a source is a page bundle: the folder that it lies in is the article, with all that lies beside it. */
export function isBundle(key: string): boolean {
  return fileName(key).toLowerCase() === 'index' && key.split('/').length > 2;
}

function articleName(key: string): string {
  return isBundle(key) ? (key.split('/').at(-2) ?? '') : fileName(key);
}

/**
 * The category of a source that names none: the first folder under `articles/` that is not a number, not an article
 * itself, and none of those that Jekyll keeps articles in (`_posts`).
 */
export function categoryInKey(key: string): string | undefined {
  return key
    .split('/')
    .slice(1, isBundle(key) ? -2 : -1)
    .find(folder => !/^(?:\d+|_.*)$/.test(folder));
}

/**
 * Returns what about its place holds a source back: a folder `_drafts/`, at any depth, one underscore before its own
 * name, or that of a test. Jekyll publishes nothing from the first; no publisher makes a page of the second, which is a
 * part of pages, nor Docusaurus of the third.
 */
export function heldByPlace(key: string): string | undefined {
  if (/\/_drafts\//i.test(key)) return '_drafts/';
  if (/\/__tests__\/|\.test\.[^./]+$/i.test(key)) return 'a test by its name';
  return /\/_(?!_)[^/]*$/.test(key) ? '_ before its name' : undefined;
}

/** What is wrong with a file that has no front matter, and such a name. */
export const NO_ARTICLE_BY_NAME =
  'is no article by its name, since it has no front matter; add title: and date:, or leave it out';
const NAMES = 'readme|licen[cs]e|copying|changelog|changes|contributing|code_of_conduct|security|authors|notice';
const OF_REPOSITORY = new RegExp(String.raw`/(?:${NAMES})\.(?:md|markdown|txt)$`, 'i');

/** Whether a file is one that repositories have beside what is published: an article only where it has front matter. */
export function isOfRepository(key: string): boolean {
  return OF_REPOSITORY.test(key);
}

const DATE_IN_KEY = /(?:^|[/_])(\d{4})([/-])(\d{2})\2(\d{2})(?=[/._-]|$)/;
/** As Jekyll has it before the name, also with months and days of one digit. */
const DATE_IN_NAME = /(?:^|\/)(\d{4})(-)(\d{1,2})-(\d{1,2})-(?=[^/]+$)/;

/** The date of a source that gives none: `2018/12/07` or `2018-12-07` in its key, at midnight of the zone. */
export function dateInKey(key: string, zone: Zone): Instant | undefined {
  const match = DATE_IN_KEY.exec(key) ?? DATE_IN_NAME.exec(key);
  const clock = match && wallClock(Number(match[1]), Number(match[3]), Number(match[4]));
  return clock === undefined || clock === null ? undefined : instantOf(clock, zone);
}

function withoutEnding(key: string): string {
  const dot = key.lastIndexOf('.');
  return dot > key.lastIndexOf('/') + 1 ? key.slice(0, dot) : key;
}
