import { frontMatterPlace } from '../../data-files/front-matter-place.ts';
import { entriesOf, scalarText } from '../../data-files/held-below.ts';
import type { Instant } from '../../instant.ts';
import { pathSegmentOf } from '../../text/web-address.ts';
import type { Zone } from '../../time/zone.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { clockParts, filledBy } from './path-address.ts';
import { JEKYLL_STYLES } from './permalinks.ts';

/** The facts of a Jekyll post that its address depends on. */
export interface JekyllPost {
  /** Path in the checkout. */
  readonly name: string;
  readonly text: string;
  readonly published: Instant;
}

/** The site of Jekyll that posts are in. */
export interface JekyllSite {
  /** Home page, with the folder of the site. */
  readonly home: string;
  /** The pattern of addresses that its configuration gives, or the name of one. */
  readonly permalink: string | undefined;
  /** Patterns that its configuration gives posts in folders. Default: none. */
  readonly folders?: JekyllPatterns | undefined;
  readonly zone: Zone;
}

/** Patterns of addresses of posts by the paths of their folders, which end with a slash. That of all is at ''. */
export type JekyllPatterns = Readonly<Record<string, string>>;

/**
 * Returns the patterns that the `defaults` of a configuration give posts. Of two for one folder that goes which is for
 * posts alone. Paths with a star are left out.
 */
export function jekyllPatterns(defaults: YamlNode | undefined): JekyllPatterns {
  const all = (defaults?.kind === 'list' ? defaults.items : []).flatMap(one => {
    const fields = new Map(entriesOf(one));
    const scope = new Map(entriesOf(fields.get('scope')).map(([key, value]) => [key, scalarText(value)]));
    const [pattern] = textsOf(new Map(entriesOf(fields.get('values'))).get('permalink'));
    const [path = '', type = ''] = [scope.get('path'), scope.get('type')];
    const folder = path.replace(/^\.?\//, '').replace(/(?<=[^/])$/, '/');
    return pattern === undefined || path.includes('*') || !/^(?:posts?)?$/.test(type)
      ? []
      : [{ folder, type, pattern }];
  });
  const inOrder = [...all.filter(({ type }) => type === ''), ...all.filter(({ type }) => type !== '')];
  return Object.fromEntries(inOrder.map(({ folder, pattern }) => [folder, pattern]));
}

/** The pattern of the innermost folder that has one. */
function patternFor(name: string, { folders = {}, permalink = 'date' }: JekyllSite): string {
  for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
    const folder = name.slice(0, end + 1);
    if (Object.hasOwn(folders, folder)) return folders[folder] ?? permalink;
  }
  return folders[''] ?? permalink;
}

/**
 * Returns the address that Jekyll gives a post by the site's pattern: with all its categories, and its name as it is
 * written. `undefined` where the pattern has a part that is not known, and of one of several languages.
 */
export function jekyllAddress({ name, text, published }: JekyllPost, site: JekyllSite): string | undefined {
  // Of several languages all but one have a folder of their own in addresses, and the plugin alone knows which.
  if (TRANSLATIONS.test(name)) return undefined;
  const { home, zone } = site;
  const fields = fieldsOf(text);
  const [pattern = patternFor(name, site)] = textsOf(fields.get('permalink'));
  const style = JEKYLL_STYLES[pattern] ?? pattern;
  const [slug] = textsOf(fields.get('slug'));
  const base = slug ?? baseName(name);
  const date = clockParts(published, zone);
  const parts: Readonly<Record<string, string>> = {
    ...date,
    i_month: String(Number(date.month)),
    i_day: String(Number(date.day)),
    title: slugOf(base, /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu),
    slug: slugOf(base, /[^\p{M}\p{L}\p{Nd}]+/gu).toLowerCase(),
    categories: categoriesOf(name, fields).join('/'),
    output_ext: '.html',
  };
  const path = filledBy(style, /:([a-z_]+)/g, part => (Object.hasOwn(parts, part) ? parts[part] : undefined));
  if (path === undefined) return undefined;
  const segments = path.split('/').filter(segment => !/^\.{0,2}$/.test(segment));
  const end = path.endsWith('/') ? '/' : '';
  return `${home}${segments.map(pathSegmentOf).join('/')}${end}`;
}

function baseName(name: string): string {
  return name
    .replace(/^.*\//s, '')
    .replace(/\.[a-z]+$/i, '')
    .replace(/^\d{2,4}-\d{1,2}-\d{1,2}-(?=.)/, '');
}

/** Jekyll's `slugify`. */
function slugOf(text: string, others: RegExp): string {
  return text.normalize('NFC').replace(others, '-').replace(/^-|-$/g, '');
}

/** Returns the categories that Jekyll puts in the address of a post. */
export function jekyllCategories(name: string, text: string): readonly string[] {
  return categoriesOf(name, fieldsOf(text));
}

function fieldsOf(text: string): ReadonlyMap<string, YamlNode> {
  const place = frontMatterPlace(text);
  return new Map(typeof place === 'object' ? place.fields.map(({ key, value }) => [key, value]) : []);
}

/** Folder that the plugin for several languages keeps posts of one in. */
const TRANSLATIONS = /^_i18n\/[^/]+\//;

/** Folders above `_posts/`, then `categories`, then `category`; each once. */
function categoriesOf(name: string, fields: ReadonlyMap<string, YamlNode>): readonly string[] {
  const above = name.replace(TRANSLATIONS, '').split('/');
  const folders = above.slice(0, Math.max(above.indexOf('_posts'), 0));
  const many = fields.get('categories');
  const listed = many?.kind === 'scalar' ? textsOf(many).flatMap(text => text.split(/\s+/)) : textsOf(many);
  const all = [...folders, ...listed, ...textsOf(fields.get('category'))];
  return [...new Set(all.map(one => one.toLowerCase()))];
}

function textsOf(node: YamlNode | undefined): readonly string[] {
  if (node === undefined || node.kind === 'map') return [];
  if (node.kind === 'list') return node.items.flatMap(textsOf);
  return node.value === null || node.text === '' ? [] : [node.text];
}
