import type { SourceProblem } from '../problem.ts';
import { seenStart } from '../text/unseen.ts';
import { blankComments } from '../yaml/json-comments.ts';
import { MAX_YAML_LENGTH } from '../yaml/limits.ts';
import { jsonEnd } from '../yaml/parse-json.ts';
import { isFieldName } from './field-names.ts';
import type { FrontMatterForm, FrontMatterText } from './front-matter-text.ts';
import { areMeantAsFields, isContinuation, isHeaderLine, isKnownHeader } from './header-lines.ts';
import { FIELDS_HEAD, findMoreFields } from './unfenced-fields.ts';

/** Front matter that was found, and the start of the text below it. */
export interface FoundFrontMatter extends FrontMatterText {
  /** Offset of the body. */
  readonly body: number;
}

/** Result for the top of a text: front matter, something like it that can't be read, or none. */
type Finding = FoundFrontMatter | SourceProblem | undefined;

/** Beginnings of front matter without a bare `---`. Letters begin header lines, and most texts. */
const OPENING = new RegExp(
  String.raw`^(?:-{3}[ \t]*[a-z{]|~{4}toml|\+{3}[ \t]*$|;{3,}[ \t]*$|[{[]` +
    String.raw`|<!--|\.\.[ \t]+[a-z]|"?[a-z][\w -]{0,60}"?:)`,
  'im',
);

/** Returns true if a text whose first characters are `head` may begin with front matter without a bare `---`. */
export function mayBeginFrontMatter(head: string): boolean {
  return OPENING.exec(head)?.index === 0;
}

/**
 * Finds front matter of other publishers at the top of a clean text: TOML between `+++` (Hugo, Zola), JSON (Hugo),
 * `---toml` (Eleventy), `~~~~toml`, `;;;` (Hexo), header lines (Pelican, MultiMarkdown, Nikola), and YAML or
 * `"name": value` whose first line of marks is missing (Hexo). Time is linear.
 */
export function findFrontMatter(text: string): Finding {
  const start = seenStart(text);
  const finder = new Finder(text, start);
  switch (text[start]) {
    case '-':
      return finder.namedFence();
    case '+':
      return finder.fence('+++', 'toml');
    case '~':
      return finder.tildes();
    case ';':
      return finder.fence(';'.repeat(finder.runOf(';')), 'json members');
    case '{':
      return finder.json();
    case '[':
      return finder.list();
    case '<':
      return finder.comment();
    case '"':
      return finder.members();
    default:
      return finder.headerLines();
  }
}

