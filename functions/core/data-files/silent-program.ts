import { foldFieldName, publicationRule } from '../front-matter/publication-rules.ts';
import { tokensOf } from './program-tokens.ts';

/** Returns true for a name of a field that has to do with publishing. */
export function isOfPublishing(key: string): boolean {
  return foldFieldName(key) === 'draft' || publicationRule(key) !== undefined;
}

/**
 * Returns whether a program, which is never run, surely says nothing of when articles are public: it exports one object
 * of literals, without a name of publishing. An address may also be made by a function that returns a text. Whatever
 * else it has, such as another file, a variable, or a function, might be or bring such a name.
 */
export function isSilent(program: string): boolean {
  const tokens = tokensOf(program, () => TOKEN);
  if (tokens === undefined) return false;
  const begin = tokens.slice(0, 2).join(' ');
  const end = begin === 'export default' || begin === 'module.exports =' ? silentValue(tokens, 2, 0) : NONE;
  return tokens[2] === '{' && (end === tokens.length || (end === tokens.length - 1 && tokens[end] === ';'));
}

/** A text without escapes, a number, a name with what it is part of, or a sign. */
const TOKEN = /"[^"\\\n]*"|'[^'\\\n]*'|`(?:[^`\\$]|\$\{\s?[\w.]+\s?\})*`|[\w.]+|=>|[{}[\](),:;=+-]/y;
/** An index that no token has. */
const NONE = -1;
const MAX_DEPTH = 20;
/** The most tokens that stand before the arrow of a function. */
const MAX_PARAMETERS = 20;
const TEXT = /^["'`]/;
const LITERAL = /^(?:["']|`[^$]*$|\d[\w.]*$|(?:true|false|null|undefined)$)/;
const NAME = /^(?:["'][\w -]+["']|\w+)$/;

/** Returns the index after the literal at an index; `NONE` where there is none that surely says nothing. */
function silentValue(tokens: readonly string[], at: number, depth: number): number {
  const token = tokens[at] ?? '';
  if (LITERAL.test(token)) return at + 1;
  if (token === '-') return /^\d/.test(tokens[at + 1] ?? '') ? at + 2 : NONE;
  const close = token === '{' ? '}' : token === '[' ? ']' : undefined;
  if (close === undefined || depth === MAX_DEPTH) return NONE;
  let next = at + 1;
  while (tokens[next] !== close) {
    next = close === '}' ? silentField(tokens, next, depth + 1) : silentValue(tokens, next, depth + 1);
    if (next === NONE || (tokens[next] !== ',' && tokens[next] !== close)) return NONE;
    if (tokens[next] === ',') next++;
  }
  return next + 1;
}

function silentField(tokens: readonly string[], at: number, depth: number): number {
  const name = tokens[at] ?? '';
  if (!NAME.test(name) || tokens[at + 1] !== ':') return NONE;
  const key = name.replace(/["']/g, '');
  if (foldFieldName(key) === 'permalink') return addressAt(tokens, at + 2);
  return isOfPublishing(key) ? NONE : silentValue(tokens, at + 2, depth);
}

/** Returns the index after an address: a text, or a function that returns texts that are joined. */
function addressAt(tokens: readonly string[], at: number): number {
  const length = tokens.slice(at, at + MAX_PARAMETERS).indexOf('=>');
  const isFunction = length !== -1 && tokens.slice(at, at + length).every(token => /^[\w(){},]+$/.test(token));
  let next = isFunction ? at + length + 1 : at;
  let hasText = false;
  for (;;) {
    const token = tokens[next] ?? '';
    if (!TEXT.test(token) && !(isFunction && /^[a-z_]/i.test(token))) return NONE;
    if (/\bfalse\b/.test(token)) return NONE;
    hasText ||= TEXT.test(token);
    if (tokens[next + 1] !== '+') return hasText ? next + 1 : NONE;
    next += 2;
  }
}
