import { isOfPublishing } from './program-fields.ts';
import { tokensOf } from './program-tokens.ts';

/**
 * Returns whether a program, which is never run, may compute when articles are public: a field of the object that it
 * exports has a name of publishing, or one that is not known, or it sets such a field of what it is given. So may one
 * that can't be read, or exports anything but an object that is written there.
 */
export function mayComputePublishing(program: string): boolean {
  const tokens = tokensOf(program, patternOf);
  const names = tokens && namesOf(tokens, exportAt(tokens));
  return !names || names.some(isOfPublishing) || tokens.some((_, at) => setsPublishing(tokens, at));
}

const TOKEN =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.|\$(?!\{)|\$\{[^`{}]*\})*`|[\w$]+|\.\.\.|=>|[^"'`\w$\s]/sy;
const PATTERN = /\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
/** Tokens after which a slash begins a regular expression. */
const BEFORE_PATTERN: ReadonlySet<string> = new Set([...'(,=:[!&|?{};', '=>', 'return']);

function patternOf(first: string, before = ';'): RegExp {
  return first === '/' && BEFORE_PATTERN.has(before) ? PATTERN : TOKEN;
}

/** Returns the index after the last `export default` or `module.exports =`; the number of tokens if there is none. */
function exportAt(tokens: readonly string[]): number {
  for (let at = tokens.length; at > 1; at--) {
    const isDefault = tokens[at - 2] === 'export' && tokens[at - 1] === 'default';
    if (isDefault || tokens.slice(Math.max(0, at - 4), at).join('') === 'module.exports=') return at;
  }
  return tokens.length;
}

const MODIFIERS: ReadonlySet<string> = new Set(['async', 'get', 'set', '*']);
const AFTER_NAME: ReadonlySet<string> = new Set([':', '(', ',', '}']);
/** A name, also in quotes; with an escape it may be any other. */
const NAME = /^(?:[\w$]+|"[^"\\]*"|'[^'\\]*')$/;

/**
 * Returns the names in the object that begins at a token and ends the program; `undefined` where there is none, or one
 * of its names is computed or comes from elsewhere.
 */
function namesOf(tokens: readonly string[], start: number): readonly string[] | undefined {
  if (tokens[start] !== '{') return undefined;
  const names: string[] = [];
  let at = start + 1;
  while (tokens[at] !== '}') {
    while (MODIFIERS.has(tokens[at] ?? '') && !AFTER_NAME.has(tokens[at + 1] ?? '')) at++;
    const name = tokens[at] ?? '';
    if (!NAME.test(name) || !AFTER_NAME.has(tokens[at + 1] ?? '')) return undefined;
    names.push(name.replace(/["']/g, ''));
    at = afterField(tokens, at + 1);
  }
  return tokens.slice(at + 1).every(token => token === ';') ? names : undefined;
}

/** Returns the index after a field: behind its comma, or of the bracket that closes the object. */
function afterField(tokens: readonly string[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    if (depth === 0 && (token === ',' || token === '}')) return token === ',' ? at + 1 : at;
    if ('{[('.includes(token)) depth++;
    else if ('}])'.includes(token)) depth--;
  }
  return tokens.length;
}

/** Functions that set fields by names that can't be seen. */
const SETTERS: ReadonlySet<string> = new Set(['assign', 'defineProperty', 'defineProperties', 'eval']);

/** Returns whether a token sets a field of publishing, or one whose name can't be seen. */
function setsPublishing(tokens: readonly string[], at: number): boolean {
  if (SETTERS.has(tokens[at] ?? '')) return true;
  if (tokens[at] !== '=' || tokens[at + 1] === '=') return false;
  let before = at - 1;
  while ('|&?+'.includes(tokens[before] ?? ' ')) before--;
  if (tokens[before] === ']') return true;
  return tokens[before - 1] === '.' && isOfPublishing(tokens[before] ?? '');
}
