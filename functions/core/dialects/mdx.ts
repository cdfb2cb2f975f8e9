import { matchEnd } from '../text/match-end.ts';
import { codeLines } from './code-lines.ts';
import { endless } from './comment-ends.ts';
import { type Replacement, replaceTags, type Unknown } from './replace-tags.ts';
import { escapeHtmlAttribute, inLowerCase, meaningOf, writtenAttributes } from './shortcodes.ts';

/*
 * MDX: Markdown with modules and elements of JSX. None of it is executed. Imports, exports, comments and the tags of
 * components are removed; the content of components stays.
 */

/** Beginnings of statements, as opposed to paragraphs that begin with the same word. */
const IMPORTED = String.raw`\s*[{*"']|\s+(?:type\s+[{\w]|[\w$]+(?:,|\s+from\s+["']))`;
const DECLARED = String.raw`(?:const|let|var)\s+[\w$[{]|(?:async\s+)?function\b|(?:class|type|interface|enum)\s+\w`;
const STATEMENT = new RegExp(String.raw`^import(?:${IMPORTED})|^export\s+(?:${DECLARED}|default\b|[{*])`);
/** An import of JavaScript; no paragraph begins so. */
const IMPORT = /^import\s(?:[\w{}*,$\s]+\sfrom\s)?\s*["'][^"']+["'];?\s*$/;

/** Modules that a text imports: their paths, by their names in the text. */
export type Imports = ReadonlyMap<string, string>;

/**
 * Returns the lines without statements of modules, and the imports. Where all lines are MDX, statements may be exports,
 * too.
 */
export function withoutModules(
  lines: readonly string[],
  isMdx: boolean,
): { lines: readonly string[]; imports: Imports } {
  const imports = new Map<string, string>();
  const kept = [...lines];
  const isCode = isMdx ? codeLines(lines) : [];
  let [isStart, isUnbalanced] = [true, false];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isCode[at]) isStart = false;
    else if (isStart && (isMdx ? STATEMENT.test(line) : IMPORT.test(line))) {
      const last = isMdx && !isUnbalanced ? statementEnd(lines, at) : at + 1;
      // Brackets that are never closed are searched through to the end once.
      isUnbalanced ||= last === undefined;
      const end = last ?? at + 1;
      const statement = lines.slice(at, end).join('\n');
      const [, name, path] = /^import\s+(\w+)\s+from\s+["']([^"']+)["']/.exec(statement) ?? [];
      if (name !== undefined && path !== undefined) imports.set(name, path);
      kept.fill('', at, end);
      at = end - 1;
    } else if (isMdx) isStart = line.trim() === '';
    // Other Markdown has imports at its start, or none.
    else if (line.trim() !== '') break;
  }
  return { lines: kept, imports };
}

/**
 * Returns the line after a statement: behind the line that closes all its brackets, before a blank line or the next
 * statement. `undefined` where brackets are never closed.
 */
function statementEnd(lines: readonly string[], start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (at > start && depth <= 0 && (line.trim() === '' || STATEMENT.test(line))) return at;
    depth += bracketsIn(line);
  }
  return depth <= 0 ? lines.length : undefined;
}

/**
 * Returns the number of brackets that a line opens minus those that it closes, outside of strings, comments and regular
 * expressions.
 */
