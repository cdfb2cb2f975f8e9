import type { MarkdownIt, StateBlock } from 'markdown-it';

/** A list of rules of the Markdown parser. */
interface Ruler<Rule> {
  getRules(chain: string): Rule[];
  enable(name: string): unknown;
  disable(name: string): unknown;
}

/**
 * Returns the rule of that name, for another that wraps it. The package exports none of them.
 * @throws where there is no such rule.
 */
export function ruleOf<Rule>(ruler: Ruler<Rule>, name: string): Rule {
  const all = ruler.getRules('');
  ruler.disable(name);
  const others = new Set(ruler.getRules(''));
  ruler.enable(name);
  const rule = all.find(one => !others.has(one));
  if (!rule) throw new Error(`the Markdown parser has no rule ${name}`);
  return rule;
}

/** Characters that may begin something else than text, as the package has them. */
const TERMINATOR = /[\n!#$%&*+\-:<=>@[\\\]^_`{}~]/g;

/**
 * Has a pattern find the end of text. The package's own rule, which calls a function for each character, takes twice as
 * long: 25 ms more for the feeds of a build.
 */
export function findTextByPattern(parser: MarkdownIt): void {
  parser.inline.ruler.at('text', (state, silent) => {
    TERMINATOR.lastIndex = state.pos;
    const end = TERMINATOR.test(state.src) ? Math.min(TERMINATOR.lastIndex - 1, state.posMax) : state.posMax;
    if (end <= state.pos) return false;
    if (!silent) state.pending += state.src.slice(state.pos, end);
    state.pos = end;
    return true;
  });
}

/** Records the offset of inline raw HTML within the text of its paragraph. */
export function rememberOffsets(parser: MarkdownIt): void {
  const { ruler } = parser.inline;
  const rule = ruleOf(ruler, 'html_inline');
  ruler.at('html_inline', (state, silent) => {
    const at = state.pos;
    if (!rule(state, silent)) return false;
    const token = silent ? undefined : state.tokens.at(-1);
    if (token) token.meta = { at };
    return true;
  });
}

/** Returns the offset that `rememberOffsets` recorded. */
export function offsetOf(meta: unknown): number {
  const at = typeof meta === 'object' && meta !== null ? Reflect.get(meta, 'at') : undefined;
  return typeof at === 'number' ? at : 0;
}

/**
 * Has lines part paragraphs that hold nothing but spaces of any kind, such as the no-break space of an empty paragraph
 * of a word processor: CommonMark knows only spaces and tabs. Lines of code and of HTML stay as they are.
 */
export function partAtAnySpaces(parser: MarkdownIt): void {
  parser.block.ruler.before('lheading', 'spaces', takeSpaces, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

/** The last character of ASCII: those of other spaces come after it. */
const DELETE = 0x7f;

function takeSpaces(state: StateBlock, line: number, _end: number, silent: boolean): boolean {
  if (!hasOtherSpaces(state, line)) return false;
  // From here on, this line and all such lines below it are of spaces that the parser knows.
  for (let at = line; at < state.lineMax && (state.isEmpty(at) || hasOtherSpaces(state, at)); at++)
    state.tShift[at] = (state.eMarks[at] ?? 0) - (state.bMarks[at] ?? 0);
  if (!silent) state.line = line + 1;
  return true;
}

/** Returns whether a line holds spaces alone, and none that the parser knows first. */
function hasOtherSpaces(state: StateBlock, line: number): boolean {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const end = state.eMarks[line] ?? start;
  if (start >= end || state.src.charCodeAt(start) <= DELETE) return false;
  return state.src.slice(start, end).trim() === '';
}
