import { bareHostMessage } from '../entry/bare-hosts.ts';
import type { Report, Text } from '../fields/fields.ts';
import {
  ADDRESS_FIELDS,
  ADDRESS_REMEDIES,
  type AddressFields,
  isOwnAddressField,
} from '../front-matter/address-fields.ts';
import type { Instant } from '../instant.ts';
import { expandPermalink } from '../site/permalink.ts';
import type { Category, Site } from '../site/site.ts';
import { toNfc } from '../text/clean.ts';
import { slugify } from '../text/slug.ts';
import { addressOf, parseAddress, pathSegmentOf } from '../text/web-address.ts';
import type { Article } from './article.ts';
import { readingSlug, slugBesideName } from './key.ts';

/** Context that the address of an article depends on, besides the fields of other publishers. */
export interface AddressContext extends Pick<Article, 'key' | 'link'> {
  readonly site: Site;
  readonly published: Instant;
  readonly categories: readonly Category[];
}

/** The field that gives an article its address on the newsroom's own site, and that address. */
interface DeclaredAddress {
  readonly field: keyof AddressFields;
  readonly url: string;
}

/**
 * Returns the address that the fields of another publisher give an article on a site with a permalink: a whole one by
 * `permalink`, `url` or `path`, else that of the template with the article's own `slug`. `undefined` where there is
 * none that can be used.
 */
function declaredAddress(fields: AddressFields, context: AddressContext): DeclaredAddress | undefined {
  const { site, published, categories } = context;
  for (const field of ['permalink', 'url', 'path'] as const) {
    const url = wholeAddress(fields[field]?.text, field, site);
    if (url !== undefined) return { field, url };
  }
  const slug = fields.slug && declaredSlug(fields.slug.text);
  if (slug === undefined || site.permalink === undefined) return undefined;
  const parts = { slug, name: decoded(slug), categories: categories.map(category => category.slug), published };
  const url = expandPermalink(site.permalink, site, parts);
  return { field: 'slug', url };
}

/** Decodes the escapes that a slug may be typed with; they are added again later. */
function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

/**
 * Returns the address of an article, or the folder of its page, as its own `link` or other publishers' fields give
 * them, and reports which of those of other publishers do. Without a permalink `slug`, or the name
 * of a page bundle, is the readable part of the folder, and the others are former addresses; see `former-addresses.ts`.
 */
export function readAddress(
  fields: AddressFields,
  context: AddressContext,
  report: Report,
): Pick<Article, 'link' | 'slug'> {
  const { key, link, site } = context;
  if (link !== undefined) return { link, slug: readingSlug(key) };
  if (site.permalink === undefined)
    return { slug: readingSlug(key, pageSlug(fields.slug, report) ?? slugBesideName(key)) };
  const url = wholeOrByTemplate(fields, context, report);
  return { slug: readingSlug(key), ...(url !== undefined && { link: url }) };
}

/** Returns the readable part of the folder of a page; `undefined` where an article declares none that can be used. */
function pageSlug(at: Text | undefined, report: Report): string | undefined {
  if (!at) return undefined;
  const slug = slugify(decoded(at.text));
  if (slug !== '') return slug;
  report(at, 'warning', unusable('slug', at.text), true);
  return undefined;
}

function wholeOrByTemplate(fields: AddressFields, context: AddressContext, report: Report): string | undefined {
  const declared = declaredAddress(fields, context);
  for (const field of ADDRESS_FIELDS) {
    const at = fields[field];
    if (!at) continue;
    const isNoted = field === declared?.field && !isOwnAddressField(field);
    if (isNoted) report(at, 'note', `${field} is read as the address`, true);
    const bareHost =
      field === declared?.field && field !== 'slug' ? bareHostMessage(at.text, 'the home page') : undefined;
    if (bareHost !== undefined) report(at, 'warning', `${field}: ${bareHost}`);
    if (!declared) report(at, 'warning', unusable(field, at.text), true);
  }
  return declared?.url;
}

/** Maximum length of an address in a message, in UTF-16 code units. */
const MAX_SHOWN = 60;

function unusable(field: keyof AddressFields, text: string): string {
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return `${field}: "${shown}" is no address that this site can use, so it is ignored; ${ADDRESS_REMEDIES[field]}`;
}

/** Returns a slug as its author wrote it, fit for an address; `undefined` where nothing is left of it. */
function declaredSlug(text: string): string | undefined {
  const segments = text.split('/').filter(segment => !/^\.{0,2}$/.test(segment.trim()));
  const slug = segments.map(segment => pathSegmentOf(toNfc(segment.trim()))).join('/');
  return slug === '' ? undefined : slug;
}

/** Placeholders that only the program that made the site can fill, and Jekyll's names for whole templates. */
const TEMPLATE = /\{[{%]|\/:|^:|\{[a-z]+\}|\$\{/i;
const STYLES: ReadonlySet<string> = new Set(['date', 'pretty', 'ordinal', 'weekdate', 'none', 'true']);
const INDEX = /(^|\/)index\.html?$/i;

/** Returns true for a value that is a template of an address, and not an address. */
export function isTemplate(field: string, text: string): boolean {
  return TEMPLATE.test(text) || (field === 'permalink' && STYLES.has(text.toLowerCase()));
}

function wholeAddress(text: string | undefined, field: string, site: Site): string | undefined {
  if (text === undefined || isTemplate(field, text)) return undefined;
  const isAbsolute = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(text);
  const url = parseAddress(isAbsolute || text.startsWith('/') ? text : `/${text}`, site.url);
  // An address on another host is that of the article's subject.
  if (!url || url.origin !== new URL(site.url).origin) return undefined;
  url.pathname = url.pathname.replace(INDEX, '$1');
  return addressOf(url);
}
