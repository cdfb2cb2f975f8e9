import { endless, type FoundComment } from './comment-ends.ts';
import { createSearch } from './comment-tags.ts';
import { createFinder, type Range } from './ranges.ts';

/** Marks that open a comment of ERB, JSP or FreeMarker. */
export const MARK = /<%#|<%--|<#--/;
/** The same, or the beginning of a tag. */
const MARK_OR_TAG = /<%#|<%--|<#--|<\/?[a-z][^\s<>/]*/gi;
const CLOSING: Readonly<Record<string, string>> = { '<%#': '%>', '<%--': '--%>', '<#--': '-->' };

/**
 * Returns the comments between marks in HTML. `shown` are comments of HTML and elements that show or hide marks in
 * them, `verbatim` tags of templates that show them. Marks in tags, and in what HTML hides, begin none. A comment that
 * ends in what HTML hides reaches to the end of that, so that nothing of it shows. Time is linear.
 */
export function markedIn(
  html: string,
  shown: readonly Range[],
  verbatim: readonly Range[],
): { readonly comments: readonly FoundComment[]; readonly endless: readonly FoundComment[] } {
  const found = { comments: [] as FoundComment[], endless: [] as FoundComment[] };
  const [next, isShown, isVerbatim] = [createSearch(html), createFinder(shown), createFinder(verbatim)];
  const nextTag = createSearch(html.replace(/[A-Z]+/g, letters => letters.toLowerCase()));
  let [from, last] = [0, 0];
  for (const { 0: mark, index: at } of html.matchAll(MARK_OR_TAG)) {
    if (at < from || isShown(at) || isVerbatim(at)) continue;
    const begin = at + mark.length;
    const close = CLOSING[mark];
    if (close === undefined) {
      from = hiddenTo(html, at, begin + 1, nextTag);
      continue;
    }
    const closeAt = next(close, begin);
    const what = `${mark} ${close}`;
    if (closeAt === -1) found.endless.push({ at, end: begin, what: endless(what), text: '' });
    else {
      while ((shown[last]?.end ?? closeAt) < closeAt) last += 1;
      const comment = shown[last];
      const isCut = comment && comment.at > at && comment.at < closeAt && html.startsWith('<!--', comment.at);
      const end = isCut ? comment.end + '-->'.length : closeAt + close.length;
      from = hiddenTo(html, begin, end, nextTag);
      found.comments.push({ at, end: from, what, text: html.slice(begin, from > end ? from : closeAt) });
    }
  }
  return found;
}

/** Elements of which nothing is shown, and tags: what stands in them, or in their attributes, was not shown before. */
const HIDING = new RegExp(
  '<(title|style|script|textarea|template|noscript|head|nav|select|svg|math|dialog|iframe|object|video|audio)' +
    String.raw`(?=[\s>/])`,
  'gi',
);
/** A tag with its attributes; its length is bounded, in UTF-16 code units. */
const TAG = /<\/?[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>/iy;
const MAX_TAG = 512;

type Search = (mark: string, from: number) => number;

/** Returns the end of a comment, or of a tag, or of what an element hides, that begins in it and ends behind it. */
function hiddenTo(html: string, from: number, end: number, nextTag: Search): number {
  const inner = html.slice(from, end).toLowerCase();
  const open = new Set([...inner.matchAll(HIDING)].map(([, name = '']) => name));
  const ends = [...open]
    .filter(name => inner.lastIndexOf(`</${name}`) < inner.lastIndexOf(`<${name}`))
    .map(name => nextTag(`</${name}`, end));
  return Math.max(end, tagsEnd(html, from, end), ...ends);
}

/** Returns the end of the tag that begins before an offset and ends behind it; 0 where there is none. */
function tagsEnd(html: string, from: number, end: number): number {
  for (let at = html.indexOf('<', from); at !== -1 && at < end; at = html.indexOf('<', at)) {
    TAG.lastIndex = 0;
    const [tag = '<'] = TAG.exec(html.slice(at, at + MAX_TAG)) ?? [];
    at += tag.length;
    if (at > end) return at;
  }
  return 0;
}
