/**
 * A slow, simple reference of what a text of Markdown hides: it goes from character to character, and the first mark to
 * open decides what closes it. Words are `w1`, `w2` …; the texts that it is asked of have no lists or quotes.
 */
export interface Told {
  /** Words in comments of Obsidian, ERB, JSP and FreeMarker. */
  readonly hidden: ReadonlySet<string>;
  /** Words in text and in code. */
  readonly shown: ReadonlySet<string>;
}

const MARKED: readonly (readonly [open: string, close: RegExp])[] = [
  ['<%--', /--%>/],
  ['<%#', /%>/],
  ['<#--', /-->/],
  ['%%', /(?<!%)%%(?=[\s.,;:!?…)\]"'”’»]|$)/],
];

export function firstToOpen(text: string): Told {
  const [hidden, shown] = [new Set<string>(), new Set<string>()];
  // What is left of the line: a comment that it begins with leaves.
  let [line, isHtml] = ['', false];
  for (let at = 0; at < text.length; ) {
    isHtml ||= line.trim() === '' && /^<pre>(?![\s\S]*<\/pre>)/.test(text.slice(at));
    const { kind, end } = pieceAt(text, at, isHtml ? undefined : line);
    // Behind a fence stands the name of a language.
    const piece = text.slice(at, end).replace(/^ {0,3}(?:`{3,}[^`\n]*|~{3,}.*)(?=\n|$)/, '```');
    for (const [word] of piece.matchAll(/w\d+/g)) {
      if (kind === 'marked') hidden.add(word);
      if (kind === 'text') shown.add(word);
    }
    if (kind === 'text' || kind === 'told') line += piece;
    line = line.slice(line.lastIndexOf('\n') + 1);
    at = end;
  }
  // Comments of HTML within elements and blocks of HTML hide their words as ever.
  for (const [comment] of text.matchAll(/<!--[\s\S]*?-->/g))
    for (const [word] of comment.matchAll(/w\d+/g)) shown.delete(word);
  return { hidden, shown };
}

interface Piece {
  /** `other` and `told` are hidden by what hid them before; `told` leaves something on its line. */
  readonly kind: 'text' | 'marked' | 'other' | 'told';
  readonly end: number;
}

function pieceAt(text: string, at: number, line: string | undefined): Piece {
  const rest = text.slice(at);
  const word = /^w\d+/.exec(rest);
  if (word) return { kind: 'text', end: at + word[0].length };
  const code = codeAt(text, at, line);
  if (code !== undefined) return { kind: 'text', end: code };
  if (rest.startsWith('\\')) return { kind: 'text', end: at + (rest[1] === '\n' ? 1 : 2) };
  for (const [open, close] of MARKED) {
    if (!rest.startsWith(open)) continue;
    if (open === '%%' && (rest[2] === '%' || !/(?:^|\s)$/.test(text.slice(0, at))))
      return { kind: 'text', end: at + 2 };
    const found = matchBehind(text, at + open.length, close);
    return found === undefined ? { kind: 'text', end: at + open.length } : { kind: 'marked', end: found };
  }
  const other = otherAt(text, at, line);
  return other === undefined
    ? { kind: 'text', end: at + 1 }
    : { kind: /^(?:\{#|\{% comment)/.test(rest) ? 'other' : 'told', end: other };
}

function matchBehind(text: string, from: number, pattern: RegExp): number | undefined {
  const search = new RegExp(pattern, 'g');
  search.lastIndex = from;
  const found = search.exec(text);
  return found ? found.index + found[0].length : undefined;
}

/** Returns the end of what is hidden where no marks are comments: by HTML, by templates. */
function otherAt(text: string, at: number, line: string | undefined): number | undefined {
  const rest = text.slice(at);
  if (rest.startsWith('<!--')) {
    const end = matchBehind(text, at + 2, /-->/);
    const isBlock = line === undefined || line.trim() === '';
    return end !== undefined && (isBlock || !/\n[ \t]*\n/.test(text.slice(at, end))) ? end : undefined;
  }
  if (/^\{#[-\s]/.test(rest)) {
    const end = matchBehind(text, at + 2, /#\}/);
    return /\n {0,3}(?:```|~~~)/.test(text.slice(at, end)) ? undefined : end;
  }
  if (rest.startsWith('{% comment %}')) return matchBehind(text, at, /\{% endcomment %\}/);
  const tag = /^\{\{.*?\}\}|^\{% .*?%\}/.exec(rest);
  return tag ? at + tag[0].length : undefined;
}

function codeAt(text: string, at: number, line: string | undefined): number | undefined {
  const rest = text.slice(at);
  if (line === undefined) return rest.startsWith('<') ? elementEnd(text, at) : undefined;
  const indented = line === '' && /(?:^|\n)[ \t]*\n$/.test(`\n${text.slice(0, at)}`) ? /^ {4}.*/.exec(rest) : null;
  if (indented) return at + indented[0].length;
  const isLine = line.trim() === '';
  const fence = isLine ? /^ {0,3}(`{3,}(?=[^`\n]*(?:\n|$))|~{3,}).*/.exec(rest) : null;
  if (fence) {
    const end = matchBehind(
      text,
      at + fence[0].length,
      new RegExp(`\\n[ ]*${fence[1]}${fence[1]?.[0]}*[ \\t]*(?=\\n|$)`),
    );
    return end ?? text.length;
  }
  const run = /^`+/.exec(rest)?.[0];
  if (run !== undefined) {
    const paragraph = /\n[ \t]*\n/.exec(rest)?.index ?? rest.length;
    for (const { 0: other, index } of rest.slice(0, paragraph).matchAll(/`+/g))
      if (index > 0 && other === run) return at + index + run.length;
    return at + run.length;
  }
  const raw = /^\{% raw %\}.*?\{% endraw %\}/.exec(rest);
  if (raw) return at + raw[0].length;
  return elementEnd(text, at);
}

function elementEnd(text: string, at: number): number | undefined {
  const rest = text.slice(at);
  const [, name] = /^<(pre|code)>/.exec(rest) ?? [];
  const close = name === undefined ? -1 : rest.indexOf(`</${name}>`);
  if (close === -1) return undefined;
  if (name === 'code' && /\n[ \t]*\n/.test(rest.slice(0, close))) return undefined;
  return at + close + `</${name}>`.length;
}
