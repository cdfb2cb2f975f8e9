import { Buffer } from 'node:buffer';
import { ARTICLES_PREFIX } from '../bucket-layout.ts';
import { bareHostMessage } from '../entry/bare-hosts.ts';
import type { Report, Text } from '../fields/fields.ts';
import { browseMonthOf } from '../files/browse-path.ts';
import { type AddressFields, type FormerAddress, isOwnAddressField } from '../front-matter/address-fields.ts';
import { RESERVED_SLUGS } from '../site/category-name.ts';
import type { Site } from '../site/site.ts';
import { toNfc } from '../text/clean.ts';
import { parseAddress, pathSegmentOf } from '../text/web-address.ts';
import { wallClockAt, zoneNamed } from '../time/zone.ts';
import type { Article } from './article.ts';
import { readingPath } from './article-url.ts';
import { isTemplate } from './declared-address.ts';
import { ownName, readingSlug, slugBesideName } from './key.ts';

/** Maximum number of former addresses of one article. */
const MAX_FORMER = 50;
/** Maximum length of a path under `public/`, in UTF-16 code units. S3 takes 1,024 bytes. */
const MAX_PATH = 300;
/** Maximum length of an address in a message, in UTF-16 code units. */
const MAX_SHOWN = 100;
/** Maximum length of a name in a path, in bytes of UTF-8: the limit of file systems. */
const MAX_NAME = 255;

/** An article, as far as its addresses depend on it. */
interface Addressed extends Pick<Article, 'key' | 'slug' | 'published' | 'categories'> {
  readonly site: Site;
  /** Names of its categories, where it gives them. */
  readonly names: { readonly names: readonly Text[] } | undefined;
}

/**
 * Returns the former addresses of an article as paths under `public/`, sorted: those of `aliases` and `redirect_from`,
 * on a site without a permalink those of `permalink`, `url` and `path`, and, where the article has a slug of its own
 * or is not named as its file is, those which its key and that name make. Addresses that can't be redirected are
 * reported.
 */
export function formerPaths(
  address: AddressFields,
  former: readonly FormerAddress[],
  article: Addressed,
  report: Report,
): readonly string[] {
  const { key, slug } = article;
  const ofKey = readingSlug(key);
  const declared = declaredPaths(address, former, article, report);
  if (slug === ofKey) return declared;
  // Links by file lead to that of the name, since whoever links to it does not know what it declares.
  const given = [ofKey, readingSlug(key, slugBesideName(key))].filter(one => one !== slug);
  return [...new Set([...declared, ...given.map(readingPath)])].sort();
}

function declaredPaths(
  address: AddressFields,
  former: readonly FormerAddress[],
  article: Addressed,
  report: Report,
): readonly string[] {
  const { site } = article;
  const { permalink, url, path } = address;
  if (former.length === 0 && !permalink && !url && !path) return NONE;
  const paths = new Set<string>();
  const told = new Set<string>();
  const add = (at: Text, field: string): void => {
    const found = formerPath(at.text, site);
    if (found !== undefined) paths.add(found);
    const bareHost = found === undefined ? undefined : bareHostMessage(at.text, 'the home page');
    if (bareHost !== undefined) report(at, 'warning', `${field}: ${bareHost}`);
    if (found === undefined)
      report(
        at,
        'warning',
        `${field}: nothing can lead on from "${at.text.slice(0, MAX_SHOWN)}", so it is ignored; a former address is ` +
          "the path of a page on the site's host, without a query, and none of Bantin's own files",
      );
    // Files are counted, and not their addresses.
    else if (!told.has(field) && !isOwnAddressField(field))
      report(at, 'note', `${field} is read as a former address`, true);
    if (found !== undefined) told.add(field);
  };
  for (const at of former) add(at, at.field);
  if (site.permalink === undefined)
    for (const [field, at] of Object.entries({ permalink, url, path })) {
      const text = at && (isTemplate(field, at.text) ? filledTemplate(field, at, address, article, report) : at.text);
      if (at && text !== undefined) add({ ...at, text }, field);
    }
  const [next] = former.slice(MAX_FORMER);
  if (paths.size > MAX_FORMER && next)
    report(next, 'warning', `aliases: at most ${MAX_FORMER} are read; take some out`);
  return [...paths].slice(0, MAX_FORMER).sort();
}

const NONE: readonly string[] = [];

const PLACEHOLDER = /:([a-z_]+)/gi;
/** Marks of templates of others. */
const BRACE = /[{}]/;

/**
 * Returns the address that a template of Jekyll's in one article (`/:year/:month/:title/`) stands for. A template with
 * a part that is not known here is reported; names of whole templates (`pretty`) are not.
 */
