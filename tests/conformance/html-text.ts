import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

/** Returns the text that a browser shows for a fragment of HTML, without pictures. */
export function htmlText(html: string): string {
  return textOf(parseFragment(html));
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join(isBlock(node) ? ' ' : '') : '';
}

function isBlock(node: Node): boolean {
  return !('tagName' in node) || /^(?:p|h\d|div|li|td|th|tr|table|ul|ol|blockquote|figure|section)$/.test(node.tagName);
}
