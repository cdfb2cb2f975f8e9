import { splitCode } from './code-lines.ts';
import { tagOffsets } from './template-tags.ts';

/** A tag of a pair: a comment, or what shows its content as it is. */
interface PairTag {
  readonly at: number;
  readonly end: number;
  /** Marks and name, which the tags of a pair share. */
  readonly pair: string;
  readonly isEnd: boolean;
}

/** A range of a text, from its first offset to the one behind its last. */
interface Range {
  readonly at: number;
  readonly end: number;
}

const NAMES = 'comment|raw|verbatim|highlight|codeblock|code';
const TAG = new RegExp(
  String.raw`\{%-?\s*(end)?(${NAMES})(?![\w-])|(\{\{[%<])\s*(?:(\/)\s*)?(${NAMES})(?![\w./-])`,
  'g',
);
/** A tag that may begin a comment. */
const SIGN = /\{[{%][<%-]?\s*comment/;
/** Maximum length of a tag, in UTF-16 code units. */
const MAX_TAG = 4096;

/**
 * Empties the comments of Liquid and Hugo that reach across blocks of code, so that these are not split off and shown.
 * What is left of one is a comment without content, which is removed with those that stand between blocks of code;
 * every line keeps its number, and what stands around comments its column. Comments in code, in what tags show as it
 * is, and without an end stay as they are. Time is linear.
 */
export function emptyComments(markdown: string): string {
  if (!SIGN.test(markdown)) return markdown;
  const { tags, read } = tagsOf(markdown);
  return replaceRanges(markdown, commentsOf(tags, read), emptied);
}

/** HTML without its comments of templates, as long as it was, and these. */
interface Commented {
  readonly html: string;
  readonly comments: readonly Range[];
}

/**
 * Replaces comments of Liquid and Hugo in HTML by blanks, with all that is in them; lines stay. Comments in elements of
 * code that are closed, in comments of HTML, and without an end stay as they are. Time is linear.
 */
export function blankTemplateComments(html: string): Commented {
  if (!SIGN.test(html)) return { html, comments: [] };
  const shown = shownRanges(html);
  let next = 0;
  const tags = pairTags(html).filter(({ at }) => {
    while ((shown[next]?.end ?? at + 1) <= at) next += 1;
    return (shown[next]?.at ?? at + 1) > at;
  });
  const comments = commentsOf(tags, new Set(tags.map(({ at }) => at)));
  return { html: replaceRanges(html, comments, blanks), comments };
}

const SHOWING = /<!--|<(?:pre|code|script|style|textarea)(?=[\s>])/gi;

/** Returns the comments of HTML and the elements that show or hide tags of templates, as far as they are closed. */
function shownRanges(html: string): readonly Range[] {
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
function commentsOf(tags: readonly PairTag[], read: ReadonlySet<number>): readonly Range[] {
  const partners = partnersOf(tags);
  const lastEnds = new Map(tags.filter(({ at, isEnd }) => isEnd && read.has(at)).map(({ pair, at }) => [pair, at]));
  const comments: Range[] = [];
  let [from, shown] = [0, ''];
  for (const tag of tags) {
    if (tag.at < from || !read.has(tag.at)) continue;
    if (shown !== '') shown = tag.isEnd && tag.pair === shown ? '' : shown;
    else if (!tag.isEnd && !isComment(tag)) shown = (lastEnds.get(tag.pair) ?? 0) > tag.at ? tag.pair : '';
    else {
      const last = isComment(tag) ? partners.get(tag) : undefined;
      if (!last || !read.has(last.at)) continue;
      from = last.end;
      comments.push({ at: tag.at, end: last.end });
    }
  }
  return comments;
}

/** Returns the tags between the blocks of code of a text, and the offsets of those that are not shown as they are. */
function tagsOf(markdown: string): { readonly tags: readonly PairTag[]; readonly read: ReadonlySet<number> } {
  const tags: PairTag[] = [];
  const read = new Set<number>();
  let start = 0;
  for (const { text, isCode } of splitCode(markdown)) {
    if (!isCode) {
      for (const tag of pairTags(text)) tags.push({ ...tag, at: start + tag.at, end: start + tag.end });
      for (const at of tagOffsets(text)) read.add(start + at);
    }
    start += text.length + 1;
  }
  return { tags, read };
}

function pairTags(text: string): readonly PairTag[] {
  const next = createSearch(text);
  return [...text.matchAll(TAG)].flatMap(match => {
    const [mark, end, name, braces, slash, shortcode] = match;
    const closing = braces === undefined ? '%}' : braces === '{{%' ? '%}}' : '>}}';
    const close = next(closing, match.index + mark.length);
    const isClosed = close !== -1 && close - match.index <= MAX_TAG && text[close - 1] !== '/';
    const pair = `${braces ?? '{%'} ${name ?? shortcode}`;
    const tag = { at: match.index, end: close + closing.length, pair, isEnd: (end ?? slash) !== undefined };
    return isClosed ? [tag] : [];
  });
}

/** Returns a search for the next of a mark from an offset on, -1 where there is none. Linear if offsets only grow. */
function createSearch(text: string): (mark: string, from: number) => number {
  const found = new Map<string, number>();
  return (mark, from) => {
    const known = found.get(mark);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const at = text.indexOf(mark, from);
    found.set(mark, at);
    return at;
  };
}

function isComment({ pair }: PairTag): boolean {
  return pair.endsWith(' comment');
}

/** Returns the tag that ends each comment, by the one that opens it. Comments may stand in comments. */
function partnersOf(tags: readonly PairTag[]): ReadonlyMap<PairTag, PairTag> {
  const partners = new Map<PairTag, PairTag>();
  const open = new Map<string, PairTag[]>();
  for (const tag of tags.filter(isComment)) {
    const outer = open.get(tag.pair) ?? [];
    open.set(tag.pair, outer);
    const opening = tag.isEnd ? outer.pop() : undefined;
    if (opening) partners.set(opening, tag);
    else if (!tag.isEnd) outer.push(tag);
  }
  return partners;
}

function replaceRanges(text: string, ranges: readonly Range[], replace: (range: string) => string): string {
  let [done, from] = ['', 0];
  for (const { at, end } of ranges) {
    done += text.slice(from, at) + replace(text.slice(at, end));
    from = end;
  }
  return from === 0 ? text : done + text.slice(from);
}

const [OPENING, CLOSING] = ['{%comment%}', '{%endcomment%}'];

/** Returns a comment of as many lines, as long unless its tags have lines themselves, without content. */
function emptied(comment: string): string {
  const blank = blanks(comment);
  const opened = OPENING + (/^ {11}/.test(blank) ? blank.slice(OPENING.length) : blank);
  return (/ {14}$/.test(opened.slice(OPENING.length)) ? opened.slice(0, -CLOSING.length) : opened) + CLOSING;
}

function blanks(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
