/**
 * Matches the part of a line before a value in quotes or brackets: dashes of lists, and a key. The key is bare, or in
 * quotes of its own.
 */
const BEFORE_VALUE = /^([ ]*)(?:-[ ]+)*(?:(?:"[^"\n]*"|'[^'\n]*'|[^\s"'#[\]{}&*!|>%@`-][^:\n]*):[ ]+)?(?=["'[{])/;
const BLOCK_TEXT = /(?:^|[:-]) *[|>][-+\d]{0,2}$/;
const REST = /[ \t]*(?:#.*)?(?:\n|$)/y;

/** Pattern of a line that may be a field of its own. Below a forgotten quote it would be read as text. */
const FIELD = /[ ]*["']?[\w-]{1,60}["']?:(?:\s|$)/y;

/** A text that is indented, or the line (0-based) of a field that stands in a value, which is not. */
export type Indented = { readonly text: string } | { readonly fieldLine: number };

/**
 * Returns a text with deficient indentation mended; `undefined` if there is none. Quoted values and lists in brackets
 * may continue in the column of their key, or left of it, in YAML 1.1, but not in YAML 1.2. White space at the
 * beginning of such a line has no meaning, so the value and the line numbers stay the same. Time is linear.
 */
export function indentContinuations(text: string): Indented | undefined {
  const inserts: { readonly at: number; readonly blanks: number }[] = [];
  for (let start = 0; start < text.length; ) {
    const line = text.slice(start, lineEnd(text, start));
    const before = BEFORE_VALUE.exec(line);
    const indent = before?.[1]?.length ?? 0;
    const end = before ? valueEnd(text, start + before[0].length) : undefined;
    if (before && end === undefined) break;
    if (end !== undefined && end > start + line.length) {
      REST.lastIndex = end;
      if (!REST.test(text)) break;
      const isQuoted = /["']/.test(text[start + (before?.[0].length ?? 0)] ?? '');
      for (let at = lineEnd(text, start) + 1; at < end; at = lineEnd(text, at) + 1) {
        if (indentOf(text, at) > indent) continue;
        FIELD.lastIndex = at;
        if (isQuoted && FIELD.test(text)) return { fieldLine: text.slice(0, at).split('\n').length - 1 };
        inserts.push({ at, blanks: indent + 1 });
      }
      start = lineEnd(text, end) + 1;
    } else
      start = BLOCK_TEXT.test((line.split(' #', 1)[0] ?? '').trimEnd())
        ? blockEnd(text, start, line)
        : start + line.length + 1;
  }
  return inserts.length === 0 ? undefined : { text: withBlanks(text, inserts) };
}

function withBlanks(text: string, inserts: readonly { readonly at: number; readonly blanks: number }[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { at, blanks } of inserts) {
    parts.push(text.slice(from, at), ' '.repeat(blanks));
    from = at;
  }
  return parts.join('') + text.slice(from);
}

/** End of the value in quotes or brackets that begins at `at`; `undefined` if it never ends. */
function valueEnd(text: string, at: number): number | undefined {
  const first = text[at];
  if (first === '"' || first === "'") return quoteEnd(text, at);
  let depth = 0;
  for (let index = at; index < text.length; index++) {
    const mark = text[index];
    if (mark === '[' || mark === '{') depth += 1;
    else if (mark === ']' || mark === '}') depth -= 1;
    else if (mark === '#' && /\s/.test(text[index - 1] ?? '')) index = lineEnd(text, index);
    else if ((mark === '"' || mark === "'") && /[\s,:[{]/.test(text[index - 1] ?? '')) {
      const end = quoteEnd(text, index);
      if (end === undefined) return undefined;
      index = end - 1;
    }
    if (depth === 0) return index + 1;
  }
  return undefined;
}

function quoteEnd(text: string, at: number): number | undefined {
  const mark = text[at];
  for (let index = at + 1; index < text.length; index++) {
    if (mark === '"' && text[index] === '\\') index += 1;
    else if (text[index] === mark) {
      if (mark === '"' || text[index + 1] !== mark) return index + 1;
      index += 1;
    }
  }
  return undefined;
}

/** Start of the line below a block of text: the first that is not indented more than its key. */
function blockEnd(text: string, start: number, line: string): number {
  const indent = indentOf(text, start);
  let at = start + line.length + 1;
  while (at < text.length && (indentOf(text, at) > indent || text[at + indentOf(text, at)] === '\n'))
    at = lineEnd(text, at) + 1;
  return at;
}

function indentOf(text: string, at: number): number {
  let end = at;
  while (text[end] === ' ') end += 1;
  return end - at;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}
