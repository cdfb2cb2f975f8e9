import { Parser } from 'htmlparser2';
import sanitizeHtml, { type Attributes, type IOptions } from 'sanitize-html';
import { SHOWS_ADDRESS } from '../dialects/tag-place.ts';
import { cleanHtml } from './canonical-html.ts';
import { type Closed, closeHtml, put, type RawRange, withoutMarks } from './close-html.ts';
import { isLayout, isOfFormula, mayHaveFormula, settleFormulas } from './formulas.ts';
import { type Allowed, LEFT_OUT, PLAIN, WITH_FORMULAS } from './html-elements.ts';
import { lexHtml } from './html-lexer.ts';
import { loaded } from './lazy-picture.ts';
import { leaveOut } from './leave-out.ts';
import {
  absoluteSrcset,
  frameUrl,
  imageUrl,
  isInlinePicture,
  linkUrl,
  prefixed,
  type Resolve,
  resourceUrl,
  withPrefixedFragment,
} from './url-policy.ts';

/** Maximum depth of elements. No article needs more, and parsers of readers give up at 256 to 512. */
const MAX_DEPTH = 200;

/** Hosts of players that newsrooms embed. Frames of other hosts, schemes or ports are left out. */
export const FRAME_HOSTS: readonly string[] = [
  'www.youtube.com',
  'www.youtube-nocookie.com',
  'player.vimeo.com',
  'www.dailymotion.com',
  'open.spotify.com',
  'w.soundcloud.com',
  'www.openstreetmap.org',
];

/**
 * Permissions of a player: it runs its scripts under its own origin (which is never this one), opens its own page, and
 * may be shown on another screen. It can't navigate the page, open dialogs or start downloads. Players ask who embeds
 * them: they get the origin, and no more.
 */
const FRAME_RULES: Attributes = {
  sandbox: 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation',
  referrerpolicy: 'strict-origin-when-cross-origin',
};

