import { MATH_ATTRIBUTES, MATH_TAGS } from './formulas.ts';

/** Elements that stay: what feed readers render. Those of formulas stay where there is one. */
const TAGS: readonly string[] = (
  'p h1 h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd pre code kbd samp var hr br div section aside figure ' +
  'figcaption picture source img audio video track iframe table caption colgroup col thead tbody tfoot tr th td ' +
  'a b strong i em u s del ins mark small sub sup q cite abbr dfn time span bdi bdo ruby rt rp wbr details ' +
  'summary'
).split(' ');

/**
 * These go with all that is in them: it is a page's machinery, or what no browser shows. A form is not: some systems
 * put one around every page; nor are buttons, of which the words stay.
 */
export const LEFT_OUT: readonly string[] =
  'script style template noscript head title nav select textarea svg annotation annotation-xml dialog'.split(' ');

/** Elements of which the text stays where they are closed, and which nobody leaves open but who writes about them. */
const CLOSED = 'button option optgroup object applet noembed noframes plaintext'.split(' ');

/** Other elements of HTML and MathML, of today and of the past, of which the text stays and the tags go. */
const OTHERS = (
  'html body link meta base article header footer main address center font form fieldset legend label input ' +
  'search hgroup menu dir area map param big tt strike acronym nobr marquee blink output progress meter data ' +
  'datalist canvas slot embed frame frameset basefont bgsound image rb rtc xmp listing isindex keygen command ' +
  'content shadow spacer layer ilayer multicol nextid mglyph maction'
).split(' ');

/** Attributes that stay, by element; `*` has those of all. */
const ATTRIBUTES: Readonly<Record<string, string[]>> = {
  '*': ['id', 'lang', 'dir', 'title'],
  a: ['href', 'hreflang'],
  img: ['src', 'srcset', 'sizes', 'alt', 'width', 'height'],
  source: ['src', 'srcset', 'sizes', 'type', 'media'],
  audio: ['src', 'controls', 'preload'],
  video: ['src', 'poster', 'width', 'height', 'controls', 'preload'],
  track: ['src', 'kind', 'srclang', 'label'],
  iframe: ['src', 'width', 'height', 'allowfullscreen', 'sandbox', 'referrerpolicy'],
  ol: ['start', 'reversed', 'type'],
  li: ['value'],
  td: ['colspan', 'rowspan', 'style'],
  th: ['colspan', 'rowspan', 'scope', 'style'],
  col: ['span'],
  colgroup: ['span'],
  code: ['class'],
  time: ['datetime'],
  del: ['datetime'],
  ins: ['datetime'],
  details: ['open'],
};

/** Elements of an article without a formula, and of one that has some, which few have. */
export const PLAIN: Allowed = { tags: TAGS, every: new Set(TAGS), attributes: ATTRIBUTES };
export const WITH_FORMULAS: Allowed = {
  tags: [...TAGS, ...MATH_TAGS],
  every: new Set([...TAGS, ...MATH_TAGS]),
  attributes: { ...ATTRIBUTES, ...Object.fromEntries(MATH_TAGS.map(tag => [tag, [...MATH_ATTRIBUTES]])) },
};

/** Elements that stay, with their attributes. */
export interface Allowed {
  readonly tags: readonly string[];
  readonly every: ReadonlySet<string>;
  readonly attributes: Readonly<Record<string, string[]>>;
}

const SPECIAL: ReadonlySet<string> = new Set([...LEFT_OUT, 'iframe', 'video', 'audio', 'img', 'input']);
const HARMLESS: ReadonlySet<string> = new Set([...TAGS, ...MATH_TAGS, ...OTHERS].filter(name => !SPECIAL.has(name)));
const LITERAL_IF_OPEN: ReadonlySet<string> = new Set([...LEFT_OUT, ...CLOSED]);
const EVERY_LEFT_OUT: ReadonlySet<string> = new Set(LEFT_OUT);

/** Returns whether an element, or its tags, can't take any words along, closed or not. */
export function isPlainElement(name: string): boolean {
  return HARMLESS.has(name);
}

/** Returns whether an element needs a closer look in HTML, too. */
export function isSpecialElement(name: string): boolean {
  return SPECIAL.has(name);
}

/** Returns whether an element is left out with all that is in it. */
export function isLeftOut(name: string): boolean {
  return EVERY_LEFT_OUT.has(name);
}

/**
 * Returns whether the start tag of an element that is never closed is a word about it, or a placeholder, in Markdown:
 * `<select>`, `<email>`.
 */
export function isLiteralIfOpen(name: string): boolean {
  return LITERAL_IF_OPEN.has(name) || !(HARMLESS.has(name) || SPECIAL.has(name));
}
