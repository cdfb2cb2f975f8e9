import { element, textElement, xmlDocument } from '../feed/xml.ts';
import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';
import { formatInstant } from '../time/date.ts';

/** Maximum number of addresses in a sitemap (sitemaps.org, "Sitemap index"). */
export const MAX_SITEMAP_URLS = 50_000;

/** Limit of an address's length, in characters; it must be shorter (sitemaps.org, "XML tag definitions", `loc`). */
const MAX_LOC = 2048;

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const XHTML = 'http://www.w3.org/1999/xhtml';
const NEWS = 'http://www.google.com/schemas/sitemap-news/0.9';

/** An address, and the time of its last change. */
export interface SitemapUrl {
  readonly loc: string;
  readonly lastModified: Instant;
  /** Addresses of the page itself and of its translations, by language (BCP 47) or `x-default`. */
  readonly alternates?: readonly (readonly [language: string, url: string])[];
}

/** Addresses of a site that decide which pages its sitemaps may list. */
type Addresses = Pick<Site, 'feedsUrl' | 'url' | 'permalink'>;

/**
 * Returns true if an address may be in the site's sitemaps: it is on their own host, or on one of the newsroom's, which
 * vouches for them in its `robots.txt` (sitemaps.org, "Sitemap file location"). Other hosts list their own pages. The
 * address may not be too long, either.
 */
export function isListable({ feedsUrl, url, permalink = url }: Addresses): (loc: string) => boolean {
  const own = new RegExp(`^(?:${[feedsUrl, url, permalink].map(originPattern).join('|')})/`);
  return loc => own.test(loc) && loc.length < MAX_LOC;
}

/** Returns a pattern of an origin. A permalink's host may contain placeholders, too. */
function originPattern(address: string): string {
  const [origin = ''] = /^[^/]*\/\/[^/?#]*/.exec(address) ?? [];
  const parts = origin.toLowerCase().split(/\{[^{}]*\}/);
  return parts.map(part => part.replace(/[^a-z\d]/g, String.raw`\$&`)).join('[a-z\\d-]+');
}

/** Renders a sitemap (sitemaps.org protocol 0.9), with what search engines read of translations (`xhtml:link`). */
export function renderSitemap(urls: readonly SitemapUrl[]): string {
  const lines = urls.map(url => element('url', [...locAndDate(url), ...alternatesOf(url)]));
  const isTranslated = urls.some(({ alternates }) => alternates !== undefined);
  return xmlDocument(element('urlset', lines, { xmlns: SITEMAP, ...(isTranslated && { 'xmlns:xhtml': XHTML }) }));
}

/**
 * Renders an index of sitemaps; `loc` is a sitemap's address. Its schema does not allow an empty index, so without
 * sitemaps the result is a sitemap of the page `home`.
 */
export function renderSitemapIndex(sitemaps: readonly SitemapUrl[], home: string): string {
  if (sitemaps.length === 0) return xmlDocument(element('urlset', [onlyAddress(home)], { xmlns: SITEMAP }));
  const lines = sitemaps.map(sitemap => element('sitemap', locAndDate(sitemap)));
  return xmlDocument(element('sitemapindex', lines, { xmlns: SITEMAP }));
}

export interface NewsArticle {
  readonly loc: string;
  readonly title: string;
  readonly published: Instant;
  /** BCP 47. Default: the publication's language. */
  readonly language?: string;
}

export interface NewsSitemap {
  /** A page that is listed while there is no news, since a sitemap may not be empty (sitemap.xsd). Absolute. */
  readonly home: string;
  readonly publication: { readonly name: string; readonly language: string };
  readonly articles: readonly NewsArticle[];
}

/** Renders a Google News sitemap. The caller selects the articles: those of the last two days, at most 1,000. */
export function renderNewsSitemap({ home, publication, articles }: NewsSitemap): string {
  const lines = articles.map(({ loc, title, published, language }) => {
    const source = [
      textElement('news:name', publication.name),
      textElement('news:language', newsLanguage(language) ?? newsLanguage(publication.language) ?? 'und'),
    ];
    const news = [
      element('news:publication', source),
      textElement('news:publication_date', formatInstant(published)),
      textElement('news:title', title),
    ];
    return element('url', [textElement('loc', loc), element('news:news', news)]);
  });
  const urls = lines.length > 0 ? lines : [onlyAddress(home)];
  return xmlDocument(element('urlset', urls, { xmlns: SITEMAP, 'xmlns:news': NEWS }));
}

function onlyAddress(loc: string): string {
  return element('url', [textElement('loc', loc)]);
}

function alternatesOf({ alternates = [] }: SitemapUrl): readonly string[] {
  return alternates.map(([hreflang, href]) => element('xhtml:link', [], { rel: 'alternate', hreflang, href }));
}

function locAndDate({ loc, lastModified }: SitemapUrl): readonly string[] {
  return [textElement('loc', loc), textElement('lastmod', formatInstant(lastModified))];
}

/**
 * Returns the language code for Google: two or three letters of ISO 639, except for the two spellings of Chinese;
 * `undefined` where a tag has none.
 */
function newsLanguage(language = ''): string | undefined {
  const [primary = '', ...rest] = language.toLowerCase().split('-');
  if (primary !== 'zh') return /^[a-z]{2,3}$/.test(primary) ? primary : undefined;
  return rest.includes('hant') || rest.includes('tw') ? 'zh-tw' : 'zh-cn';
}
