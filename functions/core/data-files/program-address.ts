/** The most tokens that stand before the arrow of a function. */
const MAX_PARAMETERS = 20;
const TEXT = /^["'`]/;
const NONE = -1;

/**
 * Returns the index after an address that surely is one: a text, or a function that returns texts that are joined. -1
 * where it may be anything else, such as `false`, which holds an article back.
 */
export function endOfAddress(tokens: readonly string[], at: number): number {
  const length = tokens.slice(at, at + MAX_PARAMETERS).indexOf('=>');
  const isFunction = length !== -1 && tokens.slice(at, at + length).every(token => /^[\w(){},]+$/.test(token));
  let next = isFunction ? at + length + 1 : at;
  let hasText = false;
  for (;;) {
    const token = tokens[next] ?? '';
    if (!TEXT.test(token) && !(isFunction && /^[a-z_]/i.test(token))) return NONE;
    if (/\bfalse\b/.test(token)) return NONE;
    hasText ||= TEXT.test(token);
    if (tokens[next + 1] !== '+') return hasText && endsField(tokens[next + 1]) ? next + 1 : NONE;
    next += 2;
  }
}

function endsField(token: string | undefined): boolean {
  return token === ',' || token === '}';
}
