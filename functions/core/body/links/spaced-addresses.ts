import type { MarkdownIt, Token } from 'markdown-it';
import { mediaTypeOf } from '../../files/media-type.ts';
import { GAPPED, type Loss, MAX_REPORTED, SPACED } from '../loss.ts';
import { ruleOf } from '../markdown-rules.ts';

const PIECE = String.raw`(?:[^()<>\n]|\([^()<>\n]{0,100}\))`;
const LABEL = String.raw`(?:[^\[\]\\]|\\[^\n]|\[[^\[\]\\]{0,300}\])`;
/** The label of a link or a picture, and what stands in the round brackets behind it. */
const LINK = new RegExp(String.raw`!?\[(?!\^)${LABEL}{0,300}\]\((${PIECE}{1,300})\)`, 'y');
/** A picture with a space between its brackets, which makes it text. */
const PICTURE = String.raw`!\[(?!\^)${LABEL}{0,300}\][ \t]\((${PIECE}{1,300})\)`;
const GAPPED_PICTURE = new RegExp(PICTURE, 'y');
const EVERY_GAP = new RegExp(String.raw`\][ \t]\((${PIECE}{1,300})\)`, 'g');
const BRACKETS = new RegExp(String.raw`\]\((${PIECE}{1,300})\)`, 'g');
/** The definition of a link on a line of its own: its label, and the address with a title. */
const DEFINITION = /^[ \t]{0,3}\[(?!\^)((?:[^[\]\\\n]|\\[^\n]){1,300})\]:[ \t]{0,9}([^<>\n]{1,300})$/gm;
const LABELLED = /\[(?!\^)((?:[^[\]\\\n]|\\[^\n]){1,300})\](?!:)/g;
/** A title behind an address. */
const TITLE = /[ \t](?:"[^"]*"|'[^']*')[ \t]*$/;
const BLANK = /[ \t]/;

/** An address with spaces, and the title behind it as it is written. */
interface Spaced {
  readonly address: string;
  readonly title: string;
}

/** Names of files that offices write and pass on. */
const OF_OFFICE = /\.(?:docx?|xlsx?|pptx?|od[tsp]|rtf|csv|tsv|zip|rar|7z|epub)$/i;

