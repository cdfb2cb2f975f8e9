import type { Article } from '../article/article.ts';
import { readingUrl } from '../article/article-url.ts';
import { formatOf, isBundle, readingSlug, slugBesideName } from '../article/key.ts';
import { isPageMedia, pageMediaName, pageMediaPath } from '../article/page-media.ts';
import { ARTICLES_PREFIX, MEDIA_PREFIX } from '../bucket-layout.ts';
import type { Site } from '../site/site.ts';
import { toNfc } from '../text/clean.ts';
import { isPlainUrl } from '../text/plain-url.ts';
import { addressOf, MAX_ADDRESS, parseAddress } from '../text/web-address.ts';
import { articlesMeant, mayBePage, unmarked } from './articles-meant.ts';

/** An address with a scheme, or with the host alone. */
const HAS_SCHEME = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/** Returns whether a reference is an address on the web with its scheme, in lower case, as most are. */
export function hasWebScheme(reference: string): boolean {
  return reference.startsWith('https:') || reference.startsWith('http:');
}

/** Target of a reference in an article. */
export type Target =
  /** An absolute address, or a path on the newsroom's own site. */
  | { readonly kind: 'web'; readonly url: string }
  /** A file that Bantin publishes: under `media/`, or beside the article. */
  | { readonly kind: 'media'; readonly key: string; readonly url: string }
  /** Another article, by its file. */
  | { readonly kind: 'article'; readonly key: string; readonly url: string }
  /** A relative reference to something else, resolved as a browser would on the article's page. */
  | { readonly kind: 'elsewhere'; readonly url: string };

/** Resolves the references of one article. */
export interface References {
  /** `undefined` where it can't be an address at all. */
  target(reference: string): Target | undefined;
}

/** Facts of other articles, which decide where links by file lead. */
export interface KnownArticles {
  /** Their addresses, by key in NFC, where their keys alone do not tell them. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Keys, in NFC, of those that a link may mean and that are not there. */
  readonly missing: Pick<ReadonlySet<string>, 'has'>;
}

/**
 * Reads references as their author wrote them, seen from the article's file: `../../media/a.jpg`, `/media/a.jpg`,
 * `other.md`, `@/other.md` (Zola), `{filename}other.md` (Pelican), `./other` (VitePress), `#note`, `/lien-he` on the
 * newsroom's site, or a whole URL.
 */
export function createReferences(
  { key: articleKey, slug }: Pick<Article, 'key' | 'slug'>,
  articleUrl: string,
  site: Site,
  { addresses = new Map(), missing = new Set() }: Partial<KnownArticles> = {},
): References {
  const own = articleKey.normalize('NFC');
  /** Returns the likeliest of the articles that exist; where that is not known, of all. */
  const articleMeant = (reference: string): string | undefined => {
    const meant = articlesMeant(reference, articleKey);
    const known = meant.find(key => addresses.has(key) || (key === own && site.permalink !== undefined));
    // On a site of the newsroom's own, a path without an ending may be that of a page there.
    const isPage = known === undefined && site.permalink !== undefined && mayBePage(reference);
    return isPage ? undefined : (known ?? meant.find(key => !missing.has(key)) ?? meant[0]);
  };
  return {
    target(reference) {
      const given = reference.trim();
      if (given.length > MAX_ADDRESS) return undefined;
      const { path, isAsset } = unmarked(given);
      const trimmed = isAsset ? assetPath(path, articleKey) : path;
      if (trimmed.startsWith('#')) return web(trimmed, articleUrl);
      if (HAS_SCHEME.test(trimmed)) return web(trimmed, site.url);
      const key = keyOf(trimmed, articleKey);
      const { suffix } = splitSuffix(trimmed);
      const media = key === undefined ? undefined : mediaPath(key, articleKey, slug);
      if (key !== undefined && media !== undefined) return { kind: 'media', key, url: mediaUrl(media, site) + suffix };
      const article = articleMeant(given);
      if (article !== undefined) {
        const page =
          article === own ? articleUrl : (addresses.get(article) ?? pageOf(article, trimmed, articleUrl, site));
        return { kind: 'article', key: article, url: page + suffix };
      }
      if (trimmed.startsWith('/')) return web(trimmed, site.url);
      const found = web(trimmed, articleUrl);
      return found && { kind: 'elsewhere', url: found.url };
    },
  };
}

