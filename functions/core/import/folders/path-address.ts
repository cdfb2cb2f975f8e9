import { slugify } from '../../text/slug.ts';
import { pathSegmentOf } from '../../text/web-address.ts';
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
