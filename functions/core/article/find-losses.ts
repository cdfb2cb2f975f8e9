import type { Buffer } from 'node:buffer';
import { renderBody } from '../body/body.ts';
import { findHtmlLosses } from '../body/html.ts';
import { mayHaveSpacedAddress } from '../body/links/spaced-addresses.ts';
import { type Loss, lossProblems } from '../body/loss.ts';
import { bufferOf } from '../buffer-of.ts';
import { labelKind } from '../html/navigation.ts';
import type { Resolve } from '../html/url-policy.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import type { Article, ArticleFormat } from './article.ts';
import { navigationProblems } from './navigation-problems.ts';
import type { SourceText } from './source-text.ts';

const LEFT_OUT = 'template|noscript|head|nav|select|svg|dialog';
/** HTML that may be left out: elements, and everything around the element that holds the text. */
const IN_HTML = new RegExp(
  `<(?:${LEFT_OUT}|article|main|body|script|style|title|textarea)(?=[\\s/>])|<\\?|data:image`,
  'i',
);
/** Elements that may be left out of Markdown, where other tags are text. */
const IN_MARKDOWN = new RegExp(`<(?:${LEFT_OUT})(?=[\\s/>])|<\\?|data:image`, 'i');
/** Tags of templates. */
const TEMPLATE = /\{[{%]/;
/** A start tag up to the next tag, the values in it, and characters that no attribute's name has. */
const [TAG, VALUE, ODD] = [/<[a-z][^<>]*/gi, /=\s*(?:"[^"]*"|'[^']*')/g, /["'\u0080-\uffff]|\s=/];
/** A line that may part the head of a table from its rows. */
const TABLE = /^[-:|>*+\d.) \t]+$/m;
const FENCE = /(?:```|~~~)(.*)/g;
/** Text after a fence that is more than the name of a language. */
const WORDS = /[^\w+#.-]/;
const FOOTNOTE = /\[\^[^[\]]*\]:/g;
/** Start of an element that others may lie in. */
const OPEN_TAG = /<(?!(?:area|br|col|hr|img|input|link|meta|source|track|wbr)[\s/>])[a-z]/gi;
/**
 * Minimum of open tags in a source whose elements are nested too deep for their links to be kept. Markdown adds
 * elements of its own.
 */
const MIN_TAGS_OF_DEPTH = { html: 200, markdown: 60 };

/**
 * Returns warnings about words of a source that its article does not show. Most sources have no sign of any and are not
 * examined further. No source is read for this alone.
 */
export function findLosses(article: Article, bytes: Uint8Array, source: SourceText, site: Site): readonly Problem[] {
  const { format } = article;
  const navigation = findNavigation(article, bytes, source, site);
  return format === 'text' ? navigation : [...navigation, ...findOtherLosses(article, bytes, source, site)];
}

/** Bytes at the end of plain text that are examined for navigation. */
const TAIL = 4096;
/** Text between two tags, or within one. */
const PIECE = /[^<>]+/g;
/** UTF-16 code units of a label, in HTML. */
const MAX_LABEL = 100;
/** References to characters that are in no label that is looked for. */
const REFERENCE = /&(?!(?:nbsp|amp|quot|lt|gt|#160|#34|#39|raquo|laquo);)/;
const NONE: ReadonlySet<string> = new Set();

/** Reports navigation of a saved page that is left out at its end. Most sources show at once that they have none. */
function findNavigation(
  { format, key, title }: Article,
  bytes: Uint8Array,
  source: SourceText,
  site: Site,
): readonly Problem[] {
  if (format !== 'text' && format !== 'html') return [];
  if (format === 'text' && !mayEndInNavigation(bytes)) return [];
  const text = source.body();
  if (format === 'html' && !mayHaveNavigation(text)) return [];
  const options = { title, resolve: createResolver(site), drop: site.plainText.drop, idPrefix: '' };
  const { navigation = [] } = renderBody(format, text, options);
  return navigationProblems(navigation, key, source.bodyLine);
}

function mayEndInNavigation(bytes: Uint8Array): boolean {
  const tail = bufferOf(bytes).toString('utf8', Math.max(0, bytes.length - TAIL));
  return tail.split(/[\r\n]/).some(line => isLabel(line));
}

/** Tags of ordinary text, without attributes but in links and pictures: what stands between them is shown. */
const PLAIN_TAG =
  /^(?:\/?(?:p|b|i|u|a|strong|em|ul|ol|li|h[2-6]|blockquote|code|figure|figcaption|sub|sup)|br ?\/?|(?:a|img) .*)$/s;

/** Tags within a line. */
const INLINE_TAG = /^\/?(?:a|abbr|b|code|em|font|i|mark|s|small|span|strong|sub|sup|u)(?:\s|$)/;

/**
 * Returns true for HTML with a label of navigation, and none but links below it. Whether they are at the end of what is
 * shown is known only where all tags are plain.
 */
function mayHaveNavigation(html: string): boolean {
  let [found, isPlain, isLink, line, unlinked] = [false, true, false, '', 0];
  for (const { 0: piece, index } of html.matchAll(PIECE)) {
    if (html[index - 1] === '<' && html[index + piece.length] === '>') {
      isPlain &&= PLAIN_TAG.test(piece);
      if (piece === '/a') isLink = false;
      else if (piece.startsWith('a ')) isLink = true;
      if (!INLINE_TAG.test(piece)) [line, unlinked] = ['', 0];
      continue;
    }
    // A comment that holds tags shows nothing of what stands between them.
    if (/^[!?]/.test(piece)) isPlain = false;
    const label = piece.trim();
    line = line.length > MAX_LABEL ? line : line + piece;
    if (!isLink) unlinked += label.length;
    if (unlinked > MAX_LABEL && isPlain && !isLink) found = false;
    else found ||= mayBeLabel(label) || mayBeLabel(line.trim());
    if (found && !isPlain) return true;
  }
  return found;
}

function mayBeLabel(line: string): boolean {
  return line.length > 1 && line.length <= MAX_LABEL && (isLabel(line) || REFERENCE.test(line));
}

function isLabel(line: string): boolean {
  const kind = labelKind(line, NONE);
  return kind === 'list' || kind === 'button';
}

/** Creates a resolver that decides only whether an address may stay; its target does not matter here. */
function createResolver(site: Site): Resolve {
  return reference => (URL.canParse(reference, site.url) ? new URL(reference, site.url).href : undefined);
}

function findOtherLosses(
  { format, key, title }: Article,
  bytes: Uint8Array,
  source: SourceText,
  site: Site,
): readonly Problem[] {
  if (!hasSign(bufferOf(bytes))) return [];
  const text = source.body();
  if (!mayLose(text, format) && !hasTags(text, MIN_TAGS_OF_DEPTH[format === 'html' ? 'html' : 'markdown'])) return [];
  const options = { title, resolve: createResolver(site), drop: [], idPrefix: '' };
  const losses: readonly Loss[] =
    format === 'html' ? findHtmlLosses(text, options) : renderBody(format, text, options).losses;
  return lossProblems(losses, key, source.bodyLine);
}

/** `<`, `|`, a backtick, `~` and `{`. */
const SIGNS: readonly number[] = [0x3c, 0x7c, 0x60, 0x7e, 0x7b];
const [BRACKET, CLOSING, COLON, EXCLAMATION] = [0x5b, 0x5d, 0x3a, 0x21];
const [ROUND, ROUND_CLOSING, LINE_FEED] = [0x28, 0x29, 0x0a];
/** Blanks in addresses. */
const [SPACE, TAB] = [0x20, 0x09];
/** Bytes of an address that are examined for blanks. */
const MAX_ADDRESS = 2000;

/**
 * Looks for the signs in bytes. Only sources with one of them are decoded and examined further. Takes under a
 * microsecond.
 */
function hasSign(bytes: Buffer): boolean {
  if (SIGNS.some(sign => bytes.includes(sign))) return true;
  if (!bytes.includes(BRACKET)) return false;
  for (let at = bytes.indexOf(CLOSING); at !== -1; at = bytes.indexOf(CLOSING, at + 1))
    if (bytes[at + 1] === COLON || (bytes[at + 1] === ROUND && hasBlank(bytes, at + 2))) return true;
  return bytes.includes(EXCLAMATION) && bytes.includes('data:image');
}

/** Returns true where a blank stands between an offset and the next round bracket. */
function hasBlank(bytes: Buffer, from: number): boolean {
  for (let at = from; at < Math.min(bytes.length, from + MAX_ADDRESS); at++) {
    const byte = bytes[at] ?? LINE_FEED;
    if (byte === SPACE || byte === TAB) return true;
    if (byte === ROUND_CLOSING || byte === LINE_FEED) return false;
  }
  return false;
}

function mayLose(text: string, format: ArticleFormat): boolean {
  if (hasOddTag(text)) return true;
  if (format === 'html') return IN_HTML.test(text);
  return (format === 'mdx' ? /[{<]/ : TEMPLATE).test(text) || markdownMayLose(text);
}

/**
 * Returns true for a text with a tag that may contain something else than attributes: an unbalanced quote, or letters
 * beyond ASCII.
 */
function hasOddTag(text: string): boolean {
  for (const [tag] of text.matchAll(TAG))
    if (/["'\u0080-\uffff]|\s=/.test(tag) && ODD.test(tag.replace(VALUE, ''))) return true;
  return false;
}

function markdownMayLose(markdown: string): boolean {
  if (markdown.includes('<') ? IN_MARKDOWN.test(markdown) : markdown.includes('data:image')) return true;
  if (markdown.includes('|') && TABLE.test(markdown)) return true;
  return hasWordsBehindFences(markdown) || hasDefinitions(markdown) || mayHaveSpacedAddress(markdown);
}

function hasTags(text: string, least: number): boolean {
  let count = 0;
  for (const _ of text.matchAll(OPEN_TAG)) if (++count >= least) return true;
  return false;
}

function hasWordsBehindFences(markdown: string): boolean {
  return [...markdown.matchAll(FENCE)].some(([, info = '']) => WORDS.test(info.trim()));
}

/** Returns true for Markdown that may define links, which may be unused. */
function hasDefinitions(markdown: string): boolean {
  const ends = markdown.split(']:').length - 1;
  return ends > 0 && ends > (markdown.match(FOOTNOTE)?.length ?? 0);
}
