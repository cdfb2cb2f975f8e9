const STRING = String.raw`"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"`;
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const TOKEN = new RegExp(String.raw`[ \t\n\r]*([{}[\]:,]|${STRING}|${NUMBER}|true|false|null)`, 'y');

/** Token that may come next; `value?` and `key?` may also close the open array or object. */
type Expected = 'value' | 'value?' | 'key' | 'key?' | ':' | ',' | 'end';

/**
 * Returns the offset where text is no longer JSON (RFC 8259), in UTF-16 code units; its length if it ends too early.
 * The platform's parser does not report it.
 */
export function jsonErrorAt(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  TOKEN.lastIndex = 0;
  for (let at = 0; ; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[1];
    const start =
      token === undefined
        ? at + (/[^ \t\n\r]/.exec(text.slice(at))?.index ?? text.length)
        : TOKEN.lastIndex - token.length;
    const next: Expected | undefined = token === undefined ? undefined : after(token, expected, open);
    if (next === undefined) return Math.min(start, text.length);
    expected = next;
  }
}

function after(token: string, expected: Expected, open: ('{' | '[')[]): Expected | undefined {
  const within = open.at(-1);
  if (token === '}' || token === ']') {
    const closes = expected === ',' || expected === (token === '}' ? 'key?' : 'value?');
    if (!closes || within !== (token === '}' ? '{' : '[')) return undefined;
    open.pop();
    return open.length === 0 ? 'end' : ',';
  }
  if (token === ',') return expected === ',' ? (within === '{' ? 'key' : 'value') : undefined;
  if (token === ':') return expected === ':' ? 'value' : undefined;
  if (expected === 'key' || expected === 'key?') return token.startsWith('"') ? ':' : undefined;
  if (expected !== 'value' && expected !== 'value?') return undefined;
  if (token === '{' || token === '[') {
    open.push(token);
    return token === '{' ? 'key?' : 'value?';
  }
  return within === undefined ? 'end' : ',';
}
