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

/** Local times of a page as patterns of addresses have them: two digits each, of the year four. */
export type ClockParts = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>>;

/** Returns the local times of an instant in a zone. */
export function clockParts(published: Instant, zone: Zone): ClockParts {
  const date = wallClockAt(published, zone);
  const digits = (value: number, count = 2): string => String(value).padStart(count, '0');
  return {
    year: digits(date.getUTCFullYear(), 4),
    month: digits(date.getUTCMonth() + 1),
    day: digits(date.getUTCDate()),
    hour: digits(date.getUTCHours()),
    minute: digits(date.getUTCMinutes()),
    second: digits(date.getUTCSeconds()),
  };
}

/** Fills a pattern. `undefined` where it has a part that has no value. */
export function filledBy(
  pattern: string,
  part: RegExp,
  valueFor: (name: string) => string | undefined,
): string | undefined {
  let isKnown = true;
  const path = pattern.replace(part, (_, name: string) => {
    const value = valueFor(name);
    isKnown &&= value !== undefined;
    return value ?? '';
  });
  return isKnown ? path : undefined;
}

/** A date in a file's name, which Zola takes for that of the page. */
const ZOLA_DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]{5,20}(?:Z|[+-][\d:]{5})?)?\s?[_-](?=.)/;

/** Words of Zola's configuration for segments of paths that are no slugs. */
export type ZolaPaths = 'safe' | 'off';

/** The site of Zola that pages are in. */
export interface ZolaSite {
  readonly home: string;
  /** Its main language. Default: English. */
  readonly main?: string | undefined;
  /** Default: segments of paths are slugs. */
  readonly paths?: ZolaPaths | undefined;
}

/**
 * Returns the address that Zola gives a page: its `path`, as it is written in any language; else by its folders and its
 * `slug` or the name of its file (of a page `index.md` that of its folder).
 */
