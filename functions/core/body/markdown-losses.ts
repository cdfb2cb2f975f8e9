import type { MarkdownIt, Token } from 'markdown-it';
import type { BodyReference } from './body-options.ts';
import type { MarkdownEnv } from './footnotes.ts';
import { spacedAddresses } from './links/spaced-addresses.ts';
import { BULLETED, INDENTED, type Loss } from './loss.ts';
import { ruleOf } from './markdown-rules.ts';

/** First and last lines of link definitions, 0-based, by text that is being read. */
const definitions = new WeakMap<object, (readonly [start: number, end: number])[]>();

/** Records where links are defined: a definition that no link uses is not shown. */
export function rememberDefinitions(parser: MarkdownIt): void {
  const { ruler } = parser.block;
  const reference = ruleOf(ruler, 'reference');
  ruler.at('reference', (state, start, end, silent) => {
    if (!reference(state, start, end, silent)) return false;
    const known = definitions.get(state.env) ?? [];
    definitions.set(state.env, known);
    known.push([start, state.line]);
    return true;
  });
}

/**
 * Returns words that Markdown itself leaves out: unused link definitions, cells beyond the last column, and text after
 * the fence of a code block. Links whose addresses have spaces are shown, as they are typed, and what a word processor
 * indented or gave bullets is shown otherwise than it was meant.
 */
export function markdownLosses(
  tokens: readonly Token[],
  lines: () => readonly string[],
  env: MarkdownEnv,
  references: readonly BodyReference[],
): readonly Loss[] {
  const losses = definitions.has(env) ? unusedDefinitions(lines(), env, references) : [];
  losses.push(...spacedAddresses(tokens, lines, env));
  let columns = 0;
  for (const { type, map, info, content } of tokens) {
    if (type === 'table_open') columns = 0;
    else if (type === 'th_open') columns += 1;
    else if (type === 'tr_open' && map && columns > 0)
      losses.push(...cellsBeyond(lines()[map[0]] ?? '', map[0], columns));
    else if (type === 'fence' && info !== '' && map && !PLAIN_INFO.test(info.trim()))
      losses.push(...openingWords(info, lines()[map[0]] ?? '', map[0]));
    else if (type === 'code_block' && map) losses.push(...indented(content, map, lines()));
    else if (type === 'inline' && map && content.includes('\n')) losses.push(...bulleted(content, map[0]));
  }
  return losses;
}

const LABEL = /\[((?:[^[\]\\]|\\[\s\S])*)\]:/;

function unusedDefinitions(lines: readonly string[], env: MarkdownEnv, references: readonly BodyReference[]): Loss[] {
  const used = new Set(references.map(({ reference }) => reference));
  const seen = new Set<unknown>();
  return (definitions.get(env) ?? []).flatMap(([start, end]) => {
    const text = lines.slice(start, end).join('\n');
    const label = LABEL.exec(text);
    const definition = env.references?.[normalized(label?.[1] ?? '')];
    const isUsed = definition !== undefined && used.has(definition.href) && !seen.has(definition);
    seen.add(definition);
    if (isUsed) return [];
    const at = label?.index ?? 0;
    return [{ what: '[link]: address', text: text.slice(at), line: start + 1, column: at + 1 }];
  });
}

/**
 * Normalizes a label for comparison (CommonMark, section 4.7). The second folding is for letters without a capital
 * form.
 */
function normalized(label: string): string {
  const line = label.trim().replace(/\s+/g, ' ');
  return line.toLowerCase().toUpperCase();
}

/** Returns the cells of a row beyond the columns of its table; they are not shown. */
function cellsBeyond(line: string, index: number, columns: number): Loss[] {
  const start = /^[\s>]*\|?/.exec(line)?.[0].length ?? 0;
  let cells = 0;
  for (let at = start; at < line.length; at++) {
    if (line[at] !== '|' || line[at - 1] === '\\') continue;
    cells += 1;
    const text = line.slice(at + 1);
    if (cells < columns) continue;
    if (!/[^\s|]/.test(text)) return [];
    return [
      {
        what: '| cell |',
        text: text
          .split('|')
          .map(cell => cell.trim())
          .join(' '),
        line: index + 1,
        column: at + 2,
      },
    ];
  }
  return [];
}

