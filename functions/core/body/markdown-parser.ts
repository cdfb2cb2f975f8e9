import createMarkdownIt, { type MarkdownIt, type StateBlock, type StateCore, type Token } from 'markdown-it';
import { escapeHtmlText } from '../html/canonical-html.ts';
import { endlessBlocks } from './endless-blocks.ts';
import { addFootnotes } from './footnotes.ts';
import { addAutolinks } from './links/markdown-autolinks.ts';
import { rememberSpacedAddresses } from './links/spaced-addresses.ts';
import { rememberDefinitions } from './markdown-losses.ts';
import { findTextByPattern, partAtAnySpaces, rememberOffsets } from './markdown-rules.ts';
import { addMath } from './math.ts';
import { markRaw } from './raw-html.ts';

/** Maximum depth of nested quotes and lists. Beyond it the parser would drop text silently. */
const MAX_DEPTH = 60;

/** Error for Markdown whose quotes and lists are nested deeper than any reader shows. */
export class TooDeep extends Error {
  override readonly name = 'TooDeep';
}

/**
 * Creates a parser of CommonMark with tables, strikethrough, bare URLs as links, and footnotes. Its HTML is that of
 * `canonical-html.ts`, except for raw HTML.
 */
export function createMarkdownParser(): MarkdownIt {
  const parser = createMarkdownIt({ html: true, linkify: true, xhtmlOut: true });
  // Only addresses with http:// are linked here: a full stop without a space after it does not make an address.
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  parser.linkify.add('//', { validate: relativeAddressLength });
  // The URL policy judges addresses once they are absolute.
  parser.validateLink = () => true;
  parser.normalizeLink = url => url;
  findTextByPattern(parser);
  addFootnotes(parser);
  addMath(parser);
  boundDepth(parser);
  shallowInline(parser);
  sparseLinkify(parser);
  addAutolinks(parser);
  endlessBlocks(parser);
  partAtAnySpaces(parser);
  rememberDefinitions(parser);
  rememberOffsets(parser);
  rememberSpacedAddresses(parser);
  addRules(parser);
  return parser;
}

/** Creates a parser of blocks alone, which finds headings and paragraphs in a small part of the time. */
export function createOutliner(): MarkdownIt {
  const parser = createMarkdownParser();
  parser.core.ruler.enableOnly(['normalize', 'block', 'strip_references']);
  return parser;
}

/**
 * Returns the length of an address that begins after `//`, without its scheme; 0 where it has one. The package's own
 * rule reads the whole address first, so that adjoining addresses would take quadratic time.
 */
function relativeAddressLength(text: string, at: number, { re }: MarkdownIt['linkify']): number {
  if (text[at - 3] === ':' || text[at - 3] === '/') return 0;
  const pattern = re.get_relative_proto_validator();
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/**
 * Maximum number of quoted lines, each counted once for every quote around it: each quote stores the start of all its
 * lines.
 */
const MAX_QUOTED_LINES = 1_000_000;

/** Rejects text that is nested too deep before any work is done on it. */
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
 * Maximum depth of nested labels of links, pictures and footnotes; deeper brackets are text, and behind as many that
 * are never closed, a link may be. The package has 20 for CommonMark; each bracket that is never closed is searched as
 * deep.
 */
const MAX_INLINE_DEPTH = 12;

/** Limits the search for a closing bracket to the maximum depth, from each bracket that is never closed. */
function shallowInline(parser: MarkdownIt): void {
  const { core, options } = parser;
  const { maxNesting } = options;
  const nestAsDeepAs = (depth: number) => (): void => {
    options.maxNesting = depth;
  };
  // Also at the start: parsing of the last text may have been aborted.
  core.ruler.before('normalize', 'deep_blocks', nestAsDeepAs(maxNesting));
  core.ruler.before('inline', 'shallow_lines', nestAsDeepAs(MAX_INLINE_DEPTH));
  core.ruler.after('inline', 'deep_again', nestAsDeepAs(maxNesting));
}

/** Text that may contain an address. Most text does not, even with links beside it. */
const ADDRESS = /\/\/|mailto:/i;

/**
 * Skips blocks that can't contain a bare URL. The package searches for URLs only in text, but first tests the source
 * with a pattern that takes longer than everything else. Such blocks are set aside meanwhile.
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

/** Escapes text as the sanitizer does. Quotation marks stay unescaped, which saves a newspaper many bytes. */
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
