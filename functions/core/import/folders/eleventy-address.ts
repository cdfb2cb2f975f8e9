import { dataScope, parsed } from '../../data-files/held-below.ts';
import type { Instant } from '../../instant.ts';
import type { Zone } from '../../time/zone.ts';
import { addressBelow, clockParts, type PathPage } from './path-address.ts';
import { textFields } from './with-field.ts';

export interface EleventyPage extends PathPage {
  readonly title: string;
  readonly published: Instant;
}

export interface EleventySite {
  readonly home: string;
  /** Folder of its texts, with a slash at its end; empty for the checkout. */
  readonly input: string;
  /** Patterns that data of folders give, by their paths with a slash at the end; empty where a program makes them. That
   * of all texts is at the empty path. */
  readonly patterns: Readonly<Record<string, string>>;
  readonly zone: Zone;
}

/**
 * Returns the address that Eleventy gives a page: by the `permalink` of it or of its folder, else by where it lies.
 * `undefined` where a program makes it.
 */
export function eleventyAddress(page: EleventyPage, site: EleventySite): string | undefined {
  const { name, text } = page;
  if (!name.startsWith(site.input)) return undefined;
  const pattern = textFields(text).get('permalink') ?? patternAbove(name, site.patterns);
  const stem = name.slice(site.input.length).replace(/\.[a-z]+$/i, '');
  const folder = stem.slice(0, stem.lastIndexOf('/') + 1);
  const base = stem.slice(folder.length).replace(DATE, '');
  const above = folder.split('/').at(-2) ?? '';
  if (pattern === undefined) {
    const isOwnFolder = base === 'index' || base === above;
    return addressBelow(site.home, isOwnFolder ? folder : folder + base, '/');
  }
  const parts = { fileSlug: base === 'index' ? above.replace(DATE, '') : base, filePathStem: `/${folder}${base}` };
  const path = pattern === 'false' ? '' : filled(pattern, { page, zone: site.zone, parts });
  if (!path) return undefined;
  const shown = path.replace(/(^|\/)index\.html$/, '$1');
  return addressBelow(site.home, shown, shown.endsWith('/') ? '/' : '');
}

/** Returns the folder of texts that a configuration names, with a slash at its end; it is not run. */
export function eleventyInput(program: string): string | undefined {
  const [, folder] = /\binput['"]?\s{0,9}:\s{0,9}['"]\.?\/?([\w./-]{0,100}?)\/?['"]/.exec(program) ?? [];
  return folder === undefined ? undefined : folder === '' || folder === '.' ? '' : `${folder}/`;
}

/** Data for all texts. */
const GLOBAL = /(?:^|\/)_data\/(?:permalink|eleventyComputed)\.[a-z]{2,6}$/i;

/** Returns the folder that a file of data is for, and the pattern of addresses that it gives; empty if by a program. */
export function eleventyPattern(name: string, text: string): readonly [folder: string, pattern: string] | undefined {
  if (GLOBAL.test(name)) return /permalink/i.test(`${name} ${text}`) ? ['', ''] : undefined;
  const [folder = ''] = dataScope(name) ?? [];
  if (!folder.endsWith('/')) return undefined;
  if (/\.[cm]?[jt]s$/i.test(name)) return /permalink/i.test(text) ? [folder, patternIn(text)] : undefined;
  const root = parsed(name, text);
  if (root === 'unread') return [folder, ''];
  const [, node] = root.find(([key]) => key === 'permalink') ?? [];
  return node && [folder, node.kind === 'scalar' ? node.text : ''];
}

/** A text that is a whole value: nothing is added to it, nor is it one of several. */
const LITERAL = /\bpermalink['"]?\s{0,9}:\s{0,9}(["'`])((?:(?!\1)[^$\\\n]){1,200})\1\s{0,99}[,}]/;

/** A function whose whole body is a template. */
const RETURNED = new RegExp(
  '\\bpermalink[\'"]?(?:\\s{0,9}:)?\\s{0,9}(?:function\\s{0,9}\\w{0,30}\\s{0,9})?' +
    '(?:\\w{1,30}|\\([\\w\\s{},]{0,80}\\))\\s{0,9}(?:=>|(?:=>\\s{0,9})?\\{\\s{0,99}return\\b)' +
    '\\s{0,9}`([^`\\\\\\n]{1,200})`\\s{0,9};?\\s{0,99}[,}]',
);

/**
 * Returns the text that a program gives as address, or has a function return, in the language of templates; nothing
 * where the program makes it otherwise.
 */
function patternIn(program: string): string {
  const code = program.replace(/^[\t ]*\/\/.*$/gm, '');
  if (code.match(/permalink/gi)?.length !== 1) return '';
  const [, , literal] = LITERAL.exec(code) ?? [];
  if (literal !== undefined) return literal;
  const [, text = ''] = RETURNED.exec(code) ?? [];
  const template = text.replace(/\$\{\s{0,9}(?:data\.)?(page\.\w{1,30})\s{0,9}\}/g, '{{ $1 }}');
  return template.includes('${') ? '' : template;
}

/** Returns whether a pattern gives all texts the same address. */
export function isOneAddress(pattern: string): boolean {
  return pattern !== 'false' && !/\{[{%]/.test(pattern);
}

const DATE = /^\d{4}-\d{2}-\d{2}-(?=.)/;

/** The pattern of the innermost folder that has one. */
function patternAbove(name: string, patterns: Readonly<Record<string, string>>): string | undefined {
  for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
    const folder = name.slice(0, end + 1);
    if (Object.hasOwn(patterns, folder)) return patterns[folder];
  }
  return patterns[''];
}

interface Filling {
  readonly page: EleventyPage;
  readonly zone: Zone;
  readonly parts: { readonly fileSlug: string; readonly filePathStem: string };
}

const EXPRESSION = /\{\{-?\s{0,9}([^{}]{1,200}?)\s{0,9}-?\}\}/g;
const FORMATTED = /^page\.date\s{0,9}\|\s{0,9}date(?::\s{0,9}|\()["']([%\w/-]{2,40})["']\)?$/;

/** Fills a template. `undefined` where it has an expression whose value is not known, such as a filter of the site. */
function filled(pattern: string, { page, zone, parts }: Filling): string | undefined {
  const { year, month, day } = clockParts(page.published, zone);
  const numbers: Readonly<Record<string, string>> = { '%Y': year, '%m': month, '%d': day };
  let isKnown = !/\{%/.test(pattern);
  const path = pattern.replace(EXPRESSION, (_, expression: string) => {
    if (expression === 'page.fileSlug') return parts.fileSlug;
    if (expression === 'page.filePathStem') return parts.filePathStem;
    const [, format] = FORMATTED.exec(expression) ?? [];
    const value = format?.replace(/%[a-z]/gi, one => numbers[one] ?? '%');
    isKnown &&= value !== undefined && !value.includes('%');
    return value ?? '';
  });
  return isKnown ? path : undefined;
}