const PLAIN_INFO = /^[\w+#.-]*$/;
const WORD = /[\p{L}\p{N}]/u;
const LANGUAGE = /^\s*(?:\{[!-z|~ ]*\}|\.?[a-z][\w+#./:-]*(?=[\s{]|$))/i;
/** Settings of highlighters: `{1,3}`, `title="a.js"`, `showLineNumbers`. */
const SETTINGS = /\{[!-z|~ ]{0,300}\}|(?<![\w-])[\w-]{1,300}=(?:"[^"]{0,300}"|'[^']{0,300}'|[^\s"']\S{0,300})/g;

/** Maximum length of settings, in UTF-16 code units; longer text is prose. */
const MAX_SETTINGS = 300;

/** Returns the prose after the fence of a code block, where only a language and settings belong. */
function openingWords(info: string, line: string, index: number): Loss[] {
  if (!WORD.test(info)) return [];
  const isShort = info.length <= MAX_SETTINGS;
  const rest = isShort ? info.replace(LANGUAGE, '').replace(SETTINGS, '') : '';
  if (isShort && LANGUAGE.test(info) && !/~~|[^\P{L}\u0000-\u007f]|\S\s+\S+\s+\S/u.test(rest)) return [];
  return [{ what: '```', text: info.trim(), line: index + 1, column: Math.max(line.indexOf(info.trim()), 0) + 1 }];
}

/** Start, words and end of a sentence, and characters that code has and sentences have not. */
const SENTENCE = {
  start: /^["'“‘«(]?(?:[-–—]\s)?\p{Lu}/u,
  end: /[.!?…:]["'”’»)]*$/,
  words: 8,
  code: /[{}[\]=<>|$\\`]/,
};

/** Returns whether a line is a sentence for readers. A guess: what is shorter may be the output of a program. */
function isSentence(line: string): boolean {
  const text = line.trim();
  if (!SENTENCE.start.test(text) || !SENTENCE.end.test(text) || SENTENCE.code.test(text)) return false;
  return text.split(/\s+/).length >= SENTENCE.words;
}

/** Returns a block of code that a tab or four spaces make, if there is a sentence in it. */
function indented(content: string, [start, end]: readonly [number, number], lines: readonly string[]): Loss[] {
  for (let at = start; at < end; at++) {
    const line = lines[at] ?? '';
    if (isSentence(line)) return [{ what: INDENTED, text: content, line: at + 1, column: line.search(/\S/) + 1 }];
  }
  return [];
}

/** A bullet of a word processor, or a dash, which begins a line of speech; Symbol's and Wingdings' are private. */
const [BULLET, DASH] = [/^[•‣◦▪●○■□\uf0b7\uf0a7]\s/, /^[–—]\s/];
const PRIVATE = /[\uf0b7\uf0a7]/;
/** End of a line that ends on the page, too. */
const HARD_BREAK = /(?: {2}|\\|<br\s{0,9}\/?>\s?)$/i;

/** Returns the lines of a paragraph with bullets of their own; dashes count if each line begins with one. */
function bulleted(content: string, row: number): Loss[] {
  const lines = content.split('\n').map(line => line.trimStart());
  const isDialogue = lines.every(line => DASH.test(line));
  const isMarked = (line = ''): boolean => isDialogue || BULLET.test(line);
  const runsOn = lines.findIndex((line, at) => at > 0 && isMarked(line) && !HARD_BREAK.test(lines[at - 1] ?? ''));
  if (runsOn === -1 || lines.filter(isMarked).length < 2) return [];
  const first = lines.findIndex(isMarked);
  return [{ what: BULLETED, text: lines[first]?.charAt(0).replace(PRIVATE, '•') ?? '', line: row + first + 1 }];
}

const INDENTED_LINE = /^(?:\t| {4})(.*)$/gm;
const MARKED_LINE = /^[ \t>]{0,9}[•‣◦▪●○■□\uf0b7\uf0a7–—]\s/gm;

/** Returns true for Markdown that may have sentences as code, or lines with bullets that run on. */
export function mayBePasted(markdown: string): boolean {
  for (const [, line = ''] of markdown.matchAll(INDENTED_LINE)) if (isSentence(line)) return true;
  return (markdown.match(MARKED_LINE)?.length ?? 0) > 1;
}
