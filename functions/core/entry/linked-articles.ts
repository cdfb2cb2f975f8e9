import type { Buffer } from 'node:buffer';
import type { Article } from '../article/article.ts';
import type { SourceText } from '../article/source-text.ts';
import { renderBody } from '../body/body.ts';
import { bufferOf } from '../buffer-of.ts';
import { linkOfTag } from '../dialects/shortcodes.ts';
import type { Position } from '../problem.ts';
import { createPositions } from '../text/positions.ts';
import { articlesMeant, isWithoutEnding } from './articles-meant.ts';
import { hasLocalLink } from './local-link.ts';

/** A reference to a file that may be an article, in Markdown or HTML. */
const FILE = /(?<![^\s()<>"'=[\]])[^\s()<>"'=[\]:]{1,500}\.(?:md|mdx|markdown|html?|txt)(?=[?#)>"'\s]|$)/gi;
/** A reference without an ending, in a link of Markdown. */
const PLAIN = /(?<=\]\()\.{1,2}\/[^\s()<>"':]{1,500}/g;
/** A tag of Jekyll, Hexo or Hugo that names an article. */
const TAG =
  /\{(?:%-?|\{[<%])\s{0,9}(post_url|link|post_link|post_path|ref|relref)\s{1,9}(?:path=)?["']?([^\s"'%{}<>]{1,300})/g;
const ENDINGS: readonly string[] = [
  '.md',
  '.MD',
  '.htm',
  '.HTM',
  '.txt',
  '.TXT',
  '.markdown',
  '](./',
  '](../',
  '{%',
  '{{',
];
/** Maximum number of linked articles whose addresses are looked up, for one article. */
const MAX_LINKED = 200;
/**
 * Maximum number of articles that the links of one article may mean: each is a claim in the segment of that article, so
 * a request.
 */
const MAX_MEANT = 100;

/**
 * Returns the keys, in NFC, of articles that a source may link to by their files: all that it links to, and perhaps
 * some that it only mentions. Most sources have none, which a few bytes show.
 */
export function linkedArticles(key: string, bytes: Uint8Array): readonly string[] {
  const buffer = bufferOf(bytes);
  if (!mayLink(buffer)) return [];
  const meant = meantIn(buffer.toString('utf8'), key);
  const own = key.normalize('NFC');
  const keys = new Set<string>();
  // The likeliest of each comes before the others of any.
  for (let rank = 0; keys.size < MAX_LINKED && meant.some(({ length }) => length > rank); rank++)
    for (const { [rank]: linked } of meant)
      if (linked !== undefined && linked !== own && keys.size < MAX_LINKED) keys.add(linked);
  return [...keys].sort();
}

/** The fields of an article that decide where its links by file lead. */
type Linking = Pick<Article, 'key' | 'format' | 'title'>;

/** Marks with which a text has to be rendered to see which references are links: code, comments, elements, escapes. */
const UNCLEAR = /[`\\{]|~~~|<[a-z!/?]| {4}|\t/i;
/** Characters before the address of a link of Markdown, in the text or in a definition. */
const BEFORE_ADDRESS = /(?:\]\(|\]:)[ \t]{0,9}<?$/;
/** Endings of files that nothing but an article has on a site of the newsroom's own. */
const OF_MARKDOWN = /\.(?:md|mdx|markdown)$/i;

/**
 * Returns, for each link by file, the keys in NFC of the articles that it may mean, the likeliest first. On a site with
 * a permalink those to Markdown alone: any other name may be that of a page there. Links beyond a maximum are not
 * among them, and lead to the likeliest. Most sources have none; where code or elements stand beside what looks like
 * one, the text is rendered, so that all are links.
 */
export function meantByLinks(
  { key, format, title }: Linking,
  bytes: Uint8Array,
  source: SourceText,
  hasPermalink: boolean,
): readonly (readonly string[])[] {
  const buffer = bufferOf(bytes);
  if (format === 'text' || !mayLink(buffer)) return [];
  const own = key.normalize('NFC');
  const meantBy = (reference: string): readonly string[] => {
    const keys = articlesMeant(reference.trim(), key);
    const isPage = hasPermalink && (isWithoutEnding(reference) || !OF_MARKDOWN.test(keys[0] ?? ''));
    return isPage || (keys.length === 1 && keys[0] === own) ? [] : keys;
  };
  const text = source.body();
  const isClear = format !== 'html' && !UNCLEAR.test(text);
  const references = referencesIn(text, isClear).filter(reference => meantBy(reference).length > 0);
  if (references.length === 0) return [];
  const options = { title, resolve: (reference: string) => reference, drop: [], idPrefix: '' };
  const links = isClear ? references : renderBody(format, text, options).references.map(({ reference }) => reference);
  return distinct(links.map(meantBy));
}

/** Returns the place of the first link in a text that leads to an article by its file, with its key in NFC. */
export function placeOfLink(key: string, linked: string, text: string): Position | undefined {
  const found = [FILE, PLAIN, TAG].flatMap(form =>
    [...text.matchAll(form)].flatMap(match => {
      const reference = form === TAG ? linkOfTag(match[1] ?? '', match[2] ?? '') : match[0];
      return reference !== undefined && articlesMeant(reference, key)[0] === linked ? [match.index] : [];
    }),
  );
  const at = found.find(index => !isInCode(text, index)) ?? found[0];
  return at === undefined ? undefined : createPositions(text)(at);
}

function isInCode(text: string, at: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return before.split('`').length % 2 === 0;
}

/** Returns the first lists that together name no more articles than are looked up, each once. */
function distinct(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  let left = MAX_MEANT;
  for (const keys of lists) {
    const name = keys.join('\n');
    if (keys.length === 0 || keys.length > left || found.has(name)) continue;
    found.set(name, keys);
    left -= keys.length;
  }
  return [...found.values()];
}

function mayLink(buffer: Buffer): boolean {
  return hasLocalLink(buffer) && ENDINGS.some(ending => buffer.includes(ending));
}

function meantIn(text: string, key: string): readonly (readonly string[])[] {
  return referencesIn(text, false).map(reference => articlesMeant(reference, key));
}

/** Returns what may be references to articles, each once; of a clear text the addresses of its links alone. */
function referencesIn(text: string, isClear: boolean): readonly string[] {
  const references = new Set<string>();
  const add = (reference: string | undefined): boolean => {
    if (reference !== undefined) references.add(reference);
    return references.size < MAX_LINKED;
  };
  for (const { 0: reference, index } of text.matchAll(FILE))
    if (!isClear || BEFORE_ADDRESS.test(text.slice(Math.max(0, index - 12), index))) if (!add(reference)) break;
  for (const [reference] of text.matchAll(PLAIN)) if (!add(reference)) break;
  for (const [, name = '', named = ''] of text.matchAll(TAG)) if (!add(linkOfTag(name, named))) break;
  return [...references];
}
