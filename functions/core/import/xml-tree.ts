import { SaxesParser, type SaxesTagNS } from 'saxes';
import { entityText, withoutC1 } from './html-text.ts';
import { UnreadableFeed } from './imported-feed.ts';
import { ATOM, CONTENT, canonicalNamespace, DC, MEDIA, USUAL } from './namespaces.ts';

/** An element with its namespace resolved. Text within it stands among its children. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** The namespace; empty where there is none. */
  readonly uri: string;
  /** By name; those of a namespace with their usual prefix, such as `xml:base`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
  /** Line on which it begins, 1-based. */
  readonly line: number;
}

/** XML 1.0, section 4.6. */
const ENTITIES: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  amp: '&',
  gt: '>',
  lt: '<',
  quot: '"',
  apos: "'",
});

/** No feed nests deeper; a reader that recurses must not be made to. */
const MAX_DEPTH = 500;
const MAX_MESSAGE = 200;

/** Elements that begin an article, in any of the formats. */
const ITEMS: ReadonlySet<string> = new Set(['item', 'entry']);

/**
 * Reads XML as it comes in and gives each article when it ends, so that no more of them are held as trees than whoever
 * takes them holds. XML is read to the letter (XML 1.0 and its namespaces), because what a forgiving parser makes of a
 * broken document may be half of it. A DTD is passed over: entities that a document declares are neither expanded nor
 * fetched, so using one is an error; those that HTML has are read as HTML reads them. Namespaces have their usual
 * spelling, whatever the document's is.
 */
export class XmlTreeReader {
  readonly #parser = new SaxesParser({ xmlns: true, additionalNamespaces: { ...USUAL } });
  readonly #open: XmlElement[] = [];
  readonly #onItem: (item: XmlElement, root: XmlElement) => void;
  readonly #onRoot: (root: XmlElement) => void;
  /** Entities of HTML that the document uses, and the line of the first of each. */
  readonly htmlEntities = new Map<string, number>();
  #skippedLines = 0;
  /** The namespace of elements that have none. */
  #unnamed = '';
  #root: XmlElement | undefined;

  /** `onRoot` sees the root element while it is empty; `onItem` each article, whole. */
  constructor(onRoot: (root: XmlElement) => void, onItem: (item: XmlElement, root: XmlElement) => void) {
    this.#onRoot = onRoot;
    this.#onItem = onItem;
    const parser = this.#parser;
    parser.ENTITIES = new Proxy(ENTITIES, {
      get: (known, name) => known[String(name)] ?? this.#htmlEntity(String(name)),
    });
    parser.on('error', error => this.#fail(error.message));
    parser.on('opentag', tag => this.#begin(tag));
    parser.on('closetag', () => this.#end());
    parser.on('text', text => this.#add(text));
    parser.on('cdata', text => this.#add(text));
  }

  write(text: string): void {
    if (this.#parser.position > 0) this.#parser.write(text);
    else {
      // An XML declaration must come first; many a feed has a blank line before it, which no reader minds.
      const start = text.search(/[^\uFEFF\s]/);
      this.#skippedLines = text.slice(0, start).split('\n').length - 1;
      this.#parser.write(text.slice(start));
    }
  }

  /** The root element without its articles. */
  close(): XmlElement {
    this.#parser.close();
    if (!this.#root) this.#fail('the document has no element');
    return this.#root;
  }

  #begin(tag: SaxesTagNS): void {
    if (this.#open.length >= MAX_DEPTH) this.#fail(`elements lie in each other more than ${MAX_DEPTH} deep`);
    const attributes: Record<string, string> = Object.create(null);
    for (const { name, value } of Object.values(tag.attributes)) attributes[name] = withoutC1(value);
    // Some write Atom without its namespace, and mean it.
    if (!this.#root && tag.local === 'feed' && tag.uri === '') this.#unnamed = ATOM;
    const element = {
      name: tag.local,
      uri: tag.uri === '' ? this.#unnamed : canonicalNamespace(tag.uri),
      attributes,
      children: [],
      line: this.#parser.line + this.#skippedLines,
    };
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
    if (this.#root) return;
    this.#root = element;
    this.#onRoot(element);
  }

  #end(): void {
    const element = this.#open.pop();
    const parent = this.#open.at(-1);
    if (!element || !parent || !this.#root || !ITEMS.has(element.name) || this.#open.length > 2) return;
    parent.children.pop();
    this.#onItem(element, this.#root);
  }

  #add(text: string): void {
    // Between the articles there is nothing but blanks, and as many as there are articles.
    if (this.#open.length > 2 || text.trim() !== '') this.#open.at(-1)?.children.push(withoutC1(text));
  }

  #htmlEntity(name: string): string {
    const text = /^[A-Za-z][A-Za-z0-9]{1,40}$/.test(name) ? entityText(name) : undefined;
    if (text === undefined) return this.#failEntity(name);
    if (!this.htmlEntities.has(name)) this.htmlEntities.set(name, this.#parser.line + this.#skippedLines);
    return text;
  }

  /** The parser takes all up to the next semicolon for the name, which may be lines away. */
  #failEntity(name: string): never {
    const lines = name.split('\n').length - 1;
    const { line, columnIndex } = this.#parser;
    const message = /^[\w.:-]{1,40}$/.test(name)
      ? `the entity &${name}; is not one of XML's own, and those that a document declares are not expanded; ` +
        'write the character itself'
      : 'an & that begins no character; write &amp;, or say --repair';
    const at = line - lines + this.#skippedLines;
    throw new UnreadableFeed(
      `not well-formed XML: ${message}`,
      at,
      lines > 0 ? undefined : columnIndex - name.length - 1,
    );
  }

  #fail(message: string): never {
    const { line, columnIndex } = this.#parser;
    const told = message.replace(/^(?:[^:]*:)?\d+:\d+: /, '').replace(/\.$/, '');
    const short = told.length > MAX_MESSAGE ? `${told.slice(0, MAX_MESSAGE)}…` : told;
    throw new UnreadableFeed(
      `not well-formed XML: ${short}${remedyOf(told)}`,
      line + this.#skippedLines,
      columnIndex + 1,
    );
  }
}

export { ATOM, CONTENT, DC, MEDIA };

/** The children that are elements of a name and namespace. */
export function childrenOf(element: XmlElement, name: string, uri: string): readonly XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name && child.uri === uri,
  );
}

export function childOf(element: XmlElement, name: string, uri: string): XmlElement | undefined {
  return childrenOf(element, name, uri)[0];
}

/** All text in an element, however deep; as it stands there. */
export function textIn(element: XmlElement): string {
  return element.children.map(child => (typeof child === 'string' ? child : textIn(child))).join('');
}

/** The text of the first child of a name that has one, without blanks at its ends. */
export function textOfChild(element: XmlElement, name: string, uri: string): string | undefined {
  for (const child of childrenOf(element, name, uri)) {
    const text = textIn(child).trim();
    if (text !== '') return text;
  }
  return undefined;
}

/** Returns what gives the texts of children as `textOfChild` does, and looks for each name once. */
export function textsOfChildren(element: XmlElement): (name: string, uri: string) => string | undefined {
  const found = new Map<string, string | undefined>();
  return (name, uri) => {
    const key = `${uri} ${name}`;
    if (!found.has(key)) found.set(key, textOfChild(element, name, uri));
    return found.get(key);
  };
}

function remedyOf(message: string): string {
  if (/unclosed tag/.test(message))
    return (
      '; the file ends too early (download or export it again), or an & near that tag is not written &amp; ' +
      '(--repair reads it so)'
    );
  return '; ask its publisher to fix it, or fix a copy';
}
