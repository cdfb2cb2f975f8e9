/** Text that is not the XML that was expected. `at` is its offset, in UTF-16 units. */
export class UnexpectedXml extends Error {
  override readonly name = 'UnexpectedXml';
  constructor(xml: string, at: number, expected: string) {
    const found = at < xml.length ? JSON.stringify(xml.slice(at, at + 40)) : 'its end';
    super(`at ${at}: expected ${expected}, found ${found}`);
  }
}

/** Characters of a name, as services of AWS give them to elements. */
const NAME = /[A-Za-z][A-Za-z0-9_.:-]*/y;
/** Maximum number of names that are remembered. A service has a few dozens. */
const MAX_NAMES = 100;
/** Everything between the name of an element and the end of its tag. */
const ATTRIBUTES = /(?:\s+[A-Za-z_][A-Za-z0-9_.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/y;
const DECLARATION = /\uFEFF?(?:<\?xml\s[^>]*\?>)?/y;
const SPACE = /\s*/y;
const REFERENCE = /&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|(lt|gt|amp|quot|apos));|&/g;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** An ETag is within two of these, and of all text in a listing little else has a reference. */
const QUOTE = '&quot;';

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;

/**
 * Reads XML as services answer with it, from its beginning to its end: elements, whose attributes are passed over, with
 * either elements or text in them. Comments, CDATA and processing instructions, which no service writes, are refused,
 * and so is whatever is not well-formed. Every step goes forward, so its time grows with the text.
 */
export class ListingXmlReader {
  readonly #xml: string;
  #at = 0;
  /** True where the element that was opened last has no content: `<Prefix/>`. */
  #isClosed = false;
  /** Names that were looked at, with their closing tags: an answer has the same few again and again. */
  readonly #known = new Map<string, readonly [name: string, closing: string]>();

  constructor(xml: string) {
    this.#xml = xml;
    this.#match(DECLARATION);
    this.#match(SPACE);
  }

  /**
   * Opens the next element within `parent` and returns its name; `undefined` where `parent` ends, which is closed then.
   * @throws UnexpectedXml
   */
  open(parent?: string): string | undefined {
    if (parent !== undefined && this.#isClosed) {
      this.#isClosed = false;
      return undefined;
    }
    this.#skipSpace();
    if (parent !== undefined && this.#xml.charCodeAt(this.#at + 1) === SLASH) {
      this.#close(parent);
      return undefined;
    }
    if (this.#xml.charCodeAt(this.#at) !== LESS) throw this.#unexpected('an element');
    const end = this.#xml.indexOf('>', this.#at);
    const known = end === -1 ? undefined : this.#known.get(this.#xml.slice(this.#at + 1, end));
    this.#at = known ? end + 1 : this.#at + 1;
    return known ? known[0] : this.#openUnknown();
  }

  #openUnknown(): string {
    const name = this.#name();
    if (this.#xml.charCodeAt(this.#at) === GREATER) this.#at += 1;
    else this.#isClosed = this.#passAttributes() === '/';
    if (this.#known.size < MAX_NAMES) this.#known.set(name, [name, `</${name}>`]);
    return name;
  }

  /** Returns the text of the element that was opened, and closes it. @throws UnexpectedXml */
  text(name: string): string {
    if (this.#isClosed) {
      this.#isClosed = false;
      return '';
    }
    const start = this.#at;
    const end = this.#xml.indexOf('<', start);
    if (end === -1) throw new UnexpectedXml(this.#xml, this.#xml.length, `</${name}>`);
    const raw = this.#xml.slice(start, end);
    this.#at = end;
    this.#close(name);
    return raw.includes('&') ? this.#decode(raw, start) : raw;
  }

  /** Passes over the element that was opened, whatever is in it. @throws UnexpectedXml */
  skip(name: string): void {
    const open: string[] = [];
    for (let parent: string | undefined = name; parent !== undefined; ) {
      const next: string | undefined = this.#passText(parent) ? undefined : this.open(parent);
      if (next !== undefined) open.push(parent);
      parent = next ?? open.pop();
    }
  }

  /** Ensures that nothing follows. @throws UnexpectedXml */
  end(): void {
    this.#match(SPACE);
    if (this.#at < this.#xml.length) throw this.#unexpected('the end');
  }

  /** Closes an element that has nothing but text, if any; returns whether it does. */
  #passText(name: string): boolean {
    const end = this.#xml.indexOf('<', this.#at);
    if (this.#isClosed || this.#xml.charCodeAt(end + 1) !== SLASH) return false;
    this.#at = end;
    this.#close(name);
    return true;
  }

  #close(name: string): void {
    const closing = this.#known.get(name)?.[1];
    if (closing !== undefined && this.#xml.startsWith(closing, this.#at)) this.#at += closing.length;
    else this.#closeSlowly(name);
  }

  #closeSlowly(name: string): void {
    const end = this.#at + 2 + name.length;
    const isThere = this.#xml.startsWith('</', this.#at) && this.#xml.startsWith(name, this.#at + 2);
    if (!isThere) throw this.#unexpected(`</${name}>`);
    if (this.#xml.charCodeAt(end) === GREATER) this.#at = end + 1;
    else {
      this.#at = end;
      this.#match(SPACE);
      if (this.#xml.charCodeAt(this.#at) !== GREATER) throw this.#unexpected('>');
      this.#at += 1;
    }
  }

  #name(): string {
    const found = this.#match(NAME)?.[0];
    if (found === undefined) throw this.#unexpected('the name of an element');
    return found;
  }

  #passAttributes(): string {
    const found = this.#match(ATTRIBUTES);
    if (!found) throw this.#unexpected('the end of a tag');
    return found[1] ?? '';
  }

  #skipSpace(): void {
    if (this.#xml.charCodeAt(this.#at) !== LESS) this.#match(SPACE);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#xml) ?? undefined;
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  #decode(raw: string, start: number): string {
    const quoted = raw.startsWith(QUOTE) && raw.endsWith(QUOTE) && raw.slice(QUOTE.length, -QUOTE.length);
    if (quoted && !quoted.includes('&')) return `"${quoted}"`;
    return raw.replace(REFERENCE, (whole, decimal?: string, hexadecimal?: string, named?: string, at = 0) => {
      const text = named === undefined ? characterOf(decimal, hexadecimal) : NAMED[named];
      if (text === undefined || whole === '&') throw new UnexpectedXml(this.#xml, start + at, 'a character reference');
      return text;
    });
  }

  #unexpected(expected: string): UnexpectedXml {
    return new UnexpectedXml(this.#xml, this.#at, expected);
  }
}

function characterOf(decimal: string | undefined, hexadecimal: string | undefined): string | undefined {
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number.parseInt(decimal, 10);
  const isCharacter = code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
