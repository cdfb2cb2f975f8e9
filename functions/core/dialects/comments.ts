import { splitCode } from './code-lines.ts';
import { endless, endOf, FILLER, type FoundComment, misspelt } from './comment-ends.ts';
import { createSearch, isComment, KRAMDOWN, type PairTag, pairTags } from './comment-tags.ts';
import { MARK, markedIn } from './marked-comments.ts';
import { createFinder, type Range } from './ranges.ts';
import { tagOffsets } from './template-tags.ts';

/** Comments of a text, and tags of comments that lack the other tag. */
interface Comments {
  readonly comments: readonly FoundComment[];
  readonly endless: readonly FoundComment[];
}

/** A tag that may begin or end a comment. */
const SIGN = /\{(?:[{%][<%-]?\s{0,80}(?:end|\/\s{0,9})?|::)comment/;

/**
 * Empties the comments of Liquid, Hugo and kramdown, also those that reach across blocks of code, so that these are not
 * split off and shown. What is left of one is a comment of Nunjucks as long, of fillers. Comments in code, in what tags
 * show as it is, and without an end stay as they are. Time is linear.
 */
export function emptyComments(markdown: string): { readonly text: string; readonly comments: readonly FoundComment[] } {
  if (!SIGN.test(markdown)) return { text: markdown, comments: [] };
  const { tags, read } = tagsOf(markdown);
  const { comments } = commentsOf(markdown, tags, read);
  return { text: replaceRanges(markdown, comments, emptied), comments };
}

/**
 * Replaces comments of Liquid, Hugo, ERB, JSP and FreeMarker in HTML by blanks, with all that is in them; lines stay.
 * Comments in elements of code that are closed, in comments of HTML, and without an end stay as they are, and so do
 * those of ERB and its kin in tags that show code. Time is linear.
 */
export function blankTemplateComments(html: string): Comments & { readonly html: string } {
  const isMarked = MARK.test(html);
  if (!isMarked && !SIGN.test(html)) return { html, comments: [], endless: [] };
  const shown = shownRanges(html);
  const isShown = createFinder(shown);
  const tags = pairTags(html).filter(({ at, pair }) => !isShown(at) && pair !== KRAMDOWN);
  const found = commentsOf(html, tags, new Set(tags.map(({ at }) => at)));
  if (!isMarked) return { html: replaceRanges(html, found.comments, blanks), ...found };
  const verbatim = [...pairs(tags.filter(tag => !isComment(tag)))].map(([{ at }, { end }]) => ({ at, end }));
  const marked = markedIn(html, shown, merged(verbatim));
  const apart = new Map([...found.comments, ...marked.comments].map(one => [one.end, one.at]));
  const all = merged([...found.comments, ...marked.comments]).map(one =>
    apart.get(one.end) === one.at ? one : { ...one, text: html.slice(one.at, one.end) },
  );
  const endless = [...found.endless, ...marked.endless].sort((a, b) => a.at - b.at);
  return { html: replaceRanges(html, all, blanks), comments: all, endless };
}

/** Returns ranges in order; those that cross or lie within each other become one. */
function merged<One extends Range>(ranges: readonly One[]): readonly One[] {
  const apart: One[] = [];
  for (const range of ranges.toSorted((a, b) => a.at - b.at)) {
    const last = apart.at(-1);
    if (!last || range.at >= last.end) apart.push(range);
    else if (range.end > last.end) apart[apart.length - 1] = { ...last, end: range.end };
  }
  return apart;
}

const SHOWING = /<!--|<(?:pre|code|script|style|textarea)(?=[\s>])/gi;

/** Returns the comments of HTML and the elements that show or hide tags of templates, as far as they are closed. */
export function shownRanges(html: string): readonly Range[] {
  const lower = html.replace(/[A-Z]+/g, letters => letters.toLowerCase());
  const next = createSearch(lower);
  const ranges: Range[] = [];
  let from = 0;
  for (const { 0: mark, index } of lower.matchAll(SHOWING)) {
    if (index < from) continue;
    const closing = mark === '<!--' ? '-->' : mark.replace('<', '</');
    const end = next(closing, index);
    if (end === -1) continue;
    from = end;
    ranges.push({ at: index, end });
  }
  return ranges;
}

/** Returns the comments among the tags of a text; `read` has the offsets of those that are not shown as they are. */
function commentsOf(text: string, tags: readonly PairTag[], read: ReadonlySet<number>): Comments {
  const partnerOf = partnersOf(tags.filter(tag => !isComment(tag) || read.has(tag.at)));
  const lastEnds = new Map(tags.filter(({ at, isEnd }) => isEnd && read.has(at)).map(({ pair, at }) => [pair, at]));
  const found = { comments: [] as FoundComment[], endless: [] as FoundComment[] };
  let [from, shown] = [0, ''];
  for (const tag of tags) {
    if (tag.at < from || !read.has(tag.at)) continue;
    if (shown !== '') shown = tag.isEnd && tag.pair === shown ? '' : shown;
    else if (!tag.isEnd && !isComment(tag)) shown = (lastEnds.get(tag.pair) ?? 0) > tag.at ? tag.pair : '';
    else if (isComment(tag)) {
      const last = tag.isEnd ? undefined : partnerOf(tag);
      from = last?.end ?? tag.end;
      if (last) found.comments.push(commentBetween(text, tag, last));
      else if (!tag.misspelt)
        found.endless.push({ ...tag, what: tag.isEnd ? endOf(kindOf(tag)) : endless(kindOf(tag)), text: '' });
    }
  }
  return found;
}

function commentBetween(text: string, tag: PairTag, last: PairTag): FoundComment {
  const kind = kindOf(tag);
  const what = last.misspelt === undefined ? kind : misspelt(kind, last.misspelt);
  return { at: tag.at, end: last.end, what, text: text.slice(tag.end, last.at) };
}

/** Returns the kind of a comment, as it is reported. */
function kindOf({ pair }: PairTag): string {
  if (pair === KRAMDOWN) return '{::comment}';
  return pair.startsWith('{{') ? `${pair} ${pair.charAt(2) === '<' ? '>' : '%'}}}` : `${pair} %}`;
}

/** Returns the tags between the blocks of code of a text, and the offsets of those that are not shown as they are. */
function tagsOf(markdown: string): { readonly tags: readonly PairTag[]; readonly read: ReadonlySet<number> } {
  const tags: PairTag[] = [];
  const read = new Set<number>();
  let start = 0;
  for (const { text, isCode } of splitCode(markdown)) {
    if (!isCode) {
      for (const { at, end, limit, ...tag } of pairTags(text))
        tags.push({ ...tag, at: start + at, end: start + end, ...(limit !== undefined && { limit: start + limit }) });
      for (const at of tagOffsets(text)) read.add(start + at);
    }
    start += text.length + 1;
  }
  return { tags, read };
}

/** Returns for the tag that begins a comment the one that ends it, as far as there is one. */
function partnersOf(tags: readonly PairTag[]): (tag: PairTag) => PairTag | undefined {
  const ofComments = tags.filter(isComment);
  const wellSpelt = ofComments.filter(tag => tag.misspelt === undefined);
  const exact = pairs(wellSpelt);
  const near = wellSpelt.length < ofComments.length ? pairs(ofComments) : exact;
  // Where one of two comments lacks its end, that of the other ends both.
  const following = new Map<PairTag, PairTag>();
  const last = new Map<string, PairTag>();
  for (const tag of wellSpelt.toReversed()) {
    const end = last.get(tag.pair);
    if (tag.isEnd) last.set(tag.pair, tag);
    else if (end) following.set(tag, end);
  }
  return tag =>
    [exact, near, following]
      .map(map => map.get(tag))
      .find(end => end && end.at < (tag.limit ?? Number.POSITIVE_INFINITY));
}

/** Returns the tag that ends each comment, by the one that opens it. Comments may stand in comments. */
function pairs(tags: readonly PairTag[]): ReadonlyMap<PairTag, PairTag> {
  const partners = new Map<PairTag, PairTag>();
  const open = new Map<string, PairTag[]>();
  for (const tag of tags) {
    const outer = open.get(tag.pair) ?? [];
    open.set(tag.pair, outer);
    const opening = tag.isEnd ? outer.pop() : undefined;
    if (opening) partners.set(opening, tag);
    else if (!tag.isEnd && (tag.pair !== KRAMDOWN || outer.length === 0)) outer.push(tag);
  }
  return partners;
}

/** Replaces ranges of a text, which are apart from each other and in order. */
export function replaceRanges(text: string, ranges: readonly Range[], replace: (range: string) => string): string {
  let [done, from] = ['', 0];
  for (const { at, end } of ranges) {
    done += text.slice(from, at) + replace(text.slice(at, end));
    from = end;
  }
  return from === 0 ? text : done + text.slice(from);
}

function emptied(comment: string): string {
  return `{#${filled(comment.slice(2, -2))}#}`;
}

/** Returns a text as long, of as many lines, without content. */
export function filled(text: string): string {
  return text.replace(/[^\n]/g, FILLER);
}

function blanks(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
