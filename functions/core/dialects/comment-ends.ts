/** A comment of another publisher: its range, its kind, as it is reported, and what is in it. */
export interface FoundComment {
  readonly at: number;
  readonly end: number;
  readonly what: string;
  readonly text: string;
}

/** A text with fillers in the place of comments, and those of them that are reported. */
export interface WithoutComments {
  readonly text: string;
  readonly comments: readonly FoundComment[];
}

/** Stands in the place of a comment while a text is translated. Clean text does not contain it. */
export const FILLER = '\u0003';

/** Ends of comments of other publishers, by the kinds that are reported; of others it is their second mark. */
const ENDS: Readonly<Record<string, string>> = {
  '{% comment %}': '{% endcomment %}',
  '{{% comment %}}': '{{% /comment %}}',
  '{{< comment >}}': '{{< /comment >}}',
  '{::comment}': '{:/comment}',
};
const STARTS = new Map(Object.entries(ENDS).map(([start, end]) => [end, start]));

/** Marks a kind of comment that has no end, so that what stands behind it is published. */
const ENDLESS = ' without an end';
/** Stands between the start of a comment and an end that is misspelt. */
const MISSPELT = ' … ';

/** Kinds of comments, as they are reported. */
const COMMENT = /^(?:%%|\{\/\*|<[%#]|<!--|\{#|\{% #|\{% (?:end)?comment|\{\{[%<] \/?comment|\{::comment)/;

/** Returns the kind of a comment that has no end. */
export function endless(what: string): string {
  return what + ENDLESS;
}

/** Returns the kind of a comment whose end is misspelt. */
export function misspelt(what: string, end: string): string {
  return what + MISSPELT + end;
}

/** Returns true if something that is reported is a comment of another publisher, or a part of one. */
export function isCommentKind(what: string): boolean {
  return COMMENT.test(what);
}

/** Returns what is wrong where a comment lacks its start or its end; `undefined` where it has both. */
export function endlessComment(what: string): string | undefined {
  const start = STARTS.get(what);
  if (start !== undefined)
    return `${what} ends no comment, so what stands before it is published; begin it with ${start}, or take this out`;
  if (!what.endsWith(ENDLESS)) return undefined;
  const kind = what.slice(0, -ENDLESS.length);
  return (
    `the comment that ${startOf(kind)} begins never ends, so what stands behind it is published; ` +
    `end it with ${endOf(kind)}, or take it out`
  );
}

/** Returns how to mend a comment that is left out. */
export function commentRemedy(what: string): string {
  const [kind = '', end] = what.split(MISSPELT);
  return end === undefined
    ? 'comments are not published; take the marks around it away to show it'
    : `${end} was taken for its end; write ${endOf(kind)} there, since comments are not published`;
}

/** Returns what ends a kind of comment. */
export function endOf(kind: string): string {
  return ENDS[kind] ?? kind.slice(kind.lastIndexOf(' ') + 1);
}

function startOf(kind: string): string {
  return ENDS[kind] === undefined ? kind.slice(0, kind.lastIndexOf(' ')) : kind;
}
