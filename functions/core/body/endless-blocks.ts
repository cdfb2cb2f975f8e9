import type { MarkdownIt, StateBlock } from 'markdown-it';
import { ruleOf } from './markdown-rules.ts';

/** Beginnings and end marks of HTML blocks that a mark ends, and not a blank line (CommonMark, section 4.6). */
const ENDS: readonly (readonly [begin: RegExp, end: string])[] = [
  [/^<script(?=[\s>]|$)/i, '</script'],
  [/^<style(?=[\s>]|$)/i, '</style'],
  [/^<textarea(?=[\s>]|$)/i, '</textarea'],
  [/^<!--/, '-->'],
  [/^<\?/, '?>'],
  [/^<![a-z]/i, '>'],
  [/^<!\[CDATA\[/, ']]>'],
];

const LESS_THAN = 0x3c;

/**
 * Turns off blocks of HTML that never end, which would swallow the rest of the text. The first line of one is an
 * ordinary paragraph.
 */
export function endlessBlocks(parser: MarkdownIt): void {
  const { ruler } = parser.block;
  const block = ruleOf(ruler, 'html_block');
  ruler.at('html_block', (state, start, end, silent) => !isEndless(state, start) && block(state, start, end, silent), {
    alt: ['paragraph', 'reference', 'blockquote'],
  });
}

/** Offset of the last occurrence of each mark in a text. */
const lastMarks = new WeakMap<object, Map<string, number>>();

function isEndless(state: StateBlock, line: number): boolean {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  if (state.src.charCodeAt(start) !== LESS_THAN) return false;
  const begin = state.src.slice(start, start + 12);
  const mark = ENDS.find(([pattern]) => pattern.test(begin))?.[1];
  return mark !== undefined && lastOf(mark, state) <= start;
}

function lastOf(mark: string, { src, env }: StateBlock): number {
  const marks = lastMarks.get(env) ?? new Map<string, number>();
  lastMarks.set(env, marks);
  const known = marks.get(mark);
  if (known !== undefined) return known;
  const last = (mark.startsWith('</') ? src.toLowerCase() : src).lastIndexOf(mark);
  marks.set(mark, last);
  return last;
}
