import { frontMatterPlace } from '../../data-files/front-matter-place.ts';
import { foldFieldName } from '../../front-matter/publication-rules.ts';
import type { Instant } from '../../instant.ts';
import { wallClockAt, type Zone } from '../../time/zone.ts';

/** The facts of a page of Hugo that its address depends on. */
export interface HugoPage {
  /** Path in the checkout. */
  readonly name: string;
  readonly text: string;
  readonly title: string;
  readonly published: Instant;
}

/** The site of Hugo that pages are in. */
export interface HugoSite {
  /** Home page, with the folder of the site. */
  readonly home: string;
  /** Patterns of addresses by the folded names of sections. */
  readonly permalinks: Readonly<Record<string, string>>;
  readonly zone: Zone;
}

/**
 * Returns the address that Hugo gives a page: by the pattern of its section, else by its folders and its `slug` or the
 * name of its file. `undefined` where it says its `url` itself, or the pattern has a part that is not known.
 */
export function hugoAddress({ name, text, title, published }: HugoPage, site: HugoSite): string | undefined {
  const fields = fieldsOf(text);
  if (fields.has('url')) return undefined;
  const segments = name
    .replace(/^content\//, '')
    .replace(/\.[a-z]+$/i, '')
    .replace(/\/index$/, '')
    .split('/');
  const sections = segments.slice(0, -1);
  const base = segments.at(-1) ?? '';
  const slug = fields.get('slug');
  const [section = ''] = sections;
  const folded = foldFieldName(section);
  const pattern = Object.hasOwn(site.permalinks, folded) ? site.permalinks[folded] : undefined;
  if (pattern === undefined) return addressOf(site.home, [...sections, slug ?? base], '/');
  const date = wallClockAt(published, site.zone);
  const parts: Readonly<Record<string, string>> = {
    year: String(date.getUTCFullYear()).padStart(4, '0'),
    month: twoDigits(date.getUTCMonth() + 1),
    day: twoDigits(date.getUTCDate()),
    section,
    sections: sections.join('/'),
    title: oneSegment(title),
    slug: oneSegment(slug ?? title),
    filename: base,
    contentbasename: base,
    slugorfilename: oneSegment(slug ?? base),
    slugorcontentbasename: oneSegment(slug ?? base),
  };
  let isKnown = true;
  const path = pattern.replace(/:([a-z_]+)/g, (_, part: string) => {
    const value = Object.hasOwn(parts, part) ? parts[part] : undefined;
    isKnown &&= value !== undefined && value !== '';
    return value ?? '';
  });
  return isKnown ? addressOf(site.home, path.split('/'), pattern.endsWith('/') ? '/' : '') : undefined;
}

function addressOf(home: string, segments: readonly string[], end: string): string {
  const named = segments.map(urlized).filter(segment => !/^\.{0,2}$/.test(segment));
  return `${home}${named.map(segment => encodeURIComponent(segment)).join('/')}${end}`;
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
    .replace(/(?<=-)-+/g, '')
    .toLowerCase();
}

/** Texts of fields, by their folded names. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const place = frontMatterPlace(text);
  const found = new Map<string, string>();
  for (const { key, value } of typeof place === 'object' ? place.fields : [])
    if (value.kind === 'scalar' && value.value !== null && value.text.trim() !== '')
      found.set(foldFieldName(key), value.text.trim());
  return found;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
