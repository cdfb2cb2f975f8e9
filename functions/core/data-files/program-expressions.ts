const NONE = -1;
/** Functions that set fields by names that can't be seen, and words by which a name may be reached. */
const SETTER = /^(?:assign|define|set|eval$|Function$|Reflect$|constructor$|call$|apply$|bind$|delete$|with$)|__/;
const TEXT = /^["'`]/;

/**
 * Returns the index of the comma or bracket that ends an expression, which is not computed; -1 where it may set fields
 * of what it is given, or does not end.
 */
export function endOfExpression(tokens: readonly string[], from: number): number {
  let depth = 0;
  if (/^(?:[{[,}\]]|\.\.\.)/.test(tokens[from] ?? '}')) return NONE;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    if (depth === 0 && (token === ',' || token === '}' || token === ']')) return at;
    if (token === ';' && depth === 0) return NONE;
    if (maySet(tokens, at)) return NONE;
    if ('{[('.includes(token)) depth++;
    else if ('}])'.includes(token)) depth--;
    if (depth < 0) return NONE;
  }
  return NONE;
}

/** Returns whether a token may set a field of an object. */
function maySet(tokens: readonly string[], at: number): boolean {
  const token = tokens[at] ?? '';
  if (token === '++' || token === '--') return true;
  // `for (data.draft of [true])`
  if (token === 'of' || token === 'in') return tokens[at - 3] === 'for' && /\./.test(tokens[at - 1] ?? '');
  if (token !== '=') return !TEXT.test(token) && token.split('.').some(word => SETTER.test(word));
  const [second = '', before = ''] = [tokens[at - 2], tokens[at - 1]];
  if (before === '=' || tokens[at + 1] === '=') return false;
  if (before === '!' || ((before === '<' || before === '>') && second !== before)) return false;
  return !/^[a-z_]\w*$/i.test(before);
}

/**
 * Returns the index of what a program exports: behind `export default` or `module.exports =`, with nothing before but
 * other modules that it names. `undefined` where there is more.
 */
export function exportedAt(tokens: readonly string[]): number | undefined {
  let at = 0;
  for (let next = afterDeclaration(tokens, 0); next !== NONE; next = afterDeclaration(tokens, at)) at = next;
  if (tokens[at] === 'export' && tokens[at + 1] === 'default') return at + 2;
  return tokens[at] === 'module.exports' && tokens[at + 1] === '=' ? at + 2 : undefined;
}

/** Maximum number of tokens of such a line. */
const MAX_NAMES = 200;

/** Returns the index after `import … from '…'`, `const … = require('…')` or `'use strict'`; -1 where there is none. */
function afterDeclaration(tokens: readonly string[], at: number): number {
  const word = tokens[at] ?? '';
  if (/^["']use strict["']$/.test(word)) return afterSemicolon(tokens, at + 1);
  if (word === 'import') return afterSemicolon(tokens, afterNames(tokens, at + 1, TEXT) + 1);
  if (word !== 'const' && word !== 'let' && word !== 'var') return NONE;
  const sign = afterNames(tokens, at + 1, /^=$/);
  const [name, open, text = '', close] = tokens.slice(sign + 1, sign + 5);
  if (sign === NONE || name !== 'require' || open !== '(' || !TEXT.test(text) || close !== ')') return NONE;
  let end = sign + 5;
  while (tokens[end]?.startsWith('.')) end++;
  return afterSemicolon(tokens, end);
}

/** Returns the index of the token after names and their braces; -1 where it is another. */
function afterNames(tokens: readonly string[], from: number, wanted: RegExp): number {
  for (let at = from; at < Math.min(tokens.length, from + MAX_NAMES); at++) {
    const token = tokens[at] ?? '';
    if (wanted.test(token)) return at;
    if (!/^(?:\w+|[{},:*])$/.test(token)) return NONE;
  }
  return NONE;
}

/** Returns the index after a semicolon, where one stands; 0 means that nothing stands before. */
function afterSemicolon(tokens: readonly string[], at: number): number {
  if (at <= 0) return NONE;
  return tokens[at] === ';' ? at + 1 : at;
}
