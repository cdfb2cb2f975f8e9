import { type HtmlElement, type HtmlNode, textOfNodes } from './canonical-tree.ts';

const MARKS: Readonly<Record<string, string>> = { strong: '**', b: '**', em: '*', i: '*' };
/** A line break: a backslash at the end of a line. */
const LINE_END = '\\\n';
/** Characters that mean something to Markdown wherever they stand. */
const SPECIAL = /[\\`*_[\]|~]/g;
/** A run of white space. Each is looked at once, however long it is. */
export const WHITE_SPACE = /\s+/g;
/** A word at both ends: only there marks of emphasis are read as such, whatever stands around them. */
const IS_WORD = /^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/su;

/** Returns Markdown of a line of text. A line break is a backslash and the end of a line. */
export function inlineMarkdown(nodes: readonly HtmlNode[]): string {
  const lines = joined(nodes, (text, at) => textMarkdown(text, at === nodes.length - 1))
    .replace(/[^\S\n\u00a0]+/g, ' ')
    .split(LINE_END)
    .map(line => line.replace(/^ /, '').replace(/ $/, ''));
  return lines.slice(lines.findIndex(isFilled), lines.findLastIndex(isFilled) + 1).join(LINE_END);
}

/** A run of white space with an end of a line in it is one blank. */
function oneBlank(run: string): string {
  return run.includes('\n') ? ' ' : run;
}

function isFilled(line: string): boolean {
  return line !== '';
}

/** References to characters that stay: they are read in Markdown, too. */
function textMarkdown(text: string, isLast = false): string {
  const markdown = text
    .replace(WHITE_SPACE, oneBlank)
    .replace(SPECIAL, '\\$&')
    .replace(/&amp;(?![#\w])/g, '&');
  // Before a link it would make it a picture.
  return isLast ? markdown : markdown.replace(/!$/, '\\!');
}

/** `before` is the character before it, empty where there is none. */
function elementMarkdown(node: HtmlElement, before: string): string {
  const { name, children } = node;
  if (name === 'br') return LINE_END;
  if (name === 'span' || name === 'wbr') return inlineOf(children);
  if (name === 'img') return pictureMarkdown(node);
  if (name === 'a') return linkMarkdown(node);
  if (name === 'code') return codeMarkdown(node);
  const mark = Object.hasOwn(MARKS, name) ? MARKS[name] : undefined;
  if (mark !== undefined) {
    const inner = inlineOf(children);
    return IS_WORD.test(inner) && before !== '*' && before !== '\\' ? mark + inner + mark : tagged(node, inner);
  }
  return RAW.has(name) ? rawMarkup(node).replace(WHITE_SPACE, oneBlank) : tagged(node, inlineOf(children));
}

/** Elements whose content is no text of the line. */
const RAW: ReadonlySet<string> = new Set(['audio', 'video', 'picture', 'ruby', 'iframe']);

function inlineOf(children: readonly HtmlNode[]): string {
  return joined(children, text => textMarkdown(text));
}

function joined(nodes: readonly HtmlNode[], ofText: (text: string, at: number) => string): string {
  const parts: string[] = [];
  let last = '';
  for (const [at, node] of nodes.entries()) {
    const part = typeof node === 'string' ? ofText(node, at) : elementMarkdown(node, last);
    last = part.at(-1) ?? last;
    parts.push(part);
  }
  return parts.join('');
}

function tagged({ name, attributes }: HtmlElement, inner: string): string {
  return `<${name}${attributes}>${inner}</${name}>`;
}

function pictureMarkdown({ attributes }: HtmlElement): string {
  const [src, alt] = [attributeOf(attributes, 'src'), attributeOf(attributes, 'alt')];
  if (src === undefined) return '';
  return `![${textMarkdown(alt ?? '').replace(/&quot;/g, '"')}](${destination(src)})`;
}

function linkMarkdown(node: HtmlElement): string {
  const href = attributeOf(node.attributes, 'href');
  const inner = inlineOf(node.children);
  if (href === undefined) return inner;
  // In Markdown no link stands in another.
  return inner.trim() === '' || holdsLink(node.children) ? tagged(node, inner) : `[${inner}](${destination(href)})`;
}

function holdsLink(nodes: readonly HtmlNode[]): boolean {
  return nodes.some(node => typeof node !== 'string' && (node.name === 'a' || holdsLink(node.children)));
}

/** References to characters stay: Markdown reads them in addresses, too. */
function destination(url: string): string {
  return `<${url.replace(/[\\<>\s]/g, encodeURIComponent)}>`;
}

function codeMarkdown(node: HtmlElement): string {
  const { children } = node;
  const text = textOfNodes(children).replace(WHITE_SPACE, oneBlank);
  if (text.trim() === '' || children.some(child => typeof child !== 'string')) return tagged(node, inlineOf(children));
  const fence = fenceFor(text, 1);
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return fence + pad + text + pad + fence;
}

/** Returns a run of backticks that is longer than any in a text of code, and has at least so many. */
export function fenceFor(code: string, least: number): string {
  let longest = least - 1;
  for (const [run] of code.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return '`'.repeat(longest + 1);
}

/** Returns an element as it was written. */
export function rawMarkup(node: HtmlNode): string {
  if (typeof node === 'string') return node;
  const { name, attributes, children, isVoid } = node;
  const start = `<${name}${attributes}>`;
  return isVoid ? start : `${start}${children.map(rawMarkup).join('')}</${name}>`;
}

function attributeOf(attributes: string, name: 'src' | 'alt' | 'href'): string | undefined {
  const start = attributes.indexOf(` ${name}="`);
  if (start === -1) return undefined;
  const from = start + name.length + 3;
  return attributes.slice(from, attributes.indexOf('"', from));
}
