import type { Buffer } from 'node:buffer';
import { bufferOf } from '../buffer-of.ts';
import { linkOfTag } from '../dialects/shortcodes.ts';
import { articlesMeant } from './articles-meant.ts';
import { hasLocalLink } from './local-link.ts';

/** A reference to a file that may be an article, in Markdown or HTML. */
const FILE = /(?<![^\s()<>"'=[\]])[^\s()<>"'=[\]:]{1,500}\.(?:md|mdx|markdown|html?|txt)(?=[?#)>"'\s]|$)/gi;
/** A reference without an ending, in a link or definition of Markdown, or an attribute of HTML. */
const PLAIN =
  /(?:\][(:]\s{0,9}<|=\s{0,9}["'])([@.]\.?\/[^<>"':\n]{1,500})|(?:\][(:]|=)\s{0,9}([@.]\.?\/[^\s()<>"':]{1,500})/g;
/** A tag of Jekyll, Hexo or Hugo that names an article. */
const TAG =
  /\{(?:%-?|\{[<%])\s{0,9}(post_url|link|post_link|post_path|ref|relref)\s{1,9}(?:path=)?["']?([^\s"'%{}<>]{1,300})/g;
const ENDINGS: readonly string[] = ['.md', '.MD', '.htm', '.HTM', '.txt', '.TXT', '.markdown', './', '@/', '{%', '{{'];
/** Maximum number of linked articles whose addresses are looked up, for one article. */
const MAX_LINKED = 200;
/**
 * Maximum number of articles that the links of one article may mean, where a link may mean several: each is a claim in
 * the segment of that article, so a request.
 */
const MAX_MEANT = 100;

/**
 * Returns the keys, in NFC, of articles that a source may link to by their files: all that it links to, and perhaps
 * some that it only mentions. Most sources have none, which a few bytes show.
 */
export function linkedArticles(key: string, bytes: Uint8Array): readonly string[] {
  const meant = meantIn(key, bytes);
  const own = key.normalize('NFC');
  const keys = new Set<string>();
  // The likeliest of each comes before the others of any.
  for (let rank = 0; keys.size < MAX_LINKED && meant.some(({ length }) => length > rank); rank++)
    for (const { [rank]: linked } of meant)
      if (linked !== undefined && linked !== own && keys.size < MAX_LINKED) keys.add(linked);
  return [...keys].sort();
}

/**
 * Returns the keys, in NFC, of the articles that each link by file may mean, the likeliest first: of those links that
 * may mean several, so that it depends on others where they lead. Links beyond a maximum lead to the likeliest.
 */
export function severalMeant(key: string, bytes: Uint8Array): readonly (readonly string[])[] {
  const several = new Map<string, readonly string[]>();
  let left = MAX_MEANT;
  for (const keys of meantIn(key, bytes)) {
    const name = keys.join('\n');
    if (keys.length < 2 || keys.length > left || several.has(name)) continue;
    several.set(name, keys);
    left -= keys.length;
  }
  return [...several.values()];
}

/**
 * Returns the keys, in NFC, of the articles that each link by file may mean, the likeliest first. Some may be of names
 * that a source only mentions: which are links is known once it is rendered.
 */
export function linksByFile(key: string, bytes: Uint8Array): readonly (readonly string[])[] {
  const own = key.normalize('NFC');
  return meantIn(key, bytes).filter(([first]) => first !== undefined && first !== own);
}

const NONE: readonly (readonly string[])[] = [];

/** Removes a value that a template inserts before the path of a file: `{{ site.baseurl }}a.md`. */
function withoutValue(reference: string): string {
  return reference.slice(reference.includes('}}') ? reference.lastIndexOf('}}') + 2 : 0);
}

function mayLink(buffer: Buffer): boolean {
  return hasLocalLink(buffer) && ENDINGS.some(ending => buffer.includes(ending));
}

/** The articles that links of sources may mean, by their bytes: a reader asks for some of them, and a scan for all. */
const known = new WeakMap<Uint8Array, { readonly key: string; readonly meant: readonly (readonly string[])[] }>();

function meantIn(key: string, bytes: Uint8Array): readonly (readonly string[])[] {
  const before = known.get(bytes);
  if (before?.key === key) return before.meant;
  const buffer = bufferOf(bytes);
  const meant = mayLink(buffer) ? meantInText(buffer.toString('utf8'), key) : NONE;
  if (meant.length > 0) known.set(bytes, { key, meant });
  return meant;
}

function meantInText(text: string, key: string): readonly (readonly string[])[] {
  const references = new Set<string>();
  const add = (reference: string | undefined): boolean => {
    if (reference !== undefined) references.add(reference);
    return references.size < MAX_LINKED;
  };
  for (const [reference] of text.matchAll(FILE)) if (!add(withoutValue(reference))) break;
  for (const [, quoted, plain] of text.matchAll(PLAIN)) if (!add(quoted ?? plain)) break;
  for (const [, name = '', named = ''] of text.matchAll(TAG)) if (!add(linkOfTag(name, named))) break;
  return [...references].map(reference => articlesMeant(reference, key));
}
