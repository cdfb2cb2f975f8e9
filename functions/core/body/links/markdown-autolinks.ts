import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { type Autolink, findAutolinks, mayHaveBareAddress } from './autolinks.ts';

/**
 * Maximum number of links that are made of bare addresses in one text. The limit of marks does not count these, and
 * each takes as much as a mark.
 */
export const MAX_AUTOLINKS = 20_000;

/** Elements whose text holds no bare addresses: links, and code. */
const CLOSED = /^<(\/?)(?:a|code|kbd|pre|samp)(?=[\s/>])/i;
/** Tokens behind which an address may begin: ends of lines, and what stands for a mark of emphasis, or a tag. */
const BEFORE: ReadonlySet<string> = new Set(
  'softbreak hardbreak html_inline em_open em_close strong_open strong_close s_open s_close'.split(' '),
);

/** Makes mail addresses and those that begin with `www.` links. Those that begin with a scheme are links already. */
export function addAutolinks(parser: MarkdownIt): void {
  parser.core.ruler.after('put_back', 'bare_addresses', state => {
    let left = MAX_AUTOLINKS;
    for (const token of state.tokens) {
      if (left <= 0 || !token.children || !mayHaveBareAddress(token.content)) continue;
      const children = linked(token.children, state, left);
      left -= children.made;
      token.children = children.tokens;
    }
  });
}

/** Returns tokens of a line with links in the place of bare addresses, and how many were made. */
function linked(
  children: readonly Token[],
  state: StateCore,
  most: number,
): { readonly tokens: Token[]; readonly made: number } {
  const tokens: Token[] = [];
  let [depth, made] = [0, 0];
  children.forEach((child, at) => {
    depth = Math.max(0, depth + closedBy(child));
    const previous = children[at - 1];
    const isAtStart = previous === undefined || BEFORE.has(previous.type);
    const links =
      child.type === 'text' && depth === 0 && mayHaveBareAddress(child.content)
        ? findAutolinks(child.content, { withSchemes: false, isAtStart }).slice(0, most - made)
        : [];
    made += links.length;
    if (links.length === 0) tokens.push(child);
    else for (const token of split(child, links, state)) tokens.push(token);
  });
  return { tokens, made };
}

/** Returns 1 for the start of what holds no addresses, -1 for its end. */
function closedBy({ type, content }: Token): number {
  if (type === 'link_open') return 1;
  if (type === 'link_close') return -1;
  const tag = type === 'html_inline' ? CLOSED.exec(content) : null;
  if (!tag || content.endsWith('/>')) return 0;
  return tag[1] === '' ? 1 : -1;
}

function* split({ content, level }: Token, links: readonly Autolink[], state: StateCore): Generator<Token> {
  const text = (words: string): Token => Object.assign(new state.Token('text', '', 0), { content: words, level });
  const mark = { markup: 'autolink', info: 'auto' };
  let from = 0;
  for (const { start, end, href } of links) {
    if (start > from) yield text(content.slice(from, start));
    yield Object.assign(new state.Token('link_open', 'a', 1), { attrs: [['href', href]], level, ...mark });
    yield Object.assign(text(content.slice(start, end)), { level: level + 1 });
    yield Object.assign(new state.Token('link_close', 'a', -1), { level, ...mark });
    from = end;
  }
  if (from < content.length) yield text(content.slice(from));
}
