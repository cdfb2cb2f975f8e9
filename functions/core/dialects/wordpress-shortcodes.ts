import { codeLines, codeSpans } from './code-lines.ts';
import { createFinder, type Range } from './ranges.ts';

/** Names of shortcodes that are no words of a text, though nothing is given to them. */
const KNOWN = new RegExp(
  '^(?:gallery|embed|audio|video|playlist|caption|wp_caption|youtube|vimeo|soundcloud|tweet|instagram|instagram-feed|' +
    String.raw`powerpress|podlove-[\w-]+|googlemaps|wpforms|gravityforms?|ninja_forms?|contact-form.*|[^\W_]+_\w+)$`,
  'i',
);
/** Those of them that are words, too, so that they are shortcodes only with attributes or an end. */
const WORDS: ReadonlySet<string> = new Set('embed audio video caption youtube vimeo tweet instagram'.split(' '));

const CODE = /(?<![\\![\]])\[([a-z][\w-]{1,40})((?:\s[^\][]*)?)\](?![(\]:])(?!\[[^\]/])/gi;
const END = /\[\/([a-z][\w-]{1,40})\]/gi;
/** Definition of a link in Markdown. */
const DEFINITION = /^ {0,3}\[([a-z][\w-]{1,40})\]:/gim;
/** An attribute with a value in quotes, also in those of printers, and in references to characters. */
const ATTRIBUTE = /[\s"'”″;][\w-]{1,40}\s?=\s?(?:["'“”‘’″′]|&(?:quot|ldquo|rdquo|apos|#\w{2,5});)/i;
/** Maximum length of text around a shortcode that is examined, in UTF-16 code units. */
const MAX_AROUND = 500;

/** A shortcode that a text shows as it is written. */
export interface ShownShortcode {
  readonly at: number;
  readonly name: string;
}

/** Returns true for a name that shortcodes of WordPress and its widespread plugins have. */
export function isKnownShortcode(name: string): boolean {
  return KNOWN.test(name);
}

/** Returns true for a text that may have such shortcodes, which is then to be examined. Fast where it has none. */
export function mayShowShortcodes(text: string): boolean {
  if (!text.includes('[')) return false;
  return [...text.matchAll(CODE)].some(([, name = '', given = '']) => isKnownShortcode(name) || ATTRIBUTE.test(given));
}

/**
 * Returns the first of each kind of WordPress' shortcodes that a text surely shows as they are written: those with a
 * known name or with attributes in quotes, which stand alone on their line or have an end, and known ones with
 * attributes anywhere. Words in brackets, links, and what lies in the ranges of `codeOf` are none. Linear.
 */
export function shownShortcodes(text: string, codeOf: (text: string) => readonly Range[]): readonly ShownShortcode[] {
  if (!text.includes('[')) return [];
  const found = new Map<string, ShownShortcode>();
  let known: { ends: ReadonlySet<string>; links: ReadonlySet<string>; isCode: (at: number) => boolean } | undefined;
  for (const { 0: code, 1: name = '', 2: given = '', index: at } of text.matchAll(CODE)) {
    const [isKnown, hasAttributes] = [isKnownShortcode(name), ATTRIBUTE.test(given)];
    if (found.has(name) || (!isKnown && !hasAttributes) || (given.trim() !== '' && !hasAttributes)) continue;
    known ??= { ends: namesIn(text, END), links: namesIn(text, DEFINITION), isCode: createFinder(codeOf(text)) };
    const isPlain = !hasAttributes && WORDS.has(name.toLowerCase());
    const isCertain =
      known.ends.has(name) || (!isPlain && isAlone(text, at, at + code.length)) || (isKnown && hasAttributes);
    if (known.isCode(at) || (given === '' && known.links.has(name)) || isInTag(text, at)) continue;
    if (isCertain) found.set(name, { at, name });
  }
  return [...found.values()];
}

function namesIn(text: string, pattern: RegExp): ReadonlySet<string> {
  return new Set([...text.matchAll(pattern)].map(([, name = '']) => name));
}

/** Returns true if nothing but marks of elements and quotations stands beside a range in its line. */
function isAlone(text: string, at: number, end: number): boolean {
  const before = text.slice(Math.max(0, at - MAX_AROUND), at);
  return /(?:^|[\n>])[ \t]*$/.test(before) && /^[ \t\r]*(?:$|[\n<])/.test(text.slice(end, end + MAX_AROUND));
}

function isInTag(text: string, at: number): boolean {
  return /<[a-z][^<>]*$/i.test(text.slice(Math.max(0, at - MAX_AROUND), at));
}

/** Returns the code of Markdown: lines in fences, indented lines, and spans. In order of their beginning. */
export function codeRanges(markdown: string): readonly Range[] {
  const lines = markdown.split('\n');
  const isFenced = codeLines(lines);
  const ranges = [...codeSpans(markdown)].map(([at, end]) => ({ at, end }));
  let at = 0;
  for (const [index, line] of lines.entries()) {
    if (isFenced[index] || /^(?: {4}|\t)/.test(line)) ranges.push({ at, end: at + line.length });
    at += line.length + 1;
  }
  return ranges.sort((one, other) => one.at - other.at);
}
