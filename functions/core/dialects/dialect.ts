import type { Loss } from '../body/loss.ts';
import { createPositions } from '../text/positions.ts';
import { translateBlocks, withoutContents } from './blocks.ts';
import { splitCode } from './code-lines.ts';
import { endlessComment, FILLER } from './comment-ends.ts';
import { codeIn, fillComments, mayHaveMarkedComments } from './left-out-comments.ts';
import { replaceJsx, withoutModules } from './mdx.ts';
import { withoutMdxComments } from './mdx-comments.ts';
import type { Unknown } from './replace-tags.ts';
import { replaceTemplates } from './template-tags.ts';

/** A text as CommonMark, and the constructs of the original that have no meaning in it. */
export interface Translated {
  readonly markdown: string;
  readonly losses: readonly Loss[];
  /** Returns a loss of the translation as one of the original: its column counts only where the line is the same. */
  readonly place: (loss: Loss) => Loss;
}

/**
 * Constructs of other publishers' Markdown that CommonMark does not have, and strings of which each contains one.
 * Searching for the strings first takes a tenth of the time. Most articles have none.
 */
const FOREIGN: readonly (readonly [texts: readonly string[], pattern: RegExp])[] = [
  [['{'], /\{[{%:#./]|\{[\w-]{1,40}=|\$\{toc/i],
  [['['], /\[!\w|\[\[?_?toc/i],
  [[':::', '!!!', '???'], /^[ \t]{0,12}(?::::|!!!|\?\?\?)/m],
  [['import'], /^import\s/m],
];

function isForeign(markdown: string): boolean {
  return (
    FOREIGN.some(([texts, pattern]) => texts.some(text => markdown.includes(text)) && pattern.test(markdown)) ||
    mayHaveMarkedComments(markdown)
  );
}

/** A comment of MDX on a line of its own, such as the mark of a summary, which Docusaurus reads in any Markdown. */
const COMMENT_LINE = /^\{\/\*[^*\n]{0,500}\*\/\}[ \t]{0,8}$/gm;

/**
 * Translates the Markdown of other publishers: shortcodes (Hugo), tags (Liquid, Nunjucks), lists of attributes
 * (kramdown, Pandoc), admonitions, tables of contents, and MDX. Every line keeps its number. Constructs without a
 * meaning are removed and reported; their content stays.
 */
export function translate(markdown: string, isMdx: boolean): Translated {
  if (!isMdx && !isForeign(markdown)) return { markdown, losses: [], place: loss => loss };
  const losses: Loss[] = [];
  const original = markdown.split('\n');
  const ofMdx = isMdx ? withoutMdxComments(markdown) : undefined;
  const { lines, imports } = withoutModules(ofMdx?.text.split('\n') ?? original, isMdx);
  const said = withoutContents(lines).join('\n');
  const { text: whole, comments } = ofMdx ? { text: said, comments: ofMdx.comments } : fillComments(said);
  const positionOf = createPositions(whole);
  const commentAt = ofMdx ? createPositions(markdown) : positionOf;
  for (const { at, what, text } of comments)
    if (text.trim() !== '' || endlessComment(what) !== undefined) losses.push({ what, text, ...commentAt(at) });
  const codeEnd = isMdx ? undefined : createCodeEnd(whole);
  let start = 0;
  const parts = splitCode(whole).map(({ text, isCode }) => {
    const from = start;
    start += text.length + 1;
    if (isCode) return text;
    const report = ({ at, what, text }: Unknown): void => {
      const { line, column } = positionOf(from + at);
      losses.push({ what, text: text.replaceAll(FILLER, ''), line, column });
    };
    if (isMdx) return replaceJsx(text, imports, report);
    // Blanks in its place, so that places below it stay.
    const shown = text.replace(COMMENT_LINE, line => ' '.repeat(line.length));
    return replaceTemplates(shown, report, codeEnd && (at => codeEnd(from + at, from)));
  });
  const bare = isMdx || comments.length > 0 ? parts.map(part => part.replaceAll(FILLER, '')) : parts;
  const translated = translateBlocks(bare.join('\n').split('\n'));
  const place = ({ column, ...loss }: Loss): Loss => {
    const at = (loss.line ?? 0) - 1;
    return column !== undefined && original[at] === translated[at] ? { ...loss, column } : loss;
  };
  return { markdown: translated.join('\n'), losses, place };
}

/** Signs of code that is not in marks: an element, or an indented line. */
const CODE = /<(?:pre|code)[\s>]|^(?: {4}| {0,3}\t)/im;

/** Returns a `CodeEnd` for parts of a text that begin at an offset; `undefined` for a text without such code. */
function createCodeEnd(text: string): ((at: number, from: number) => number | undefined) | undefined {
  if (!text.includes('{') || !CODE.test(text)) return undefined;
  const code = codeIn(text);
  let next = 0;
  return (at, from) => {
    while ((code[next]?.end ?? at + 1) <= at) next += 1;
    const range = code[next];
    return range && range.at <= at ? range.end - from : undefined;
  };
}