function bracketsIn(line: string): number {
  let [depth, quote, before] = [0, '', ''];
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '\\') at += 1;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (/["'`]/.test(character)) quote = character;
    else if (line.startsWith('//', at)) return depth;
    else if (character === '/' && /[=(,:[!&|?;]/.test(before)) quote = '/';
    else if ('{[('.includes(character)) depth += 1;
    else if ('}])'.includes(character)) depth -= 1;
    if (character.trim() !== '') before = character;
  }
  return depth;
}

const JSX = /\\[\s\S]|`+|\$\$?|<\/?[A-Za-z]|<\/?>|[{}]/g;
/** Maximum number of attributes of a tag. */
const MAX_ATTRIBUTES = 64;
const NAME = /<\/?([A-Za-z][\w.:-]*)/y;
/** White space, and comments, which are filled before tags are read. */
const SPACE = /[\s/\u0003]*/y;
const ATTRIBUTE_NAME = /[A-Za-z_:@][\w:.@-]*/y;
const QUOTED = /"([^"]*)"|'([^']*)'/y;
const UNQUOTED = /[^\s"'`=<>{}]+/y;

/** Replaces the elements, expressions and comments of one text by their meaning, or removes them. */
export function replaceJsx(text: string, imports: Imports, onUnknown: (unknown: Unknown) => void): string {
  const reader = new JsxReader(text, imports);
  return replaceTags(text, JSX, at => reader.read(at), onUnknown);
}

interface Tag {
  readonly name: string;
  readonly end: number;
  readonly isClosing: boolean;
  /** Attributes with plain text as their value, in order. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly hasExpressions: boolean;
  readonly isSelfClosing: boolean;
  /** True if an address or a text is an expression that can't be read. */
  readonly isIncomplete: boolean;
}

/** Attributes whose loss a reader would notice. */
const TOLD: ReadonlySet<string> = new Set(['href', 'src', 'srcSet', 'title', 'alt', 'dangerouslySetInnerHTML']);
const VOID: ReadonlySet<string> = new Set('area br col embed hr img input link meta source track wbr'.split(' '));
/** Elements that are useless without the values of their expressions. */
const MACHINES: ReadonlySet<string> = new Set('iframe object script style svg template title'.split(' '));

/** An attribute: its name unless it is spread, and its value if that is plain text. */
interface Attribute {
  readonly name?: string;
  readonly text?: string;
  readonly end: number;
  readonly isExpression: boolean;
}

class JsxReader {
  readonly #text: string;
  readonly #imports: Imports;
  readonly #pairs: ReadonlyMap<number, number>;
  /** Offsets of braces that close an expression which is an element. */
  readonly #closing = new Set<number>();

  constructor(text: string, imports: Imports) {
    this.#text = text;
    this.#imports = imports;
    this.#pairs = bracePairs(text);
  }

  read(at: number): Replacement | undefined {
    const text = this.#text;
    if (text[at] === '{') return this.#expression(at);
    if (text[at] === '}') return this.#closing.has(at) ? { text: '', end: at + 1 } : undefined;
    if (/^<\/?>/.test(text.slice(at, at + 3))) return { text: '', end: text.indexOf('>', at) + 1 };
    const tag = this.#tag(at);
    if (!tag) return undefined;
    const { name, end, isClosing, attributes, hasExpressions } = tag;
    if (/^[a-z]/.test(name) && !name.includes('.')) return hasExpressions ? elementOf(tag) : undefined;
    if (isClosing) return { text: name === 'Link' ? '</a>' : '', end };
    if (name === 'Link' && tag.isSelfClosing) return { text: '', end, what: '<Link>' };
    const meaning = componentOf(name, attributes);
    return meaning === undefined ? { text: '', end, what: `<${name}>` } : { text: meaning, end };
  }

  #expression(at: number): Replacement | undefined {
    const end = this.#pairs.get(at);
    if (end === undefined) {
      const begun = this.#text.startsWith('{/*', at);
      return begun ? { text: '{/*', end: at + 3, what: endless('{/* */}') } : undefined;
    }
    const inner = this.#text.slice(at + 1, end - 1).trim();
    if (inner === '' || (inner.startsWith('/*') && inner.endsWith('*/'))) return { text: '', end };
    const start = inner.startsWith('<') ? this.#text.indexOf('<', at) : end;
    if (start < end && this.#isElement(start, start + inner.length)) {
      this.#closing.add(end - 1);
      return { text: '', end: start };
    }
    const literal = literalOf(inner);
    return literal === undefined ? { text: '', end, what: '{ }' } : { text: literal, end };
  }

  /** Returns whether a range is one element, from its first tag to its last. */
  #isElement(start: number, to: number): boolean {
    for (let [at, depth] = [start, 0]; at < to; ) {
      const character = this.#text[at];
      const bare = /^<\/?>/.exec(this.#text.slice(at, at + 3))?.[0];
      const tag = character === '<' && bare === undefined ? this.#tag(at) : undefined;
      if (character === '<' && bare === undefined && !tag) return false;
      if (bare === '</>' || tag?.isClosing) depth -= 1;
      else if (bare === '<>' || (tag && !tag.isSelfClosing && !VOID.has(tag.name))) depth += 1;
      at = (character === '{' ? this.#pairs.get(at) : tag?.end) ?? at + (bare?.length ?? 1);
      if (depth <= 0) return depth === 0 && at === to;
    }
    return false;
  }

  #tag(at: number): Tag | undefined {
    const text = this.#text;
    NAME.lastIndex = at;
    const name = NAME.exec(text)?.[1];
    if (name === undefined) return undefined;
    const attributes: Record<string, string> = {};
    let [hasExpressions, isIncomplete] = [false, false];
    let next = NAME.lastIndex;
    for (let count = 0; count <= MAX_ATTRIBUTES; count++) {
      next = matchEnd(SPACE, text, next) ?? next;
      if (text[next] === '>') {
        const [isClosing, isSelfClosing] = [text[at + 1] === '/', text[next - 1] === '/'];
        return { name, end: next + 1, isClosing, isSelfClosing, attributes, hasExpressions, isIncomplete };
      }
      const value = this.#attribute(next);
      if (!value) return undefined;
      if (value.isExpression) hasExpressions = true;
      if (value.text === undefined && TOLD.has(value.name ?? '')) isIncomplete = true;
      if (value.name !== undefined && value.text !== undefined) attributes[value.name] = value.text;
      next = value.end;
    }
    return undefined;
  }

  #attribute(at: number): Attribute | undefined {
    const text = this.#text;
    // Attributes of an object, spread.
    const spread = text[at] === '{' ? this.#pairs.get(at) : undefined;
    if (spread !== undefined) return { end: spread, isExpression: true };
    const nameEnd = matchEnd(ATTRIBUTE_NAME, text, at);
    if (nameEnd === undefined) return undefined;
    const name = text.slice(at, nameEnd);
    if (text[nameEnd] !== '=') return { name, text: '', end: nameEnd, isExpression: false };
    const from = nameEnd + 1;
    const braces = this.#pairs.get(from);
    if (braces !== undefined) {
      const inner = text.slice(from + 1, braces - 1).trim();
      const value = literalOf(inner) ?? this.#imports.get(inner.replace(/\.src$/, ''));
      return { name, ...(value !== undefined && { text: value }), end: braces, isExpression: true };
    }
    QUOTED.lastIndex = from;
    const quoted = QUOTED.exec(text);
    if (quoted) return { name, text: quoted[1] ?? quoted[2] ?? '', end: QUOTED.lastIndex, isExpression: false };
    const end = matchEnd(UNQUOTED, text, from);
    return end === undefined ? undefined : { name, text: text.slice(from, end), end, isExpression: false };
  }
}

