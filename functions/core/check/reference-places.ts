import { indexOfName } from '../media/index-of-name.ts';
import type { Position } from '../problem.ts';
import { HtmlPlaces } from './html-places.ts';

/** Lines below that of a block in which a reference of it is looked for. */
const MAX_LINES = 100;
/** References of one article that are looked for: nobody reads more. */
const MAX_PLACED = 100;

/** Places of references in a source. Its text is read when the first is asked for. */
export class ReferencePlaces {
  readonly html: HtmlPlaces;
  readonly #text: () => string;
  readonly #firstLine: number;
  #lines: readonly string[] | undefined;
  #left = MAX_PLACED;

  /** `firstLine` is the line of the source where the text begins. */
  constructor(text: () => string, firstLine: number) {
    this.html = new HtmlPlaces(text, firstLine);
    this.#text = text;
    this.#firstLine = firstLine;
  }

  /**
   * Returns where a reference stands, in or below a line of the text (1-based) that rendering tells; without one, the
   * first tag of HTML that has it. The line alone where the reference is written in another way there.
   */
  of(reference: string, line: number | undefined): Partial<Position> | undefined {
    if (this.#left-- <= 0) return line === undefined ? undefined : { line: line + this.#firstLine - 1 };
    if (line === undefined) return this.html.reference(reference) ?? this.#inTag(reference);
    this.#lines ??= this.#text().split('\n');
    const forms = formsOf(reference);
    for (let at = line - 1; at < Math.min(this.#lines.length, line + MAX_LINES); at++) {
      const column = columnOf(this.#lines[at] ?? '', forms);
      if (column !== undefined) return { line: at + this.#firstLine, column };
    }
    return { line: line + this.#firstLine - 1 };
  }

  /** Returns where a tag of templates names what it links to, such as `{% post_link name %}`. */
  #inTag(reference: string): Position | undefined {
    this.#lines ??= this.#text().split('\n');
    const forms = formsOf(reference.replace(/^@\//, ''));
    for (const [at, line] of this.#lines.entries()) {
      const tag = line.search(/\{[%{]/);
      const column = tag === -1 ? undefined : columnOf(line.slice(tag), forms);
      if (column !== undefined) return { line: at + this.#firstLine, column: tag + column };
    }
    return undefined;
  }
}

/** Returns a reference as it may be written: rendering encodes what is no character of an address. */
function formsOf(reference: string): readonly string[] {
  try {
    return [...new Set([reference, decodeURI(reference)])];
  } catch {
    return [reference];
  }
}

/** Returns the column, 1-based, at which one of some references begins that is no part of a longer one. */
function columnOf(line: string, forms: readonly string[]): number | undefined {
  const at = forms.map(form => indexOfName(line, form, 'path')).find(found => found !== -1);
  return at === undefined ? undefined : at + 1;
}