/** The only style that stays: how a column of a table is aligned. */
const ALIGNED = /^text-align:(?:left|right|center)$/;
const LANGUAGE_CLASS = /^language-[\w+#-]+$/;

export interface SanitizeOptions {
  readonly resolve: Resolve;
  /** Prefix of every `id`, so that the ids of different articles in one feed differ. */
  readonly idPrefix: string;
  /** Called with every reference, as its author wrote it. */
  readonly onReference?: (reference: string) => void;
  /** Set where `resolve` knows no address of some pictures, of which the alternative texts are to stay. */
  readonly lacksPictures?: true | undefined;
  /** HTML within Markdown; without it all is HTML. */
  readonly raw?: readonly RawRange[];
  /**
   * Called with words that are removed: the offset of their element, its name, and the words; for a picture, its
   * address.
   */
  readonly onLoss?: (at: number, element: string, text: string) => void;
}

/** Returns HTML with only what readers render, every URL absolute. Its text is kept, or reported. Idempotent. */
export function sanitize(html: string | Closed, options: SanitizeOptions): string {
  const mended = mend(html, options);
  if (!mayHaveFormula(mended)) return cleanHtml(allowed(mended, options, PLAIN)).trim();
  return cleanHtml(settleFormulas(allowed(mended, options, WITH_FORMULAS))).trim();
}

/**
 * HTML that may hold anything, but of which nothing vanishes when it is sanitized: what would is text here, or
 * reported.
 */
export function mend(html: string | Closed, options: SanitizeOptions): string {
  const given = typeof html === 'string' ? closeHtml(html, options.raw) : html;
  const closed = options.lacksPictures ? { ...given, hasSpecial: true } : given;
  for (const { at, element, text } of closed.losses) options.onLoss?.(at, element, text);
  return put(
    isTooDeep(closed.html) ? flatten(closed.html, options.onLoss) : leaveOut(closed, leaveOutOptions(options)),
  );
}

function leaveOutOptions({ raw, onLoss, onReference, resolve }: SanitizeOptions): Parameters<typeof leaveOut>[1] {
  return {
    isMarkdown: raw !== undefined,
    ...(onLoss && { onLoss }),
    onPicture(attributes, at) {
      const { src = '', srcset = '', alt = '' } = loaded('img', attributes);
      if (src !== '' && imageUrl(src, resolve) !== undefined) return undefined;
      if (absoluteSrcset(srcset, resolve) !== undefined) return undefined;
      if (src !== '') onReference?.(src);
      if (isInlinePicture(src)) onLoss?.(at, 'img', src);
      return alt;
    },
    onFrame(attributes, at) {
      const { src = '' } = loaded('iframe', attributes);
      const url = src === '' ? undefined : resourceUrl(src, resolve);
      const isPlayer = url !== undefined && FRAME_HOSTS.includes(new URL(url).hostname);
      const stays = isPlayer && frameUrl(src, resolve) !== undefined;
      // One that stays is reported when it is sanitized.
      if (!stays && src !== '') onReference?.(src);
      // Addresses without a host are dropped by whoever writes them, as about:blank is.
      const words = stays ? '' : wordsIn(attributes.srcdoc ?? '');
      if (words !== '') onLoss?.(at, 'iframe srcdoc', words);
      if (url !== undefined && !stays) onLoss?.(at, 'iframe', sourceOf(url));
      return stays;
    },
  };
}

/** Returns the words of a page that an attribute holds. */
function wordsIn(page: string): string {
  return withoutMarks(page)
    .replace(/<[^<>]*>/g, ' ')
    .trim();
}

/** Returns the host of a frame; with its scheme where that, or its port, is why it is left out. */
function sourceOf(url: string): string {
  const { protocol, host, hostname, origin } = new URL(url);
  return protocol === 'https:' && host === hostname ? host : origin;
}

/** A picture without an address, as the sanitizer writes it: no value holds a quote. */
const POINTLESS = /<img(?: (?!src="|srcset=")[^\s"=<>]+(?:="[^"]*")?)* ?\/>/g;

function allowed(html: string, options: SanitizeOptions, elements: Allowed): string {
  let hasPointless = false;
  const sanitized = sanitizeHtml(html, {
    ...sanitizerOptions(options, elements),
    // What is excluded here takes a copy of all that stands before it, so pictures are taken out at the end.
    exclusiveFilter({ tag, attribs }) {
      const { src, srcset } = attribs;
      if (tag === 'img' && src === undefined && srcset === undefined) hasPointless = true;
      return tag === 'iframe' && src === undefined;
    },
  });
  return hasPointless ? sanitized.replace(POINTLESS, '') : sanitized;
}

function sanitizerOptions(options: SanitizeOptions, { tags, every, attributes }: Allowed): IOptions {
  return {
    allowedTags: [...tags],
    allowedAttributes: attributes,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https', 'data'] },
    allowProtocolRelative: false,
    allowedIframeHostnames: [...FRAME_HOSTS],
    nonTextTags: [...LEFT_OUT],
    selfClosing: ['img', 'br', 'hr', 'wbr', 'col', 'source', 'track'],
    // Without this the sanitizer reads styles with a parser of CSS; the only one that stays needs none.
    parseStyleAttributes: false,
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs, ...addressShown(attribs, options) }),
      '*': (tagName, attribs) => ({ tagName, attribs: every.has(tagName) ? adjust(tagName, attribs, options) : {} }),
    },
  };
}

/** Returns the words of a link that shows its address, if that is known. */
function addressShown(
  { href, [SHOWS_ADDRESS]: shown }: Attributes,
  { resolve, idPrefix }: SanitizeOptions,
): { readonly text?: string } {
  if (shown === undefined || href === undefined) return {};
  const text = linkUrl(withPrefixedFragment(href, idPrefix), resolve);
  return text === undefined ? {} : { text };
}

function adjust(tag: string, attributes: Attributes, options: SanitizeOptions): Attributes {
  const adjusted: Attributes = {};
  if (isOfFormula(tag)) return formulaAttributes(tag, attributes, options);
  for (const [name, value] of Object.entries(loaded(tag, attributes))) {
    const kept = adjustAttribute(tag, name, value, options);
    if (kept !== undefined) adjusted[name] = kept;
  }
  if (tag === 'iframe') Object.assign(adjusted, FRAME_RULES);
  // Without controls a player can't be started, since scripts are gone.
  if (tag === 'audio' || tag === 'video') adjusted.controls = '';
  return adjusted;
}

