import type { YamlList, YamlScalar } from './node.ts';
import { resolvePlain } from './plain-scalar.ts';

/** One line of a text: its number, and where it begins and ends in the text (without its line feed). */
export interface TextLine {
  readonly text: string;
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

const SIMPLE_ESCAPES = /^(?:[^\\]|\\["\\/n])*$/;
/** Item of a list on one line, without quotes: no indicator anywhere, and no colon, to be certain. */
const PLAIN_ITEM = /[^\s\-?:,[\]{}#&*!|>'"%@`][^,[\]{}:#\n]*/y;
const NEGATIVE = /-[0-9.][^,[\]{}:#\n]*/y;

/** The quoted scalar that begins at `at`, and where it ends; `undefined` where it does not end in this line. */
export function readQuoted(line: TextLine, at: number): readonly [YamlScalar, number] | undefined {
  const { text, number, start, end } = line;
  const isDouble = text.charAt(at) === '"';
  const close = isDouble ? doubleQuoteEnd(text, at) : singleQuoteEnd(text, at);
  if (close === -1 || close >= end) return undefined;
  const value = resolveQuoted(text.slice(at + 1, close), isDouble);
  if (value === undefined) return undefined;
  return [{ kind: 'scalar', value, text: value, line: number, column: at - start + 1 }, close + 1];
}

/** The list on one line that begins at `at`, and where it ends. */
export function readFlowList(line: TextLine, at: number): readonly [YamlList, number] | undefined {
  const items: YamlScalar[] = [];
  let next = skipSpaces(line, at + 1);
  while (next < line.end) {
    const first = line.text.charAt(next);
    if (first === ']') return [{ kind: 'list', items, line: line.number, column: at - line.start + 1 }, next + 1];
    const read = first === '"' || first === "'" ? readQuoted(line, next) : readPlainItem(line, next);
    if (!read) return undefined;
    items.push(read[0]);
    next = skipSpaces(line, read[1]);
    const mark = line.text.charAt(next);
    if (mark === ',') next = skipSpaces(line, next + 1);
    else if (mark !== ']') return undefined;
  }
  return undefined;
}

function readPlainItem({ text, number, start }: TextLine, at: number): readonly [YamlScalar, number] | undefined {
  const pattern = text.charAt(at) === '-' ? NEGATIVE : PLAIN_ITEM;
  pattern.lastIndex = at;
  if (!pattern.test(text)) return undefined;
  const end = pattern.lastIndex;
  let last = end;
  while (text.charAt(last - 1) === ' ') last--;
  const plain = text.slice(at, last);
  return [{ kind: 'scalar', value: resolvePlain(plain), text: plain, line: number, column: at - start + 1 }, end];
}

function singleQuoteEnd(text: string, at: number): number {
  let end = text.indexOf("'", at + 1);
  while (end !== -1 && text.charAt(end + 1) === "'") end = text.indexOf("'", end + 2);
  return end;
}

function doubleQuoteEnd(text: string, at: number): number {
  let end = text.indexOf('"', at + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charAt(first - 1) === '\\') first--;
  return (at - first) % 2 === 1;
}

function resolveQuoted(quoted: string, isDouble: boolean): string | undefined {
  if (!isDouble) return quoted.includes("'") ? quoted.replaceAll("''", "'") : quoted;
  if (!quoted.includes('\\')) return quoted;
  if (!SIMPLE_ESCAPES.test(quoted)) return undefined;
  return quoted.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}

/** End of the spaces that begin at `from`. */
export function skipSpaces({ text, end }: TextLine, from: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) === 0x20) at++;
  return at;
}
