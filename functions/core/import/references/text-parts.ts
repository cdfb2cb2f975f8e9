import { frontMatterPlace } from '../../data-files/front-matter-place.ts';
import { foldFieldName } from '../../front-matter/publication-rules.ts';

/** A piece of a text, in order. */
export interface TextPart {
  readonly part: string;
  /** True if it must not be changed: code, and fields with addresses of the article itself. */
  readonly isKept: boolean;
  /** True for a field of front matter, whose value is an address or a text, but no markup. */
  readonly isField?: boolean;
}

/**
 * Fields that name addresses of the article itself, folded, and those that say what it is called: what looks like a
 * path in them leads to no file.
 */
const OWN: ReadonlySet<string> = new Set([
  ...['permalink', 'url', 'path', 'slug', 'aliases', 'alias', 'redirectfrom', 'redirects', 'link', 'externalurl'],
  ...['canonical', 'canonicalurl', 'canonicallink', 'originalurl', 'source', 'id', 'guid', 'uuid'],
  ...['title', 'subtitle', 'name', 'tags', 'tag', 'keywords', 'categories', 'category', 'date', 'layout'],
]);
const FENCED = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n/;
const FENCE = /^ {0,3}(?:> ?)?(`{3,}|~{3,})/;

/** Markup of a text below its front matter. */
export type TextForm = 'markdown' | 'mdx' | 'html';

/** Returns the form of a text by the name of its file. */
export function formOf(name: string): TextForm {
  if (/\.html?$/i.test(name)) return 'html';
  return name.endsWith('.mdx') ? 'mdx' : 'markdown';
}

/** Takes a text apart by lines, and code within lines. Of its front matter only such fields are kept. */
export function textParts(text: string, form: TextForm): readonly TextPart[] {
  const place = frontMatterPlace(text);
  // Whoever mends what can't be read finds it as it was, and the text below it with references that lead on.
  if (place === 'unread') {
    const [head = '', mark = ''] = FENCED.exec(text) ?? [];
    const close = mark === '' ? 0 : Math.max(text.indexOf(`\n${mark}`, head.length - 1), 0);
    return [{ part: text.slice(0, close), isKept: true }, ...bodyParts(text.slice(close), form)];
  }
  if (!place) return bodyParts(text, form);
  const { from, to, fields } = place;
  const ends = [...fields.slice(1).map(({ at }) => at), to];
  const [first] = fields;
  return [
    { part: text.slice(0, first?.at ?? from), isKept: true },
    ...fields.map(({ key, at }, index) => ({
      part: text.slice(at, ends[index]),
      isKept: OWN.has(foldFieldName(key)),
      isField: true,
    })),
    ...bodyParts(text.slice(first ? to : from), form),
  ];
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function bodyParts(text: string, form: TextForm): readonly TextPart[] {
  if (form === 'html') return spans(text, TAGS);
  const parts: TextPart[] = [];
  let prose = '';
  let fence = '';
  const isIndented = form === 'markdown' ? createIndentation() : (): boolean => false;
  const keep = (part: string): void => {
    parts.push(...spans(prose, MARKS), { part, isKept: true });
    prose = '';
  };
  for (const line of linesOf(text)) {
    const mark = FENCE.exec(line)?.[1] ?? '';
    if (fence !== '') {
      keep(line);
      if (mark.startsWith(fence) && line.trim().replace(/^> ?/, '') === mark) fence = '';
    } else if (mark !== '' || isIndented(line)) {
      keep(line);
      fence = mark;
    } else prose += line;
  }
  return [...parts, ...spans(prose, MARKS)];
}

const ITEM = /^[ \t]{0,99}(?:[-*+]|\d{1,9}[.)])(?:[ \t]{1,4}|$)/;

/**
 * Returns a function that is called with each line of a text in order and returns whether it is indented code: four
 * columns in, below an empty line, or four more than the content of a list item. In doubt it is not code, so that
 * references are rewritten.
 */
function createIndentation(): (line: string) => boolean {
  let [isBelowEmpty, isCode, item] = [true, false, 0];
  return line => {
    const text = line.trimEnd();
    if (text === '') {
      isBelowEmpty = true;
      return false;
    }
    const indent = columnsOf(/^[ \t]*/.exec(text)?.[0] ?? '');
    isCode = indent >= item + 4 && (isBelowEmpty || isCode);
    if (!isCode) {
      const [marker] = ITEM.exec(text) ?? [];
      if (marker !== undefined) item = columnsOf(marker);
      else if (isBelowEmpty && indent < Math.min(item, 2)) item = 0;
      isBelowEmpty = false;
    }
    return isCode;
  };
}

/** Columns that blanks take, with stops at every fourth; any other character takes one. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += character === '\t' ? 4 - (columns % 4) : 1;
  return columns;
}

const TAGS =
  /<\/?(?:pre|code)\b|\{%-?\s{0,9}(?:end)?(?:highlight|raw|codeblock)\b|\{\{[<%]\s{0,9}\/?\s{0,9}highlight\b/gi;
/** The same, marks of code in a line, and what ends a paragraph. */
const MARKS = new RegExp(String.raw`(?<!\x60)\x60+|\n[ \t]*\r?\n|${TAGS.source}`, 'gi');

/** Spans of code, in prose: marks of one length, as close as they can be, within a paragraph. */
function spans(text: string, pattern: RegExp): readonly TextPart[] {
  const marks = [...text.matchAll(pattern)];
  const ends = nextEnds(marks.map(([mark]) => nameOf(mark)));
  const parts: TextPart[] = [];
  let at = 0;
  for (const [of, { index }] of marks.entries()) {
    const close = marks[ends[of] ?? -1];
    if (index < at || !close) continue;
    const end = close.index + close[0].length;
    parts.push({ part: text.slice(at, index), isKept: false }, { part: text.slice(index, end), isKept: true });
    at = end;
  }
  return [...parts, { part: text.slice(at), isKept: false }];
}

/**
 * Returns the name that a mark opens (`<pre`) or closes (`</pre`). Tags and shortcodes of templates have the same form:
 * `<highlight`.
 */
function nameOf(mark: string): string {
  if (!/^[<{]/.test(mark)) return mark;
  const [name = ''] = /[a-z]{1,20}$/i.exec(mark) ?? [];
  const isEnd = /^(?:<|\{\{[<%]\s{0,9})\//.test(mark) || (mark.startsWith('{%') && /^end/i.test(name));
  return `${isEnd ? '</' : '<'}${name.toLowerCase().replace(/^end/, '')}`;
}

/** Returns for each mark the index of the mark that closes it, if any. */
function nextEnds(marks: readonly string[]): readonly (number | undefined)[] {
  const ends: (number | undefined)[] = [];
  const later = new Map<string, number>();
  for (let at = marks.length - 1; at >= 0; at -= 1) {
    const mark = marks[at] ?? '';
    if (mark.startsWith('\n')) {
      for (const one of [...later.keys()]) if (one.startsWith('`')) later.delete(one);
    } else if (mark.startsWith('<')) {
      if (mark.startsWith('</')) later.set(mark, at);
      else ends[at] = later.get(`</${mark.slice(1)}`);
    } else {
      ends[at] = later.get(mark);
      later.set(mark, at);
    }
  }
  return ends;
}
