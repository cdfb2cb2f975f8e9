import type { Instant } from '../../instant.ts';
import { slugify } from '../../text/slug.ts';
import { pathSegmentOf } from '../../text/web-address.ts';
import { wallClockAt, type Zone } from '../../time/zone.ts';
import { textFields } from './with-field.ts';

/** A text whose address follows from where it lies. */
export interface PathPage {
  /** Path in the checkout. */
  readonly name: string;
  readonly text: string;
  /** The language that its folder, or the ending of its name, tells. */
  readonly language?: string;
}

/** Returns an address of segments, of which those that are empty or dots count for nothing. `end` is added as it is. */
export function addressBelow(home: string, path: string, end: string): string {
  const segments = path.split('/').filter(segment => !/^\.{0,2}$/.test(segment));
  return `${home}${segments.map(pathSegmentOf).join('/')}${segments.length > 0 ? end : ''}`;
}

/** A date in a file's name, which Zola takes for that of the page. */
const ZOLA_DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]{5,20}(?:Z|[+-][\d:]{5})?)?\s?[_-](?=.)/;

/**
 * Returns the address that Zola gives a page: by its `path`, else by its folders and its `slug` or the name of its file
 * (of a page `index.md` that of its folder). `main` is the main language of the site.
 */
export function zolaAddress({ name, text, language }: PathPage, home: string, main = 'en'): string {
  const fields = textFields(text);
  const own = fields.get('path');
  const folder = language === undefined || language === main ? '' : `${language}/`;
  if (own !== undefined) return addressBelow(home, folder + own, '/');
  const path = name.replace(/^content\//, '').replace(/\.md$/, '');
  const marked = language !== undefined && path.endsWith(`.${language}`) ? path.slice(0, -language.length - 1) : path;
  const segments = marked.replace(/(?:^|\/)index$/, '').split('/');
  const base = (segments.pop() ?? '').replace(ZOLA_DATE, '');
  const given = [...segments, fields.get('slug') ?? base].map(segment => slugify(segment, Number.POSITIVE_INFINITY));
  return addressBelow(home, folder + given.join('/'), '/');
}

/** The site of Hexo that posts are in. */
export interface HexoSite {
  readonly home: string;
  /** The pattern of addresses that its configuration gives. */
  readonly permalink: string | undefined;
  readonly zone: Zone;
}

/**
 * Returns the address that Hexo gives a post: by its own `permalink`, else by the site's pattern, in which `:title` is
 * its path below `_posts/`, as it is written. `undefined` where the pattern has a part that is not known.
 */
export function hexoAddress(page: PathPage & { readonly published: Instant }, site: HexoSite): string | undefined {
  const [, slug] = /^source\/_posts\/(.+)\.[a-z]+$/i.exec(page.name) ?? [];
  if (slug === undefined) return undefined;
  const fields = textFields(page.text);
  const date = wallClockAt(page.published, site.zone);
  const numbers: readonly (readonly [string, number])[] = [
    ['month', date.getUTCMonth() + 1],
    ['day', date.getUTCDate()],
    ['hour', date.getUTCHours()],
    ['minute', date.getUTCMinutes()],
    ['second', date.getUTCSeconds()],
  ];
  const parts = new Map([
    ['year', String(date.getUTCFullYear())],
    ...numbers.map(([name, value]): [string, string] => [name, String(value).padStart(2, '0')]),
    ...numbers.map(([name, value]): [string, string] => [`i_${name}`, String(value)]),
    ['title', slug],
    ['name', slug.slice(slug.lastIndexOf('/') + 1)],
  ]);
  const pattern = fields.get('permalink') ?? site.permalink ?? ':year/:month/:day/:title/';
  let isKnown = true;
  const path = pattern.replace(/:(\w+)/g, (_, part: string) => {
    const value = parts.get(part) ?? (part === 'abbrlink' ? fields.get(part) : undefined);
    isKnown &&= value !== undefined;
    return value ?? '';
  });
  return isKnown ? addressBelow(site.home, path, path.endsWith('/') ? '/' : '') : undefined;
}

/** The folder of VitePress' texts, and how their addresses end. */
export interface VitePressSite {
  readonly home: string;
  /** Folder of the texts, with a slash at its end; empty for the checkout. */
  readonly folder: string;
  readonly hasCleanUrls: boolean;
}

/** Returns the address that VitePress gives a page; `undefined` for one outside its folder. */
export function vitePressAddress({ name }: PathPage, site: VitePressSite): string | undefined {
  const { home, folder, hasCleanUrls } = site;
  if (!name.startsWith(folder)) return undefined;
  const path = name.slice(folder.length).replace(/\.md$/, '');
  const isIndex = /(?:^|\/)index$/.test(path);
  const end = isIndex ? '/' : hasCleanUrls ? '' : '.html';
  return addressBelow(home, isIndex ? path.slice(0, -'index'.length) : path, end);
}

/** Returns the address that Astro and Gatsby give a text in `src/pages/`; other texts have theirs from a program. */
export function pagesAddress({ name }: PathPage, home: string): string | undefined {
  const [, path] = /^src\/pages\/(.+?)(?:\/index)?\.[a-z]{2,8}$/.exec(name) ?? [];
  return path === undefined ? undefined : addressBelow(home, path, '/');
}
