import { Buffer } from 'node:buffer';
import type { Body } from '../body/body.ts';
import { findHtmlLosses } from '../body/html.ts';
import { mayHaveSpacedAddress } from '../body/links/spaced-addresses.ts';
import { type Loss, lossProblems } from '../body/loss.ts';
import { mayBePasted } from '../body/markdown-losses.ts';
import { mayShowShortcodes } from '../dialects/wordpress-shortcodes.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import type { Article, ArticleFormat } from './article.ts';
import { findNavigation, resolverFor } from './navigation-problems.ts';
import type { SourceText } from './source-text.ts';

const LEFT_OUT = 'template|noscript|head|nav|select|svg|dialog|iframe|input';
/** Signs of a post that a script would show. */
const POST = 'data-href|data-instgrm-permalink|\\scite\\s{0,9}=';
/** HTML that may be left out: elements, and everything around the element that holds the text. */
const IN_HTML = new RegExp(
  `<(?:${LEFT_OUT}|article|main|body|script|style|title|textarea)(?=[\\s/>])|<\\?|data:image|${POST}`,
  'i',
);
/** Elements that may be left out of Markdown, where other tags are text. */
const IN_MARKDOWN = new RegExp(`<(?:${LEFT_OUT})(?=[\\s/>])|<\\?|data:image|${POST}`, 'i');
/** Tags of templates, and comments of Nunjucks, kramdown, ERB, JSP, FreeMarker and Obsidian. */
const TEMPLATE = /\{(?:[{%]|#[-\s]|::)|<%[#-]|<#--|%%/;
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
/** Sign of a link: of HTML, of Markdown, or an address that is a link by itself. */
const LINK = /href|\]\(|\]:|\/\/|www\.|@/i;
/**
 * Minimum of open tags in a source whose elements are nested too deep for their links to be kept. Markdown adds
 * elements of its own.
 */
const MIN_TAGS_OF_DEPTH = { html: 200, markdown: 60 };

/**
 * Returns warnings about words of a source that its article does not show. Most sources have no sign of any and are not
 * examined further. No source is read for this alone.
 */
export function findLosses(article: Article, source: SourceText, { site, body }: Losing): readonly Problem[] {
  const { format } = article;
  const navigation = findNavigation(article, source, site);
  return format === 'text' ? navigation : [...navigation, ...findOtherLosses(article, source, { site, body })];
}

/** Site of an article, and its body as it is rendered while it is read. */
interface Losing {
  readonly site: Site;
  readonly body: { readonly isRendered: boolean; render(): Pick<Body, 'losses'> };
}

function findOtherLosses({ format, key, title }: Article, source: SourceText, { site, body }: Losing) {
  if (!hasSign(source.below)) return [];
  const text = source.body();
  if (!mayLose(text, format) && !mayLoseLinks(text, format)) return [];
  const isShort = format === 'html' && !body.isRendered;
  const losses: readonly Loss[] = isShort
    ? findHtmlLosses(text, { title, resolve: resolverFor(site), drop: [], idPrefix: '' })
    : body.render().losses;
  return lossProblems(losses, key, source.bodyLine);
}

/** `<`, `|`, a backtick, `~` and `{`. */
const SIGNS: readonly number[] = [0x3c, 0x7c, 0x60, 0x7e, 0x7b];
const [BRACKET, CLOSING, COLON, EXCLAMATION] = [0x5b, 0x5d, 0x3a, 0x21];
const [ROUND, ROUND_CLOSING, LINE_FEED, EQUALS] = [0x28, 0x29, 0x0a, 0x3d];
/** End of a shortcode, one that ends a line, and a picture within the text. */
const [END_TAG, LINE_OF_TAG, DATA] = [Buffer.from('[/'), Buffer.from(']\n'), Buffer.from('data:image')];
/** Mark of a comment of Obsidian. */
const PERCENTS = Buffer.from('%%');
/** Bullets and dashes that word processors begin lines with, three bytes each. */
const BULLETS: ReadonlySet<string> = new Set(
  [...'•‣◦▪●○■□\uf0b7\uf0a7–—'].map(mark => Buffer.from(mark).toString('latin1')),
);
/** Blanks in addresses. */
const [SPACE, TAB] = [0x20, 0x09];
const FOUR_SPACES = 0x20202020;
/** Bytes of an address that are examined for blanks. */
const MAX_ADDRESS = 2000;

/**
 * Looks for the signs in bytes. Only sources with one of them are decoded and examined further. Takes some
 * microseconds.
 */
function hasSign(bytes: Buffer): boolean {
  if (SIGNS.some(sign => bytes.includes(sign))) return true;
  if (bytes.includes(PERCENTS) || hasPastedLine(bytes)) return true;
  if (!bytes.includes(BRACKET)) return false;
  // Attributes of shortcodes, too.
  if (bytes.includes(EQUALS) || bytes.includes(END_TAG) || bytes.includes(LINE_OF_TAG) || bytes.at(-1) === CLOSING)
    return true;
  let read = 0;
  for (let at = bytes.indexOf(CLOSING); at !== -1; at = bytes.indexOf(CLOSING, at + 1)) {
    const next = bytes[at + 1] ?? LINE_FEED;
    if (next === COLON || (isBlank(next) && bytes[at + 2] === ROUND)) return true;
    if (next !== ROUND) continue;
    // What was read for a bracket before has no blank.
    read = addressEnd(bytes, Math.max(read, at + 2));
    if (isBlank(bytes[read])) return true;
  }
  return bytes.includes(EXCLAMATION) && bytes.includes(DATA);
}

/** A line end, and what a line begins with that may be pasted: a tab, four spaces, the first byte of a bullet. */
const PASTED: readonly Buffer[] = ['\n\t', '\n    ', '\n\xe2', '\n\xef'].map(text => Buffer.from(text, 'latin1'));

/** Returns whether a line begins with a tab, four spaces, or the bullet of a word processor. */
function hasPastedLine(bytes: Buffer): boolean {
  // Few texts have any such line; to look at each line by itself takes four times as long.
  const first = bytes[0] ?? 0;
  if (first !== TAB && first !== SPACE && first <= 0xe1 && !PASTED.some(start => bytes.includes(start))) return false;
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    if (first === TAB || (first === SPACE && bytes.readUIntBE(at, Math.min(4, bytes.length - at)) === FOUR_SPACES))
      return true;
    if (first > 0xe1 && BULLETS.has(bytes.toString('latin1', at, at + 3))) return true;
    const end = bytes.indexOf(LINE_FEED, at);
    if (end === -1) return false;
    at = end + 1;
  }
  return false;
}

/** Returns the offset of the blank, round bracket or line end that ends an address, or of the last byte examined. */
function addressEnd(bytes: Buffer, from: number): number {
  const end = Math.min(bytes.length, from + MAX_ADDRESS);
  let at = from;
  while (at < end && !isBlank(bytes[at]) && bytes[at] !== ROUND_CLOSING && bytes[at] !== LINE_FEED) at++;
  return at;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

function mayLose(text: string, format: ArticleFormat): boolean {
  if (hasOddTag(text) || mayShowShortcodes(text)) return true;
  if (format === 'html') return IN_HTML.test(text) || TEMPLATE.test(text);
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
  if (hasWordsBehindFences(markdown) || hasDefinitions(markdown)) return true;
  return mayHaveSpacedAddress(markdown) || mayBePasted(markdown);
}

/** Returns true for a text whose elements may be nested so deep that they go, and their links with them. */
function mayLoseLinks(text: string, format: ArticleFormat): boolean {
  return hasTags(text, MIN_TAGS_OF_DEPTH[format === 'html' ? 'html' : 'markdown']) && LINK.test(text);
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
