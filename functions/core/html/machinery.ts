/*
 * Controls that pages put into an article's text: signs that link to a heading, buttons that copy code, line numbers,
 * and formulas repeated for the eye. None of it is the article's.
 */

/** Attributes of an element, by name in lower case. */
type Attributes = Readonly<Record<string, string>>;

/** Facts about an element of machinery, known once it is closed. */
export interface ClosedElement {
  /** The text in it. */
  readonly text: string;
  /** True if there is code in it, or around it. */
  readonly hasCode: boolean;
  /** The text that follows, as far as it matters. */
  readonly next: string;
}

/** Returns whether an element of machinery is removed. An element with words of its own is kept. */
export type Goes = (element: ClosedElement) => boolean;

/** Maximum length of the text after an element that is looked at, in UTF-16 code units. */
export const MAX_NEXT = 2000;

const NAMES: ReadonlySet<string> = new Set('a button div nobr pre span td th'.split(' '));
/** Marks by which a start tag is recognised as machinery. */
const MARKS =
  'anchor|headerlink|hash-?link|heading-?link|permalink|copy|clipboard|line|gutter|' +
  String.raw`\bln|katex-html|mathjax|aria-hidden`;
const MARK = new RegExp(MARKS, 'i');

const ANCHORS = 'anchor|anchor-?js-link|anchor-link|headerlink|hash-?link|heading-?(?:anchor|link)|permalink';
const ANCHOR = new RegExp(String.raw`(?:^|\s)(?:header-?)?(?:${ANCHORS})(?:\s|$)`, 'i');
const COPY = /(?:^|[\s_-])(?:copy|clipboard|btn-copy|copybtn)(?:$|[\s_-])/i;
const NUMBERED =
  'linenos?|line-?numbers?|line-numbers-rows|linenodiv|gutter|rouge-gutter|' + 'lnt?|lnlinks|hljs-ln-numbers|blob-num';
const NUMBERS = new RegExp(String.raw`(?:^|\s)(?:${NUMBERED})(?:\s|$)`, 'i');

const isSign: Goes = ({ text }) => /^(?:[\s#¶§†∞🔗\u200b]|\ufe0e|\ufe0f)*$/u.test(text);
const isLabel: Goes = ({ text }) => text.trim().length <= 24;
const isNumber: Goes = ({ text, hasCode }) => hasCode && /^[\d\s]*$/.test(text);
/** The formula stands once more behind it. */
const isBeforeFormula: Goes = ({ text, next }) => text.trim() === '' || /<math\b|class="MathJax/i.test(next);

/** Returns whether a start tag, as it is written, may be that of machinery. */
export function mayBeMachinery(name: string, tag: string): boolean {
  return NAMES.has(name) && MARK.test(tag);
}

/** Returns when an element goes as machinery; `undefined` for what is none. */
export function machineryOf(name: string, attributes: Attributes, parent: Attributes = {}): Goes | undefined {
  const names = attributes.class ?? '';
  if (name === 'nobr') return parent['data-mathml'] === undefined ? undefined : isBeforeFormula;
  if (names === '' || !NAMES.has(name)) return undefined;
  if (name === 'a' && ANCHOR.test(names)) return isSign;
  if (name === 'button' && COPY.test(names)) return isLabel;
  if (/(?:^|\s)MathJax_Preview(?:\s|$)/.test(names)) return isBeforeFormula;
  return NUMBERS.test(names) ? isNumber : undefined;
}

/** Returns whether an element shows a formula once more that stands beside it as MathML. */
export function isFormulaTwice({ class: names = '' }: Attributes): boolean {
  return /(?:^|\s)katex-html(?:\s|$)/.test(names);
}

/**
 * Returns whether an element holds code, or what stands beside it: blocks of highlighters are tables and boxes around
 * it.
 */
export function isOfCode(name: string, { class: names = '' }: Attributes): boolean {
  return name === 'pre' || name === 'code' || /highlight|rouge|chroma|hljs|codeblock|code-block/i.test(names);
}
