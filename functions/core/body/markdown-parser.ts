import createMarkdownIt, { type Env, type MarkdownIt, type StateCore, type StateInline, type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { escapeHtmlText } from './canonical-html.ts';

/** How deep quotes and lists may lie in each other. Beyond this the parser would drop text without a word. */
const DEEPEST = 60;

/** More than any footnote's name has, in characters. */
const LABEL = /[^\s\]]{1000}/y;

/** Markdown whose quotes and lists lie deeper in each other than any reader shows. */
export class TooDeep extends Error {
  override readonly name = 'TooDeep';
}

/** What rendering is told beside the tokens. */
export interface MarkdownEnv extends Env {
  readonly idPrefix: string;
  /** An absolute URL for a fragment of the article itself. */
  readonly fragment: (id: string) => string;
}

/** CommonMark with tables, strikethrough, bare URLs as links, and footnotes. Its HTML is that of `canonical-html.ts`, but for raw HTML. */
export function createMarkdownParser(): MarkdownIt {
  const parser = createMarkdownIt({ html: true, linkify: true, xhtmlOut: true });
  // Only what says http:// itself: a full stop without a blank after it makes no address of two words.
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  // Addresses are judged by the URL policy, once they are absolute.
  parser.validateLink = () => true;
  parser.normalizeLink = url => url;
  parser.use(footnotes);
  parser.block.ruler.before('table', 'depth', state => {
    if (state.level > DEEPEST) throw new TooDeep();
    return false;
  });
  parser.inline.ruler.before('footnote_ref', 'endless_footnote', endlessFootnote);
  sparseLinkify(parser);
  addRules(parser);
  return parser;
}

/** A label without an end is looked for to the end of the text, from each of its openings: time that grows with the square of them. */
function endlessFootnote(state: StateInline): boolean {
  if (!state.src.startsWith('[^', state.pos)) return false;
  LABEL.lastIndex = state.pos + 2;
  if (!LABEL.test(state.src)) return false;
  state.pending += '[';
  state.pos += 1;
  return true;
}

/** Text that may hold an address. Most has neither, though links beside it do. */
const ADDRESS = /\/\/|mailto:/i;

/**
 * Bare URLs are looked for in text alone, but first, by a pattern that takes longer than all else, in what text was made from. So blocks in
 * whose text there can be none are set aside while that is done.
 */
function sparseLinkify(parser: MarkdownIt): void {
  const aside = new WeakMap<StateCore, Token[]>();
  parser.core.ruler.before('linkify', 'set_aside', state => {
    aside.set(state, state.tokens);
    state.tokens = state.tokens.filter(({ children }) =>
      children?.some(({ type, content }) => type === 'text' && ADDRESS.test(content)),
    );
  });
  parser.core.ruler.after('linkify', 'put_back', state => {
    state.tokens = aside.get(state) ?? state.tokens;
  });
}

type Rules = MarkdownIt['renderer']['rules'];

/** Text is escaped as the sanitizer does it: quotation marks stay as they are, which spares a newspaper many bytes. */
function addRules(parser: MarkdownIt): void {
  const { rules } = parser.renderer;
  rules.text = (tokens, at) => escapeHtmlText(tokens[at]?.content ?? '');
  rules.text_special = rules.text;
  rules.code_inline = (tokens, at) => `<code>${escapeHtmlText(tokens[at]?.content ?? '')}</code>`;
  rules.code_block = (tokens, at) => `<pre><code>${escapeHtmlText(tokens[at]?.content ?? '')}</code></pre>\n`;
  rules.fence = (tokens, at) => fence(tokens[at]);
  addFootnoteRules(rules);
}

function fence(token: Token | undefined): string {
  const language = /^[\w+#-]+/.exec(token?.info ?? '')?.[0];
  const attribute = language ? ` class="language-${language}"` : '';
  return `<pre><code${attribute}>${escapeHtmlText(token?.content ?? '')}</code></pre>\n`;
}

function addFootnoteRules(rules: Rules): void {
  rules.footnote_block_open = () => '<hr />\n<section>\n<ol>\n';
  rules.footnote_block_close = () => '</ol>\n</section>\n';
  rules.footnote_open = (tokens, at, _options, env) => `<li id="${idOf(`fn${numberOf(tokens[at])}`, env)}">`;
  rules.footnote_ref = (tokens, at, _options, env) => {
    const [number, repeat] = [numberOf(tokens[at]), repeatOf(tokens[at])];
    const id = idOf(`fnref${number}${repeat}`, env);
    return `<sup><a href="${hrefOf(`fn${number}`, env)}" id="${id}">[${number}]</a></sup>`;
  };
  rules.footnote_anchor = (tokens, at, _options, env) =>
    ` <a href="${hrefOf(`fnref${numberOf(tokens[at])}${repeatOf(tokens[at])}`, env)}">\u21a9\ufe0e</a>`;
}

/** The environment comes back from the parser as anything; it is the one that `parse` was given. */
function idOf(name: string, env: Env | undefined): string {
  return (env as MarkdownEnv).idPrefix + name;
}

function hrefOf(name: string, env: Env | undefined): string {
  return escapeHtmlText((env as MarkdownEnv).fragment(name));
}

function numberOf(token: Token | undefined): number {
  return metaNumber(token, 'id') + 1;
}

/** A footnote that is called more than once has an anchor for each call. */
function repeatOf(token: Token | undefined): string {
  const repeat = metaNumber(token, 'subId');
  return repeat > 0 ? `-${repeat}` : '';
}

function metaNumber(token: Token | undefined, name: 'id' | 'subId'): number {
  const meta: unknown = token?.meta;
  const value: unknown = typeof meta === 'object' && meta !== null ? Reflect.get(meta, name) : undefined;
  return typeof value === 'number' ? value : 0;
}
