import { QuoteType, Tokenizer } from 'htmlparser2';
import { absoluteSrcset, srcsetCandidates } from '../html/url-policy.ts';
import { cleanLine } from '../text/clean.ts';
import { parseAddress } from '../text/web-address.ts';

/** Tags that part no words. */
const INLINE: ReadonlySet<string> = new Set(
  (
    'a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup ' +
    'time u var wbr'
  ).split(' '),
);
/** Their content is no text. */
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'template']);

/** Text that HTML does not read literally. */
const MARKUP = /<[a-z/!?]|&[a-z#]/i;

/** Returns true for text that has another meaning when read as HTML. */
export function looksLikeHtml(text: string): boolean {
  return MARKUP.test(text);
}

/** Plain text as HTML: paragraphs where blank lines part them. */
export function htmlOfText(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped
    .split(/\n[ \t]*\n\s*/)
    .map(paragraph => paragraph.trim())
    .filter(paragraph => paragraph !== '')
    .map(paragraph => `<p>${paragraph.replaceAll('\n', '<br>\n')}</p>`)
    .join('\n');
}

/** Elements by which Bantin finds the text of a page; within an article they would be taken for the whole of it. */
const CONTAINERS: ReadonlySet<string> = new Set(['article', 'main', 'body']);
const URLS: ReadonlySet<string> = new Set(['href', 'src', 'poster', 'srcset']);
/** Attributes in which scripts that load pictures late expect the address. */
const LATE: ReadonlySet<string> = new Set(['data-src', 'data-lazy-src', 'data-srcset', 'data-lazy-srcset']);
const VALUE_START = /\s*=\s*["']?/y;
const ABSOLUTE = /^\s*(?:[a-z][a-z0-9+.-]*:|#|$)/i;

const ignore = (): void => {};
/** Handlers of the tokenizer that are not needed. */
const IGNORED = {
  onattribdata: ignore,
  onattribend: ignore,
  onattribentity: ignore,
  onattribname: ignore,
  oncdata: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onopentagend: ignore,
  onprocessinginstruction: ignore,
  onselfclosingtag: ignore,
  ontext: ignore,
  ontextentity: ignore,
};

/** Windows-1252 where ISO 8859-1 has control characters that nobody sees: HTML reads them so (13.2.5.80). */
const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Text in which what was left of windows-1252 is what it was meant to be. */
export function withoutC1(text: string): string {
  return /[\u0080-\u009f]/.test(text)
    ? text.replace(/[\u0080-\u009f]/g, character => C1.charAt(character.charCodeAt(0) - 0x80))
    : text;
}

/** Returns the text of a named entity of HTML; `undefined` where HTML has none of that name. */
export function entityText(name: string): string | undefined {
  let text = '';
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ...IGNORED,
      onopentagname: ignore,
      onclosetag: ignore,
      ontext: () => {
        text += '\0';
      },
      ontextentity(codePoint) {
        text += String.fromCodePoint(codePoint);
      },
    },
  );
  tokenizer.write(`&${name};`);
  tokenizer.end();
  return text === '' || text.includes('\0') ? undefined : text;
}

/** Elements that a headline is marked up with; what looks like another tag is a word: `Vec<String>`. */
const IN_HEADLINES: ReadonlySet<string> = new Set([
  ...INLINE,
  ...'big center div font h1 h2 h3 h4 h5 h6 p strike tt nobr title'.split(' '),
]);
const VOID_IN_HEADLINES: ReadonlySet<string> = new Set(['br', 'wbr', 'img']);

/**
 * Returns the text of a headline in HTML, on one line. A tag that headlines do not have, or that is never closed, is
 * part of the text.
 */
export function textOfHeadline(html: string): string {
  if (!html.includes('<')) return textOfHtml(html);
  const ends = new Map<string, number>();
  for (const { 1: name = '', index } of html.matchAll(/<\/([a-z][a-z0-9]*)\s*>/gi)) ends.set(name.toLowerCase(), index);
  const begun = new Set<string>();
  const marked = html.replace(
    /<(\/?)([a-z][^\s/>]*)|<(?!!--)/gi,
    (tag, slash: string, name: string | undefined, at) => {
      const element = name?.toLowerCase() ?? '';
      const isMarkup =
        // A picture without a source shows nothing: the headline is of the element.
        (VOID_IN_HEADLINES.has(element) && !html.startsWith('<img>', at)) ||
        (IN_HEADLINES.has(element) && (slash ? begun.has(element) : (ends.get(element) ?? -1) > at));
      if (isMarkup && !slash) begun.add(element);
      return isMarkup ? tag : `&lt;${tag.slice(1)}`;
    },
  );
  return textOfHtml(marked);
}

/** Returns the visible text of HTML, on one line. It builds no tree, so that unclosed tags cost no more than others. */
export function textOfHtml(html: string): string {
  if (!looksLikeHtml(html)) return cleanLine(html);
  let text = '';
  let silent = 0;
  const tag = (start: number, end: number, step: 1 | -1): void => {
    const name = html.slice(start, end).toLowerCase();
    if (SILENT.has(name)) silent = Math.max(silent + step, 0);
    if (!INLINE.has(name)) text += ' ';
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ...IGNORED,
      onopentagname: (start, end) => tag(start, end, 1),
      onclosetag: (start, end) => tag(start, end, -1),
      ontext(start, end) {
        if (silent === 0) text += html.slice(start, end);
      },
      ontextentity(codePoint) {
        if (silent === 0) text += String.fromCodePoint(codePoint);
      },
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return cleanLine(text);
}

/** An address in the text of an article, absolute, and the element and attribute that it stands in, in lower case. */
export interface Reference {
  readonly url: string;
  readonly element: string;
  readonly attribute: string;
}

/** Gives the address to write in place of one; `undefined` where it stays. */
export type Lead = (reference: Reference) => string | undefined;

/**
 * HTML of a feed as the text of an article: relative addresses become absolute, because they will be read from another
 * place, or what `lead` makes of them, and what would be taken for a whole page becomes a `div`. Nothing else changes.
 */
export function bodyOf(html: string, base: string | undefined, lead?: Lead): string {
  if (!looksLikeHtml(html)) return html;
  const edits: Edit[] = [];
  let element = '';
  let name = '';
  let value = 0;
  const rename = (start: number, end: number): void => {
    element = html.slice(start, end).toLowerCase();
    if (CONTAINERS.has(element)) edits.push({ start, end, text: 'div' });
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      ...IGNORED,
      onopentagname: rename,
      onclosetag: rename,
      onattribname(start, end) {
        name = html.slice(start, end).toLowerCase();
        VALUE_START.lastIndex = end;
        value = VALUE_START.test(html) ? VALUE_START.lastIndex : end;
      },
      onattribend(quote, after) {
        if (base === undefined || !(URLS.has(name) || (lead && LATE.has(name)))) return;
        const end = quote === QuoteType.Single || quote === QuoteType.Double ? after - 1 : after;
        const raw = html.slice(value, end);
        const text = (lead && led(raw, base, lead, { element, attribute: name })) ?? absolute(name, raw, base);
        if (text !== undefined) edits.push({ start: value, end, text });
      },
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return edited(html, edits);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The raw text of an attribute, made absolute; `undefined` where it is so already. Character references pass through as
 * they are.
 */
function absolute(name: string, raw: string, base: string): string | undefined {
  const resolve = (reference: string): string | undefined => parseAddress(reference, base)?.href;
  if (name === 'srcset') return absoluteSrcset(raw, resolve);
  return ABSOLUTE.test(raw) || LATE.has(name) ? undefined : resolve(raw);
}

/** The attribute with the addresses that `lead` gives; `undefined` where it gives none. */
function led(raw: string, base: string, lead: Lead, at: Omit<Reference, 'url'>): string | undefined {
  const follow = (reference: string): string | undefined => {
    const url = parseAddress(reference.trim(), base)?.href;
    return url === undefined ? undefined : lead({ ...at, url });
  };
  const text = unescaped(raw);
  if (!at.attribute.endsWith('srcset')) {
    const found = follow(text);
    return found === undefined ? undefined : escapedAttribute(found);
  }
  const candidates = [...srcsetCandidates(text)].map(({ reference, size }) => ({
    found: follow(reference),
    url: parseAddress(reference, base)?.href ?? reference,
    size,
  }));
  if (candidates.every(({ found }) => found === undefined)) return undefined;
  return escapedAttribute(candidates.map(({ found, url, size }) => `${found ?? url} ${size}`.trim()).join(', '));
}

const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes character references for characters that occur in addresses; others stay. */
function unescaped(raw: string): string {
  return raw.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return REFERENCES[String(name).toLowerCase()] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code < 0x11_00_00 ? String.fromCodePoint(code) : all;
  });
}

function escapedAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;').replaceAll(' ,', ',');
}

function edited(html: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text } of edits) {
    result += html.slice(at, start) + text;
    at = end;
  }
  return result + html.slice(at);
}
