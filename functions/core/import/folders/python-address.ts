import type { Instant } from '../../instant.ts';
import type { Zone } from '../../time/zone.ts';
import { addressBelow, clockParts, filledBy, type PathPage } from './path-address.ts';
import { textFields } from './with-field.ts';

/** The source of Pelican's slugs, where an article names none; `other` where its configuration has rules of its own. */
export type PelicanSlugs = 'title' | 'basename' | 'other';

/** Returns the source of slugs by a configuration of Pelican; `undefined` where it says nothing. By default: titles. */
export function pelicanSlugs(name: string, text: string): PelicanSlugs | undefined {
  if (!/^(?:pelicanconf|publishconf)\.py$/.test(name)) return undefined;
  if (OWN_RULES.test(text)) return 'other';
  const [, source] = SLUG_SOURCE.exec(text) ?? [];
  if (source !== undefined) return source === 'title' || source === 'basename' ? source : 'other';
  return name === 'pelicanconf.py' ? 'title' : undefined;
}

/** Settings that make other slugs: of a part of the file's name, or by other letters. */
const OWN_RULES =
  /^(?:SLUG_(?:REGEX_)?SUBSTITUTIONS|SLUGIFY_(?:USE_UNICODE|PRESERVE_CASE)|(?:FILENAME|PATH)_METADATA.{0,200}slug)\b/m;
const SLUG_SOURCE = /^SLUGIFY_SOURCE\s{0,9}=\s{0,9}['"](\w{1,20})['"]/m;

/** An article of Pelican's, as far as its address depends on it. */
export interface PelicanArticle extends PathPage {
  readonly title: string;
  readonly published: Instant;
}

/** The site of Pelican that articles are in. */
export interface PelicanSite {
  readonly home: string;
  /** Its main language. */
  readonly main?: string | undefined;
  /** The pattern of addresses that its configuration gives. */
  readonly permalink: string | undefined;
  readonly slugs: PelicanSlugs | undefined;
  readonly zone: Zone;
}

/**
 * Returns the address that Pelican gives an article by `ARTICLE_URL`: with its `slug`, else that of its title or of its
 * file's name. `undefined` where the pattern has a part that is not known, and of translations, which have their own.
 */
export function pelicanAddress(article: PelicanArticle, site: PelicanSite): string | undefined {
  const { permalink = '{slug}.html', home, main, slugs = 'title' } = site;
  const fields = textFields(article.text);
  const language = fields.get('lang') ?? article.language;
  if (language !== undefined && language !== main) return undefined;
  const own = fields.get('url');
  const path = own ?? filledBy(permalink, /\{([^{}]*)\}/g, valueFor);
  return path === undefined ? undefined : addressBelow(home, path, path.endsWith('/') ? '/' : '');

  function valueFor(part: string): string | undefined {
    if (part === 'slug') return fields.get('slug') ?? slugBy(slugs, article);
    return part.startsWith('date:') ? formatted(part.slice('date:'.length), article.published, site.zone) : undefined;
  }
}

function slugBy(slugs: PelicanSlugs, { name, title }: PelicanArticle): string | undefined {
  // Pelican takes elements out, and reads what stands for a letter.
  if (slugs === 'other' || (slugs === 'title' && /<|&[#a-z]/i.test(title))) return undefined;
  return asciiSlug(slugs === 'title' ? title : baseName(name), /[^\w\s-]/g);
}

/** Returns a time by a pattern of Python's `strftime`. */
function formatted(pattern: string, published: Instant, zone: Zone): string | undefined {
  const { year, month, day, hour, minute, second } = clockParts(published, zone);
  const parts: Readonly<Record<string, string>> = {
    Y: year,
    y: year.slice(-2),
    m: month,
    d: day,
    H: hour,
    M: minute,
    S: second,
    '-m': String(Number(month)),
    '-d': String(Number(day)),
  };
  return filledBy(pattern, /%(-?[a-z])/gi, part => (Object.hasOwn(parts, part) ? parts[part] : undefined));
}

/** The site of Nikola that posts are in. */
export interface NikolaSite {
  readonly home: string;
  /** Its main language. */
  readonly main?: string | undefined;
  /** The folder that its configuration puts posts in, with `:slug` and what follows that. */
  readonly permalink: string | undefined;
}

/**
 * Returns the address that Nikola gives a post: by the folders below `posts/` that its file is in, and its `slug` or
 * that of its file's name. `undefined` of translations.
 */
export function nikolaAddress({ name, text, language }: PathPage, site: NikolaSite): string | undefined {
  const { home, main, permalink = 'posts/:slug/' } = site;
  if (language !== undefined && language !== main) return undefined;
  const fields = textFields(text);
  const slug = fields.get('slug') ?? asciiSlug(baseName(name), /[^+\w\s-]/g);
  if (slug === undefined) return undefined;
  const folder = name.slice(0, name.lastIndexOf('/') + 1).replace(/^posts\//, '');
  const isPretty = permalink.endsWith('/') && slug !== 'index' && fields.get('prettyurl')?.toLowerCase() !== 'false';
  const [before = ''] = permalink.split(':slug');
  return addressBelow(home, `${before}${folder}${slug}${isPretty ? '' : '.html'}`, isPretty ? '/' : '');
}

function baseName(name: string): string {
  return name.replace(/^.*\//s, '').replace(/\.[a-z]+$/i, '');
}

/**
 * Returns the slug that both programs make of a text in Latin letters; `undefined` of others, which a package of
 * theirs spells.
 */
function asciiSlug(text: string, removed: RegExp): string | undefined {
  const ascii = text
    .normalize('NFKD')
    .replace(/[\p{M}‘’“”«»…]/gu, '')
    .replace(/[–—]/g, '-')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D');
  if (!/^[\t\n\r -~]*$/.test(ascii)) return undefined;
  return ascii
    .replace(removed, '')
    .trim()
    .replace(/[-\s]+/g, '-')
    .toLowerCase();
}
