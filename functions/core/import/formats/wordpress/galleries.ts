/** A gallery, as WordPress shows it. */
export interface Gallery {
  readonly figures: string;
  /** The shortcode of the pictures that were not found; empty if there are none. */
  readonly rest: string;
}

/** A gallery, or where a paragraph begins or ends. */
const GALLERY_OR_PARAGRAPH = /\[gallery\b([^\][]*)\]|<(\/?)[pP]\b[^<>]*>/g;
/** Begins again a paragraph that a gallery ended. */
const AGAIN = '\n<p>';

/**
 * Fills galleries by their attributes; one that `fill` returns nothing for stays as it is. Figures stand in no
 * paragraph: one that they stood in ends before them, what follows is another, and there is none around breaks alone.
 * Linear.
 */
export function withGalleries(html: string, fill: (attributes: string) => Gallery | undefined): string {
  const writer = new GalleryWriter(html);
  for (const { 0: mark, 1: attributes, 2: slash, index } of html.matchAll(GALLERY_OR_PARAGRAPH)) {
    const gallery = attributes === undefined ? undefined : fill(attributes);
    if (gallery) writer.gallery(gallery, index, mark);
    else if (slash === '') writer.begin(index, mark);
    else if (slash !== undefined) writer.end(index, mark);
  }
  return writer.finish();
}

class GalleryWriter {
  readonly #html: string;
  readonly #done: string[] = [];
  #from = 0;
  #isInParagraph = false;
  /** The tag of the paragraph, until it is written. */
  #opening = '';

  constructor(html: string) {
    this.#html = html;
  }

  begin(at: number, mark: string): void {
    this.#write(this.#textTo(at, mark));
    this.#opening = mark;
    this.#isInParagraph = true;
  }

  end(at: number, mark: string): void {
    const text = this.#textTo(at, mark);
    const isNone = text === '' && this.#opening === AGAIN;
    this.#write(text);
    if (!isNone) this.#done.push(mark);
    this.#isInParagraph = false;
  }

  gallery({ figures, rest }: Gallery, at: number, mark: string): void {
    const text = this.#textTo(at, mark);
    if (!this.#isInParagraph) {
      this.#write(text);
      this.#done.push(figures, rest && `\n${rest}`);
      return;
    }
    const before = withoutEndBreaks(text);
    if (before !== '' || this.#opening === '') {
      this.#write(before);
      this.#done.push('</p>\n');
    } else if (this.#opening === AGAIN) this.#done.push('\n');
    this.#done.push(figures);
    this.#opening = AGAIN;
    this.#write(rest);
    if (rest === '') this.#opening = AGAIN;
  }

  finish(): string {
    this.#write(this.#textTo(this.#html.length, ''));
    return this.#done.join('');
  }

  #textTo(at: number, mark: string): string {
    const text = this.#html.slice(this.#from, at);
    this.#from = at + mark.length;
    return this.#opening === AGAIN ? text.replace(/^(?:\s|<br\s?\/?>)+/i, '') : text;
  }

  /** A paragraph that begins again does so with a text. */
  #write(text: string): void {
    if (text !== '' || this.#opening !== AGAIN) this.#done.push(this.#opening, text);
    this.#opening = '';
  }
}

function withoutEndBreaks(text: string): string {
  let end = text.trimEnd();
  for (let last = lastBreak(end); last !== undefined; last = lastBreak(end))
    end = end.slice(0, end.length - last.length).trimEnd();
  return end;
}

function lastBreak(text: string): string | undefined {
  return /<br\s?\/?>$/i.exec(text.slice(-6))?.[0];
}