/** Returns whether what stands in round brackets is the address of a picture alone. */
function isPicture(inner: string): boolean {
  const [path = ''] = inner.trim().split(/[?#]/, 1);
  return !BLANK.test(path) && mediaTypeOf(path)?.startsWith('image/') === true;
}

/** Reads what stands in round brackets; `undefined` where it is no name of a file with spaces. */
function spacedIn(inner: string): Spaced | undefined {
  const title = TITLE.exec(inner)?.[0] ?? '';
  const address = inner.slice(0, inner.length - title.length).trim();
  if (!BLANK.test(address)) return undefined;
  // A name with an ending that files have: words in brackets are mostly prose.
  const [path = ''] = address.split(/[?#]/, 1);
  if (mediaTypeOf(path) === undefined && !OF_OFFICE.test(path)) return undefined;
  return { address: address.replaceAll('\\ ', ' '), title: title.trimEnd() };
}

/** Returns true for Markdown in which an address with spaces may stand. */
export function mayHaveSpacedAddress(markdown: string): boolean {
  for (const [, inner = ''] of markdown.matchAll(BRACKETS)) if (spacedIn(inner)) return true;
  for (const [, , inner = ''] of markdown.matchAll(DEFINITION)) if (spacedIn(inner)) return true;
  for (const [, inner = ''] of markdown.matchAll(EVERY_GAP)) if (isPicture(inner)) return true;
  return false;
}

/** Offsets of links that are text, by the text of their paragraph or cell, by what is being read. */
const found = new WeakMap<object, Map<string, Set<number>>>();

/**
 * Records links and pictures that are text because their address has spaces (CommonMark, section 6.3): one that the
 * parser refused, outside of code and escaped brackets.
 */
export function rememberSpacedAddresses(parser: MarkdownIt): void {
  const { ruler } = parser.inline;
  for (const name of ['link', 'image']) {
    const rule = ruleOf(ruler, name);
    ruler.at(name, (state, silent) => {
      if (rule(state, silent)) return true;
      const { src, pos, env } = state;
      const isStart = name === 'image' ? src[pos] === '!' : src[pos] === '[' && src[pos - 1] !== '!';
      if (!silent && isStart && linkAt(src, pos)) {
        const texts = found.get(env) ?? new Map<string, Set<number>>();
        found.set(env, texts.set(src, (texts.get(src) ?? new Set()).add(pos)));
      }
      return false;
    });
  }
}

/** Returns the link at an offset of a text as it is written, and as it has to be. */
function linkAt(text: string, at: number): Written | undefined {
  LINK.lastIndex = at;
  const [written, inner = ''] = LINK.exec(text) ?? [];
  const spaced = written === undefined ? undefined : spacedIn(inner);
  if (written === undefined || !spaced) return gappedAt(text, at);
  const label = written.slice(0, written.length - inner.length - 2);
  return { what: SPACED, written, meant: `${label}(<${spaced.address}>${spaced.title})`.replaceAll('\n', ' ') };
}

/** A link or a picture as it is written, and as it has to be, and what is wrong with it. */
interface Written {
  readonly what: typeof SPACED | typeof GAPPED;
  readonly written: string;
  readonly meant: string;
}

/** Returns the picture at an offset of a text that has a space between its brackets. */
function gappedAt(text: string, at: number): Written | undefined {
  GAPPED_PICTURE.lastIndex = at;
  const [written, inner = ''] = GAPPED_PICTURE.exec(text) ?? [];
  if (written === undefined || !isPicture(inner)) return undefined;
  const label = written.slice(0, written.length - inner.length - 3);
  return { what: GAPPED, written, meant: `${label}(${inner})`.replaceAll('\n', ' ') };
}

/** Returns links that `rememberSpacedAddresses` recorded, and definitions of links that are text, with their places. */
export function spacedAddresses(tokens: readonly Token[], lines: () => readonly string[], env: object): Loss[] {
  const texts = found.get(env);
  let labels: ReadonlySet<string> | undefined;
  const used = (): ReadonlySet<string> => {
    labels ??= labelsIn(tokens);
    return labels;
  };
  const losses: Loss[] = [];
  let row = 0;
  for (const { type, map, content } of tokens) {
    if (map) row = map[0];
    if (type !== 'inline' || !(texts?.has(content) || content.includes(']:'))) continue;
    const links = [...(texts?.get(content) ?? [])].flatMap(at => {
      const link = linkAt(content, at);
      return link ? { ...link, at } : [];
    });
    for (const { what, written, meant, at } of [...links, ...definitionsIn(content, used)]) {
      const place = losses.length <= MAX_REPORTED ? placeOf(written, content.slice(0, at), row, lines()) : {};
      losses.push({ what, text: meant, ...place });
    }
  }
  return losses;
}

/** Returns the definitions of links in a paragraph that are none for the spaces in their address; only those in use. */
function* definitionsIn(content: string, used: () => ReadonlySet<string>): Generator<Definition> {
  for (const { index: at, 0: written, 1: label = '', 2: inner = '' } of content.matchAll(DEFINITION)) {
    const spaced = spacedIn(inner);
    if (spaced && used().has(label.toLowerCase()))
      yield { what: SPACED, written: written.trimStart(), meant: `[${label}]: <${spaced.address}>${spaced.title}`, at };
  }
}

/** A definition of a link as it is written, and as it has to be, and its offset in its paragraph. */
interface Definition extends Written {
  readonly at: number;
}

/** Returns what stands in square brackets, other than where links are defined, in lower case. */
function labelsIn(tokens: readonly Token[]): ReadonlySet<string> {
  const labels = new Set<string>();
  for (const { type, content } of tokens)
    if (type === 'inline') for (const [, label = ''] of content.matchAll(LABELLED)) labels.add(label.toLowerCase());
  return labels;
}

/** Returns the place of a link. `row` is the first line of its paragraph, 0-based, `before` the text above it. */
function placeOf(
  written: string,
  before: string,
  row: number,
  lines: readonly string[],
): { readonly line: number; readonly column?: number } {
  const first = written.split('\n', 1)[0] ?? '';
  const above = before.split('\n');
  const meant = row + above.length - 1;
  // A footnote in a line stands elsewhere than its tokens.
  const line = lines[meant]?.includes(first) ? meant : lines.findIndex(each => each.includes(first));
  if (line === -1) return { line: row + 1 };
  const text = lines[line] ?? '';
  // Of links that are the same in one line, the one with as many before it.
  const earlier = (above.at(-1) ?? '').split(first).length - 1;
  let column = text.indexOf(first);
  for (let more = earlier; more > 0 && line === meant; more--) column = text.indexOf(first, column + 1);
  return { line: line + 1, column: column + 1 };
}