/** Returns the absolute address on the web that a reference means, if it means one. */
export function webTargetOf(reference: string, references: References): string | undefined {
  const url = references.target(reference)?.url;
  return url && /^https?:/i.test(url) ? url : undefined;
}

/** Returns whether a reference names the source of an article, by its path with its ending. */
export function namesArticle(reference: string, articleKey: string): boolean {
  const { path } = unmarked(reference.trim());
  if (path.length > MAX_ADDRESS || HAS_SCHEME.test(path)) return false;
  const key = keyOf(path, articleKey);
  return key?.startsWith(ARTICLES_PREFIX) === true && formatOf(key) !== undefined;
}

/** Returns whether a reference leads out of the folder of its article, by `..`, to no file that is published. */
export function leadsOutside(reference: string, articleKey: string): boolean {
  const { path } = unmarked(reference.trim());
  if (path.length > MAX_ADDRESS || !UPWARDS.test(path) || HAS_SCHEME.test(path) || path.startsWith('/')) return false;
  const key = keyOf(path, articleKey);
  return key === undefined || !(key.startsWith(MEDIA_PREFIX) || pageMediaName(key, articleKey) !== undefined);
}

/** A path with a step out of a folder, before what is asked or marked of it. */
const UPWARDS = /^(?:[^?#]*\/)?\.\.\//;

/**
 * Returns references of fields that name files, of which none leads to the page of an article, or to a file that is
 * another's.
 */
export function fileReferences({ key }: Pick<Article, 'key'>, references: References): References {
  return {
    target: reference =>
      namesArticle(reference, key) || leadsOutside(reference, key) ? undefined : references.target(reference),
  };
}

/** Returns a path in Hexo's folder of an article, which has its name, unless the article is a folder already. */
function assetPath(name: string, articleKey: string): string {
  const file = articleKey.slice(articleKey.lastIndexOf('/') + 1);
  return isBundle(articleKey) ? name : `${encodeURIComponent(file.slice(0, file.lastIndexOf('.')))}/${name}`;
}

/**
 * Returns the path under `public/` of media that an article names by their key in NFC; `undefined` for anything else.
 */
function mediaPath(key: string, articleKey: string, slug: string): string | undefined {
  if (key.startsWith(MEDIA_PREFIX)) return key;
  const name = isPageMedia(key) ? pageMediaName(key, articleKey) : undefined;
  return name === undefined ? undefined : pageMediaPath(slug, name);
}

/**
 * Returns the address of a media file by its path under `public/`. The path is in NFC, however the file was uploaded.
 */
export function mediaUrl(path: string, site: Site): string {
  return site.feedsUrl + path.toWellFormed().normalize('NFC').split('/').map(encodeURIComponent).join('/');
}

/**
 * Returns the address of an article's page. On a site without a permalink it is that which the key alone gives, of a
 * page bundle by the name of its folder; where the article declares a slug, the page is elsewhere, and that address
 * leads on to it. Otherwise it depends on more than the key, so it is unknown here, and is assumed beside this one.
 */
function pageOf(key: string, reference: string, articleUrl: string, site: Site): string {
  if (site.permalink === undefined) return readingUrl(readingSlug(key, slugBesideName(key)), site);
  return web(splitSuffix(reference).path, articleUrl)?.url ?? articleUrl;
}

function web(reference: string, base: string): { readonly kind: 'web'; readonly url: string } | undefined {
  if (isPlainUrl(reference)) return { kind: 'web', url: reference };
  const url = parseAddress(reference, base);
  return url && { kind: 'web', url: addressOf(url) };
}

/** Returns the key that a relative reference means, in NFC; `undefined` where it leaves the bucket or is malformed. */
export function keyOf(reference: string, articleKey: string): string | undefined {
  const decoded = decode(splitSuffix(reference).path);
  if (decoded === undefined || decoded === '') return undefined;
  const segments = decoded.startsWith('/') ? [] : articleKey.split('/').slice(0, -1);
  for (const segment of decoded.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment);
  }
  return toNfc(segments.join('/'));
}

function splitSuffix(reference: string): { readonly path: string; readonly suffix: string } {
  const at = reference.search(/[?#]/);
  return at === -1
    ? { path: reference, suffix: '' }
    : { path: reference.slice(0, at), suffix: encodeURI(decode(reference.slice(at)) ?? '') };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
