import { unescapeHtml } from './canonical-html.ts';

/** Text as it stands between tags, or an element. */
export type HtmlNode = string | HtmlElement;

export interface HtmlElement {
  readonly name: string;
  /** As they are written, each with a blank before it. */
  readonly attributes: string;
  readonly children: readonly HtmlNode[];
  /** It has no end tag. */
  readonly isVoid: boolean;
}

interface OpenElement extends HtmlElement {
  readonly children: HtmlNode[];
}

const TAG = /<(\/?)([a-z][a-z0-9]*)( [^<>]*)?>/g;
const VOID: ReadonlySet<string> = new Set('br hr img source track col wbr'.split(' '));

/** Reads HTML as the sanitizer writes it (see `canonical-html.ts`). What it left open is closed. */
export function parseCanonical(html: string): readonly HtmlNode[] {
  const root: OpenElement = { name: '', attributes: '', children: [], isVoid: false };
  const open: OpenElement[] = [root];
  let end = 0;
  for (const tag of html.matchAll(TAG)) {
    const [markup, slash, name = '', rest = ''] = tag;
    if (tag.index > end) open.at(-1)?.children.push(html.slice(end, tag.index));
    end = tag.index + markup.length;
    if (slash === '/') {
      if (open.length > 1 && open.at(-1)?.name === name) open.pop();
      continue;
    }
    const isVoid = VOID.has(name);
    const element: OpenElement = { name, attributes: withoutSlash(rest), children: [], isVoid };
    open.at(-1)?.children.push(element);
    if (!isVoid) open.push(element);
  }
  if (end < html.length) open.at(-1)?.children.push(html.slice(end));
  return root.children;
}

/** `<br />` has no attribute. */
function withoutSlash(attributes: string): string {
  return attributes.endsWith('/') ? attributes.slice(0, -1).trimEnd() : attributes;
}

/** Returns the text of nodes, without tags. */
export function textOfNodes(nodes: readonly HtmlNode[]): string {
  return nodes.map(node => (typeof node === 'string' ? unescapeHtml(node) : textOfNodes(node.children))).join('');
}
