import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './node.ts';

/** Maximum length of a text that is read so, in UTF-16 code units, and depth of what it holds. */
const [MAX_LENGTH, MAX_DEPTH] = [20_000, 4];
/** Space between tokens. */
const [BLANK, LINE_FEED] = [0x20, 0x0a];
/** A text in quotes without escapes or characters that YAML treats in a way of its own. */
const STRING = /"([ !#-[\]-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufdcf]{0,10000})"/y;
const WORD = /(?:true|false|null|-?[1-9]\d{0,14}|0)(?=[,\]} \n])/y;

/**
 * Reads a JSON object as most front matter has it: no comment, escape or comma too many. Returns `undefined` for
 * anything else, which `parseJson` reads with the same result as it would this, in ten times as long.
 */
export function parsePlainJson(text: string, firstLine: number): YamlMap | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const reader = new PlainJson(text, firstLine);
  const root = reader.value(0);
  return root?.kind === 'map' && reader.isAtEnd() ? root : undefined;
}

class PlainJson {
  readonly #text: string;
  #at = 0;
  #line: number;
  #lineStart = 0;

  constructor(text: string, firstLine: number) {
    this.#text = text;
    this.#line = firstLine;
  }

  value(depth: number): YamlNode | undefined {
    const place = this.#place();
    if (this.#take('{')) return depth < MAX_DEPTH ? this.#map(place, depth + 1) : undefined;
    if (this.#take('[')) return depth < MAX_DEPTH ? this.#list(place, depth + 1) : undefined;
    const string = this.#string();
    if (string !== undefined) return { kind: 'scalar', value: string, text: string, ...place };
    const word = this.#match(WORD)?.[0];
    return word === undefined
      ? undefined
      : { kind: 'scalar', value: JSON.parse(word) as YamlScalar['value'], text: word, ...place };
  }

  isAtEnd(): boolean {
    this.#skip();
    return this.#at === this.#text.length;
  }

  #map(place: Place, depth: number): YamlMap | undefined {
    const entries: YamlEntry[] = [];
    const names = new Set<string>();
    do {
      const at = this.#place();
      const key = this.#string();
      if (!key || key === '<<' || key.length > 200 || names.has(key) || !this.#take(':')) return undefined;
      const value = this.value(depth);
      if (!value) return undefined;
      names.add(key);
      entries.push({ key, ...at, value });
    } while (this.#take(','));
    return this.#take('}') ? { kind: 'map', entries, ...place } : undefined;
  }

  #list(place: Place, depth: number): YamlNode | undefined {
    const items: YamlNode[] = [];
    do {
      const item = this.value(depth);
      if (!item) return undefined;
      items.push(item);
    } while (this.#take(','));
    return this.#take(']') ? { kind: 'list', items, ...place } : undefined;
  }

  /** Returns the place of the next token. */
  #place(): Place {
    this.#skip();
    return { line: this.#line, column: this.#at - this.#lineStart + 1 };
  }

  #skip(): void {
    const text = this.#text;
    for (let code = text.charCodeAt(this.#at); code === BLANK || code === LINE_FEED; code = text.charCodeAt(this.#at)) {
      this.#at += 1;
      if (code === BLANK) continue;
      this.#line += 1;
      this.#lineStart = this.#at;
    }
  }

  #take(character: string): boolean {
    this.#skip();
    const isThere = this.#text[this.#at] === character;
    if (isThere) this.#at += 1;
    return isThere;
  }

  #string(): string | undefined {
    return this.#match(STRING)?.[1];
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text) ?? undefined;
    if (found) this.#at = pattern.lastIndex;
    return found;
  }
}

type Place = Pick<YamlNode, 'line' | 'column'>;
