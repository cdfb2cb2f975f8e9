import { SaxesParser } from 'saxes';

/** An element of a parsed document. */
export interface ParsedElement {
  readonly name: string;
  /** URI of its namespace; empty if it has none. */
  readonly uri: string;
  /** The name without its prefix. */
  readonly local: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ParsedElement[];
  text: string;
}

/** Parses XML strictly: whatever is not well-formed throws. Names stay as they are written. */
export function parseXml(xml: string): ParsedElement {
  const root: ParsedElement = { name: '', uri: '', local: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', error => {
    throw error;
  });
  parser.on('opentag', ({ name, uri, local, attributes }) => {
    const values = Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value]));
    const element = { name, uri, local, attributes: values, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(xml).close();
  const [document] = root.children;
  if (!document) throw new Error('no root element');
  return document;
}

/** Every element on a path of names, from below `element`. */
export function all(element: ParsedElement, ...path: readonly string[]): readonly ParsedElement[] {
  return path.reduce<readonly ParsedElement[]>(
    (found, name) => found.flatMap(({ children }) => children.filter(child => child.name === name)),
    [element],
  );
}

export function texts(element: ParsedElement, ...path: readonly string[]): readonly string[] {
  return all(element, ...path).map(({ text }) => text);
}

export function text(element: ParsedElement, ...path: readonly string[]): string | undefined {
  return texts(element, ...path)[0];
}
