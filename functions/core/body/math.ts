import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { isFormula } from '../dialects/formula.ts';

/**
 * Leaves formulas as typed: `$…$` in a line, `$$…$$` in a paragraph or around separate lines. Their characters mean
 * something else in Markdown. Scripts of readers' sites render formulas; elsewhere they appear as written.
 */
export function addMath(parser: MarkdownIt): void {
  parser.inline.ruler.before('escape', 'math', inlineMath);
  parser.block.ruler.before('code', 'math', blockMath, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
}

/** Marks that do not occur in the rest of a text, so that each is searched for once. */
const absent = new WeakMap<object, Set<string>>();

function isAbsent(state: object, mark: string): boolean {
  return absent.get(state)?.has(mark) === true;
}

function noteAbsent(state: object, mark: string): void {
  const marks = absent.get(state) ?? new Set();
  absent.set(state, marks.add(mark));
}

function inlineMath(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (src[pos] !== '$') return false;
  const mark = src[pos + 1] === '$' ? '$$' : '$';
  const from = pos + mark.length;
  const close = isAbsent(state, mark) ? -1 : src.indexOf(mark, from);
  if (close === -1 || close >= posMax) {
    noteAbsent(state, mark);
    return false;
  }
  const inner = src.slice(from, close);
  if (!isFormula(inner, mark) || (mark === '$' && /\d/.test(src[close + 1] ?? ''))) return false;
  if (!silent) state.push('text', '', 0).content = src.slice(pos, close + mark.length);
  state.pos = close + mark.length;
  return true;
}

/** Reads lines between two `$$` as one paragraph, whatever they look like. */
function blockMath(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if (lineOf(state, start) !== '$$' || isAbsent(state, '$$')) return false;
  let close = start + 1;
  while (close < end && lineOf(state, close) !== '$$') close += 1;
  if (close >= end) {
    noteAbsent(state, '$$');
    return false;
  }
  if (silent) return true;
  const content = state.getLines(start, close + 1, state.blkIndent, false).trim();
  state.line = close + 1;
  const open = state.push('paragraph_open', 'p', 1);
  open.map = [start, state.line];
  const inline = state.push('inline', '', 0);
  Object.assign(inline, { content, map: [start, state.line], children: [] });
  state.push('paragraph_close', 'p', -1);
  return true;
}

function lineOf(state: StateBlock, line: number): string {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.src.slice(start, state.eMarks[line]).trim();
}
