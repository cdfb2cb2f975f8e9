import { foldFieldName } from '../../front-matter/publication-rules.ts';
import { DAY, type Instant } from '../../instant.ts';
import { pathSegmentOf } from '../../text/web-address.ts';
import { wallClockAt, type Zone } from '../../time/zone.ts';
import type { HugoConfig } from './hugo-config.ts';
import { addressBelow, clockParts } from './path-address.ts';
import { textFields } from './with-field.ts';

/** The facts of a page of Hugo that its address depends on. */
export interface HugoPage {
  /** Path in the checkout. */
  readonly name: string;
  readonly text: string;
  readonly title: string;
  readonly published: Instant;
  /** The language that its folder, or the ending of its name, tells. */
  readonly language?: string;
}

/** The site of Hugo that pages are in. */
export interface HugoSite extends HugoConfig {
  /** Home page, with the folder of the site. */
  readonly home: string;
  readonly zone: Zone;
}

/**
 * Returns the address that Hugo gives a page: by the pattern of its section, else by its folders and its `slug` or the
 * name of its file, unless it says its `url` itself. `undefined` where the pattern has a part that is not known.
 */
export function hugoAddress(page: HugoPage, site: HugoSite): string | undefined {
  const fields = textFields(page.text);
  const language = languageOf(page, site);
  if (language === undefined) return undefined;
  const own = fields.get('url');
  if (own !== undefined) return ownAddress(own, language, site.home);
  const { name = '' } = language;
  const path = pathInLanguage(page, language).replace(/\.[a-z]+$/i, '');
  const isMarked = name !== '' && path.toLowerCase().endsWith(`.${name}`);
  const segments = path
    .slice(0, isMarked ? -name.length - 1 : undefined)
    .replace(/\/index$/, '')
    .split('/');
  const sections = segments.slice(0, -1);
  const base = segments.at(-1) ?? '';
  const slug = fields.get('slug');
  const folded = foldFieldName(sections[0] ?? '');
  const permalinks = language.permalinks ?? site.permalinks ?? {};
  const pattern = Object.hasOwn(permalinks, folded) ? permalinks[folded] : undefined;
  const at =
    pattern === undefined
      ? [...sections, slug ?? base]
      : expanded(pattern, { page, site, sections, base, slug })?.split('/');
  if (at === undefined) return undefined;
  const isUgly = site.uglyUrls === true || site.uglyUrls?.includes(folded) === true;
  return addressOf(language.url ?? site.home, [...language.folders, ...at], { ...site, isUgly });
}

/** The address that a page says itself. One without a slash before it is below the home page of the language. */
function ownAddress(url: string, language: InLanguage, home: string): string | undefined {
  if (/:/.test(url)) return undefined;
  const folder = url.startsWith('/') ? '' : language.folders.map(one => `${one}/`).join('');
  const isFolder = url.endsWith('/') || !url.includes('.');
  return addressBelow(language.url ?? home, folder + url, isFolder ? '/' : '');
}

interface InLanguage {
  readonly name?: string;
  /** Folders that its addresses begin with. */
  readonly folders: readonly string[];
  /** Its home page, where that is on a host of its own. */
  readonly url?: string;
  readonly permalinks?: HugoConfig['permalinks'];
  readonly contentDir?: string;
}

