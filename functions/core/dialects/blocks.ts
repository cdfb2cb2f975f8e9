import { codeLines } from './code-lines.ts';

/** `:::tip Title`, `::: {.tip}`, `:::note[Title]`. */
const OPENING = /^\s*:{3,}(?=\s*[{A-Za-z])/;
const CLOSING = /^\s*:{3,}\s*$/;
/** `!!! note "Title"`, `??? note`, `???+ note` of Material for MkDocs and Pelican; the text is indented. */
const INDENTED = /^(\s*)(?:!!!|\?\?\?\+?) +([A-Za-z][\w-]*)(?: (?:inline|end))*\s*(?:$|(?="[^"]*"\s*$))/;
/** `> [!NOTE] Title`, of code hosts and Obsidian. */
const ALERT = /^([\s>]*>\s*)\[!([A-Za-z]+)\][+-]?/;
/** Attributes of a block, and the title among them. */
const LIST = /^\{(?:[!#-z|~ ]|"[^"{}]*")*\}/;
const TITLE = /title="([^"]*)"/;
/** A table of contents, which pages create themselves. */
const CONTENTS = /^\s*(?:\[toc\]|\[\[_?toc_?\]\]|\$\{toc\}|\{:\s*toc\s*\}|<!--\s*toc\s*-->)\s*$/i;
/** An item of a list: kramdown's table of contents replaces the list above it. */
const ITEM = /^\s*(?:[-*+]|1\.)\s/;
const ITS_CONTENTS = /^\s*\{:\s*toc\b/i;
/** Attributes of a heading, and the id among them. */
const ATTRIBUTES = /^\{ *(?:[.#:]|[\w-]{1,40}=)(?:[!#-z|~ ]|"[^"{}]*")*\}$/;
const ID = /#([\w:.-]+)/;

/** Containers without a meaning for readers. */
const SILENT: ReadonlySet<string> = new Set(
  'code-group raw v-pre tabs tab cards card steps columns column div'.split(' '),
);

/**
 * Beginning of a line that no paragraph goes on with: of a list, a heading, code, a table, a rule, a block of HTML,
 * another block, or the end of this one. A backslash above it would be no break, but text.
 */
const NO_PARAGRAPH = new RegExp(
  String.raw`^\s*(?:$|>|#{1,6}(?:\s|$)|[-+*](?:\s|$)|1[.)](?:\s|$)|\x60{3}|~{3}|\||:{3}|!!!|\?\?\?|[-_=*]{3}|<[!?]|` +
    '</?(?:address|article|aside|blockquote|center|d[dlt]|details|dialog|div|fieldset|fig(?:ure|caption)|footer|form|' +
    String.raw`h[1-6r]|header|iframe|li|main|nav|[ou]l|p|pre|script|section|style|summary|t(?:able|body|[dhr]))[\s/>])`,
  'i',
);
/** The line below the head of a table that begins without a bar. */
const BELOW_HEAD = /^[\s>]*:?-+:?\s*\|/;

/** Maximum depth of nested blocks; deeper ones stay as they are. */
const MAX_DEPTH = 16;

/** Kinds of admonitions in all supported tools. */
const KINDS: ReadonlySet<string> = new Set(
  (
    'note tip info warning caution danger important success error question example quote abstract bug failure ' +
    'details summary hint attention seealso todo admonition aside'
  ).split(' '),
);

/** A block that continues below the line that opens it. */
type Open =
  | { readonly kind: 'fence'; readonly isQuote: boolean }
  | { readonly kind: 'indented'; readonly indent: number };

/**
 * Translates blocks of other publishers to Markdown: an admonition becomes a quote that begins with its title, or with
 * its kind. Works line by line, and leaves code alone.
 */
export function translateBlocks(lines: readonly string[]): readonly string[] {
  const isCode = codeLines(lines);
  const open: Open[] = [];
  const next = nextTexts(lines);
  const lastClosing = lines.findLastIndex((line, at) => !isCode[at] && CLOSING.test(line));
  return lines.map((line, at) => {
    // An empty line belongs to what goes on below it, or quotes of Markdown would be one with a block above them.
    const below = isBlank(line) ? leaveAbove(open, next[at]) : leave(open, line);
    if (isCode[at]) return quote(open, below);
    if (open.length > 0 && open.at(-1)?.kind === 'fence' && CLOSING.test(below)) {
      open.pop();
      return quote(open, '');
    }
    const block = open.length < MAX_DEPTH ? opened(below) : undefined;
    // A block that is never closed, or is empty, is text.
    const isBlock = block?.open.kind === 'fence' ? at < lastClosing : block && isWithin(lines, at, block.open.indent);
    if (!block || !isBlock) return quote(open, translateLine(below, isQuoted(lines, at + 1)));
    const text = quote(open, '');
    open.push(block.open);
    return block.title === '' ? text : quote(open, `**${block.title}**`) + (isParagraph(lines, at + 1) ? '\\' : '');
  });
}

/** Returns true if the next line of text is indented far enough for a block, within those that are open. */
function isWithin(lines: readonly string[], at: number, indent: number): boolean {
  let next = at + 1;
  while (next < at + 4 && isBlank(lines[next])) next += 1;
  const line = lines[next] ?? '';
  return line.length - line.trimStart().length >= indent;
}

/** Returns true if a paragraph goes on with a line, which stands behind so many characters of marks. */
function isParagraph(lines: readonly string[], at: number, marks = 0): boolean {
  return !NO_PARAGRAPH.test(lines[at]?.slice(marks) ?? '') && !BELOW_HEAD.test(lines[at + 1] ?? '');
}

/** Returns true if a paragraph in a quote goes on with a line. */
function isQuoted(lines: readonly string[], at: number): boolean {
  const [marks = ''] = /^\s*>[\s>]*/.exec(lines[at] ?? '') ?? [];
  return marks !== '' && isParagraph(lines, at, marks.length);
}

/** Returns the lines without lists that only mark the place of a table of contents. */
export function withoutContents(lines: readonly string[]): readonly string[] {
  return lines.map((line, at) => (ITEM.test(line) && ITS_CONTENTS.test(lines[at + 1] ?? '') ? '' : line));
}

/** Closes indented blocks that a line is not in. Returns the line as it stands in those that stay open. */
function leave(open: Open[], line: string): string {
  let rest = line;
  for (const [at, block] of open.entries()) {
    if (block.kind !== 'indented' || isBlank(rest)) continue;
    const indent = rest.length - rest.trimStart().length;
    if (indent < block.indent) {
      open.length = at;
      break;
    }
    rest = rest.slice(block.indent);
  }
  return rest;
}

/** Closes indented blocks that do not go on below an empty line, where there is more text. Returns the empty line. */
function leaveAbove(open: Open[], next: string | undefined): string {
  if (next !== undefined) leave(open, next);
  return '';
}

/** Returns for each line the first below it that is not empty. */
function nextTexts(lines: readonly string[]): readonly (string | undefined)[] {
  const next = new Array<string | undefined>(lines.length);
  for (let at = lines.length - 2; at >= 0; at--) next[at] = isBlank(lines[at + 1]) ? next[at + 1] : lines[at + 1];
  return next;
}

function quote(open: readonly Open[], line: string): string {
  const depth = open.filter(block => block.kind === 'indented' || block.isQuote).length;
  return depth === 0 ? line : `${'> '.repeat(depth)}${line}`;
}

function opened(line: string): { readonly open: Open; readonly title: string } | undefined {
  const [, indent, kind = ''] = INDENTED.exec(line) ?? [];
  if (indent !== undefined)
    return { open: { kind: 'indented', indent: indent.length + 4 }, title: titleOf(line, kind) };
  const [marks] = OPENING.exec(line) ?? [];
  if (marks === undefined) return undefined;
  const behind = line.slice(marks.length).trim();
  const [list = ''] = LIST.exec(behind) ?? [];
  const [word = ''] =
    /^[A-Za-z][\w-]*(?=[\s[{]|$)/.exec(list === '' ? behind : list.replace(/^[\s{.]+/, '').replace('}', '')) ?? [];
  if (word === '' && list === '') return undefined;
  // Any other word is one of the title.
  if (!KINDS.has(word.toLowerCase().replace(/^callout-/, '')) && !SILENT.has(word.toLowerCase()) && list === '')
    return { open: { kind: 'fence', isQuote: true }, title: behind };
  const isQuote = word !== '' && !SILENT.has(word.toLowerCase());
  const title =
    list === '' ? titleOf(line, word) : (TITLE.exec(list)?.[1] ?? (behind.slice(list.length).trim() || labelOf(word)));
  return { open: { kind: 'fence', isQuote }, title: isQuote ? title : behind.slice((list || word).length).trim() };
}

/** Returns the title after the kind, in quotes, brackets or neither; else the kind. */
function titleOf(line: string, kind: string): string {
  const rest = line.slice(line.indexOf(kind) + kind.length).trim();
  const [, told] = TITLE.exec(LIST.exec(rest)?.[0] ?? '') ?? [];
  if (told !== undefined) return told;
  const title = rest
    .replace(LIST, '')
    .replace(/^["[]/, '')
    .replace(/["\]]$/, '')
    .trim();
  return title === '' ? labelOf(kind) : title;
}

/** Returns the label of a kind: `callout-note` and `NOTE` are a note. */
function labelOf(kind: string): string {
  const name = kind.toLowerCase().replace(/^(?:callout|admonition|alert)-/, '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function translateLine(line: string, goesOn: boolean): string {
  if (CONTENTS.test(line)) return '';
  const [alert, start = '', kind = ''] = ALERT.exec(line) ?? [];
  if (alert !== undefined)
    return `${start}**${line.slice(alert.length).trim() || labelOf(kind)}**${goesOn ? '\\' : ''}`;
  return /^ {0,3}#{1,6}\s/.test(line) && line.includes('{') ? translateHeading(line) : line;
}

/** Returns a heading without its attributes; an anchor keeps its id. */
function translateHeading(line: string): string {
  const heading = line.trimEnd().replace(/\}[\s#]+$/, '}');
  const start = heading.lastIndexOf('{');
  const attributes = heading.slice(start);
  if (!ATTRIBUTES.test(attributes)) return line;
  const [, id] = ID.exec(attributes) ?? [];
  const text = heading.slice(0, start).trimEnd();
  return id === undefined ? text : `${text} <a id="${id}"></a>`;
}

function isBlank(line: string | undefined): boolean {
  return (line ?? '').trim() === '';
}
