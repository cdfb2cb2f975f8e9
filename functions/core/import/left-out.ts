import { excerpt } from '../text/excerpt.ts';

/** Something of a document that has no place here. */
export interface Leftover {
  /** Kind of the content, such as `itunes:duration` or `comment`. */
  readonly kind: string;
  /** The beginning of what it says. */
  readonly example?: string;
  /** Line of the document, 1-based. */
  readonly line?: number;
}

/** All of a kind that was left out. */
export interface LeftKind {
  readonly count: number;
  /** The first of them. */
  readonly example?: string;
  readonly line?: number;
}

const MAX_EXAMPLE = 80;
/** A document may be made so that each of its elements has another name. */
const MAX_KINDS = 200;
const OTHERS = 'of other kinds';

/** Counts what is left out, by kind. */
export class LeftOut {
  readonly #kinds = new Map<string, { count: number } & Omit<LeftKind, 'count'>>();

  get kinds(): ReadonlyMap<string, LeftKind> {
    return this.#kinds;
  }

  add({ kind, example, line }: Leftover): void {
    const name = this.#kinds.has(kind) || this.#kinds.size < MAX_KINDS ? kind : OTHERS;
    const known = this.#kinds.get(name);
    if (known) known.count += 1;
    else this.#kinds.set(name, { count: 1, ...beginning(example, line) });
  }

  /** Takes what another document left out, too. */
  merge(kinds: ReadonlyMap<string, LeftKind>): void {
    for (const [kind, left] of kinds) {
      const known = this.#kinds.get(kind);
      if (known) known.count += left.count;
      else this.#kinds.set(kind, { ...left });
    }
  }
}

function beginning(example: string | undefined, line: number | undefined): Omit<LeftKind, 'count'> {
  return { ...(example && { example: excerpt(example, MAX_EXAMPLE) }), ...(line !== undefined && { line }) };
}
