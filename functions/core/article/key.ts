import { spellings } from '../fields/vietnamese-names.ts';
import type { Instant } from '../instant.ts';
import { keepLast } from '../keep-last.ts';
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

/** Endings of articles' keys, in lower case. */
export const ARTICLE_ENDINGS: readonly string[] = Object.keys(FORMATS);

const OF_WORD_PROCESSOR = /\.(?:docx?|odt|rtf|pages)$/i;
/** Texts in other markup than Markdown and HTML. */
const OTHER_MARKUP = /\.(?:rst|rest|adoc|asciidoc|asc|org|textile|tex|ipynb|wiki|creole|pod|haml|pug)$/i;

/** Problem of a plain text that is in other markup all the same. */
export const RE_STRUCTURED =
  'its text is reStructuredText, as that of .txt of Nikola is, and that is not supported; convert it to Markdown (.md)';

/** Returns the problem of a file whose ending is not that of an article. */
export function noArticleProblem(key: string): string {
  const [markup] = OTHER_MARKUP.exec(key) ?? [];
  if (markup !== undefined)
    return `articles end in .md, .mdx, .txt or .html, and ${markup} is not supported; convert its text to Markdown`;
  const remedy = OF_WORD_PROCESSOR.test(key)
    ? 'save its text as .md or .txt, or move the file to media/'
    : 'rename the file, or move it to media/';
  return `articles end in .md, .mdx, .txt or .html; ${remedy}`;
}

/** Returns the format of a key by its ending, or `undefined` for files that Bantin does not read. */
export function formatOf(key: string): ArticleFormat | undefined {
  return FORMATS[key.slice(key.lastIndexOf('.') + 1).toLowerCase()];
}

/**
 * Returns the id of a source that declares none: a `tag:` URI (RFC 4151) of the host of `url`, the year `since` and the
 * key without its ending, in ASCII. It depends on nothing else, so it survives a new title, date, slug or scheme.
 */
export const defaultId = keepLast((key: string, site: Site): string => tagUri(withoutEnding(key), site));

/** Characters beyond ASCII that may stand in an IRI (RFC 3987, section 2.2, `ucschar`); no noncharacters. */
const UCS_CHARACTERS =
  String.raw`\u{a0}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{ffef}` +
  String.raw`\u{10000}-\u{1fffd}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}`;
/** Marks of text direction, which may not stand in an IRI (section 4.1). */
const BIDI_MARKS = String.raw`\u200e\u200f\u202a-\u202e`;
const IRI_CHARACTER = String.raw`[\w.~!$&'()*+,;=:@/?\-]|%[\da-f]{2}|(?![${BIDI_MARKS}])[${UCS_CHARACTERS}]`;
const IRI = new RegExp(`^[a-z][a-z0-9+.-]*:(?:${IRI_CHARACTER})+(?:#(?:${IRI_CHARACTER})*)?$`, 'iu');

/**
 * Returns true for a declared id that is valid in every format: Atom requires an absolute IRI (RFC 4287, section
 * 4.2.6).
 */
export function isIri(id: string): boolean {
  return IRI.test(id);
}

/**
 * Returns an entry's id for Atom, which requires an IRI (RFC 4287, section 4.2.6). RSS and JSON Feed take any string,
 * and keep the declared id: readers of a newsroom that moves here know its articles by it.
 */
export function atomId(id: string, site: Pick<Site, 'url' | 'since'>): string {
  return isIri(id) ? id : tagUri(id, site);
}

/** Names that need no encoding in a URI: most names of files. */
const UNRESERVED = /^[\w.~/-]*$/;

/** Returns a `tag:` URI of the site for a name. */
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

/**
 * Returns the host of an address. The last result is kept: parsing costs more than reading an article's date, and a
 * site has only one address.
 */
function hostOf(url: string): string {
  const known = hosts.get(url);
  if (known !== undefined) return known;
  const host = new URL(url).hostname;
  hosts.set(url, host);
  return host;
}

const DATE_PREFIX = /^\d{4}-\d{1,2}-\d{1,2}[-_](?=.)/;

/**
 * Returns the slug for permalinks: the file's name in ASCII, without a leading date (Jekyll); for `name/index.md`, the
 * name of the folder. Files in different folders may share it.
 */
export function nameSlug(key: string): string {
  return slugify(ownName(key)) || fileSlug(key);
}

/** Returns the file's name in NFC, without its ending and without a leading date. */
export function ownName(key: string): string {
  return articleName(key).replace(DATE_PREFIX, '').normalize('NFC');
}

/** Maximum length of a first line that is used as a title, in UTF-16 code units. */
const MAX_FIRST_LINE = 200;

/**
 * Returns the title of a text whose front matter has none. Where the first line of Markdown is a whole paragraph, it is
 * the file's name, as in Jekyll and Docusaurus: `2020-01-02-cho-que` is `Cho que`.
 */
export function titleBelow(ofText: string | undefined, key: string, format: ArticleFormat): string | undefined {
  if (ofText === undefined || ofText.length <= MAX_FIRST_LINE || format === 'html' || format === 'text') return ofText;
  const words = ownName(key)
    .replace(/[-_\s]+/g, ' ')
    .trim();
  return /\p{L}/u.test(words) ? words.charAt(0).toUpperCase() + words.slice(1) : ofText;
}

/** Returns what is to be said of a title that is made of a file's name. */
export function titleOfNameMessage(title: string): string {
  return (
    `the title is made of the file's name ("${title}"), since what the text begins with has more than ` +
    `${MAX_FIRST_LINE} characters; add title: to the front matter, or begin the text with a heading`
  );
}

/**
 * Returns the folder of the reading page: the slug that the article declares, else that of its file's name, and a hash
 * of the key that distinguishes articles of the same name.
 */