/** The language of a page: that of the folder it lies in, or of its place; `undefined` where the site has no such. */
function languageOf({ name, language }: HugoPage, site: HugoSite): InLanguage | undefined {
  const { languages = {}, defaultLanguage = 'en', isDefaultInFolder } = site;
  const [found, own = {}] =
    Object.entries(languages).find(([, { contentDir }]) => contentDir && name.startsWith(`${contentDir}/`)) ??
    Object.entries(languages).find(([one]) => one.replaceAll('_', '-') === language?.toLowerCase()) ??
    // Names of languages need not be tags of them.
    Object.entries(languages).find(([one]) => /\.([\w-]+)\.[a-z]+$/i.exec(name)?.[1]?.toLowerCase() === one) ??
    [];
  const { url = '', permalinks, contentDir } = own;
  const about = { ...(permalinks && { permalinks }), ...(contentDir !== undefined && { contentDir }) };
  if (found === undefined) return language === undefined ? { folders: [] } : undefined;
  if (/^https?:\/\//i.test(url)) return { name: found, folders: [], url: `${url.replace(/\/$/, '')}/`, ...about };
  return { name: found, folders: found === defaultLanguage && !isDefaultInFolder ? [] : [found], ...about };
}

/**
 * Returns the path below the folder of the language's texts. Where no configuration names one, as where a program
 * writes the mounts, it is the folder of its name.
 */
function pathInLanguage({ name: file }: HugoPage, { contentDir, name = '' }: InLanguage): string {
  const folder = `${contentDir ?? `content/${name}`}/`;
  const isBelow = file.toLowerCase().startsWith(folder.toLowerCase()) && !/^\/|\/\/$/.test(folder);
  return isBelow ? file.slice(folder.length) : file.replace(/^content\//, '');
}

interface Expanded {
  readonly page: HugoPage;
  readonly site: HugoSite;
  readonly sections: readonly string[];
  /** The name of the page's file, or of its folder. */
  readonly base: string;
  readonly slug: string | undefined;
}

/** Fills a pattern. `undefined` where it has a part that is not known. */
function expanded(pattern: string, { page, site, sections, base, slug }: Expanded): string | undefined {
  const { title, published } = page;
  const date = wallClockAt(published, site.zone);
  const { year, month, day } = clockParts(published, site.zone);
  const inEnglish = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(date);
  const yearDay =
    (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 0)) /
    DAY;
  const parts: Readonly<Record<string, string>> = {
    year,
    month,
    monthname: inEnglish({ month: 'long' }),
    day,
    weekday: String(date.getUTCDay()),
    weekdayname: inEnglish({ weekday: 'long' }),
    yearday: String(yearDay),
    section: sections[0] ?? '',
    title: oneSegment(title),
    slug: oneSegment(slug ?? title),
    filename: base,
    contentbasename: base,
    slugorfilename: oneSegment(slug ?? base),
    slugorcontentbasename: oneSegment(slug ?? base),
  };
  let isKnown = true;
  const path = pattern.replace(/:([a-z_]+)(\[[^\]]{0,20}\])?/g, (_, part: string, cut = '') => {
    if (part === 'sections') return cutOf(sections, cut).join('/');
    const value = Object.hasOwn(parts, part) ? parts[part] : undefined;
    isKnown &&= value !== undefined && (value !== '' || part === 'section');
    return `${value ?? ''}${cut}`;
  });
  return isKnown ? path : undefined;
}

/** Some of the folders that a page lies in: `[1:]`, `[:2]`, `[0]`, `[last]`. */
function cutOf(sections: readonly string[], cut: string): readonly string[] {
  if (cut === '') return sections;
  const at = (text: string, none: number): number =>
    text === '' ? none : text === 'last' ? sections.length - 1 : Number.parseInt(text, 10) || 0;
  const [from = '', to] = cut.slice(1, -1).toLowerCase().split(':');
  const first = at(from, 0);
  return sections.slice(first, to === undefined ? first + 1 : at(to, sections.length));
}

function addressOf(
  home: string,
  segments: readonly string[],
  { keepsCase, isUgly }: { readonly keepsCase?: true; readonly isUgly: boolean },
): string {
  const cased = (segment: string): string => (keepsCase ? segment : segment.toLowerCase());
  const named = segments.map(segment => cased(urlized(segment))).filter(segment => !/^\.{0,2}$/.test(segment));
  return `${home}${named.map(pathSegmentOf).join('/')}${isUgly ? '.html' : '/'}`;
}

/** Returns a text that is one segment; empty with a slash, of which Hugo makes folders in some versions. */
function oneSegment(text: string): string {
  return text.includes('/') ? '' : text;
}

/** Hugo's `urlize`, which keeps diacritics. Slashes stay. */
function urlized(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{Nd}\s._#+~@\\/-]/gu, '')
    .trim()
    .replace(/\s+/g, '-')
    .replace(/(?<=-)-+/g, '');
}