export function zolaAddress({ name, text, language }: PathPage, { home, main = 'en', paths }: ZolaSite): string {
  const fields = textFields(text);
  const own = fields.get('path');
  if (own !== undefined) return addressBelow(home, own, '/');
  const folder = language === undefined || language === main ? '' : `${language}/`;
  const path = name.replace(/^content\//, '').replace(/\.md$/, '');
  const marked = language !== undefined && path.endsWith(`.${language}`) ? path.slice(0, -language.length - 1) : path;
  const segments = marked.replace(/(?:^|\/)index$/, '').split('/');
  const base = (segments.pop() ?? '').replace(ZOLA_DATE, '');
  const given = [...segments, fields.get('slug') ?? base].map(segment => zolaSegment(segment, paths));
  return addressBelow(home, folder + given.join('/'), '/');
}

function zolaSegment(text: string, paths: ZolaPaths | undefined): string {
  if (paths === 'off') return text;
  return paths === 'safe'
    ? text.replace(/(?<![ .])[ .]+$/, '').replace(/[<>:"/\\|?*]/g, '')
    : slugify(text, Number.POSITIVE_INFINITY);
}

/** The site of Hexo that posts are in. */
export interface HexoSite {
  readonly home: string;
  /** The pattern of addresses that its configuration gives. */
  readonly permalink: string | undefined;
  /** The pattern of names of files, by which parts of them are no part of the title. Default: `:title.md`. */
  readonly newPostName?: string | undefined;
  readonly zone: Zone;
}

/** A part of a pattern of Hexo's: `:year`. */
const HEXO_PART = /:(\w*[^_\W])/g;
/** The least and the most digits of parts that are numbers; others are any text. */
const HEXO_DIGITS: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ['year', [4, 4]],
  ['month', [2, 2]],
  ['day', [2, 2]],
  ['i_month', [1, 2]],
  ['i_day', [1, 2]],
]);
/** More parts of free text than a pattern has; the time to match grows with each. */
const MAX_FREE_PARTS = 3;

/** Returns the title in a path below `_posts/` without its ending: the whole path, if the pattern does not fit it. */
function hexoTitle(path: string, newPostName = ':title.md'): string {
  const parts = newPostName.replace(/\.\w{1,9}$/, '').split(HEXO_PART);
  const free = parts.filter((part, at) => at % 2 === 1 && !HEXO_DIGITS.has(part));
  const found = free.length > MAX_FREE_PARTS ? undefined : partsIn(path, parts);
  return found?.get('title') ?? path;
}

/** Returns the parts of a path by their names. `pattern` has a text, then a name, then a text, and so on. */
function partsIn(path: string, pattern: readonly string[]): ReadonlyMap<string, string> | undefined {
  const [before = '', name, ...rest] = pattern;
  if (!path.startsWith(before)) return undefined;
  const after = path.slice(before.length);
  if (name === undefined) return after === '' ? new Map() : undefined;
  const digits = HEXO_DIGITS.get(name);
  const [least, most] = digits ?? [1, after.length];
  for (let length = least; length <= Math.min(most, after.length); length++) {
    const text = after.slice(0, length);
    const others = digits && !/^\d+$/.test(text) ? undefined : partsIn(after.slice(length), rest);
    if (others) return new Map([[name, text], ...others]);
  }
  return undefined;
}

/**
 * Returns the address that Hexo gives a post: by its own `permalink`, else by the site's pattern, in which `:title` is
 * its path below `_posts/`, as it is written, or the title in it. `undefined` where the pattern has a part that is not
 * known.
 */
export function hexoAddress(page: PathPage & { readonly published: Instant }, site: HexoSite): string | undefined {
  const [, file] = /^source\/_posts\/(.+)\.[a-z]+$/i.exec(page.name) ?? [];
  if (file === undefined) return undefined;
  const slug = hexoTitle(file, site.newPostName);
  const fields = textFields(page.text);
  const { year, ...numbers } = clockParts(page.published, site.zone);
  const parts = new Map([
    ['year', year],
    ...Object.entries(numbers),
    ...Object.entries(numbers).map(([name, value]) => [`i_${name}`, String(Number(value))] as const),
    ['title', slug],
    ['name', slug.slice(slug.lastIndexOf('/') + 1)],
  ]);
  const pattern = fields.get('permalink') ?? site.permalink ?? ':year/:month/:day/:title/';
  const path = filledBy(
    pattern,
    HEXO_PART,
    part => parts.get(part) ?? (part === 'abbrlink' ? fields.get(part) : undefined),
  );
  return path === undefined ? undefined : addressBelow(site.home, path, path.endsWith('/') ? '/' : '');
}

/** The folder of VitePress' or VuePress' texts, and how their addresses end. */
export interface VitePressSite {
  readonly home: string;
  /** Folder of the texts, with a slash at its end; empty for the checkout. */
  readonly folder: string;
  readonly hasCleanUrls: boolean;
}

/** Returns the address that VitePress, or VuePress, gives a page; `undefined` for one outside its folder. */
export function vitePressAddress({ name }: PathPage, site: VitePressSite): string | undefined {
  const { home, folder, hasCleanUrls } = site;
  if (!name.startsWith(folder)) return undefined;
  const path = name.slice(folder.length).replace(/\.md$/, '');
  const isIndex = /(?:^|\/)(?:index|README)$/.test(path);
  const end = isIndex ? '/' : hasCleanUrls ? '' : '.html';
  return addressBelow(home, isIndex ? path.slice(0, path.lastIndexOf('/') + 1) : path, end);
}

/** The form in which Astro builds pages: each as `a/index.html`, as `a.html`, or as its file lies. */
export interface AstroBuild {
  readonly format?: 'file' | 'preserve';
  /** True if addresses of folders have no slash at their end. */
  readonly hasNoSlash?: true;
}

/** Returns the address that Astro and Gatsby give a text in `src/pages/`; other texts have theirs from a program. */
export function pagesAddress({ name }: PathPage, home: string, build: AstroBuild = {}): string | undefined {
  const [, path, index] = /^src\/pages\/(.+?)(\/index)?\.[a-z]{2,8}$/.exec(name) ?? [];
  if (path === undefined) return undefined;
  const isFile = build.format === 'file' || (build.format === 'preserve' && index === undefined);
  return addressBelow(home, path, isFile ? '.html' : build.hasNoSlash ? '' : '/');
}
