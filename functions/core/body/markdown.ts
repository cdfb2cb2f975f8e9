import type { Token } from 'markdown-it';
import { translate } from '../dialects/dialect.ts';
import { codeRanges, shownShortcodes } from '../dialects/wordpress-shortcodes.ts';
import { cleanHtml, sameText } from '../html/canonical-html.ts';
import { sanitize } from '../html/sanitize.ts';
import { imageUrl, isInlinePicture, linkUrl, withPrefixedFragment } from '../html/url-policy.ts';
import { createPositions } from '../text/positions.ts';
import { type BodyOptions, type BodyReference, collectReferences, type Findings } from './body-options.ts';
import { dropBackLinks, footnotesLast, type MarkdownEnv, unlinkCall } from './footnotes.ts';
import { type Loss, MAX_REPORTED } from './loss.ts';
import { markdownLosses } from './markdown-losses.ts';
import { createMarkdownParser, createOutliner, TooDeep } from './markdown-parser.ts';
import { paragraphs } from './plain-text.ts';
import { RawHtml } from './raw-html.ts';

const parser = createMarkdownParser();
const outliner = createOutliner();
/** Parser of MDX, in which indented text is not code. */
const mdxParser = createMarkdownParser().disable('code');

/**
 * Renders Markdown as HTML that readers render. Without raw HTML there is nothing to sanitize: the renderer writes only
 * allowed tags, and addresses are judged on the way. Markdown that is nested too deep is shown as typed.
 */
export function renderMarkdown(source: string, options: BodyOptions, findings: Findings, isMdx = false): string {
  const { references, losses } = findings;
  const { markdown, losses: foreign, place } = translate(source, isMdx);
  const found: Loss[] = [];
  const html = render(markdown, options, { references, losses: found }, isMdx ? mdxParser : parser);
  const positionOf = createPositions(markdown);
  for (const { at, name } of shownShortcodes(markdown, codeRanges))
    found.push({ what: `[${name}]`, text: '', ...positionOf(at) });
  for (const loss of foreign) losses.push(loss);
  for (const loss of found) losses.push(place(loss));
  return html;
}

function render(markdown: string, options: BodyOptions, findings: Findings, by: typeof parser): string {
  const { idPrefix, resolve, lacksPictures } = options;
  const { references, losses } = findings;
  const env: MarkdownEnv = { idPrefix, fragment: id => resolve(`#${idPrefix}${id}`) ?? `#${idPrefix}${id}` };
  const tokens = parse(markdown, env, by);
  if (!tokens) return paragraphs(markdown.split('\n'));
  dropTitle(tokens, options.title);
  const judged: Judged = { losses, budget: new AddressBudget(markdown, references), calls: new CallBudget(markdown) };
  const hasHtml = judge(tokens, options, judged);
  dropBackLinks(tokens, judged.calls.unlinked);
  let split: readonly string[] | undefined;
  const lines = (): readonly string[] => {
    split ??= markdown.split('\n');
    return split;
  };
  losses.push(...markdownLosses(tokens, lines, env, references));
  if (!hasHtml) return cleanHtml(parser.renderer.render(tokens, parser.options, env)).trim();
  const raw = new RawHtml(tokens, lines());
  const html = raw.take(parser.renderer.render(tokens, parser.options, env));
  const onReference = collectReferences(references);
  const counts = new Map<string, number>();
  const onLoss = (at: number, element: string, text: string): void => {
    const count = counts.get(element) ?? 0;
    counts.set(element, count + 1);
    // Only these need positions, and each costs a search in the text.
    losses.push({ what: `<${element}>`, text, ...(count <= MAX_REPORTED && raw.positionOf(at)) });
  };
  return sanitize(html, { resolve, idPrefix, onReference, onLoss, lacksPictures, raw: raw.ranges });
}

/**
 * Maximum length of a heading or paragraph that is examined for a title, in UTF-16 code units. The title is cut before
 * that.
 */
const MAX_TITLE_TEXT = 4096;

/**
 * Returns the title of Markdown that declares none: the heading that it begins with, or one of the first level, else
 * its first line. A heading below the first words is that of a section. Only the blocks of the text are parsed.
 */
export function markdownTitle(source: string, isMdx: boolean): string | undefined {
  const { markdown } = translate(source, isMdx);
  const env: MarkdownEnv = { idPrefix: '', fragment: id => id };
  const tokens = parse(markdown, env, outliner);
  if (!tokens) return markdown.trimStart().split('\n', 1)[0];
  const blocks = footnotesLast(tokens);
  const words = blocks.findIndex(({ type, content }) => type === 'inline' && !isPicture(content));
  const isFirst = blocks[words - 1]?.type === 'heading_open';
  const heading = isFirst ? words - 1 : blocks.findIndex(({ type, tag }) => type === 'heading_open' && tag === 'h1');
  const first = heading === -1 ? words : heading + 1;
  const inline: Token[] = [];
  parser.inline.parse((blocks[first]?.content ?? '').slice(0, MAX_TITLE_TEXT), parser, env, inline);
  const text = plainText(inline);
  return heading === -1 ? text.split('\n').find(line => line.trim() !== '') : text.replaceAll('\n', ' ');
}