/** Returns HTML of an element without its expressions. */
function elementOf({ name, end, attributes, isSelfClosing, isIncomplete }: Tag): Replacement {
  const what = isIncomplete ? { what: '{ }' } : {};
  if (MACHINES.has(name) && (isSelfClosing ? attributes.src === undefined : isIncomplete))
    return { text: '', end, what: '{ }' };
  const close = isSelfClosing && !VOID.has(name) ? `</${name}>` : '';
  return { text: `<${name}${writtenAttributes(attributes)}>${close}`, end, ...what };
}

/** A brace, or what may be a text in quotes. */
const BRACE = /[{}]|"[^"\n]*"|'[^'\n]*'/g;
/** Characters before a text in quotes within an expression. Elsewhere quotes are words of a text: `don't`. */
const BEFORE_QUOTED = /[{([,:=?&|+]\s{0,99}$/;

/** Returns the closing offset of each brace that is in no quotes, by its opening offset. Linear. */
function bracePairs(text: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  BRACE.lastIndex = 0;
  for (let found = BRACE.exec(text); found; found = BRACE.exec(text)) {
    const { 0: token, index } = found;
    if (token === '{') open.push(index);
    else if (token === '}') {
      const start = open.pop();
      if (start !== undefined) pairs.set(start, index + 1);
    } else if (open.length === 0 || !BEFORE_QUOTED.test(text.slice(Math.max(0, index - 100), index)))
      BRACE.lastIndex = index + 1;
  }
  return pairs;
}

/** Returns the value of an expression that is a quoted string. */
function literalOf(expression: string): string | undefined {
  const quote = expression.charAt(0);
  if (!/["'`]/.test(quote) || expression.length < 2 || !expression.endsWith(quote)) return undefined;
  const inner = expression.slice(1, -1);
  return inner.includes(quote) || inner.includes('${') ? undefined : inner;
}

/** Returns the meaning that components of a name have everywhere. */
function componentOf(name: string, attributes: Readonly<Record<string, string>>): string | undefined {
  const { src, alt = '', href = attributes.to } = attributes;
  switch (name) {
    case 'Image':
    case 'Img':
    case 'Picture':
      return src === undefined
        ? undefined
        : `<img src="${escapeHtmlAttribute(src)}" alt="${escapeHtmlAttribute(alt)}">`;
    case 'Figure':
      return src === undefined ? undefined : meaningOf(name, { named: inLowerCase(attributes), plain: [] });
    case 'Link':
      return href === undefined ? '<a>' : `<a href="${escapeHtmlAttribute(href)}">`;
    case 'YouTube':
    case 'Youtube':
    case 'Vimeo':
      return meaningOf(name, { named: inLowerCase(attributes), plain: [] });
    default:
      return undefined;
  }
}
