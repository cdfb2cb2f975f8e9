import { suggest } from '../fields/suggest.ts';
import { beginsLine, MAX_TAG } from './tag-place.ts';

/** A tag of a pair: a comment, or what shows its content as it is. */
export interface PairTag {
  readonly at: number;
  readonly end: number;
  /** Marks and name, which the tags of a pair share. */
  readonly pair: string;
  readonly isEnd: boolean;
  /** Offset that the end of a comment has to stand before; absent where it may stand anywhere. */
  readonly limit?: number;
  /** The tag as it is written, if it is the end of a comment, but misspelt. */
  readonly misspelt?: string;
}

const NAMES = 'comment|raw|verbatim|highlight|codeblock|code';
const TAG = new RegExp(
  String.raw`(?<!\{)\{%-?\s*(end)?(${NAMES})(?![\w-])|(\{\{[%<])\s*(?:(\/)\s*)?(${NAMES})(?![\w./-])|` +
    String.raw`\{:(:comment(?![\w-])|\/(?:comment)?\})`,
  'g',
);
/** A tag of one or two words, which may be the end of a comment, but misspelt. */
const NEAR = /\{(%-?|\{[%<]|:)\s{0,9}((?:\/\s{0,9})?[\w-]{2,12}(?:\s{1,9}[\w-]{4,9})?)\s{0,9}([%>]\}\}|-?%?\})/g;
/** Beginnings of tags: what has an end of its own does not end a comment. */
const BEGINNING = /\{(?:%-?|\{[%<]|::?)\s{0,9}([\w-]{1,40})/g;

/** Maximum length of a tag of kramdown, in UTF-16 code units. */
const MAX_EXTENSION = 256;
/** The marks that pairs of kramdown share. */
export const KRAMDOWN = '{:: comment';

export function isComment({ pair }: PairTag): boolean {
  return pair.endsWith(' comment');
}

/** Beginning of a comment between two tags, and the maximum length of that, in UTF-16 code units. */
const COMMENT = /^\{(?:::comment|%-?\s{0,9}comment|\{[<%]\s{0,9}comment)(?![\w-])/;
const MAX_BEGINNING = 24;

/** Returns true if a comment between two tags begins at an offset. */
export function beginsComment(text: string, at: number): boolean {
  return COMMENT.test(text.slice(at, at + MAX_BEGINNING));
}

/** Returns the tags of pairs in a text, in order; tags in code are among them. Time is linear. */
export function pairTags(text: string): readonly PairTag[] {
  const [next, nextBlank] = [createSearch(text), createBlankSearch(text)];
  const tags = [...text.matchAll(TAG)].flatMap(match => {
    const [mark, end, name, braces, slash, shortcode, ofKramdown] = match;
    if (ofKramdown !== undefined) return kramdownTag(text, match.index, mark, next, nextBlank);
    const closing = braces === undefined ? '%}' : braces === '{{%' ? '%}}' : '>}}';
    const close = next(closing, match.index + mark.length);
    const isClosed = close !== -1 && close - match.index <= MAX_TAG && text[close - 1] !== '/';
    const pair = `${braces ?? '{%'} ${name ?? shortcode}`;
    const tag = { at: match.index, end: close + closing.length, pair, isEnd: (end ?? slash) !== undefined };
    return isClosed ? [tag] : [];
  });
  const more = misspeltEnds(text);
  return more.length === 0 ? tags : [...tags, ...more].sort((a, b) => a.at - b.at);
}

/** A comment of kramdown that begins within a line ends in the same paragraph. */
function kramdownTag(
  text: string,
  at: number,
  mark: string,
  next: (mark: string, from: number) => number,
  nextBlank: (from: number) => number,
): readonly PairTag[] {
  if (!mark.startsWith('{::')) return [{ at, end: at + mark.length, pair: KRAMDOWN, isEnd: true }];
  const end = next('}', at) + 1;
  if (end === 0 || end - at > MAX_EXTENSION || /[{\n]|\/\}$/.test(text.slice(at + 1, end))) return [];
  const limit = beginsLine(text, at) ? {} : { limit: nextBlank(at) };
  return [{ at, end, pair: KRAMDOWN, isEnd: false, ...limit }];
}

/** Returns a search for the next blank line from an offset on, infinite where there is none. Offsets only grow. */
export function createBlankSearch(text: string): (from: number) => number {
  let blanks: readonly number[] | undefined;
  let next = 0;
  return from => {
    blanks ??= [...text.matchAll(/\n[ \t]*(?=\n)/g)].map(({ index }) => index);
    while ((blanks[next] ?? from) < from) next += 1;
    return blanks[next] ?? Number.POSITIVE_INFINITY;
  };
}

/** Returns the tags that are probably meant to end a comment: `{% endcoment %}`, `{% end comment %}`. */
function misspeltEnds(text: string): readonly PairTag[] {
  const found = [...text.matchAll(NEAR)].flatMap(({ 0: tag, 1: marks = '', 2: words = '', index: at }) => {
    const name = words
      .toLowerCase()
      .replace(/^\//, 'end')
      .replace(/[\s_-]/g, '');
    const isOfKramdown = marks === ':';
    if (suggest(name, ['endcomment']) === undefined || (isOfKramdown && !words.startsWith('/'))) return [];
    const isExact = isOfKramdown
      ? tag === '{:/comment}'
      : /^(?:\{%-?\s*end|\{\{[%<]\s*\/\s*)comment(?![\w-])/.test(tag);
    const pair = isOfKramdown ? KRAMDOWN : `${marks.startsWith('%') ? '{%' : `{${marks}`} comment`;
    return isExact ? [] : [{ at, end: at + tag.length, pair, isEnd: true, misspelt: tag, name }];
  });
  if (found.length === 0) return found;
  const begun = new Set([...text.matchAll(BEGINNING)].map(([, name = '']) => `end${name.toLowerCase()}`));
  return found.filter(({ name }) => name === 'endcomment' || !begun.has(name));
}

/** Returns a search for the next of a mark from an offset on, -1 where there is none. Linear if offsets only grow. */
export function createSearch(text: string): (mark: string, from: number) => number {
  const found = new Map<string, number>();
  return (mark, from) => {
    const known = found.get(mark);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const at = text.indexOf(mark, from);
    found.set(mark, at);
    return at;
  };
}
