import createMarkdownIt, { type MarkdownIt, type StateBlock, type StateCore, type Token } from 'markdown-it';
import { escapeHtmlText } from '../html/canonical-html.ts';
import { endlessBlocks } from './endless-blocks.ts';
import { addFootnotes } from './footnotes.ts';
import { rememberDefinitions } from './markdown-losses.ts';
import { rememberOffsets } from './markdown-rules.ts';
import { addMath } from './math.ts';
import { markRaw } from './raw-html.ts';

/** How deep quotes and lists may lie in each other. Beyond this the parser would drop text without a word. */
const MAX_DEPTH = 60;

/** Markdown whose quotes and lists lie deeper in each other than any reader shows. */
export class TooDeep extends Error {
  override readonly name = 'TooDeep';
}

/**
 * CommonMark with tables, strikethrough, bare URLs as links, and footnotes. Its HTML is that of `canonical-html.ts`,
 * but for raw HTML.
 */
export function createMarkdownParser(): MarkdownIt {
  const parser = createMarkdownIt({ html: true, linkify: true, xhtmlOut: true });
  // Only what says http:// itself: a full stop without a blank after it makes no address of two words.
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  parser.linkify.add('//', { validate: relativeAddressLength });
  // Addresses are judged by the URL policy, once they are absolute.
  parser.validateLink = () => true;
  parser.normalizeLink = url => url;
  addFootnotes(parser);
  addMath(parser);
  boundDepth(parser);
  shallowInline(parser);
  sparseLinkify(parser);
  endlessBlocks(parser);
  rememberDefinitions(parser);
  rememberOffsets(parser);
  addRules(parser);
  return parser;
}

/** The same, but of blocks alone: which are headings, which are paragraphs. Takes a small part of the time. */
export function createOutliner(): MarkdownIt {
  const parser = createMarkdownParser();
  parser.core.ruler.enableOnly(['normalize', 'block', 'strip_references']);
  return parser;
}

/**
 * The length of an address that begins behind `//`, without its scheme; 0 where it has one. The package's own rule
 * looks at all of the address first, so that addresses which run into each other are read as often as there are any.
 */
function relativeAddressLength(text: string, at: number, { re }: MarkdownIt['linkify']): number {
  if (text[at - 3] === ':' || text[at - 3] === '/') return 0;
  const pattern = re.get_relative_proto_validator();
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/**
 * Maximum of lines within quotes, each as often as quotes lie around it: each quote remembers where all of its lines
 * begin.
 */
const MAX_QUOTED_LINES = 1_000_000;

/** Refuses what lies too deep before any work is done on it. */
function boundDepth(parser: MarkdownIt): void {
  const quoted = new WeakMap<StateBlock, number>();
  parser.block.ruler.before('table', 'depth', (state, line) => {
    if (state.level > MAX_DEPTH) throw new TooDeep();
    if (state.tokens.at(-1)?.type !== 'blockquote_open') return false;
    const lines = (quoted.get(state) ?? 0) + state.lineMax - line;
    if (lines > MAX_QUOTED_LINES) throw new TooDeep();
    quoted.set(state, lines);
    return false;
  });
}

/**
 * How deep labels of links, pictures and footnotes may lie in each other; brackets beyond it are text. The package has
 * this for CommonMark, too.
 */
const MAX_INLINE_DEPTH = 20;

/** A bracket that is never closed is looked for as deep as they may lie in each other, from each of them. */
function shallowInline(parser: MarkdownIt): void {
  const { core, options } = parser;
  const { maxNesting } = options;
  const nestAsDeepAs = (depth: number) => (): void => {
    options.maxNesting = depth;
  };
  // Also at the start: the last text may have been given up amid its lines.
  core.ruler.before('normalize', 'deep_blocks', nestAsDeepAs(maxNesting));
  core.ruler.before('inline', 'shallow_lines', nestAsDeepAs(MAX_INLINE_DEPTH));
  core.ruler.after('inline', 'deep_again', nestAsDeepAs(maxNesting));
}

/** Text that may hold an address. Most has neither, though links beside it do. */
const ADDRESS = /\/\/|mailto:/i;

/**
 * Bare URLs are looked for in text alone, but first, by a pattern that takes longer than all else, in what text was
 * made from. So blocks in whose text there can be none are set aside while that is done.
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

/** Text is escaped as the sanitizer does it: quotation marks stay as they are, which spares a newspaper many bytes. */
function addRules(parser: MarkdownIt): void {
  const { rules } = parser.renderer;
  rules.text = (tokens, at) => escapeHtmlText(tokens[at]?.content ?? '');
  rules.text_special = rules.text;
  rules.code_inline = (tokens, at) => `<code>${escapeHtmlText(tokens[at]?.content ?? '')}</code>`;
  rules.code_block = (tokens, at) => `<pre><code>${escapeHtmlText(tokens[at]?.content ?? '')}</code></pre>\n`;
  rules.fence = (tokens, at) => fence(tokens[at]);
  rules.html_block = (tokens, at) => markRaw(tokens[at]);
  rules.html_inline = rules.html_block;
}

function fence(token: Token | undefined): string {
  const language = /^[\w+#-]+/.exec(token?.info ?? '')?.[0];
  const attribute = language ? ` class="language-${language}"` : '';
  return `<pre><code${attribute}>${escapeHtmlText(token?.content ?? '')}</code></pre>\n`;
}
