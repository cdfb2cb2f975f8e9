/*
 * Formulas in MathML, as KaTeX and MathJax write them beside what they draw: presentation elements alone, within
 * `math`. Nothing of HTML stands in a formula, and nothing of a formula outside of one, so that every parser reads what
 * was written: no element in which another language begins (`annotation-xml`, `mglyph`), nothing that leads anywhere or
 * does anything (`href`, `maction`).
 */

/** Elements of formulas, of MathML Core and MathML 3. */
export const MATH_TAGS: readonly string[] = (
  'math mrow mi mo mn ms mtext mspace msup msub msubsup mfrac msqrt mroot mstyle mtable mtr mtd munder mover ' +
  'munderover mfenced menclose mpadded mphantom merror mmultiscripts mprescripts semantics'
).split(' ');

/** Attributes of these elements that say how a formula is laid out. */
const LAYOUT: readonly string[] = (
  'display displaystyle scriptlevel mathvariant mathcolor mathbackground mathsize form fence separator lspace rspace ' +
  'stretchy symmetric maxsize minsize largeop movablelimits accent accentunder linethickness width height depth ' +
  'voffset columnalign rowalign columnspacing rowspacing columnlines rowlines columnspan rowspan notation open close ' +
  'separators'
).split(' ');

/** `alttext` is words. */
export const MATH_ATTRIBUTES: readonly string[] = ['alttext', ...LAYOUT];

const TAGS_OF_FORMULAS: ReadonlySet<string> = new Set(MATH_TAGS);
const NAMES_OF_LAYOUT: ReadonlySet<string> = new Set(LAYOUT);
/** A length, a colour, a word or some of these. Signs of `open`, `close` and `separators` are no letters. */
const LAYOUT_VALUE = /^[\w#%.+ -]{0,100}$|^[()[\]{}|‖⟨⟩⌈⌉⌊⌋,;.]{0,8}$/;

const MATH = /<math[\s>/]/i;
/** A tag as the sanitizer writes it. */
const TAG = /<(\/?)([a-z][a-z0-9]*)( [^<>]*)?>/g;

/** Returns whether there may be a formula in HTML. */
export function mayHaveFormula(html: string): boolean {
  return MATH.test(html);
}

/** Returns whether an element is one of a formula. */
export function isOfFormula(name: string): boolean {
  return TAGS_OF_FORMULAS.has(name);
}

/** Returns whether an attribute says how a formula is laid out, and in which words. */
export function isLayout(name: string, value: string): boolean {
  return name === 'alttext' || (NAMES_OF_LAYOUT.has(name) && LAYOUT_VALUE.test(value));
}

/**
 * Returns HTML as the sanitizer writes it with MathML in formulas alone. A formula is a `math` element in which nothing
 * but MathML stands; of every other the tags go, and what is in it stays as if they had not been there.
 */
export function settleFormulas(html: string): string {
  const going = new Set<number>();
  // Places of the tags of the formula that is open, and whether it is one so far.
  let formula: { readonly tags: number[]; depth: number; isOne: boolean } | undefined;
  for (const { 1: slash, 2: name = '', index } of html.matchAll(TAG)) {
    if (!isOfFormula(name)) {
      if (formula) formula.isOne = false;
      continue;
    }
    if (name === 'math' && slash === '') {
      if (formula) formula.isOne = false;
      formula ??= { tags: [], depth: 0, isOne: true };
      formula.depth += 1;
    }
    if (!formula) {
      going.add(index);
      continue;
    }
    formula.tags.push(index);
    if (name !== 'math' || slash === '') continue;
    formula.depth -= 1;
    if (formula.depth > 0) continue;
    if (!formula.isOne) for (const tag of formula.tags) going.add(tag);
    formula = undefined;
  }
  for (const tag of formula?.tags ?? []) going.add(tag);
  return going.size === 0 ? html : html.replace(TAG, (...match) => (going.has(match.at(-2)) ? '' : match[0]));
}
