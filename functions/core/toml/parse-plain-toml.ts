import { MAX_YAML_LENGTH } from '../yaml/limits.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../yaml/node.ts';

/** Control characters and the byte-order mark, which may stand in some places only, or in none. */
const UNUSUAL = /[\0-\t\v-\x1f\x7f\ufeff]/;
/** Keys of a table are compared one by one, which is fast only while they are few. */
const MAX_ENTRIES = 64;
const HEADER = /\[([\w-]{1,200})\]/y;
const KEY = /([\w-]{1,200}) *= */y;
/** A text in quotes without escapes. Three quotes open one of several lines. */
const BASIC = /"([^"\\\n]*)"(?!")/y;
const LITERAL = /'([^'\n]*)'(?!')/y;
/** A number, a day that is in every year or no number, and an instant; never part of a longer word. */
const NUMBER = String.raw`-?[1-9]\d{0,14}(?:\.\d{1,15})?|0(?:\.\d{1,15})?`;
const LATE_DAY = '(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31';
const DAY = String.raw`\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|${LATE_DAY})`;
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?`;
const ZONE = String.raw`(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?`;
const WORD = new RegExp(`(?:(true|false)|(${DAY}(?:[T ]${TIME}${ZONE})?)|(${NUMBER}))(?=[ \\n,\\]#]|$)`, 'y');
const [SPACE, LINE_FEED, HASH, QUOTE, APOSTROPHE] = [0x20, 0x0a, 0x23, 0x22, 0x27];

/**
 * Reads TOML as nearly all front matter has it: texts, numbers, booleans and dates, lists of these, and tables with a
 * name of one part. Where it answers, the answer is exactly that of the general reader; returns `undefined` where it is
 * not certain to.
 */
export function parsePlainToml(text: string, firstLine: number): YamlMap | undefined {
  if (text.length > MAX_YAML_LENGTH || UNUSUAL.test(text)) return undefined;
  return new PlainToml(text, firstLine).read();
}

class PlainToml {
  readonly #text: string;
  #at = 0;
  #line: number;
  #lineStart = 0;

  constructor(text: string, firstLine: number) {
    this.#text = text;
    this.#line = firstLine;
  }

  read(): YamlMap | undefined {
    this.#skipLines();
    const place = this.#place();
    const root: YamlEntry[] = [];
    let table = root;
    for (; this.#at < this.#text.length; this.#skipLines()) {
      const isHeader = this.#text.charAt(this.#at) === '[';
      const opened = isHeader ? this.#openTable(root) : table;
      if (!opened || (!isHeader && !this.#readEntry(opened)) || !this.#endLine()) return undefined;
      table = opened;
    }
    return root.length === 0 ? undefined : { kind: 'map', entries: root, ...place };
  }

  #openTable(root: YamlEntry[]): YamlEntry[] | undefined {
    const { line, column } = this.#place();
    const key = this.#match(HEADER)?.[1];
    if (key === undefined || !mayAdd(root, key)) return undefined;
    const entries: YamlEntry[] = [];
    const place = { line, column: column + 1 };
    root.push({ key, ...place, value: { kind: 'map', entries, ...place } });
    return entries;
  }

  #readEntry(table: YamlEntry[]): boolean {
    const place = this.#place();
    const key = this.#match(KEY)?.[1];
    if (key === undefined || !mayAdd(table, key)) return false;
    const value = this.#text.charAt(this.#at) === '[' ? this.#list() : this.#scalar();
    if (value) table.push({ key, ...place, value });
    return value !== undefined;
  }

  /** Reads a list, on one line or several. */
  #list(): YamlNode | undefined {
    const place = this.#place();
    const items: YamlNode[] = [];
    for (let isFirst = true; ; isFirst = false) {
      if (!isFirst && !this.#take(',')) break;
      if (isFirst) this.#at += 1;
      this.#skipLines();
      const item = this.#text.charAt(this.#at) === ']' ? undefined : this.#scalar();
      if (!item) break;
      items.push(item);
      this.#skipLines();
    }
    return this.#take(']') ? { kind: 'list', items, ...place } : undefined;
  }

  #scalar(): YamlScalar | undefined {
    const place = this.#place();
    const first = this.#text.charCodeAt(this.#at);
    if (first === QUOTE || first === APOSTROPHE) {
      const value = this.#match(first === QUOTE ? BASIC : LITERAL)?.[1];
      return value === undefined ? undefined : { kind: 'scalar', value, text: value, ...place };
    }
    const [text, truth, date] = this.#match(WORD) ?? [];
    if (text === undefined) return undefined;
    return { kind: 'scalar', value: truth ? truth === 'true' : (date ?? Number(text)), text, ...place };
  }

  #place(): Pick<YamlNode, 'line' | 'column'> {
    return { line: this.#line, column: this.#at - this.#lineStart + 1 };
  }

  #take(character: string): boolean {
    const isThere = this.#text.charAt(this.#at) === character;
    if (isThere) this.#at += 1;
    return isThere;
  }

  /** Goes past spaces and a comment; returns whether the line ends there. */
  #endLine(): boolean {
    while (this.#text.charCodeAt(this.#at) === SPACE) this.#at += 1;
    if (this.#text.charCodeAt(this.#at) === HASH) {
      const end = this.#text.indexOf('\n', this.#at);
      this.#at = end === -1 ? this.#text.length : end;
    }
    return this.#at === this.#text.length || this.#text.charCodeAt(this.#at) === LINE_FEED;
  }

  /** Goes past spaces, comments and ends of lines. */
  #skipLines(): void {
    while (this.#endLine() && this.#at < this.#text.length) {
      this.#at += 1;
      this.#line += 1;
      this.#lineStart = this.#at;
    }
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text) ?? undefined;
    if (found) this.#at = pattern.lastIndex;
    return found;
  }
}

function mayAdd(table: readonly YamlEntry[], key: string): boolean {
  return table.length < MAX_ENTRIES && table.every(entry => entry.key !== key);
}
