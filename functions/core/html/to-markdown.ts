import { type HtmlElement, type HtmlNode, parseCanonical, textOfNodes } from './canonical-tree.ts';
import { fenceFor, inlineMarkdown, rawMarkup, WHITE_SPACE } from './inline-markdown.ts';

/** Elements that stand in a line of text. All others are blocks. */
const INLINE: ReadonlySet<string> = new Set(
  (
    'a abbr audio b bdi bdo br cite code del dfn em i img ins kbd mark math picture q ruby s samp small span strong ' +
    'sub sup time u var video wbr'
  ).split(' '),
);
/** Blocks of which nothing but the content has a form in Markdown. */
const TRANSPARENT: ReadonlySet<string> = new Set(['div', 'section', 'aside', 'figure', 'figcaption']);
/** A comment, which shows nothing. */
const NOTHING = '<!-- -->';
const HEADING = /^h([1-6])$/;

/** Marks at the beginnings of lines that any article may have, in characters. */
const LEAST_MARKS = 1000;

/** Number of characters that the marks at the beginnings of lines may still take. */
interface Budget {
  left: number;
}

/**
 * Returns Markdown (CommonMark) of HTML as the sanitizer writes it. What Markdown has no form for, such as tables and
 * players, stays as HTML, which Markdown allows. It reads back as the same words. Lists and quotations within each
 * other repeat their marks on every line: where these would take more than the HTML itself, and where it can't be
 * converted at all, the whole stays as HTML.
 */
export function htmlToMarkdown(html: string): string {
  const budget: Budget = { left: html.length + LEAST_MARKS };
  try {
    const blocks = blocksOf(parseCanonical(html), budget);
    if (budget.left >= 0) return blocks.join('\n\n');
  } catch {
    // One article in HTML is better than a run that ends.
  }
  return withoutEmptyLines(`<div>\n${html}\n</div>`);
}

function blocksOf(nodes: readonly HtmlNode[], budget: Budget): readonly string[] {
  const blocks: string[] = [];
  let line: HtmlNode[] = [];
  let lastList: string | undefined;
  const endLine = (): void => {
    const text = paragraphOf(line);
    line = [];
    if (text === '') return;
    blocks.push(text);
    lastList = undefined;
  };
  for (const node of nodes) {
    if (typeof node === 'string' || INLINE.has(node.name)) {
      line.push(node);
      continue;
    }
    endLine();
    // Two lists in a row would be one.
    if (lastList === node.name && isList(node.name)) blocks.push(NOTHING);
    const markdown = blockOf(node, budget).filter(block => block !== '');
    for (const block of markdown) blocks.push(block);
    if (markdown.length > 0) lastList = node.name;
  }
  endLine();
  return blocks;
}

function blockOf(node: HtmlElement, budget: Budget): readonly string[] {
  const { name, children } = node;
  const level = HEADING.exec(name)?.[1];
  if (level !== undefined) {
    const text = withoutClosing(inlineMarkdown(children).replaceAll('\\\n', ' '));
    return [text === '' ? '' : `${'#'.repeat(Number(level))} ${text}`];
  }
  if (TRANSPARENT.has(name)) return blocksOf(children, budget);
  switch (name) {
    case 'p':
      return [paragraphOf(children)];
    case 'hr':
      return ['***'];
    case 'blockquote':
      return [prefixed(blocksOf(children, budget).join('\n\n'), '> ', '> ', budget)];
    case 'ul':
    case 'ol':
      return [listOf(node, budget)];
    case 'pre':
      return [codeBlock(node)];
    default:
      return [rawBlock(node)];
  }
}

/** A run of `#` at the end would close a heading. */
function withoutClosing(heading: string): string {
  let end = heading.length;
  while (heading[end - 1] === '#') end -= 1;
  return end === heading.length ? heading : `${heading.slice(0, end)}\\${heading.slice(end)}`;
}

/** A line of text. What would begin a block at its start is escaped. */
function paragraphOf(nodes: readonly HtmlNode[]): string {
  return inlineMarkdown(nodes)
    .split('\n')
    .map(line => line.replace(/^(?=[#+=>-]|~~~)/, '\\').replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\'))
    .join('\n');
}

function isList(name: string): boolean {
  return name === 'ul' || name === 'ol';
}

function listOf({ name, attributes, children }: HtmlElement, budget: Budget): string {
  const start = Number(/ start="(\d{1,9})"/.exec(attributes)?.[1] ?? 1);
  const items = children.filter(child => typeof child !== 'string' && child.name === 'li');
  return items
    .map((item, at) => {
      const marker = name === 'ol' ? `${start + at}. ` : '- ';
      const blocks = typeof item === 'string' ? [] : blocksOf(item.children, budget);
      // Marks of lists alone would be read as a rule.
      return prefixed(blocks.join('\n\n') || NOTHING, marker, ' '.repeat(marker.length), budget);
    })
    .join('\n');
}

/**
 * Puts one text before the first line, and another before every other line that is not empty; nothing where that would
 * take more than is left.
 */
function prefixed(markdown: string, first: string, others: string, budget: Budget): string {
  if (markdown === '' || budget.left < 0) return '';
  const lines = markdown.split('\n');
  budget.left -= lines.length * first.length;
  if (budget.left < 0) return '';
  return lines.map((line, at) => (at === 0 ? first + line : line === '' ? others.trimEnd() : others + line)).join('\n');
}

function codeBlock(node: HtmlElement): string {
  const [code] = node.children;
  const inner =
    node.children.length === 1 && typeof code === 'object' && code.name === 'code' ? code.children : undefined;
  const nodes = inner ?? node.children;
  if (nodes.some(child => typeof child !== 'string')) return rawBlock(node);
  const text = textOfNodes(nodes).replace(/\n$/, '');
  const fence = fenceFor(text, 3);
  const language = / class="language-([\w+#-]+)"/.exec(inner && typeof code === 'object' ? code.attributes : '')?.[1];
  return `${fence}${language ?? ''}\n${text}\n${fence}`;
}

/** HTML in a block of its own, which an empty line would end. */
function rawBlock(node: HtmlElement): string {
  return withoutEmptyLines(rawMarkup(node));
}

function withoutEmptyLines(markup: string): string {
  if (markup.includes('<pre')) return markup.replaceAll('\n', '&#10;');
  return markup.replace(WHITE_SPACE, run => (run.includes('\n') ? '\n' : run));
}