export function readingSlug(key: string, declared?: string): string {
  return folderOf(key, declared);
}

const folderOf = keepLast(
  (key: string, declared: string | undefined): string =>
    `${declared ?? fileSlug(key)}-${shortHash(key.normalize('NFC'))}`,
);

function fileSlug(key: string): string {
  return slugify(fileName(key)) || shortHash(key.normalize('NFC'));
}

/** Returns the name of a file without its ending. */
function fileName(key: string): string {
  return withoutEnding(key.slice(key.lastIndexOf('/') + 1));
}

/** Name of the file that is a page bundle, also with the language that it is in: `index.vi`, `index.zh-cn`. */
const BUNDLE_FILE = /^index(?:\.[a-z]{2}(?:[-_](?:[a-z]{2,4}|\d{3})){0,2})?$/i;

/**
 * Returns true for a source that is a page bundle: the folder that it lies in is the article, with all files in it. One
 * in several languages has a source in each.
 */
export function isBundle(key: string): boolean {
  return BUNDLE_FILE.test(fileName(key)) && key.split('/').length > 2;
}

/**
 * Returns the readable part of the folder of a page that is not named as its file is, in ASCII: the name of a page
 * bundle's folder, and of `name.html.md` (Middleman) the name without its second ending. `undefined` for other sources,
 * and where ASCII can spell nothing of it.
 */
export function slugBesideName(key: string): string | undefined {
  return slugify(isBundle(key) ? ownName(key) : (nameOfTwoEndings(key) ?? '')) || undefined;
}

/** Returns the name of a file without two endings of articles; `undefined` where it has but one. */
function nameOfTwoEndings(key: string): string | undefined {
  const name = fileName(key);
  const short = withoutEnding(name);
  return short !== name && formatOf(name) ? short : undefined;
}

function articleName(key: string): string {
  return isBundle(key) ? (key.split('/').at(-2) ?? '') : fileName(key);
}

/**
 * Returns the category of a source that names none: the first folder under `articles/` that is not a number, not an
 * article, and not one that Jekyll keeps articles in (`_posts`).
 */
export function categoryInKey(key: string): string | undefined {
  return key
    .split('/')
    .slice(1, isBundle(key) ? -2 : -1)
    .find(folder => !/^(?:\d+|_.*)$/.test(folder));
}

/** Folders of drafts beside these: that of Blot, and what newsrooms call them here. */
const DRAFTS: ReadonlySet<string> = new Set(['drafts', 'unpublished', 'nháp', ...spellings('bản nháp, bài nháp')]);
/** Names behind the underscore of a folder, of which Jekyll and Hexo publish none. Without it some are categories. */
const HIDDEN: ReadonlySet<string> = new Set(['draft', 'private', 'hidden', 'wip', 'trash', 'nhap', ...DRAFTS]);
/** Signs of a key that a part of it holds back; most have none. */
const MAY_HOLD = /[^\x20-\x7e]|_|drafts|unpublished|nhap|\.test\./i;

/**
 * Returns the part of a key that holds a source back: a folder of drafts at any depth, an underscore before its own
 * name, or the name of a test. No publisher makes a page of the second, which is a part of pages. Docusaurus makes none
 * of the third. A name without an underscore may be that of an article, and gives way to `isNoDraft`, its own word.
 */
export function heldByPlace(key: string, isNoDraft = false): string | undefined {
  if (!MAY_HOLD.test(key)) return undefined;
  const folders = key.normalize('NFC').toLowerCase().split('/').slice(1, -1);
  const above = isNoDraft ? 0 : folders.length - Number(isBundle(key));
  const drafts = folders.find(
    (folder, at) => (folder.startsWith('_') && HIDDEN.has(folder.slice(1))) || (at < above && DRAFTS.has(folder)),
  );
  if (drafts !== undefined) return `${drafts}/`;
  if (/\/__tests__\/|\.test\.[^./]+$/i.test(key)) return 'a test by its name';
  return /\/_(?!_)[^/]*$/.test(key) ? '_ before its name' : undefined;
}

/** Problem of a file without front matter whose name is that of a repository's own file. */
export const NO_ARTICLE_BY_NAME =
  'is no article by its name, since it has no front matter; add title: and date:, or leave it out';
const NAMES = 'readme|licen[cs]e|copying|changelog|changes|contributing|code_of_conduct|security|authors|notice';
const OF_REPOSITORY = new RegExp(String.raw`/(?:${NAMES})\.(?:md|markdown|txt)$`, 'i');

/**
 * Returns true for a file that repositories have beside their content. It is an article only if it has front matter.
 */
export function isOfRepository(key: string): boolean {
  return OF_REPOSITORY.test(key);
}

const DATE_IN_KEY = /(?:^|[/_])(\d{4})([/-])(\d{2})\2(\d{2})(?=[/._-]|$)/;
/** Date before the name, in Jekyll's form, also with months and days of one digit. */
const DATE_IN_NAME = /(?:^|\/)(\d{4})(-)(\d{1,2})-(\d{1,2})-(?=[^/]+$)/;

/**
 * Returns the date in the key of a source that declares none: `2018/12/07` or `2018-12-07`, at midnight of the zone.
 */
export function dateInKey(key: string, zone: Zone): Instant | undefined {
  const match = DATE_IN_KEY.exec(key) ?? DATE_IN_NAME.exec(key);
  const clock = match && wallClock(Number(match[1]), Number(match[3]), Number(match[4]));
  return clock === undefined || clock === null ? undefined : instantOf(clock, zone);
}

function withoutEnding(key: string): string {
  const dot = key.lastIndexOf('.');
  return dot > key.lastIndexOf('/') + 1 ? key.slice(0, dot) : key;
}