function filledTemplate(
  field: string,
  at: Text,
  { slug }: AddressFields,
  article: Addressed,
  report: Report,
): string | undefined {
  if (!/[:{}]/.test(at.text)) return undefined;
  const parts = field === 'permalink' && !BRACE.test(at.text) ? partsOf(article, slug?.text) : new Map();
  let isKnown = parts.size > 0;
  const text = at.text.replace(PLACEHOLDER, (all, name: string) => {
    const part: string | undefined = parts.get(name);
    isKnown &&= part !== undefined;
    return part ?? all;
  });
  if (isKnown) return text.replace(/([^:/])\/{2,}/g, '$1/').replace(/^\/{2,}/, '/');
  const message = `${field} has parts that only the program which made the site can fill, so it is ignored`;
  report(at, 'warning', `${message}; write the path that the page had, such as /2026/11/cau-moi/`, true);
  return undefined;
}

/** Returns the values of Jekyll's placeholders, without those that are not surely known. */
function partsOf(article: Addressed, slug: string | undefined): ReadonlyMap<string, string> {
  const { key, published, categories, names, site } = article;
  const date = wallClockAt(published, zoneNamed(site.timeZone));
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()].map(String);
  const name = slug ?? ownName(key);
  const parts = new Map([
    ['year', year?.padStart(4, '0') ?? ''],
    ['short_year', year?.slice(-2) ?? ''],
    ['month', month?.padStart(2, '0') ?? ''],
    ['day', day?.padStart(2, '0') ?? ''],
    ['i_month', month ?? ''],
    ['i_day', day ?? ''],
    ['title', hyphenated(name, /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu)],
    ['slug', hyphenated(name, /[^\p{M}\p{L}\p{Nd}]+/gu).toLowerCase()],
    ['output_ext', '.html'],
  ]);
  // The folder that files an article here may have been none of its address there.
  if (names || categories.length === 0)
    parts.set('categories', [...new Set(names?.names.map(({ text }) => pathSegmentOf(text.toLowerCase())))].join('/'));
  return parts;
}

/** Returns a name as Jekyll's `slugify` writes it, for a path. */
function hyphenated(name: string, others: RegExp): string {
  return pathSegmentOf(toNfc(name).replace(others, '-').replace(/^-|-$/g, ''));
}

/**
 * Returns true for a path under `public/` that may be a former address: that of a page, and not of one of Bantin's own
 * files. It must be possible as a folder. Under `articles/` it has no dot, since a dot tells the CDN that the path is
 * not a page.
 */
export function isFormerPath(path: string): boolean {
  if (!/\.html?$/.test(path) || path.length > MAX_PATH) return false;
  if (path.split('/').some(name => name.startsWith('.') || Buffer.byteLength(name) > MAX_NAME)) return false;
  if (path.startsWith(ARTICLES_PREFIX)) return PAGE_OF_ARTICLES.test(path);
  if (browseMonthOf(path) !== undefined) return false;
  const folder = path.slice(0, path.indexOf('/'));
  return path.includes('/') ? !RESERVED_SLUGS.includes(folder) : !OWN.has(path);
}

const PAGE_OF_ARTICLES = /^(?:[^./]+\/)+[^/]+\.html$/;
const OWN: ReadonlySet<string> = new Set(['index.html', '404.html']);
/** Characters that a CDN, a bucket or a file system may read differently. */
const AMBIGUOUS = /%2f|%5c|\\|\/\//i;

/** Returns the path under `public/` of a former address; `undefined` where nothing can lead on from it. */
export function formerPath(text: string, site: Pick<Site, 'url' | 'feedsUrl'>): string | undefined {
  const isAbsolute = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(text);
  const url = parseAddress(isAbsolute || text.startsWith('/') ? text : `/${text}`, site.url);
  const hosts = [site.url, site.feedsUrl].map(own => new URL(own).origin);
  if (!url || !hosts.includes(url.origin) || url.search !== '' || AMBIGUOUS.test(url.pathname)) return undefined;
  const decoded = decode(url.pathname);
  if (decoded === undefined || /[\u0000-\u001f\u007f]/.test(decoded)) return undefined;
  const path = toNfc(decoded.slice(1));
  const name = path.slice(path.lastIndexOf('/') + 1);
  // `Rust-1.88.0` is a folder; `a.php` was a file, and is none that could be made here.
  const isFile = /\.[a-z][a-z0-9]{0,5}$/i.test(name);
  const file = name === '' ? `${path}index.html` : isFile ? path : `${path}/index.html`;
  return isFormerPath(file) ? file : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
