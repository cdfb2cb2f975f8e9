import { splitCode } from './code-lines.ts';
import { endlessComment, FILLER, type FoundComment, isCommentKind, type WithoutComments } from './comment-ends.ts';
import { type Hidden, scanText, type TextScan } from './comment-scan.ts';
import { emptyComments, filled, replaceRanges } from './comments.ts';
import { createFinder, type Range } from './ranges.ts';
import { tagsIn } from './template-tags.ts';

/** Marks of comments of Obsidian, ERB, JSP and FreeMarker. */
const SIGNS: readonly string[] = ['%%', '<%', '<#--'];
const MARKED = /(?<!\S)%%(?!%)|<%#|<%--|<#--/;

/** Returns true for a text that may have comments between marks. */
export function mayHaveMarkedComments(markdown: string): boolean {
  return SIGNS.some(sign => markdown.includes(sign)) && MARKED.test(markdown);
}

/**
 * Fills the comments of Markdown: of Liquid, Hugo and kramdown, and, where a text has marks of them, those of Obsidian,
 * ERB, JSP and FreeMarker, which a single scan finds. Whatever was hidden without these stays so: where two comments
 * cross, the text of both leaves.
 */
export function fillComments(markdown: string): WithoutComments {
  if (!mayHaveMarkedComments(markdown)) return emptyComments(markdown);
  const { comments, endless } = scanAll(markdown);
  if (comments.length === 0) return withEndless(emptyComments(markdown), endless);
  const rest = emptyComments(replaceRanges(markdown, comments, filled));
  const others = rest.comments.map(({ text, ...comment }) => ({ ...comment, text: text.replaceAll(FILLER, '') }));
  return withEndless({ text: rest.text, comments: [...comments, ...others] }, endless);
}

function withEndless({ text, comments }: WithoutComments, endless: readonly FoundComment[]): WithoutComments {
  return { text, comments: [...comments, ...endless].sort((a, b) => a.at - b.at) };
}

/** Returns a text without any of its comments but those of HTML; what stands behind them moves up. */
export function withoutComments(markdown: string): string {
  const { comments } = scanAll(markdown);
  return replaceRanges(markdown, comments, () => '');
}

/** Returns the code of a text that is not in marks: elements `pre` and `code`, and indented lines. */
export function codeIn(markdown: string): readonly Range[] {
  return scanAll(markdown).code;
}

/** Comments are apart from each other; among them are those in braces. */
function scanAll(markdown: string): Pick<TextScan, 'comments' | 'endless' | 'code'> {
  const read = readTags(markdown);
  const tags = new Map(read.map(tag => [tag.at, { ...tag, isComment: isWhole(tag.what) }]));
  const inBraces = read.filter(({ what }) => isWhole(what));
  const found = scanText(markdown, { tags, isMarked: true });
  if (found.comments.length === 0) return { ...found, comments: merged(inBraces, markdown) };
  const before = scanText(markdown, { tags, isMarked: false });
  const isCut = createFinder(found.comments);
  // What a comment makes text of, or code, or leaves without its end, stays hidden.
  const bared = before.hidden.filter(({ at, end }) => !found.seen.has(at) || isCut(end - 1));
  const kept = [...bared, ...leading(read, found.comments)].map(range => reported(range, markdown));
  return { ...found, comments: merged([...inBraces, ...found.comments, ...kept], markdown) };
}

/** Returns the tags that begin in a comment and end behind it: what stands in them was not shown, either. */
function leading(tags: readonly FoundComment[], comments: readonly Range[]): readonly FoundComment[] {
  let next = 0;
  return tags.filter(({ at, end, what }) => {
    while ((comments[next]?.end ?? at + 1) <= at) next += 1;
    const comment = comments[next];
    return what !== '' && comment !== undefined && comment.at <= at && end > comment.end;
  });
}

function reported({ at, end, what }: Hidden, markdown: string): FoundComment {
  return { at, end, what, text: markdown.slice(at, end).replace(/^<(?:!--|\?)|(?:--|\?)>$/g, '') };
}

function isWhole(what: string | undefined): what is string {
  return what !== undefined && isCommentKind(what) && endlessComment(what) === undefined;
}

/** Returns the tags of a text outside of code, and the comments, as they are read where no marks are comments. */
function readTags(markdown: string): readonly FoundComment[] {
  const { text: whole, comments } = emptyComments(markdown);
  const tags: FoundComment[] = [...comments];
  const known = new Set(comments.map(({ at }) => at));
  let start = 0;
  for (const { text, isCode } of splitCode(whole)) {
    if (!isCode)
      for (const { at, end, what = '', text: inner } of tagsIn(text))
        if (!known.has(start + at)) tags.push({ at: start + at, end: start + end, what, text: inner });
    start += text.length + 1;
  }
  return tags.sort((a, b) => a.at - b.at);
}

/** Returns comments in order; those that cross or lie within each other become one, with all that is in it. */
function merged(comments: readonly FoundComment[], markdown: string): readonly FoundComment[] {
  const apart: FoundComment[] = [];
  for (const comment of comments.toSorted((a, b) => a.at - b.at)) {
    const last = apart.at(-1);
    if (!last || comment.at >= last.end) apart.push(comment);
    else apart[apart.length - 1] = { ...last, end: Math.max(last.end, comment.end), text: FILLER };
  }
  return apart.map(one => (one.text === FILLER ? { ...one, text: markdown.slice(one.at, one.end) } : one));
}