/** Languages that Eleventy and gray-matter accept after the hyphens. */
const LANGUAGES: ReadonlyMap<string, FrontMatterForm | 'code'> = new Map([
  ...['yaml', 'yml'].map((name): [string, FrontMatterForm] => [name, 'yaml']),
  ...['json', 'json5'].map((name): [string, FrontMatterForm] => [name, 'json']),
  ['toml', 'toml'],
  ...['js', 'javascript', 'mjs', 'node', 'ts', 'typescript', 'coffee', 'coffeescript', 'cson', 'lua'].map(
    (name): [string, 'code'] => [name, 'code'],
  ),
]);
const NAMED_FENCE = /---[ \t]*([a-z][\w+-]*)[ \t]*(?:\n|$)/iy;
const JSON_NAME = /\{\s*(?:"(?:[^"\\\n]|\\.){0,200}"|'[^'\n]{0,200}'|[a-z_][\w-]{0,60})\s*:/iy;
const JSON_LIST = /\[\s*\{/y;
const JSON_NAMES = /["'{,\s]([a-z_][\w-]{0,60})["']?\s*:/gi;
const MEMBER = /^"([a-z][\w -]{0,60})":/i;
const TOML_PAIR = /^\s*["']?[\w.-]{1,60}["']?\s*=/;
const TITLE_IN_TOML = /^title ?= ?["'][^\n]/;
const DATE_IN_TOML = /^(?:date|published) ?= ?["']?\d{4}-\d\d-\d\d/m;
const FENCE_LINE = /^(?:-{3,}|;{3,})[ \t]*$/;

class Finder {
  readonly #text: string;
  readonly #start: number;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#start = start;
  }

  runOf(mark: string): number {
    let end = this.#start;
    while (this.#text[end] === mark) end++;
    return end - this.#start;
  }

  /** Reads `---toml` to `---`. A word that is not a language may be the beginning of a text. */
  namedFence(): Finding {
    const text = this.#text;
    NAMED_FENCE.lastIndex = this.#start;
    const match = NAMED_FENCE.exec(text);
    const language = LANGUAGES.get(match?.[1]?.toLowerCase() ?? '');
    if (!match || !language) return this.#besideFence();
    if (language === 'code')
      return this.#problem(`front matter in ${match[1]} is code, which is never run; ${AS_YAML}`);
    return this.#between(this.#start + match[0].length, '---', language) ?? this.#problem(neverClosed('---'));
  }

  /** Reports fields on the line of `---`, where YAML may have a document, and no publisher has fields. */
  #besideFence(): SourceProblem | undefined {
    const line = this.#text.slice(this.#start + 3, this.#lineEnd(this.#start)).trim();
    return line.startsWith('{') && hasFieldNames(line) ? this.#problem(BESIDE) : undefined;
  }

  /** `+++` or `;;;`, to the next line of the same. */
  fence(mark: string, form: FrontMatterForm): Finding {
    const opened = this.#lineEnd(this.#start);
    if (mark.length < 3 || this.#text.slice(this.#start, opened).trim() !== mark) return undefined;
    const found = this.#between(opened, mark, form);
    const first = this.#text.slice(opened, this.#lineEnd(opened));
    // A row of signs may be an ornament, but not above a field.
    return found ?? (TOML_PAIR.test(first) || isHeaderLine(first) ? this.#problem(neverClosed(mark)) : undefined);
  }

  /** Reads TOML in a block of code, as the site of Flask has it. One without a title and a date may be of the text. */
  tildes(): Finding {
    const opened = this.#lineEnd(this.#start);
    if (this.#text.slice(this.#start, opened).trimEnd() !== '~~~~toml') return undefined;
    const found = this.#between(opened, '~~~~', 'toml');
    return found && TITLE_IN_TOML.test(found.text) && DATE_IN_TOML.test(found.text) ? found : undefined;
  }

  json(): Finding {
    const text = this.#json();
    JSON_NAME.lastIndex = 0;
    if (!JSON_NAME.test(text)) return undefined;
    const length = jsonEnd(text, 0);
    if (!hasFieldNames(length === -1 ? text : text.slice(0, length))) return undefined;
    if (length === -1) return this.#problem(neverClosed('}'));
    const end = this.#start + length;
    return this.#found('json', this.#start, end, this.#skipBlanks(end));
  }

  /** Reports fields in a list with one item, which no publisher reads. */
  list(): SourceProblem | undefined {
    const text = this.#json();
    JSON_LIST.lastIndex = 0;
    if (!JSON_LIST.test(text)) return undefined;
    const length = jsonEnd(text, 0);
    return hasFieldNames(length === -1 ? text : text.slice(0, length)) ? this.#problem(IN_A_LIST) : undefined;
  }

  /** Returns the JSON, or as much text as it may have, with its comments blanked. */
  #json(): string {
    const text = this.#text.slice(this.#start, this.#start + MAX_YAML_LENGTH);
    const head = text.slice(0, Math.max(jsonEnd(text, 0), 0));
    // Without a comment it ends where it seems to, and what stands below need not be looked at.
    const isWhole = head !== '' && !head.includes('/*') && blankComments(head) === head;
    return isWhole ? head : blankComments(text);
  }

  /** Members of an object of JSON down to `;;;`, as Hexo's manual has them, without a line above. */
  members(): Finding {
    const first = this.#text.slice(this.#start, this.#lineEnd(this.#start));
    const name = MEMBER.exec(first)?.[1];
    return name !== undefined && isFieldName(name) ? this.#between(this.#start, ';;;', 'json members') : undefined;
  }

  /** Nikola's lines, in a comment. */
  comment(): Finding {
    const text = this.#text;
    const opened = this.#skipBlanks(this.#start + 4);
    const close = text.indexOf('-->', opened);
    const inside = text.slice(opened, Math.min(close === -1 ? text.length : close, opened + MAX_YAML_LENGTH));
    const lines = inside.split('\n').map(line => line.trim());
    if (!text.startsWith('<!--', this.#start) || !lines.some(line => /^\.\.[ \t]/.test(line) && isKnownHeader(line)))
      return undefined;
    if (close === -1) return this.#problem(neverClosed('-->'));
    if (!lines.every(line => line === '' || isHeaderLine(line))) return this.#problem(NOT_ALL_FIELDS);
    return this.#found('header lines', opened, close, this.#skipBlanks(close + 3));
  }

  /** Reads lines to the first blank one, or to the `---` of front matter that lacks its first. */
  headerLines(): Finding {
    const { lines, end } = this.#block(this.#start);
    if (!isHeaderLine(lines[0] ?? '') || !areMeantAsFields(lines)) return undefined;
    const next = this.#lineEnd(end);
    const last = this.#text.slice(end, next).trimEnd();
    if (FENCE_LINE.test(last)) {
      const below = this.#text.slice(next, next + FIELDS_HEAD);
      const form = last.startsWith(';') ? 'json members' : 'yaml';
      // The line may as well underline a title, above the fields.
      return findMoreFields(below, this.#lineAt(next), false) ?? this.#found(form, this.#start, end, next);
    }
    const fields = countFields(lines);
    if (fields < lines.length) return this.#headersAboveText(lines, fields);
    if (last !== '') return this.#problem(NOT_ALL_FIELDS);
    if (areMeantAsFields(this.#block(this.#skipSpace(end)).lines)) return this.#problem(GOES_ON);
    return this.#found('header lines', this.#start, end, next);
  }

  /**
   * Reads fields directly above the text, in the form of Pelican and MultiMarkdown. That text may not contain fields.
   */
  #headersAboveText(lines: readonly string[], count: number): Finding {
    const fields = lines.slice(0, count);
    const isText = count > 1 && areMeantAsFields(fields) && !lines.slice(count).some(isKnownHeader);
    if (!isText) return this.#problem(NOT_ALL_FIELDS);
    let end = this.#start;
    for (let line = 0; line < count; line++) end = this.#lineEnd(end);
    return this.#found('header lines', this.#start, end, end);
  }

  /**
   * Returns the lines before the first blank line or fence, and its offset; at most as many as front matter may have.
   */
  #block(from: number): { readonly lines: readonly string[]; readonly end: number } {
    const lines: string[] = [];
    let end = from;
    for (; end < this.#text.length && end - from <= MAX_YAML_LENGTH; end = this.#lineEnd(end)) {
      const line = this.#text.slice(end, this.#lineEnd(end)).trimEnd();
      if (line === '' || FENCE_LINE.test(line)) break;
      lines.push(line);
    }
    return { lines, end };
  }

  /** Returns the text from `opened` to the next line that consists of `mark`. */
  #between(opened: number, mark: string, form: FrontMatterForm): FoundFrontMatter | undefined {
    for (let at = this.#text.indexOf(mark, opened); at !== -1; at = this.#text.indexOf(mark, at + 1)) {
      if (at !== opened && this.#text[at - 1] !== '\n') continue;
      const end = this.#lineEnd(at);
      if (this.#text.slice(at, end).trimEnd() === mark) return this.#found(form, opened, at, end);
    }
    return undefined;
  }

  #found(form: FrontMatterForm, from: number, to: number, body: number): FoundFrontMatter {
    return { form, text: this.#text.slice(from, to), line: this.#lineAt(from), body };
  }

  #problem(message: string): SourceProblem {
    return { line: this.#lineAt(this.#start), column: 1, message };
  }

  #lineAt(offset: number): number {
    return countLines(this.#text, offset);
  }

  /** Returns the start of the next line. */
  #lineEnd(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end === -1 ? this.#text.length : end + 1;
  }

  /** Returns the offset of the next text on the same line, or of the next line if there is none. */
  #skipBlanks(from: number): number {
    let at = from;
    while (this.#text[at] === ' ' || this.#text[at] === '\t') at++;
    return this.#text[at] === '\n' ? at + 1 : at;
  }

  #skipSpace(from: number): number {
    let at = from;
    while (/\s/.test(this.#text[at] ?? 'x')) at++;
    return at;
  }
}

/** Counts the lines at the top that are fields, or continue one. */
function countFields(lines: readonly string[]): number {
  const first = lines.findIndex(line => !isHeaderLine(line) && !isContinuation(line));
  return first === -1 ? lines.length : first;
}

/** Returns true for JSON with a field of an article. An article about JSON may begin with other JSON. */
function hasFieldNames(json: string): boolean {
  for (const [, name = ''] of json.matchAll(JSON_NAMES)) if (isFieldName(name)) return true;
  return false;
}

/** Returns the 1-based line of an offset. */
export function countLines(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

const AS_YAML = 'write the fields as YAML between two lines of ---';
const NOT_ALL_FIELDS = `fields stand here among lines that are none, so the article is held back; ${AS_YAML}`;
const IN_A_LIST = `fields stand here in a list, so the article is held back; take its brackets out, or ${AS_YAML}`;
const BESIDE = `fields stand here beside the hyphens, so the article is held back; ${AS_YAML}`;
const GOES_ON = `fields go on below an empty line, so the article is held back; take the line out, or ${AS_YAML}`;

function neverClosed(mark: string): string {
  return `the front matter is never closed; end it with ${mark === '}' ? mark : `a line ${mark}`}`;
}
