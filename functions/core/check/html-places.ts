import { Parser } from 'htmlparser2';
import { lexHtml } from '../html/html-lexer.ts';
import { loaded } from '../html/lazy-picture.ts';
import type { Position } from '../problem.ts';
import { createPositions } from '../text/positions.ts';

/** Attributes that hold a reference. */
const REFERENCES: readonly string[] = ['href', 'src', 'poster'];

/** A picture of HTML, as its author wrote it. */
interface WrittenPicture {
  readonly src: string;
  /** Its alternative text; `undefined` where it declares none. */
  readonly alt?: string;
}

/** A tag, and its place in the text. */
interface PlacedTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly at: Position;
}

/** Places in the HTML of a source, which rendering does not tell. The text is read when the first is asked for. */
export class HtmlPlaces {
  readonly #text: () => string;
  readonly #firstLine: number;
  #known: readonly PlacedTag[] | undefined;
  #byReference: ReadonlyMap<string, Position> | undefined;

  /** `firstLine` is the line of the source where the text begins. */
  constructor(text: () => string, firstLine: number) {
    this.#text = text;
    this.#firstLine = firstLine;
  }

  /** Returns the first tag that has a reference. */
  reference(reference: string): Position | undefined {
    this.#byReference ??= this.#readReferences();
    return this.#byReference.get(reference);
  }

  /** Returns the first picture that is as is asked. */
  picture(isMeant: (picture: WrittenPicture) => boolean): Position | undefined {
    return this.#tags.find(({ name, attributes }) => {
      const { src = '', alt } = loaded(name, attributes);
      return name === 'img' && isMeant({ src, ...(alt !== undefined && { alt }) });
    })?.at;
  }

  get #tags(): readonly PlacedTag[] {
    this.#known ??= readTags(this.#text(), this.#firstLine);
    return this.#known;
  }

  #readReferences(): ReadonlyMap<string, Position> {
    const places = new Map<string, Position>();
    for (const { name, attributes, at } of this.#tags) {
      const given = loaded(name, attributes);
      for (const attribute of REFERENCES) {
        const reference = given[attribute];
        if (reference !== undefined && !places.has(reference)) places.set(reference, at);
      }
    }
    return places;
  }
}

/** Returns the start tags that have attributes. */
function readTags(text: string, firstLine: number): readonly PlacedTag[] {
  const positionOf = createPositions(text);
  const tags: PlacedTag[] = [];
  lexHtml(text, {
    open(name, start, end) {
      const { line, column } = positionOf(start);
      const attributes = attributesOf(text.slice(start, end));
      if (attributes) tags.push({ name, attributes, at: { line: line + firstLine - 1, column } });
    },
  });
  return tags;
}

function attributesOf(tag: string): Readonly<Record<string, string>> | undefined {
  if (!tag.includes('=')) return undefined;
  let found: Readonly<Record<string, string>> | undefined;
  const parser = new Parser({
    onopentag(_, attributes) {
      found ??= attributes;
    },
  });
  parser.end(tag);
  return found;
}