function formulaAttributes(tag: string, attributes: Attributes, options: SanitizeOptions): Attributes {
  const kept = Object.entries(attributes).flatMap(([name, value]): [string, string][] => {
    const adjusted = FORMULA_GLOBALS.has(name) ? adjustAttribute(tag, name, value, options) : undefined;
    return adjusted !== undefined ? [[name, adjusted]] : isLayout(name, value) ? [[name, value]] : [];
  });
  return Object.fromEntries(kept);
}

const FORMULA_GLOBALS: ReadonlySet<string> = new Set(['id', 'dir']);

function adjustAttribute(tag: string, name: string, value: string, options: SanitizeOptions): string | undefined {
  const { resolve, idPrefix, onReference } = options;
  switch (name) {
    case 'href':
      onReference?.(value);
      return linkUrl(withPrefixedFragment(value, idPrefix), resolve);
    case 'src':
      onReference?.(value);
      if (tag === 'img') return imageUrl(value, resolve);
      return tag === 'iframe' ? frameUrl(value, resolve) : resourceUrl(value, resolve);
    case 'poster':
      onReference?.(value);
      return resourceUrl(value, resolve);
    case 'srcset':
      return absoluteSrcset(value, resolve);
    case 'id':
      return /^\S+$/.test(value) ? prefixed(value, idPrefix) : undefined;
    case 'style':
      return ALIGNED.test(value.replace(/[\s;]+/g, '')) ? value.replace(/[\s;]+/g, '') : undefined;
    case 'class':
      return value.split(/\s+/).find(one => LANGUAGE_CLASS.test(one));
    default:
      return value;
  }
}

/**
 * Returns whether elements are nested too deeply. Stops as soon as that is known, since parsers take time for every
 * open element at each close tag.
 */
function isTooDeep(html: string): boolean {
  if (!hasMoreThan(html, '<', MAX_DEPTH)) return false;
  let depth = 0;
  let deepest = 0;
  const parser = new Parser({
    onopentag() {
      depth += 1;
      deepest = Math.max(deepest, depth);
    },
    onclosetag() {
      depth -= 1;
    },
  });
  const STEP = 4096;
  for (let at = 0; at < html.length && deepest <= MAX_DEPTH; at += STEP) parser.write(html.slice(at, at + STEP));
  return deepest > MAX_DEPTH;
}

function hasMoreThan(text: string, character: string, most: number): boolean {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}

const ALT = /\salt=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const HREF = /\shref=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/** HTML that no reader could show as it is meant: its text stays, in paragraphs, and its tags and links go. */
function flatten(closed: string, onLoss: SanitizeOptions['onLoss']): string {
  const parts: string[] = [];
  let from = 0;
  const skip = (start: number, end: number): void => {
    parts.push(closed.slice(from, start));
    from = end;
  };
  lexHtml(closed, {
    open(name, start, end) {
      skip(start, end);
      const attribute = (pattern: RegExp): string | undefined => {
        const value = pattern.exec(closed.slice(start, end));
        return value?.[1] ?? value?.[2] ?? value?.[3];
      };
      const [alt, href] = [name === 'img' ? attribute(ALT) : undefined, name === 'a' ? attribute(HREF) : undefined];
      if (alt !== undefined) parts.push(alt.replaceAll('<', '&lt;'));
      if (href !== undefined) onLoss?.(start, 'a', href);
    },
    close: (_, start, end) => skip(start, end),
    hidden: skip,
    raw: (_, { start, text, close, end }) => {
      skip(start, text);
      parts.push(closed.slice(text, close).replaceAll('<', '&lt;'));
      from = end;
      return true;
    },
  });
  skip(closed.length, closed.length);
  const lines = parts.join('\n').split('\n');
  // What goes is still marked.
  const paragraphs = lines.map(text => text.trim()).filter(text => withoutMarks(text) !== '');
  return paragraphs.map(text => `<p>${text}</p>`).join('\n');
}