/** Returns true for a block that is only a picture, which may stand above a heading. */
function isPicture(content: string): boolean {
  return /^\s*\[?!\[[^\n]{0,2000}\)\s*$/.test(content);
}

/** Parses Markdown. `by` is the full parser, or the parser of blocks alone. */
function parse(markdown: string, env: MarkdownEnv, by = parser): Token[] | undefined {
  try {
    return by.parse(markdown, env);
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
}

/** Removes a repetition of the title above the text: readers already show it. */
function dropTitle(tokens: Token[], title: string): void {
  const [first, inline] = tokens;
  if (first?.type !== 'heading_open' && first?.type !== 'paragraph_open') return;
  const children = inline?.children ?? [];
  const showsMore = children.some(({ type }) => type === 'image' || type === 'html_inline');
  if (!showsMore && sameText(plainText(children), title)) {
    tokens.splice(0, 3);
    return;
  }
  const lineEnd = children.findIndex(({ type }) => type === 'softbreak' || type === 'hardbreak');
  if (lineEnd > 0 && sameText(plainText(children.slice(0, lineEnd)), title)) children.splice(0, lineEnd + 1);
}

function plainText(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content }) => {
      if (type === 'softbreak' || type === 'hardbreak') return '\n';
      return type === 'html_inline' || type === 'image' ? '' : content;
    })
    .join('')
    .trim();
}

/** Minimum budget for the addresses and titles of links in any text, in UTF-16 code units. */
const MIN_ADDRESSES = 100_000;

/**
 * Limits the addresses and titles of links and pictures together to the length of the text. One that is defined once
 * and referenced ten thousand times would take ten thousand times its length. Links beyond the budget are text, as in
 * cmark.
 */
class AddressBudget {
  readonly #references: BodyReference[];
  #left: number;

  /** Collects in `references` those that fit. */
  constructor(markdown: string, references: BodyReference[]) {
    this.#references = references;
    this.#left = Math.max(markdown.length, MIN_ADDRESSES);
  }

  take(reference: string, title: string, line: number | undefined): boolean {
    const size = reference.length + title.length;
    if (size > this.#left) return false;
    this.#left -= size;
    this.#references.push({ reference, ...(line !== undefined && { line }) });
    return true;
  }
}

/** Length of the address and the anchor of one call of a footnote, about, in UTF-16 code units. */
const CALL = 96;

/**
 * Limits the calls of footnotes to those whose addresses and anchors together are no longer than the text, or 1,041.
 * Four characters call a footnote, and become some two hundred. Calls beyond the budget are numbers without a link.
 */
class CallBudget {
  /** Calls that are no links, as `unlinkCall` names them. */
  readonly unlinked = new Set<string>();
  #left: number;

  constructor(markdown: string) {
    this.#left = Math.floor(Math.max(markdown.length, MIN_ADDRESSES) / CALL);
  }

  /** Takes a call; returns false where it is a number alone. */
  take(call: Token): boolean {
    this.#left -= 1;
    if (this.#left >= 0) return true;
    this.unlinked.add(unlinkCall(call));
    return false;
  }
}

/** Findings while addresses are judged. */
interface Judged extends Pick<Findings, 'losses'> {
  readonly budget: AddressBudget;
  readonly calls: CallBudget;
}

/**
 * Makes every address absolute, or removes it. Returns true if there is raw HTML. `line` is the first line of the
 * tokens.
 */
function judge(tokens: readonly Token[], options: BodyOptions, judged: Judged, line?: number): boolean {
  let hasHtml = false;
  let at = line;
  for (const token of tokens) {
    // A cell has no line number, and inline tokens have only that of their paragraph.
    if (token.map) at = token.map[0] + 1;
    if (token.type === 'table_close') at = line;
    if (at !== undefined && (token.type === 'softbreak' || token.type === 'hardbreak')) at += 1;
    if (token.type === 'html_block' || token.type === 'html_inline') hasHtml = true;
    else if (token.type === 'link_open') judgeAttribute(token, 'href', at, options, judged);
    else if (token.type === 'image') judgeAttribute(token, 'src', at, options, judged);
    else if (token.type === 'footnote_ref' && !judged.calls.take(token)) options.onUnlinked?.(at);
    // The words of a picture's description are children, too, and are rendered as plain text.
    if (token.children && token.type !== 'image' && judge(token.children, options, judged, at)) hasHtml = true;
  }
  return hasHtml;
}

function judgeAttribute(
  token: Token,
  name: 'href' | 'src',
  line: number | undefined,
  { resolve, idPrefix, onUnlinked }: BodyOptions,
  { losses, budget }: Judged,
): void {
  const reference = String(token.attrGet(name) ?? '');
  const place = line === undefined ? {} : { line };
  const fits = budget.take(reference, String(token.attrGet('title') ?? ''), line);
  if (!fits) onUnlinked?.(line);
  const link = (): string | undefined => linkUrl(withPrefixedFragment(reference, idPrefix), resolve);
  const url = fits ? (name === 'src' ? imageUrl(reference, resolve) : link()) : undefined;
  if (url !== undefined) token.attrSet(name, url);
  else if (name === 'src') Object.assign(token, { type: 'text', content: token.content });
  else token.attrs = fits ? (token.attrs ?? []).filter(([attribute]) => attribute !== 'href') : [];
  if (url === undefined && name === 'src' && isInlinePicture(reference))
    losses.push({ what: '<img>', text: reference, ...place });
}
