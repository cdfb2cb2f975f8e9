import type { Env, MarkdownIt, StateCore, StateInline, Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { escapeHtmlText } from '../html/canonical-html.ts';

/** Maximum number of calls that one footnote leads back to: the first ones. */
const MAX_BACK_LINKS = 100;

/** Length that the name of no footnote has, in characters, and what ends one. */
const MAX_LABEL = 1000;
const LABEL_END = /[\s\]]/g;

/** Environment of rendering, in addition to the tokens. */
export interface MarkdownEnv extends Env {
  readonly idPrefix: string;
  /** Returns an absolute URL for a fragment of the article itself. */
  readonly fragment: (id: string) => string;
  /** The footnotes that the package found. */
  readonly footnotes?: { readonly list?: readonly Footnote[] };
}

/** A footnote that the text calls: by the label of its definition, or with its text at the call. */
interface Footnote {
  readonly label?: string;
  /** Number of calls. Absent where the footnote's text stands at the call. */
  readonly count?: number;
  readonly content?: string;
  readonly tokens?: Token[];
}

/** Footnotes: calls, definitions, and a list of them below the text. */
export function addFootnotes(parser: MarkdownIt): void {
  parser.use(footnotes);
  parser.inline.ruler.before('footnote_ref', 'endless_footnote', endlessFootnote);
  parser.core.ruler.at('footnote_tail', listFootnotes);
  addRules(parser.renderer.rules);
}

/** The end of the labels of all openings from a place on. */
interface LabelEnd {
  readonly from: number;
  readonly end: number;
}

const labelEnds = new WeakMap<StateInline, LabelEnd>();

/**
 * Rejects a label that has no end. The package would search to the end of the text from each opening, in quadratic
 * time.
 */
function endlessFootnote(state: StateInline): boolean {
  const { src, pos } = state;
  if (!src.startsWith('[^', pos) || labelEnd(state, pos + 2) - pos - 2 < MAX_LABEL) return false;
  state.pending += '[';
  state.pos += 1;
  return true;
}

function labelEnd(state: StateInline, from: number): number {
  const known = labelEnds.get(state);
  if (known && known.from <= from && from <= known.end) return known.end;
  LABEL_END.lastIndex = from;
  const end = LABEL_END.exec(state.src)?.index ?? state.src.length;
  labelEnds.set(state, { from, end });
  return end;
}

/**
 * Moves the footnotes below the text. The package's own rule copies all tokens for each footnote, which takes minutes
 * where there are many, and drops footnotes without a call. Here those come last.
 */
function listFootnotes(state: StateCore): void {
  const { text, definitions } = takeDefinitions(state.tokens);
  state.tokens = text;
  const called = (state.env as MarkdownEnv).footnotes?.list ?? [];
  if (called.length + definitions.size === 0) return;
  const push = (type: string, nesting: -1 | 0 | 1, meta: object = {}): void => {
    text.push(Object.assign(new state.Token(type, '', nesting), { meta }));
  };
  push('footnote_block_open', 1);
  called.forEach((note, id) => {
    listFootnote(note.tokens ? inlineDefinition(note, state) : definitions.get(note.label ?? ''), id, note.count ?? 1);
    definitions.delete(note.label ?? '');
  });
  [...definitions.values()].forEach((tokens, index) => {
    listFootnote(tokens, called.length + index, 0);
  });
  push('footnote_block_close', -1);

  function listFootnote(tokens: readonly Token[] = [], id: number, calls: number): void {
    push('footnote_open', 1, { id });
    for (const token of tokens) text.push(token);
    // The back link stands at the end of the last paragraph, not below it.
    const last = text.at(-1)?.type === 'paragraph_close' ? text.pop() : undefined;
    for (let subId = 0; subId < Math.min(calls, MAX_BACK_LINKS); subId++) push('footnote_anchor', 0, { id, subId });
    if (last) text.push(last);
    push('footnote_close', -1);
  }
}

