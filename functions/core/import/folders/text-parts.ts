/** A piece of a text, in order. */
export interface TextPart {
  readonly part: string;
  /** Whether it stays to the character: code, and fields that say where the article itself is. */
  readonly isKept: boolean;
}

const FRONT_MATTER = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n/;
/** Fields that name addresses of the article itself. */
const OWN_ADDRESS = /^['"]?(?:permalink|url|path|slug|aliases|alias|redirect_?from)['"]?[ \t]*[:=]/i;
const FENCE = /^ {0,3}(?:> ?)?(`{3,}|~{3,})/;

/** Takes a text apart by lines, and code within lines. Of its front matter only such fields are kept. */
export function textParts(text: string): readonly TextPart[] {
  const [head = '', mark = ''] = FRONT_MATTER.exec(text) ?? [];
  const close = head === '' ? -1 : text.indexOf(`\n${mark}`, head.length - 1);
  if (close === -1) return bodyParts(text);
  return [...fieldParts(text.slice(0, close + 1)), ...bodyParts(text.slice(close + 1))];
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function fieldParts(text: string): readonly TextPart[] {
  let isOwn = false;
  let depth = 0;
  return linesOf(text).map(part => {
    // What goes on is further in, an item of a list, or stands in brackets that are still open.
    const goesOn = depth > 0 || /^(?:[ \t]|- |\r?\n|\])/.test(part);
    if (!goesOn) isOwn = OWN_ADDRESS.test(part);
    depth = isOwn ? depth + count(part, '[') - count(part, ']') : 0;
    return { part, isKept: isOwn };
  });
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

function bodyParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let prose = '';
  let fence = '';
  const end = (): void => {
    parts.push(...spans(prose));
    prose = '';
  };
  for (const line of linesOf(text)) {
    const mark = FENCE.exec(line)?.[1] ?? '';
    if (fence === '' && mark === '') prose += line;
    else {
      if (fence === '') end();
      parts.push({ part: line, isKept: true });
      if (fence === '') fence = mark;
      else if (mark.startsWith(fence) && line.trim().replace(/^> ?/, '') === mark) fence = '';
    }
  }
  end();
  return parts;
}

/** Spans of code, in prose: marks of one length, as close as they can be, within a paragraph. */
function spans(text: string): readonly TextPart[] {
  const marks = [...text.matchAll(/(?<!`)`+|\n[ \t]*\r?\n|<\/?(?:pre|code)\b/gi)];
  const ends = nextEnds(marks.map(([mark]) => mark));
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

/** Which mark closes each, if one does. */
function nextEnds(marks: readonly string[]): readonly (number | undefined)[] {
  const ends: (number | undefined)[] = [];
  const later = new Map<string, number>();
  for (let at = marks.length - 1; at >= 0; at -= 1) {
    const mark = (marks[at] ?? '').toLowerCase();
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
