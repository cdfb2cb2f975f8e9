import { codeLines, codeSpans } from './code-lines.ts';
import { formulaEnd } from './formula.ts';

/** A comment that marks enclose: its range, and the marks, as they are reported. */
export interface MarkedComment {
  readonly at: number;
  readonly end: number;
  readonly what: string;
}

/** Closing marks of comments, by those that open them: ERB, JSP, FreeMarker, Handlebars, Nunjucks, Obsidian. */
const CLOSING: Readonly<Record<string, string>> = {
  '<%#': '%>',
  '<%--': '--%>',
  '<#--': '-->',
  '{{!--': '--}}',
  '{{!': '}}',
  '{#': '#}',
  '%%': '%%',
};

/** Constructs that hide marks: characters behind a backslash, code, formulas, comments of HTML. */
const IN_MARKDOWN = /\\[\s\S]|`+|\$\$?|<(?=(?:code|pre)[\s>])|<!--|<%#|<%--|<#--|%%/gi;
const IN_HTML = /<(?=(?:code|pre|script|style|textarea)[\s>])|<!--|<%#|<%--|<#--|\{\{!(?:--)?|\{#(?=[-\s])/gi;
/** Maximum length of blanks before a comment that are examined, in UTF-16 code units. */
const MAX_INDENT = 80;
/** Marks of which a text has one if it has such a comment. */
const SIGN = /<%[#-]|<#--|%%|\{\{!|\{#/;

/** Replaces the comments of other publishers in Markdown by blanks; lines stay. Those of Nunjucks are tags. */
export function blankMarkdownComments(markdown: string): { text: string; comments: readonly MarkedComment[] } {
  return blankComments(markdown, IN_MARKDOWN, codeSpans, fencedOffsets);
}

/** Replaces the comments of other publishers in HTML by blanks; lines stay. */
export function blankHtmlComments(html: string): { text: string; comments: readonly MarkedComment[] } {
  return blankComments(
    html,
    IN_HTML,
    () => new Map(),
    () => () => false,
  );
}

function blankComments(
  text: string,
  pattern: RegExp,
  spansOf: (text: string) => ReadonlyMap<number, number>,
  fencedOf: (text: string) => (at: number) => boolean,
): { text: string; comments: readonly MarkedComment[] } {
  if (!SIGN.test(text)) return { text, comments: [] };
  const [spans, isFenced, next] = [spansOf(text), fencedOf(text), createSearch(text)];
  const comments: MarkedComment[] = [];
  let from = 0;
  for (const { 0: mark, index: at } of text.matchAll(pattern)) {
    if (at < from || isFenced(at)) continue;
    const shown = shownEnd(text, mark, at, spans, next);
    if (shown !== undefined) from = shown;
    const end = shown === undefined ? commentEnd(text, mark, at, next) : undefined;
    if (end === undefined) continue;
    comments.push({ at, end, what: `${mark} ${CLOSING[mark]}` });
    from = end;
  }
  return { text: withBlanks(text, comments, pattern === IN_MARKDOWN), comments };
}

type Search = (mark: string, from: number) => number;

/** Returns the end of what is no place for comments; `undefined` where a mark begins no such thing. */
function shownEnd(
  text: string,
  mark: string,
  at: number,
  spans: ReadonlyMap<number, number>,
  next: Search,
): number | undefined {
  if (mark.startsWith('\\')) return at + mark.length;
  if (mark.startsWith('`')) return spans.get(at) ?? at + mark.length;
  if (mark.startsWith('$')) return formulaEnd(text, at) ?? at + mark.length;
  if (mark === '<!--') return endBehind('-->', next, at);
  if (mark !== '<') return undefined;
  const [name = ''] = /^\w+/.exec(text.slice(at + 1, at + 10)) ?? [];
  return endBehind(`</${name}>`, next, at) ?? at + 1;
}

function endBehind(mark: string, next: Search, from: number): number | undefined {
  const at = next(mark, from);
  return at === -1 ? undefined : at + mark.length;
}

/** Returns the end of the comment that a mark opens; `undefined` where it is text. */
function commentEnd(text: string, mark: string, at: number, next: Search): number | undefined {
  const closing = CLOSING[mark];
  if (closing === undefined) return undefined;
  const end = endBehind(closing, next, at + mark.length);
  if (mark !== '%%' || end === undefined) return end;
  // `50%%` is text. A comment that begins within a line ends in the same paragraph.
  const before = text.charAt(at - 1);
  if (before !== '' && !/\s/.test(before)) return undefined;
  const beginsLine = before === '' || before === '\n';
  const blank = next('\n\n', at);
  return beginsLine || blank === -1 || end <= blank ? end : undefined;
}

function fencedOffsets(text: string): (at: number) => boolean {
  const lines = text.split('\n');
  const isCode = codeLines(lines);
  let [line, end] = [0, lines[0]?.length ?? 0];
  return at => {
    while (end < at && line < lines.length - 1) {
      line += 1;
      end += 1 + (lines[line]?.length ?? 0);
    }
    return isCode[line] === true;
  };
}

/** Returns a search for the next of a mark from an offset on, -1 where there is none. Linear if offsets only grow. */
export function createSearch(text: string): Search {
  const found = new Map<string, number>();
  return (mark, from) => {
    const known = found.get(mark);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const at = text.indexOf(mark, from);
    found.set(mark, at);
    return at;
  };
}

/** Blanks would make code of the text behind a comment that a line of Markdown begins with, so that one has none. */
function withBlanks(text: string, comments: readonly MarkedComment[], isMarkdown: boolean): string {
  let [done, from] = ['', 0];
  for (const { at, end } of comments) {
    done += text.slice(from, at);
    const isWithin = !isMarkdown || !/(?:^|\n)[ \t]*$/.test(done.slice(-MAX_INDENT));
    done += text.slice(at, end).replace(/[^\n]/g, isWithin ? ' ' : '');
    from = end;
  }
  return from === 0 ? text : done + text.slice(from);
}
