import type { Token } from 'markdown-it';
import type { RawRange } from '../html/close-html.ts';
import { offsetOf } from './markdown-rules.ts';

/** Marks around raw HTML, until its place in the rendered text is known. Clean text does not contain them. */
const [BEGIN, END] = ['\u0001', '\u0002'];
const EITHER = /[\u0001\u0002]/g;

/** A piece of raw HTML, and its place in the source. */
interface Source {
  /** First line of its paragraph, cell or block, 1-based. */
  readonly line?: number;
  /** The text of that paragraph, cell or block, and the offset of the piece within it. */
  readonly text: string;
  readonly at: number;
}

/** A piece of raw HTML, and its place in the rendered text. */
interface Piece extends RawRange {
  readonly source: Source;
}

/** Renders raw HTML unchanged, marked for `RawHtml`. */
export function markRaw(token: Token | undefined): string {
  return `${BEGIN}${token?.content ?? ''}${END}`;
}

/** The raw HTML within Markdown: its place in the rendered text, and in the source. */
export class RawHtml {
  readonly #lines: readonly string[];
  readonly #sources: Source[] = [];
  #pieces: readonly Piece[] = [];

  /** `tokens` are in the order in which they are rendered; `lines` are those of their source. */
  constructor(tokens: readonly Token[], lines: readonly string[]) {
    this.#lines = lines;
    let row: number | undefined;
    for (const token of tokens) {
      if (token.type === 'tr_open') row = token.map?.[0];
      if (token.type === 'table_close') row = undefined;
      const first = token.map?.[0] ?? row;
      this.#collect(token, first === undefined ? {} : { line: first + 1 });
    }
  }

  /** Returns rendered text without the marks, and records their places. */
  take(rendered: string): string {
    const parts = rendered.split(EITHER);
    const pieces: Piece[] = [];
    let at = 0;
    parts.forEach((part, index) => {
      const source = index % 2 === 1 ? this.#sources[(index - 1) / 2] : undefined;
      if (source) pieces.push({ source, start: at, end: at + part.length });
      at += part.length;
    });
    this.#pieces = pieces;
    return parts.join('');
  }

  /**
   * Ranges of the raw HTML: of each paragraph, from its first piece to its last, and of each block. Text between two
   * pieces was rendered.
   */
  get ranges(): readonly RawRange[] {
    const ranges: { start: number; end: number }[] = [];
    let last: Source | undefined;
    for (const { source, start, end } of this.#pieces) {
      const range = ranges.at(-1);
      const follows = last?.text === source.text && last.line === source.line && last.at < source.at;
      if (range && follows) range.end = end;
      else ranges.push({ start, end });
      last = source;
    }
    return ranges;
  }

  /** Returns the place in the source of an offset in the rendered text, as far as it is known. */
  positionOf(offset: number): { readonly line?: number; readonly column?: number } {
    const piece = this.#pieces.find(({ start, end }) => start <= offset && offset < end);
    if (piece?.source.line === undefined) return {};
    const { text, at } = piece.source;
    const before = text.slice(0, at + offset - piece.start);
    const line = piece.source.line + before.split('\n').length - 1;
    const start = before.lastIndexOf('\n') + 1;
    const end = text.indexOf('\n', start);
    const written = text.slice(start, end === -1 ? undefined : end);
    // The marks of a quote or a list before a line are not part of its text.
    const indent = this.#lines[line - 1]?.indexOf(written.trim()) ?? -1;
    const leading = written.length - written.trimStart().length;
    return indent === -1 ? { line } : { line, column: indent + before.length - start - leading + 1 };
  }

  #collect(token: Token, place: { readonly line?: number }): void {
    const { type, content, children } = token;
    if (type === 'html_block') this.#sources.push({ text: content, at: 0, ...place });
    for (const child of children ?? []) {
      if (child.type !== 'html_inline') continue;
      this.#sources.push({ text: content, at: offsetOf(child.meta), ...place });
    }
  }
}
