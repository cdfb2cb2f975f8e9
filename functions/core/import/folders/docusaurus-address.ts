import { frontMatterPlace } from '../../data-files/front-matter-place.ts';
import { addressBelow } from './path-address.ts';

/** A post of Docusaurus, as far as its address depends on it. */
export interface DocusaurusPost {
  /** Path in the checkout, such as `blog/2020-01-02-cho-que/index.md`. */
  readonly name: string;
  readonly text: string;
}

const TRANSLATION = /^i18n\/([^/]+)\/docusaurus-plugin-content-blog\//;
const DATED = /^(.*?)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*)$/;

/**
 * Returns the address that Docusaurus gives a post of `blog/`: by its `slug`, else by the date that its path has, and
 * the rest of that. `home` is the home page, with the folder of the site, and `folder` the path of the blog there. A
 * translation lies in a folder of its language.
 */
export function docusaurusAddress({ name, text }: DocusaurusPost, home: string, folder = 'blog'): string {
  const [, language = ''] = TRANSLATION.exec(name) ?? [];
  const path = name
    .replace(TRANSLATION, 'blog/')
    .replace(/^blog\//, '')
    .replace(/\.mdx?$/i, '')
    .replace(/\/index$/, '');
  const [, above = '', date, rest = ''] = DATED.exec(path) ?? [];
  const byPath = date === undefined ? path : `${date.replaceAll('-', '/')}/${above}${rest}`;
  const segments = (slugIn(text) ?? byPath).split('/').filter(segment => !/^\.{0,2}$/.test(segment));
  return addressBelow(home, [language, ...folder.split('/'), ...segments].join('/'), '');
}

/** The longest part of a configuration that is looked at for what it says of the blog, in UTF-16 code units. */
const MAX_BLOG = 20_000;

/**
 * Returns the path below the home page at which a configuration, which is not run, puts the blog; empty for the home
 * page itself. `undefined` where that is not known. What it says of documentation does not count.
 */
export function blogFolder(program: string): string | undefined {
  const at = /\bblog['"]?\s{0,9}:\s{0,9}\{/.exec(program);
  if (!at) return /content-blog/.test(program) && ROUTE.test(program) ? undefined : 'blog';
  const options = withinBraces(program.slice(at.index + at[0].length, at.index + MAX_BLOG));
  if (!ROUTE.test(options)) return 'blog';
  return LITERAL_ROUTE.exec(options)?.[1]?.replace(/^\/|\/$/g, '');
}

function withinBraces(text: string): string {
  let depth = 1;
  for (const { 0: token, index } of text.matchAll(/'[^'\n]{0,500}'|"[^"\n]{0,500}"|[{}]/g)) {
    depth += token === '{' ? 1 : token === '}' ? -1 : 0;
    if (depth === 0) return text.slice(0, index);
  }
  return text;
}

const ROUTE = /\brouteBasePath\b/;
const LITERAL_ROUTE = /\brouteBasePath['"]?\s{0,9}:\s{0,9}['"]([\w./-]{0,100})['"]/;

function slugIn(text: string): string | undefined {
  const place = frontMatterPlace(text);
  const node = typeof place === 'object' ? place.fields.find(({ key }) => key === 'slug')?.value : undefined;
  return node?.kind === 'scalar' && node.value !== null && node.text.trim() !== '' ? node.text.trim() : undefined;
}