/** Returns the blocks of a text in the order in which they are shown. */
export function footnotesLast(tokens: readonly Token[]): readonly Token[] {
  const { text, definitions } = takeDefinitions(tokens);
  return definitions.size === 0 ? text : [...text, ...[...definitions.values()].flat()];
}

/** Makes a call of a footnote its number alone, as text. Returns the name of the call in the text. */
export function unlinkCall(call: Token): string {
  Object.assign(call, { type: 'text', content: `[${numberOf(call)}]` });
  return nameOf(call);
}

/** Takes out the links back to calls that are no links, by their names. */
export function dropBackLinks(tokens: readonly Token[], unlinked: ReadonlySet<string>): void {
  if (unlinked.size === 0) return;
  for (const token of tokens)
    if (token.type === 'footnote_anchor' && unlinked.has(nameOf(token)))
      Object.assign(token, { type: 'text', content: '' });
}

/**
 * Returns the tokens of each definition by its label, and those of the text without them. One may lie within another.
 */
function takeDefinitions(tokens: readonly Token[]) {
  const text: Token[] = [];
  const definitions = new Map<string, Token[]>();
  const open = [text];
  for (const token of tokens) {
    if (token.type === 'footnote_reference_open') open.push(tokensOf(definitions, labelOf(token)));
    else if (token.type === 'footnote_reference_close') open.pop();
    else open.at(-1)?.push(token);
  }
  return { text, definitions };
}

function tokensOf(definitions: Map<string, Token[]>, label: string): Token[] {
  const tokens = definitions.get(label) ?? [];
  definitions.set(label, tokens);
  return tokens;
}

function labelOf({ meta }: Token): string {
  return String(metaValue(meta, 'label') ?? '');
}

function inlineDefinition({ tokens = [], content = '' }: Footnote, { Token }: StateCore): readonly Token[] {
  const inline = Object.assign(new Token('inline', '', 0), { children: tokens, content });
  return [new Token('paragraph_open', 'p', 1), inline, new Token('paragraph_close', 'p', -1)];
}

function addRules(rules: MarkdownIt['renderer']['rules']): void {
  rules.footnote_block_open = () => '<hr />\n<section>\n<ol>\n';
  rules.footnote_block_close = () => '</ol>\n</section>\n';
  rules.footnote_open = (tokens, at, _options, env) => `<li id="${idOf(`fn${numberOf(tokens[at])}`, env)}">`;
  rules.footnote_ref = (tokens, at, _options, env) => {
    const number = numberOf(tokens[at]);
    const id = idOf(`fnref${nameOf(tokens[at])}`, env);
    return `<sup><a href="${hrefOf(`fn${number}`, env)}" id="${id}">[${number}]</a></sup>`;
  };
  rules.footnote_anchor = (tokens, at, _options, env) =>
    ` <a href="${hrefOf(`fnref${nameOf(tokens[at])}`, env)}">\u21a9\ufe0e</a>`;
}

/** Returns an anchor's id. The parser's types do not say so, but the environment is the one that `parse` was given. */
function idOf(name: string, env: Env | undefined): string {
  return (env as MarkdownEnv).idPrefix + name;
}

function hrefOf(name: string, env: Env | undefined): string {
  return escapeHtmlText((env as MarkdownEnv).fragment(name));
}

function numberOf(token: Token | undefined): number {
  return metaNumber(token, 'id') + 1;
}

/** Returns the name of a call: its number, with a suffix where the footnote was called before. */
function nameOf(token: Token | undefined): string {
  const repeat = metaNumber(token, 'subId');
  return repeat > 0 ? `${numberOf(token)}-${repeat}` : String(numberOf(token));
}

function metaNumber(token: Token | undefined, name: 'id' | 'subId'): number {
  const value = metaValue(token?.meta, name);
  return typeof value === 'number' ? value : 0;
}

function metaValue(meta: unknown, name: string): unknown {
  return typeof meta === 'object' && meta !== null ? Reflect.get(meta, name) : undefined;
}
