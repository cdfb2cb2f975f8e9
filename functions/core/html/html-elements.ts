/** Elements that stay: what feed readers render. */
export const TAGS: readonly string[] = (
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

/** Elements of HTML and MathML, of today and of the past, of which the text stays and the tags go. */
const OTHERS = (
  'html body link meta base article header footer main address center font form fieldset legend label input ' +
  'search hgroup menu dir area map param big tt strike acronym nobr marquee blink output progress meter data ' +
  'datalist canvas slot embed frame frameset basefont bgsound image rb rtc xmp listing isindex keygen command ' +
  'content shadow spacer layer ilayer multicol nextid math mrow mi mo mn ms mtext mspace msup msub msubsup ' +
  'mfrac msqrt mroot mstyle mtable mtr mtd munder mover munderover mfenced menclose mpadded mphantom merror ' +
  'mmultiscripts mprescripts mglyph maction semantics'
).split(' ');

const SPECIAL: ReadonlySet<string> = new Set([...LEFT_OUT, 'iframe', 'video', 'audio', 'img']);
const PLAIN: ReadonlySet<string> = new Set([...TAGS, ...OTHERS].filter(name => !SPECIAL.has(name)));
const LITERAL_IF_OPEN: ReadonlySet<string> = new Set([...LEFT_OUT, ...CLOSED]);
const EVERY_LEFT_OUT: ReadonlySet<string> = new Set(LEFT_OUT);

/** Returns whether an element, or its tags, can't take any words along, closed or not. */
export function isPlainElement(name: string): boolean {
  return PLAIN.has(name);
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
  return LITERAL_IF_OPEN.has(name) || !(PLAIN.has(name) || SPECIAL.has(name));
}
